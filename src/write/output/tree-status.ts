import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../model/input-error.js';
import { CONFLICT_ENDING } from './conflict-file.js';
import { digest } from './digest.js';
import { readDisk } from './disk.js';
import { MANIFEST, readManifest, type Manifest } from './manifest.js';
import { isFolder } from './output-folder.js';

/** How a tree stands to what zuulshift wrote there. Paths are below the folder, sorted. */
export interface TreeStatus {
  readonly edited: readonly string[];
  readonly removed: readonly string[];
  /** Files with a note of an open conflict beside them. */
  readonly conflicts: readonly string[];
  /** Files in folders of ours that zuulshift did not write. */
  readonly foreign: readonly string[];
  /** How many files are as they were written. */
  readonly untouched: number;
  /** Inputs of the last run: name → SHA-256. */
  readonly inputs: Manifest['inputs'];
}

/** Folders of a tree in which others may have put something that Zuul or a playbook reads. */
const FOLDERS = ['playbooks', 'roles', 'tenant', 'zuul.d'];

/**
 * Compares a tree with what the last run wrote there. Reads only.
 *
 * @throws InputError where there is no such folder, or nothing in it tells of a run
 */
export function treeStatus(out: string): TreeStatus {
  const manifest = isFolder(out) ? readManifest(out) : undefined;
  if (manifest === undefined) {
    const message = `there is no ${MANIFEST} here; give the folder that zuulshift convert wrote`;
    throw new InputError({ at: { file: out, line: 0 }, message });
  }
  const read = readDisk(out, true);
  const edited: string[] = [];
  const removed: string[] = [];
  for (const [path, hash] of Object.entries(manifest.files)) {
    const disk = read(path);
    if (disk === undefined) removed.push(path);
    else if (disk === 'other' || digest(disk) !== hash) edited.push(path);
  }
  const notes = Object.keys(manifest.conflicts).filter((path) => read(`${path}${CONFLICT_ENDING}`) !== undefined);
  return {
    edited: edited.sort(),
    removed: removed.sort(),
    conflicts: notes.sort(),
    foreign: foreignFiles(out, manifest),
    untouched: Object.keys(manifest.files).length - edited.length - removed.length,
    inputs: manifest.inputs,
  };
}

/** Files that zuulshift did not write, where Zuul or a playbook reads them. Paths below the folder. */
export function foreignFiles(out: string, { files, conflicts }: Pick<Manifest, 'files' | 'conflicts'>): string[] {
  const ours = new Set([...Object.keys(files), ...Object.keys(conflicts).map((path) => `${path}${CONFLICT_ENDING}`)]);
  return FOLDERS.flatMap((folder) => filesBelow(out, folder)).filter((path) => !ours.has(path));
}

function filesBelow(out: string, folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(out, folder), { recursive: true, withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
  const base = join(out, '.');
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(base.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
