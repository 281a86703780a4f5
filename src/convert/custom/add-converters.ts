import { readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError, type Fault } from '../../model/input-error.js';
import type { Converter } from '../converter.js';
import { elementsOf, type Catalogue, type CatalogueEntry } from '../load-catalogue.js';
import { faultOfConverter } from './check-converter.js';
import { importFault } from './import-fault.js';
import { registerModules, type PackageModules } from './register-modules.js';
import { findUserFiles, gatherSources, type UserFile } from './user-modules.js';

/** A converter of a user that stands in place of one of ours. */
export interface Replaced {
  readonly element: string;
  /** The user's file. */
  readonly file: string;
  /** Ours: `builders/shell`. */
  readonly ours: string;
}

export interface ExtendedCatalogue {
  readonly catalogue: Catalogue;
  readonly replaced: readonly Replaced[];
  /** Files of the users' converters. */
  readonly files: readonly string[];
}

/**
 * Lays the converters in folders of the user over a catalogue: for an element that both know, the user's wins.
 *
 * @param own Folder of our own converters, which is not taken for one of a user.
 * @throws InputError for folders that do not exist or hold none, modules that cannot be imported or hold no converter, all of
 *   them at once, and for two converters of users for one element.
 */
export async function addConverters(
  catalogue: Catalogue,
  folders: readonly string[],
  own: URL,
  modules: PackageModules,
): Promise<ExtendedCatalogue> {
  const ours = realpathSync(own);
  const files = new Map<string, UserFile>();
  for (const file of folders.filter((folder) => realPath(folder) !== ours).flatMap(findUserFiles)) {
    files.set(realpathSync(file.url), file);
  }
  const entries = await importConverters([...files.values()], modules);
  const extended = new Map(catalogue);
  const replaced: Replaced[] = [];
  const theirs = new Map<string, CatalogueEntry>();
  for (const entry of entries) {
    for (const element of elementsOf(entry.converter)) {
      const earlier = theirs.get(element);
      if (earlier !== undefined && earlier.file !== entry.file) {
        const message = `converts ${element}, which ${earlier.file!} does too; take one of them out`;
        throw new InputError({ at: { file: entry.file!, line: 0 }, message });
      }
      const our = catalogue.get(element);
      if (our !== undefined) replaced.push({ element, file: entry.file!, ours: our.path });
      theirs.set(element, entry);
      extended.set(element, entry);
    }
  }
  return { catalogue: extended, replaced, files: entries.map(({ file }) => file!) };
}

/** Imports modules of a user. */
export async function importConverters(
  files: readonly UserFile[],
  modules: PackageModules,
): Promise<readonly CatalogueEntry[]> {
  const faults: Fault[] = [];
  const entries: CatalogueEntry[] = [];
  const transpile = async (): Promise<(text: string, file: string, path: string) => string> =>
    (await import('./transpile.js')).transpile;
  const sources = await gatherSources(files, transpile);
  registerModules(sources, modules);
  for (const file of files) {
    try {
      const { default: found } = (await import(file.url.href)) as { default?: unknown };
      const wrong = faultOfConverter(found);
      if (wrong === undefined) entries.push(entryOf(file, found as Converter));
      else faults.push({ at: { file: file.file, line: lineOfExport(file) }, message: wrong });
    } catch (error) {
      faults.push(await importFault(error, file));
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return entries;
}

function entryOf({ file, shown, path, url }: UserFile, converter: Converter): CatalogueEntry {
  return { name: basename(path), path, converter, file, shown, module: fileURLToPath(url) };
}

function lineOfExport({ url }: UserFile): number {
  return (
    readFileSync(url, 'utf8')
      .split('\n')
      .findIndex((line) => /^\s*export\s+default\b|\bas\s+default\b/.test(line)) + 1
  );
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    // The next one who looks at it says what is wrong.
    return undefined;
  }
}
