import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../../model/input-error.js';
import { fileFault } from './file-fault.js';
import type { Change, TreePlan } from './plan-tree.js';
import { TEMPORARY, keepTemporary, removeTemporary, temporaryFolder } from './temporary-folder.js';

/**
 * Does what was planned. Everything is written into a temporary folder first: beside the output folder where that does
 * not exist yet (it then becomes it, by one rename), inside it otherwise (so that each file can be renamed into its place
 * even where the folder is a mount). If a rename fails, the ones before are taken back.
 *
 * @throws InputError where the disk refuses; nothing has changed then
 */
export function applyTree(plan: TreePlan): void {
  if (plan.changes.length === 0) return;
  try {
    if (plan.exists) updateTree(plan);
    else createTree(plan);
  } catch (error) {
    throw fileFault(error, plan.out);
  }
}

function createTree({ out, changes }: TreePlan): void {
  const target = resolve(out);
  mkdirSync(dirname(target), { recursive: true });
  const temporary = temporaryFolder(join(dirname(target), `.${basename(target)}${TEMPORARY}`));
  try {
    writeAll(temporary, changes);
    renameSync(temporary, target);
    keepTemporary(temporary);
  } catch (error) {
    removeTemporary(temporary);
    throw error;
  }
}

function updateTree({ out, changes }: TreePlan): void {
  const target = realpathSync(out);
  const temporary = temporaryFolder(join(target, TEMPORARY));
  const undo: (() => void)[] = [];
  try {
    changes.forEach(({ after }, index) => {
      if (after !== undefined) writeFileSync(join(temporary, `new-${String(index)}`), after);
    });
    changes.forEach((change, index) => replace(change, index, target, temporary, undo));
  } catch (error) {
    takeBack(undo, out, temporary);
    removeTemporary(temporary);
    throw error;
  }
  removeTemporary(temporary);
  const left = changes.filter(({ kind }) => kind === 'remove').map(({ path }) => dirname(path));
  for (const folder of new Set(left)) removeEmptyFolders(target, folder);
}

/** The temporary folder is flat: making and removing folders is what takes time. */
function replace(
  { path, before, after }: Change,
  index: number,
  target: string,
  temporary: string,
  undo: (() => void)[],
): void {
  const place = join(target, path);
  if (before !== undefined)
    move(place, join(temporary, `old-${String(index)}-${path.replaceAll('/', '_').slice(-60)}`), undo);
  if (after === undefined) return;
  if (before === undefined) makeFolder(dirname(place), (made) => undo.push(() => rmdirSync(made)));
  move(join(temporary, `new-${String(index)}`), place, undo);
}

/** Undoes in reverse order. Where even that fails, the old files stay in the temporary folder and the user is told. */
function takeBack(undo: readonly (() => void)[], out: string, temporary: string): void {
  try {
    for (const step of [...undo].reverse()) step();
  } catch (error) {
    keepTemporary(temporary);
    const reason = error instanceof Error ? error.message : String(error);
    const message = `stopped half way, and what was done could not be taken back (${reason}); the replaced files are in ${temporary}`;
    throw new InputError({ at: { file: out, line: 0 }, message });
  }
}

function move(from: string, to: string, undo: (() => void)[]): void {
  renameSync(from, to);
  undo.push(() => renameSync(to, from));
}

function writeAll(folder: string, changes: readonly Change[]): void {
  const made = new Set<string>();
  for (const { path, after } of changes) {
    if (after === undefined) continue;
    const file = join(folder, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, after);
  }
}

/** Makes a folder with those above it; `made` hears of each, outermost first. */
function makeFolder(path: string, made: (folder: string) => void): void {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  const chain = [path];
  while (chain.at(-1) !== first) chain.push(dirname(chain.at(-1) ?? first));
  for (const folder of chain.reverse()) made(folder);
}

/** Folders that held only what was removed go as well. */
function removeEmptyFolders(target: string, folder: string): void {
  const path = join(target, folder);
  if (folder === '.' || !existsSync(path) || readdirSync(path).length > 0) return;
  rmdirSync(path);
  removeEmptyFolders(target, dirname(folder));
}
