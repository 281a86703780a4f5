import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../model/input-error.js';
import type { Converter } from './converter.js';

/** A converter with its name: that of its file, which is the first half of the codes of its findings. */
export interface CatalogueEntry {
  /** `build-timeout` */
  readonly name: string;
  /** Folder and name: `wrappers/build-timeout`. */
  readonly path: string;
  readonly converter: Converter;
  /** The file of a converter that a user brought, as the user named it; absent for ours. */
  readonly file?: string;
  /** That file as reports name it. */
  readonly shown?: string;
  /** Path of that file, as it stands in the stack of an error. */
  readonly module?: string;
}

/** Java class → its converter. */
export type Catalogue = ReadonlyMap<string, CatalogueEntry>;

/** Name of the file that the build writes into the folder of converters: Java class → file. */
export const INDEX_FILE = 'index.json';

/**
 * Imports converters.
 *
 * A folder with an index (the built package) has only those imported that `only` names; without one every module below it is
 * imported, in the order of their paths. Where two folders convert the same element, the later folder wins; within one
 * folder that is refused.
 *
 * @param folders Folders, each with a closing slash.
 * @param only Java classes that are needed. Absent: all.
 * @throws InputError for a folder that cannot be read or a module that is no converter.
 */
export async function loadCatalogue(folders: readonly URL[], only?: ReadonlySet<string>): Promise<Catalogue> {
  const catalogue = new Map<string, CatalogueEntry>();
  for (const folder of folders) {
    const own = new Map<string, CatalogueEntry>();
    const entries = await Promise.all((await filesOf(folder, only)).map((file) => importConverter(folder, file)));
    for (const entry of entries) {
      for (const element of elementsOf(entry.converter)) {
        const earlier = own.get(element);
        if (earlier !== undefined) {
          throw fault(folder, `converts ${element} twice, in ${earlier.path} and in ${entry.path}; take one out`);
        }
        own.set(element, entry);
      }
    }
    for (const [element, entry] of own) catalogue.set(element, entry);
  }
  return catalogue;
}

/** The Java classes a converter is for. */
export function elementsOf(converter: Converter): readonly string[] {
  return typeof converter.element === 'string' ? [converter.element] : converter.element;
}

/** Modules to import, as paths below the folder, sorted. */
async function filesOf(folder: URL, only: ReadonlySet<string> | undefined): Promise<string[]> {
  const index = new URL(INDEX_FILE, folder);
  if (existsSync(index)) {
    const files = JSON.parse(await readFile(index, 'utf8')) as Record<string, string>;
    const wanted = Object.keys(files).filter((element) => only === undefined || only.has(element));
    return [...new Set(wanted.map((element) => files[element]!))].sort();
  }
  return modulesBelow(folder);
}

/** Paths of all modules below a folder, sorted. */
export async function modulesBelow(folder: URL): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder, { recursive: true });
  } catch (error) {
    throw fault(folder, `cannot be read as a folder of converters (${(error as NodeJS.ErrnoException).code ?? ''})`);
  }
  const paths = names.map((name) => name.replaceAll('\\', '/'));
  const modules = paths.filter((path) => /\.(js|mjs|ts)$/.test(path) && !path.endsWith('.d.ts'));
  // The keys of a layout are no Jenkins elements.
  return modules.filter((path) => !path.startsWith('layout/')).sort();
}

async function importConverter(folder: URL, file: string): Promise<CatalogueEntry> {
  let module: { default?: unknown };
  try {
    module = (await import(new URL(file, folder).href)) as { default?: unknown };
  } catch (error) {
    if (error instanceof SyntaxError) throw fault(new URL(file, folder), `is no JavaScript module: ${error.message}`);
    throw error;
  }
  const found = module.default;
  if (!isConverter(found)) {
    throw fault(new URL(file, folder), 'has no converter as its default export; see defineConverter');
  }
  const path = file.slice(0, -extname(file).length);
  return { name: basename(path), path, converter: found };
}

function isConverter(value: unknown): value is Converter {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Partial<Converter>;
  const named = typeof candidate.element === 'string' || Array.isArray(candidate.element);
  return named && typeof candidate.convert === 'function' && typeof candidate.findings === 'object';
}

function fault(at: URL, message: string): InputError {
  return new InputError({ at: { file: fileURLToPath(at), line: 0 }, message });
}
