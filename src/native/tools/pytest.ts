import { asTestCommand } from '../test-command.js';

/** pytest without tox or nox. */
export const recogniser = asTestCommand({
  tool: 'pytest',
  mention: /(python3? -m )?pytest/,
  image: /^pytest(-|$)/,
  takes: (words) => words[0] === 'pytest' || /^python3? -m pytest$/.test(words.slice(0, 3).join(' ')),
  needs: 'the node needs pytest and what the tests import: tox and nox bring both',
});
