import { InvalidArgumentError, Option } from 'commander';
import { InputError } from '../../model/input-error.js';
import type { AddCommand } from '../command.js';
import type { ConvertOptions } from '../convert-command.js';

/** `zuulshift convert`: Jenkins job definitions and a Zuul v2 layout become a Zuul v3 configuration. */
export const addConvert: AddCommand = (program, io, done) => {
  program
    .command('convert')
    .description('convert Jenkins jobs and a Zuul v2 layout into a Zuul v3 configuration with its playbooks')
    .option('--jenkins <path...>', 'Jenkins job definitions: JENKINS_HOME, output of Job Builder, XML files')
    .option(
      '--jenkinsfile <path...>',
      'Jenkinsfiles, or folders with them: steps of the jobs that refer to them by scriptPath or have their name, else jobs of their own, named after their folders',
    )
    .option('--jjb <path...>', 'sources of Jenkins Job Builder; an installed jenkins-jobs makes XML of them')
    .option('--jenkins-jobs <command>', 'how to start Jenkins Job Builder (default: jenkins-jobs)')
    .option('--jjb-config <file>', 'configuration file of Jenkins Job Builder')
    .option('--jjb-timeout <seconds>', 'how long Jenkins Job Builder may take (default: 600)', secondsOf)
    .option('--layout <file>', 'layout.yaml of Zuul v2, or a zuul.conf that names it')
    .option(
      '--converters <dir...>',
      'folders with converters of your own (*.ts, *.js); they win over the built-in ones',
    )
    .option(
      '--parameter-functions <file...>',
      'Python files whose parameter functions are run, in the order of "includes"',
    )
    .option('--python <path>', 'interpreter for them; Zuul v2 ran under Python 2.7 (default: python3)')
    .option('--settings <file>', 'zuulshift.yaml: what the inputs cannot tell about the site')
    .requiredOption('--out <dir>', 'folder to write into; files of others in it are never touched')
    .option(
      '--only <name...>',
      'write only these jobs and projects (names, or patterns with *), with what they need; all else stays as it is',
    )
    .option(
      '--native <name...>',
      'jobs and families to write as variants of jobs of zuul-jobs; migration/report.md lists those for which that loses nothing',
    )
    .option('--zuul-version <number>', 'major version of the Zuul that will load the output (default 14)')
    .option('--json', 'print migration/report.json on standard output')
    .option('--dry-run', 'write nothing; print what would change')
    .option('--force', 'give up edits in generated files instead of merging them')
    .addOption(
      new Option('--fail-on <outcome>', 'exit with 1 when there is a finding of this kind or a worse one').choices([
        'needs-human',
        'approximated',
        'unread',
      ]),
    )
    .option('--no-factor', 'write every job with playbooks of its own: no families, no shared roles')
    .option('--no-verify', 'do not compare what was written with what Zuul v2 did')
    .addOption(new Option('--timings', 'print how long each stage took').hideHelp())
    .action(async (options: ConvertOptions) => {
      const inputs = [options.jenkins, options.jenkinsfile, options.jjb, options.layout];
      if (inputs.every((input) => input === undefined)) {
        const message = 'nothing to convert: give --jenkins, --jenkinsfile, --jjb or --layout';
        throw new InputError({ at: { file: 'convert', line: 0 }, message });
      }
      if (options.parameterFunctions !== undefined && options.layout === undefined) {
        const message = 'parameter functions belong to a layout: give --layout, too';
        throw new InputError({ at: { file: '--parameter-functions', line: 0 }, message });
      }
      if (options.only !== undefined && options.force === true) {
        const message = 'gives up edits in all files, and --only leaves all but a part alone: leave one of them out';
        throw new InputError({ at: { file: '--force', line: 0 }, message });
      }
      const { convertCommand } = await import('../convert-command.js');
      done(await convertCommand(options, io));
    });
};

function secondsOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number of seconds.');
}
