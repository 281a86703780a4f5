import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apiHome } from '../../../src/api/home.js';
import { addConverters, type ExtendedCatalogue } from '../../../src/convert/custom/add-converters.js';
import type { Catalogue } from '../../../src/convert/load-catalogue.js';

const HOME = apiHome(new URL('../../../src/api/home.ts', import.meta.url).href);

/** Writes files below a folder. */
export function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Lays folders of a user over a catalogue, as the command line does. */
export async function add(folders: readonly string[], ours: Catalogue = new Map()): Promise<ExtendedCatalogue> {
  return addConverters(ours, folders, HOME.converters, HOME.modules);
}

/** The text of a converter in plain JavaScript. */
export function converterText(element: string, convert = '() => ({})', more = ''): string {
  return [
    `export default { element: '${element}', section: 'builders', plugin: 'x', summary: '', becomes: '',`,
    `  grade: 'exact', findings: {}, convert: ${convert}${more} };`,
  ].join('\n');
}
