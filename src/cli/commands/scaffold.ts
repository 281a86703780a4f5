import { Option } from 'commander';
import { SECTIONS } from '../../convert/converter.js';
import type { AddCommand } from '../command.js';
import type { ScaffoldOptions } from '../scaffold-command.js';

/** `zuulshift scaffold`: a converter of one's own for an element that no converter knows. */
export const addScaffold: AddCommand = (program, io, done) => {
  program
    .command('scaffold')
    .description(
      'write a converter of your own for a Jenkins element, with its test and samples, ready to be filled in',
    )
    .argument('[element]', 'Java class of the element, as scaffold --list prints it')
    .requiredOption('--jenkins <path...>', 'Jenkins job definitions in which it occurs')
    .option('--converters <dir>', 'folder to write into', 'converters')
    .addOption(
      new Option('--section <section>', 'part of a job that the element belongs to (default: where it occurs)').choices(
        SECTIONS,
      ),
    )
    .option('--name <name>', 'name of the converter (default: after the class)')
    .option('--force', 'write one although the element has a converter')
    .option('--list', 'list the elements that no converter knows, the most frequent first, and write nothing')
    .option('--json', 'print the list as JSON')
    .action(async (element: string | undefined, options: ScaffoldOptions) => {
      const { scaffoldCommand } = await import('../scaffold-command.js');
      done(await scaffoldCommand(element, options, io));
    });
};
