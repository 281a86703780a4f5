import { asTestCommand } from '../test-command.js';

/** ShellCheck of files by name. */
export const recogniser = asTestCommand({
  tool: 'shellcheck',
  image: /^shellcheck(-|$)/,
  takes: ([program]) => program === 'shellcheck',
  needs: 'the node needs ShellCheck, a package of every distribution',
});
