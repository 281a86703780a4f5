import { asTestCommand } from '../test-command.js';

/** yamllint. */
export const recogniser = asTestCommand({
  tool: 'yamllint',
  image: /^yamllint(-|$)/,
  takes: ([program]) => program === 'yamllint',
  needs: 'the node needs yamllint, a package of most distributions',
});
