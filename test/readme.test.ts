import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { catalogueAsMarkdown, catalogueEntries } from '../src/cli/catalogue-table.js';
import { programFolders } from '../src/cli/program-folders.js';

const root = new URL('../', import.meta.url);
const readme = readFileSync(fileURLToPath(new URL('README.md', root)), 'utf8');

test('the table of the README is that of the catalogue', async (t) => {
  const table = catalogueAsMarkdown(await catalogueEntries(programFolders(new URL('src/cli/main.ts', root).href)));
  const shown = /<!-- catalogue -->\n([^]*?)<!-- \/catalogue -->/.exec(readme)?.[1];
  t.is(shown, table, 'run: npx zuulshift catalogue --markdown, and put its output between the two marks');
});
