import { asTestCommand, operandsOf } from '../test-command.js';

/** ShellCheck of files by name. */
export const recogniser = asTestCommand({
  tool: 'shellcheck',
  image: /^shellcheck(-|$)/,
  takes: (words) => words[0] === 'shellcheck' && operandsOf(words).length > 0,
  needs: 'the node needs ShellCheck, a package of every distribution',
});
