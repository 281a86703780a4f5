import { join } from 'node:path';
import type { Fault } from '../../model/input-error.js';
import { hasBase, type BaseStore } from './base-store.js';
import { CONFLICT_ENDING, conflictText, type Conflict } from './conflict-file.js';
import { digest } from './digest.js';
import type { ReadDisk } from './disk.js';
import type { Manifest, OpenConflict } from './manifest.js';
import type { Change, TreeOptions } from './plan-tree.js';
import { settleFile, type Merge, type Verdict } from './settle-file.js';

/** What an earlier run left behind. */
export type EarlierRun = Pick<Manifest, 'files' | 'conflicts'> & { readonly store: BaseStore };

export const NO_RUN: EarlierRun = { files: {}, conflicts: {}, store: new Map() };

/** What was decided so far; filled by the functions below. */
export interface Settled {
  readonly changes: Change[];
  readonly faults: Fault[];
  readonly edited: string[];
  /** Sorted by path. */
  readonly conflicts: Conflict[];
  /** Path → hash of the generation it rests on. */
  readonly bases: Record<string, string>;
  readonly open: Record<string, OpenConflict>;
  /** Path → what stands beside the file. */
  readonly notes: Map<string, string>;
}

const IN_THE_WAY = 'move it away or choose another --out';

/** Decides about every file that is written now or was written before. */
export function settleTree(
  wanted: ReadonlyMap<string, Buffer>,
  earlier: EarlierRun,
  read: ReadDisk,
  options: TreeOptions,
): Settled {
  const settled: Settled = {
    changes: [],
    faults: [],
    edited: [],
    conflicts: [],
    bases: {},
    open: {},
    notes: new Map(),
  };
  const refuse = (path: string, what: string): void => {
    settled.faults.push({ at: { file: join(options.out, path), line: 0 }, message: `${what}; ${IN_THE_WAY}` });
  };
  const merge = options.merge ?? wholeFile;
  for (const path of [...new Set([...wanted.keys(), ...Object.keys(earlier.files)])].sort()) {
    const after = wanted.get(path);
    const disk = read(path);
    if (disk === 'other') {
      if (after !== undefined) refuse(path, 'this is in the way and is no file of zuulshift');
      continue;
    }
    const known = restsOn(path, earlier, read);
    const base = known === undefined || !hasBase(path) ? undefined : earlier.store.get(known);
    const verdict = settleFile({ path, wanted: after, disk, known, base }, options.force === true, merge);
    if (verdict.deed === 'foreign') refuse(path, 'this file is in the way and zuulshift has not written it');
    else apply(settled, path, disk, verdict, after);
  }
  return settled;
}

/** Where nobody brought a way to merge, every edit of something that changed is a conflict. */
const wholeFile: Merge = (_, { edited, generated }) => ({
  text: edited,
  conflicts: ['the whole file'],
  marked: generated,
});

/** Once the note beside a file is gone its conflict is settled: what is there rests on the generation that clashed. */
export function restsOn(path: string, { files, conflicts }: EarlierRun, read: ReadDisk): string | undefined {
  const open = Object.hasOwn(conflicts, path) ? conflicts[path] : undefined;
  if (open !== undefined && read(`${path}${CONFLICT_ENDING}`) === undefined) return open.generated ?? undefined;
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function apply(
  settled: Settled,
  path: string,
  disk: Buffer | undefined,
  verdict: Verdict,
  wanted: Buffer | undefined,
): void {
  const { changes, edited, conflicts, bases, open, notes } = settled;
  const before = disk === undefined ? {} : { before: disk };
  if (verdict.deed === 'remove') changes.push({ kind: 'remove', path, ...before });
  if (verdict.deed === 'write') {
    changes.push({ kind: disk === undefined ? 'create' : 'change', path, ...before, after: verdict.content! });
  }
  if (verdict.base !== undefined) bases[path] = verdict.base;
  if (verdict.edited === true) edited.push(path);
  if (verdict.conflict === undefined) return;
  const conflict = { path, places: verdict.conflict.places };
  conflicts.push(conflict);
  const text = conflictText(conflict, verdict.conflict.proposed);
  notes.set(path, text);
  open[path] = { generated: wanted === undefined ? null : digest(wanted), note: digest(text) };
}

/** The notes beside files with conflicts: written, and taken away once there is nothing to settle any more. */
export function settleNotes(settled: Settled, earlier: EarlierRun, read: ReadDisk, { out }: TreeOptions): void {
  const { notes, changes, faults, open } = settled;
  for (const path of [...new Set([...notes.keys(), ...Object.keys(earlier.conflicts)])].sort()) {
    const place = `${path}${CONFLICT_ENDING}`;
    const before = read(place);
    const text = notes.get(path);
    const isOurs = before === undefined || (before !== 'other' && digest(before) === earlier.conflicts[path]?.note);
    if (text === undefined) {
      if (isOurs && before !== undefined) changes.push({ kind: 'remove', path: place, before });
      continue;
    }
    const after = Buffer.from(text, 'utf8');
    const known = earlier.conflicts[path];
    // The same conflict with the same generation: what it shows depends on what was merged already.
    if (isOurs && before !== undefined && known?.generated === open[path]?.generated) {
      open[path] = known!;
      continue;
    }
    if (before === undefined) changes.push({ kind: 'create', path: place, after });
    else if (before !== 'other' && before.equals(after)) continue;
    else if (isOurs) changes.push({ kind: 'change', path: place, before, after });
    else {
      const message =
        'this note of an open conflict was edited; settle the conflict in the file beside it and remove the note';
      faults.push({ at: { file: join(out, place), line: 0 }, message });
    }
  }
}

/** All contents that a later run may need as a base. */
export function keptContents(
  wanted: ReadonlyMap<string, Buffer>,
  { bases, open }: Pick<Settled, 'bases' | 'open'>,
  earlier: EarlierRun,
): BaseStore {
  const kept = new Map<string, string>();
  const hashes = new Map([...wanted].map(([path, content]) => [path, { content, hash: digest(content) }]));
  const keep = (path: string, hash: string | null | undefined): void => {
    if (hash === undefined || hash === null || !hasBase(path) || kept.has(hash)) return;
    const now = hashes.get(path);
    if (now?.hash !== hash) {
      const before = earlier.store.get(hash);
      if (before !== undefined) kept.set(hash, before);
      return;
    }
    const text = now.content.toString('utf8');
    // What is no text cannot be merged.
    if (!text.includes('\0') && Buffer.from(text, 'utf8').equals(now.content)) kept.set(hash, text);
  };
  for (const [path, hash] of Object.entries(bases)) keep(path, hash);
  for (const [path, { generated }] of Object.entries(open)) keep(path, generated);
  return kept;
}
