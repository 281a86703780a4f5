import { readdirSync } from 'node:fs';
import { InputError } from '../../model/input-error.js';
import type { OutputFile } from '../../model/output-file.js';
import { BASE_STORE, readStore, STORE_ATTRIBUTES, storeText } from './base-store.js';
import type { Conflict } from './conflict-file.js';
import { digest } from './digest.js';
import { readDisk } from './disk.js';
import { fileFault } from './file-fault.js';
import { MANIFEST, manifestText, readManifest, runSeal } from './manifest.js';
import { isFolder, refuseInsideInput } from './output-folder.js';
import type { Merge } from './settle-file.js';
import { keptContents, NO_RUN, settleNotes, settleTree, type EarlierRun } from './settle-tree.js';

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
  /** Merges what people edited with what is new; needed only where {@link editedSince} says so. */
  readonly merge?: Merge;
  /** Hash of all that decides what is written; absent: the next run cannot know that it would write the same. */
  readonly runKey?: string;
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
  /** Files with people's edits in them (or that they removed), sorted. */
  readonly edited: readonly string[];
  /** Sorted by path. */
  readonly conflicts: readonly Conflict[];
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
  refuseInsideInput(options.out, options.inputPaths);
  const earlier = exists ? earlierRun(options.out) : NO_RUN;
  const wanted = new Map<string, Buffer>();
  for (const { path, content } of [...files, STORE_ATTRIBUTES]) {
    checkPath(path, wanted);
    wanted.set(path, typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
  }
  const read = readDisk(options.out, exists);
  const found = settleTree(wanted, earlier, read, options);
  const { changes, faults } = found;
  settleNotes(found, earlier, read, options);
  if (faults.length > 0) throw new InputError(faults.sort((a, b) => (a.at.file < b.at.file ? -1 : 1)));
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  const inputs = Object.fromEntries(options.inputs.map(({ name, sha256 }) => [name, sha256]));
  const store = storeText(keptContents(wanted, found, earlier));
  const { version, runKey } = options;
  const run =
    runKey === undefined ? {} : { run: runSeal(runKey, { version, inputs, files: found.bases }, digest(store)) };
  const manifest = manifestText({ version, inputs, files: found.bases, conflicts: found.open, ...run });
  replaceOwn(BASE_STORE, store);
  replaceOwn(MANIFEST, manifest);
  const unchanged = wanted.size + 2 - changes.filter(({ kind }) => kind !== 'remove').length;
  return { out: options.out, exists, changes, unchanged, edited: found.edited.sort(), conflicts: found.conflicts };

  function replaceOwn(path: string, text: string): void {
    const after = Buffer.from(text, 'utf8');
    const before = read(path);
    if (before === undefined || before === 'other') changes.push({ kind: 'create', path, after });
    else if (!before.equals(after)) changes.push({ kind: 'change', path, before, after });
  }
}

/** Hashes and conflicts of an earlier run. An empty folder has none; one that only others filled is refused. */
function earlierRun(out: string): EarlierRun {
  const manifest = readManifest(out);
  if (manifest !== undefined) return { files: manifest.files, conflicts: manifest.conflicts, store: readStore(out) };
  const [first] = readdirSync(out)
    .filter((name) => !HARMLESS.has(name))
    .sort();
  if (first === undefined) return NO_RUN;
  const message = `the folder is not empty ("${first}") and zuulshift has not written it (no ${MANIFEST}); choose another --out or empty it`;
  throw new InputError({ at: { file: out, line: 0 }, message });
}

function checkPath(path: string, wanted: ReadonlyMap<string, unknown>): void {
  const wrong =
    [MANIFEST, BASE_STORE].includes(path) ||
    path.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (wrong || wanted.has(path)) throw new Error(`${path}: cannot be written${wanted.has(path) ? ' twice' : ''}`);
}
