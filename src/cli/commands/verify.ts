import type { AddCommand } from '../command.js';
import type { VerifyOptions } from '../verify-command.js';

/** `zuulshift verify`: does Zuul v3 run what Zuul v2 ran? */
export const addVerify: AddCommand = (program, io, done) => {
  program
    .command('verify')
    .description('compare what Zuul v2 starts with what Zuul v3 will start, for every kind of item')
    .requiredOption('--layout <file>', 'layout.yaml of Zuul v2, or a zuul.conf that names it')
    .requiredOption('--converted <dir>', 'folder of the config project for Zuul v3, converted or written by hand')
    .option(
      '--parameter-functions <file...>',
      'Python files whose parameter functions are run, in the order of "includes"',
    )
    .option('--python <path>', 'interpreter for them; Zuul v2 ran under Python 2.7 (default: python3)')
    .option('--settings <file>', 'zuulshift.yaml: what the inputs cannot tell about the site')
    .option('--branches <file>', 'real branches: a mapping of projects to lists (YAML, JSON), or a branch on each line')
    .option('--git <dir>', 'take the real branches from the git repositories below this folder')
    .option('--events <file>', "recorded events: lines of Gerrit's stream, compared as the pipelines that they reach")
    .option('--waivers <file>', 'differences that may be: a YAML list with owner, reason, expires and match')
    .option('--today <day>', 'the day that decides which waivers count, as 2027-03-31 (default: today)')
    .option('--json', 'print migration/evidence.json on standard output')
    .option('--no-evidence', 'do not write migration/evidence.json')
    .action(async (options: VerifyOptions) => {
      const { verifyCommand } = await import('../verify-command.js');
      done(await verifyCommand(options, io));
    });
};
