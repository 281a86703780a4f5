import { Option } from 'commander';
import type { AddCommand } from '../command.js';
import type { ExplainOptions } from '../explain-command.js';

/** `zuulshift explain`: what becomes of one item, or of a file of them, and why. */
export const addExplain: AddCommand = (program, io, done) => {
  program
    .command('explain')
    .description('tell which jobs a change, a ref or a timer starts, and why')
    .option('--layout <file>', 'ask Zuul v2: its layout.yaml, or a zuul.conf that names it')
    .option('--converted <dir>', 'ask Zuul v3: the folder of a config project, converted or not')
    .option('--settings <file>', 'zuulshift.yaml: says among others which Zuul v2 read the layout')
    .option('--project <name>', 'project of the item')
    .option('--pipeline <name>', 'pipeline of the item')
    .option('--branch <name>', 'a change on this branch')
    .option(
      '--files <paths>',
      'files of the change, separated by commas; /COMMIT_MSG, which Gerrit lists first, is added',
    )
    .option('--ref <name>', 'an updated ref, as the event names it')
    .addOption(
      new Option('--op <operation>', 'what happened to the ref (default update)').choices([
        'update',
        'create',
        'delete',
      ]),
    )
    .option('--scenarios <file>', 'answer a file of scenarios, one JSON object a line, in order; - is standard input')
    .option('--json', 'print the explanation as JSON')
    .action(async (options: ExplainOptions) => {
      const { explainCommand } = await import('../explain-command.js');
      done(await explainCommand(options, io));
    });
};
