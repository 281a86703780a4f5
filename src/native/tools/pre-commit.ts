import { asTestCommand } from '../test-command.js';

/** pre-commit, its hooks on all files or some. */
export const recogniser = asTestCommand({
  tool: 'pre-commit',
  image: /^pre-commit(-|$)/,
  takes: ([program, command]) => program === 'pre-commit' && command === 'run',
  needs: 'the node needs pre-commit; many projects run it by tox-linters',
});
