import { BASE_STORE, hasBase } from './base-store.js';
import { digest } from './digest.js';
import { readDisk } from './disk.js';
import { readManifest, runSeal } from './manifest.js';
import { isFolder, refuseInsideInput } from './output-folder.js';

/** A tree for which a run would write what it wrote before. */
export interface UnchangedTree {
  /** Files that people edited or removed, sorted. */
  readonly edited: readonly string[];
  /** How many files a run would leave as they are, those of the run itself included. */
  readonly unchanged: number;
  readonly report: string;
}

const REPORT = 'migration/report.json';

/**
 * Whether the run of this key is the one that wrote the tree, and there is nothing left to do: what is generated equals the
 * base, so all edits stay as they are. Reads only.
 *
 * @param inputPaths As in `TreeOptions`.
 * @returns undefined where a whole run is needed: another key, an open conflict, reports or memory of the run that somebody
 *   touched, something in the way of a file.
 * @throws InputError as `planTree` does for the folder
 */
export function unchangedTree(out: string, key: string, inputPaths: readonly string[]): UnchangedTree | undefined {
  if (!isFolder(out)) return undefined;
  refuseInsideInput(out, inputPaths);
  const manifest = readManifest(out);
  if (manifest?.run === undefined || Object.keys(manifest.conflicts).length > 0) return undefined;
  const read = readDisk(out, true);
  const store = read(BASE_STORE);
  if (!(store instanceof Buffer) || runSeal(key, manifest, digest(store)) !== manifest.run) return undefined;
  const edited: string[] = [];
  let report: string | undefined;
  for (const [path, hash] of Object.entries(manifest.files)) {
    const disk = read(path);
    if (disk === 'other') return undefined;
    if (path === REPORT) report = disk?.toString('utf8');
    if (disk !== undefined && digest(disk) === hash) continue;
    if (!hasBase(path)) return undefined;
    edited.push(path);
  }
  if (report === undefined) return undefined;
  // The manifest and the store are written with the files.
  return { edited: edited.sort(), unchanged: Object.keys(manifest.files).length + 2, report };
}
