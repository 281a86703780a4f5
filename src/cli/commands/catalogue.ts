import { ExitCode, type AddCommand } from '../command.js';

interface CatalogueOptions {
  readonly json?: true;
  readonly markdown?: true;
  readonly converters?: string[];
}

/** `zuulshift catalogue`: what this version knows, and what becomes of it. */
export const addCatalogue: AddCommand = (program, io, done) => {
  program
    .command('catalogue')
    .description('list every Jenkins element and layout key this version knows, with what becomes of it')
    .option('--json', 'print JSON')
    .option('--converters <dir...>', 'list converters of your own in these folders too')
    .option('--markdown', 'print the tables of the README')
    .action(async (options: CatalogueOptions) => {
      const { catalogueEntries, catalogueAsMarkdown, catalogueAsText } = await import('../catalogue-table.js');
      const entries = await catalogueEntries(io.home, options.converters);
      if (options.json) io.out(`${JSON.stringify(entries, null, 2)}\n`);
      else io.out(options.markdown ? catalogueAsMarkdown(entries) : catalogueAsText(entries));
      done(ExitCode.Fine);
    });
};
