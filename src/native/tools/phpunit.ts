import { asTestCommand } from '../test-command.js';

/** PHPUnit, as Composer installs it or from the node. */
export const recogniser = asTestCommand({
  tool: 'phpunit',
  mention: /(\.\/)?(vendor\/bin\/)?phpunit/,
  image: /^phpunit(-|$)/,
  takes: ([program = '']) => /^(\.\/)?(vendor\/bin\/)?phpunit$/.test(program),
  needs: 'the node needs PHP and, unless Composer brings it, PHPUnit: zuul-jobs has no role for them',
});
