import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { InputError } from '../../model/input-error.js';

/** A converter's file of a user. */
export interface UserFile {
  /** As the user would name it: the folder as given, and the path below it. */
  readonly file: string;
  /** For reports, which never tell where on a machine they were made: of an absolute path the part from the folder's name on. */
  readonly shown: string;
  /** Path below the folder without its ending: `publishers/site-notifier`. */
  readonly path: string;
  readonly url: URL;
}

/** Folders that are never looked into. */
const NO_CONVERTERS = new Set(['node_modules', 'samples', 'test', 'tests']);

/**
 * The converters below a folder of a user, in the order of their paths: every `.ts`, `.mts`, `.js` and `.mjs` but tests
 * (`*.test.*`, `*.spec.*`), types (`*.d.ts`) and what begins with `_` or `.`, which is for helpers.
 *
 * @throws InputError for a folder that is not there, cannot be read or holds no converter.
 */
export function findUserFiles(folder: string): readonly UserFile[] {
  const status = statSync(folder, { throwIfNoEntry: false });
  if (status?.isDirectory() !== true) {
    const what = status === undefined ? 'does not exist' : 'is no folder';
    throw fault(folder, `${what}; --converters takes a folder with converters (*.ts, *.js)`);
  }
  const found = userFilesBelow(folder);
  if (found.length === 0) throw fault(folder, 'holds no converter; expected *.ts or *.js, see docs/converters.md');
  return found;
}

/** The same for a folder that is there, and may hold none. */
export function userFilesBelow(folder: string): readonly UserFile[] {
  return filesBelow(folder, '').map((path) => ({
    file: join(folder, path),
    shown: isAbsolute(folder) ? join(basename(folder), path) : join(folder, path),
    path: path.replace(/\.[cm]?[jt]s$/, ''),
    url: pathToFileURL(join(folder, path)),
  }));
}

function filesBelow(folder: string, below: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(folder, below), { withFileTypes: true });
  } catch (error) {
    throw fault(join(folder, below), `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  const paths = entries.flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (/^[_.]/.test(entry.name)) return [];
    if (statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() === true) {
      // A link may lead back to where it stands.
      return NO_CONVERTERS.has(entry.name) || entry.isSymbolicLink() ? [] : filesBelow(folder, path);
    }
    return isConverterFile(entry.name) ? [path] : [];
  });
  return paths.sort();
}

function isConverterFile(name: string): boolean {
  return /\.m?[jt]s$/.test(name) && !/\.(?:test|spec|d|config)\.m?[jt]s$/.test(name);
}

/** JavaScript of modules: address of the file → text. */
export type Sources = ReadonlyMap<string, string>;

/** An `import` or `export` at the start of a line: what makes a `.js` file a module, whatever package.json says. */
const IS_MODULE = /^\s*(?:import|export)\b/m;

/** What a module imports; a match in a comment does no harm. */
const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"\n]+)['"]/g;

/**
 * The modules of a user as JavaScript: the files, and what they import by relative paths.
 *
 * @param transpile Makes JavaScript of TypeScript; is only asked for when there is some.
 * @throws InputError for a file that cannot be read, and what `transpile` throws.
 */
export async function gatherSources(
  files: readonly UserFile[],
  transpile: () => Promise<(text: string, file: string, path: string) => string>,
): Promise<Sources> {
  const sources = new Map<string, string>();
  const open = files.map(({ url, file }) => ({ url, file }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { url, file } = next;
    if (sources.has(url.href)) continue;
    const text = readText(url, file);
    const isTypeScript = /\.m?ts$/.test(url.pathname);
    const source = isTypeScript ? (await transpile())(text, file, fileURLToPath(url)) : text;
    if (!isTypeScript && !IS_MODULE.test(text)) continue;
    sources.set(url.href, source);
    for (const [, specifier] of source.matchAll(IMPORTED)) {
      const imported = fileOf(specifier!, url);
      if (imported !== undefined) open.push({ url: imported, file: join(file, '..', specifier!) });
    }
  }
  return sources;
}

/** The file behind a relative path in an import; TypeScript is imported as the `.js` that will be made of it. */
function fileOf(specifier: string, from: URL): URL | undefined {
  const url = new URL(specifier, from);
  const candidates = [url, new URL(url.href.replace(/\.(m?)js$/, '.$1ts'))];
  return candidates.find((one) => /\.m?[jt]s$/.test(one.pathname) && existsSync(one));
}

function readText(url: URL, file: string): string {
  try {
    return readFileSync(url, 'utf8');
  } catch (error) {
    throw fault(file, `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

function fault(file: string, message: string): InputError {
  return new InputError({ at: { file, line: 0 }, message });
}
