import { asTestCommand, operandsOf } from '../test-command.js';

const TAKEN = /^(install|test|validate|check-platform-reqs|lint|phpcs|phpunit|run|run-script)$/;

/** Composer: packages, checks and the scripts of composer.json. Nothing that changes the project or needs a login. */
export const recogniser = asTestCommand({
  tool: 'composer',
  image: /^composer(-|$)/,
  takes: (words) => words[0] === 'composer' && TAKEN.test(operandsOf(words)[0] ?? ''),
  needs: 'the node needs PHP and Composer: zuul-jobs has no role for them',
});
