import { asTestCommand, operandsOf } from '../test-command.js';

/** yamllint. */
export const recogniser = asTestCommand({
  tool: 'yamllint',
  image: /^yamllint(-|$)/,
  takes: (words) => words[0] === 'yamllint' && operandsOf(words).length > 0,
  needs: 'the node needs yamllint, a package of most distributions',
});
