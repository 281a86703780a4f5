import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { InputError, type Fault } from '../../model/input-error.js';
import type { OutputFile } from '../../model/output-file.js';
import { digest } from './digest.js';
import { readDisk } from './disk.js';
import { fileFault } from './file-fault.js';
import { MANIFEST, manifestText, readManifest } from './manifest.js';

/** An input, for the manifest. */
export interface InputDigest {
  /** Relative, with `/` between its parts. */
  readonly name: string;
  readonly sha256: string;
}

export interface TreeOptions {
  /** The output folder as the user gave it. */
  readonly out: string;
  /** Version of this program. */
  readonly version: string;
  readonly inputs: readonly InputDigest[];
  /** Files and folders that were read: the output may not lie inside one of them. */
  readonly inputPaths: readonly string[];
  /** Overwrite and remove files of an earlier run although people edited them since. Never touches files of others. */
  readonly force?: boolean;
}

/** One thing to do. */
export interface Change {
  readonly kind: 'create' | 'change' | 'remove';
  /** Below the output folder. */
  readonly path: string;
  /** Absent for `create`. */
  readonly before?: Buffer;
  /** Absent for `remove`. */
  readonly after?: Buffer;
}

export interface TreePlan {
  readonly out: string;
  /** Whether the output folder is there already. */
  readonly exists: boolean;
  /** Sorted by path; the manifest comes last. */
  readonly changes: readonly Change[];
  /** How many files stay as they are, the manifest included. */
  readonly unchanged: number;
}

/** What may be there beside our files in a folder without a manifest: an empty repository is as good as an empty folder. */
const HARMLESS = new Set(['.git']);

/**
 * Compares what shall be written with what is there. Reads only.
 *
 * @throws InputError where something is in the way that an earlier run did not write, or that was edited since
 */
export function planTree(files: readonly OutputFile[], options: TreeOptions): TreePlan {
  try {
    return plan(files, options);
  } catch (error) {
    throw fileFault(error, options.out);
  }
}

function plan(files: readonly OutputFile[], options: TreeOptions): TreePlan {
  const exists = isFolder(options.out);
  refuseInsideInput(options);
  const known = exists ? knownFiles(options.out) : {};
  const wanted = new Map<string, Buffer>();
  for (const { path, content } of files) {
    checkPath(path, wanted);
    wanted.set(path, typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
  }
  const hashes = Object.fromEntries([...wanted].map(([path, content]) => [path, digest(content)]));
  const read = readDisk(options.out, exists);
  const changes: Change[] = [];
  const faults: Fault[] = [];
  for (const [path, after] of wanted) {
    const before = read(path);
    if (before === undefined) changes.push({ kind: 'create', path, after });
    else if (before === 'other')
      faults.push(
        fault(options, path, 'this is in the way and is no file of zuulshift; move it away or choose another --out'),
      );
    else if (before.equals(after)) continue;
    else if (mayReplace(path, before, known, options, faults)) changes.push({ kind: 'change', path, before, after });
  }
  for (const path of Object.keys(known)) {
    if (wanted.has(path)) continue;
    const before = read(path);
    if (before === undefined || before === 'other') continue;
    if (mayReplace(path, before, known, options, faults)) changes.push({ kind: 'remove', path, before });
  }
  if (faults.length > 0) throw new InputError(faults.sort((a, b) => (a.at.file < b.at.file ? -1 : 1)));
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  const inputs = Object.fromEntries(options.inputs.map(({ name, sha256 }) => [name, sha256]));
  const after = Buffer.from(manifestText({ version: options.version, inputs, files: hashes }), 'utf8');
  const before = read(MANIFEST);
  if (before === undefined || before === 'other') changes.push({ kind: 'create', path: MANIFEST, after });
  else if (!before.equals(after)) changes.push({ kind: 'change', path: MANIFEST, before, after });
  const unchanged = wanted.size + 1 - changes.filter(({ kind }) => kind !== 'remove').length;
  return { out: options.out, exists, changes, unchanged };
}

/** Files of an earlier run with their hashes. An empty folder has none; one that only others filled is refused. */
function knownFiles(out: string): Readonly<Record<string, string>> {
  const manifest = readManifest(out);
  if (manifest !== undefined) return manifest.files;
  const [first] = readdirSync(out)
    .filter((name) => !HARMLESS.has(name))
    .sort();
  if (first === undefined) return {};
  const message = `the folder is not empty ("${first}") and zuulshift has not written it (no ${MANIFEST}); choose another --out or empty it`;
  throw new InputError({ at: { file: out, line: 0 }, message });
}

function mayReplace(
  path: string,
  before: Buffer,
  known: Readonly<Record<string, string>>,
  options: TreeOptions,
  faults: Fault[],
): boolean {
  const hash = Object.hasOwn(known, path) ? known[path] : undefined;
  if (hash === undefined) {
    faults.push(
      fault(
        options,
        path,
        'this file is in the way and zuulshift has not written it; move it away or choose another --out',
      ),
    );
    return false;
  }
  if (options.force === true || digest(before) === hash) return true;
  faults.push(
    fault(options, path, 'edited since zuulshift wrote it; keep your edit elsewhere, or use --force to lose it'),
  );
  return false;
}

function fault({ out }: TreeOptions, path: string, message: string): Fault {
  return { at: { file: join(out, path), line: 0 }, message };
}

function isFolder(out: string): boolean {
  const there = statSync(out, { throwIfNoEntry: false });
  if (there === undefined) {
    if (lstatSync(out, { throwIfNoEntry: false }) === undefined) return false;
    throw new InputError({
      at: { file: out, line: 0 },
      message: 'this symbolic link leads nowhere; choose another --out',
    });
  }
  if (there.isDirectory()) return true;
  throw new InputError({
    at: { file: out, line: 0 },
    message: 'this is a file, --out needs a folder; choose another path',
  });
}

/** The next run would read its own output. */
function refuseInsideInput({ out, inputPaths }: TreeOptions): void {
  const target = realPath(resolve(out));
  for (const input of inputPaths) {
    const source = realPath(resolve(input));
    if (target !== source && !target.startsWith(source.endsWith(sep) ? source : source + sep)) continue;
    throw new InputError({
      at: { file: out, line: 0 },
      message: `the output would lie inside the input ${input}; choose another --out`,
    });
  }
}

/** The path with symbolic links resolved, as far as it exists. */
function realPath(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), relative(parent, path));
}

function checkPath(path: string, wanted: ReadonlyMap<string, unknown>): void {
  const wrong = path === MANIFEST || path.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (wrong || wanted.has(path)) throw new Error(`${path}: cannot be written${wanted.has(path) ? ' twice' : ''}`);
}
