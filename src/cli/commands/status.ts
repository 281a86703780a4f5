import type { AddCommand } from '../command.js';
import type { StatusOptions } from '../status-command.js';

/** `zuulshift status`: what became of a converted tree since it was written. */
export const addStatus: AddCommand = (program, io, done) => {
  program
    .command('status')
    .description('say what people edited in a converted tree, what clashes, and whether it is out of date')
    .argument('<dir>', 'folder that zuulshift convert wrote')
    .option('--jenkins <path...>', 'Jenkins definitions, as given to convert: have they changed since?')
    .option('--layout <file>', 'layout of Zuul v2, as given to convert: has it changed since?')
    .option('--json', 'print the answer as JSON')
    .action(async (folder: string, options: StatusOptions) => {
      const { statusCommand } = await import('../status-command.js');
      done(await statusCommand(folder, options, io));
    });
};
