import { asTestCommand } from '../test-command.js';

/** flake8. */
export const recogniser = asTestCommand({
  tool: 'flake8',
  image: /^flake8(-|$)/,
  takes: ([program]) => program === 'flake8',
  needs: 'the node needs flake8; many projects run it by tox-linters',
});
