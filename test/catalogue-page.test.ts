import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { catalogueAsMarkdown, catalogueEntries } from '../src/cli/catalogue-table.js';
import { programFolders } from '../src/cli/program-folders.js';

const root = new URL('../', import.meta.url);
const page = readFileSync(fileURLToPath(new URL('docs/catalogue.md', root)), 'utf8');

test('the published table is that of the catalogue', async (t) => {
  const table = catalogueAsMarkdown(await catalogueEntries(programFolders(new URL('src/cli/main.ts', root).href)));
  const shown = /<!-- catalogue -->\n([^]*?)<!-- \/catalogue -->/.exec(page)?.[1];
  t.is(shown, table, 'run: npx zuulshift catalogue --markdown, and put its output between the two marks');
});
