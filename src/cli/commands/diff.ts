import { Option } from 'commander';
import type { AddCommand } from '../command.js';
import type { DiffOptions } from '../diff-command.js';
import { DIFF_FORMATS } from '../diff-formats.js';

/** `zuulshift diff`: what a reviewer has to know about two states. */
export const addDiff: AddCommand = (program, io, done) => {
  program
    .command('diff')
    .description('say what two layouts or trees run otherwise, which findings are new, and what changed in their files')
    .argument('<before>', 'layout of Zuul v2, tree for Zuul v3, or either in a revision of git: origin/main:zuul.d')
    .argument('<after>', 'the same, later')
    .option('--jenkins-before <path...>', 'Jenkins definitions that belong to the first layout, also in a revision')
    .option('--jenkins-after <path...>', 'Jenkins definitions that belong to the second layout')
    .option('--settings <file>', 'zuulshift.yaml: what the inputs cannot tell about the site')
    .addOption(
      new Option(
        '--format <format>',
        'text, Markdown for a pull request, one page of HTML, input of a review for Gerrit, check runs for GitHub, SARIF, or JSON',
      )
        .choices(DIFF_FORMATS)
        .default('text'),
    )
    .option('--output <file>', 'write it into a file instead of printing it')
    .option('--limit <characters>', 'longest Markdown (default 65000); what is cut is counted')
    .option('--link <url>', 'where the whole report is, for formats that are cut')
    .option('--path-prefix <folder>', 'folder of the second side in its repository (default: as its name tells)')
    .addOption(
      new Option('--fail-on <outcome>', 'exit with 1 when there is a new finding of this kind or a worse one').choices([
        'needs-human',
        'approximated',
        'unread',
      ]),
    )
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { diffCommand } = await import('../diff-command.js');
      done(await diffCommand(before, after, options, io));
    });
};
