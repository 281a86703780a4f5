import { asTestCommand } from '../test-command.js';

/** ansible-lint. */
export const recogniser = asTestCommand({
  tool: 'ansible-lint',
  image: /^ansible-lint(-|$)/,
  takes: ([program]) => program === 'ansible-lint',
  needs: 'the node needs ansible-lint; many projects run it by tox-linters',
});
