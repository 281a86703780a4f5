import type { Versions } from '../merge/merge-lines.js';
import { digest } from './digest.js';

/** Brings what changed between two generations into what people made of a file; what clashes stays as people have it. */
export type Merge = (
  path: string,
  versions: Versions,
) => {
  readonly text: string;
  readonly conflicts: readonly string[];
  /** What to show of the new generation where there are conflicts. */
  readonly marked: string;
};

/** One path: what is there, what an earlier run wrote, what this run would write. */
export interface FileState {
  readonly path: string;
  /** Absent: no longer written. */
  readonly wanted: Buffer | undefined;
  /** Absent: there is no such file. */
  readonly disk: Buffer | undefined;
  /** Hash of what an earlier run wrote; absent: none did. */
  readonly known: string | undefined;
  /** What an earlier run wrote, where it was kept. */
  readonly base: string | undefined;
}

/** What is to be done with a file. */
export interface Verdict {
  readonly deed: 'keep' | 'write' | 'remove' | 'foreign';
  /** For `write`. */
  readonly content?: Buffer;
  /** Hash of the generation on which the file rests from now on; absent: it is none of ours any more. */
  readonly base?: string | undefined;
  /** Whether people's edits are in it. */
  readonly edited?: boolean;
  readonly conflict?: { readonly places: readonly string[]; readonly proposed: string | undefined };
}

/**
 * Decides what becomes of one file: what nobody touched is replaced, what people edited is merged, what they removed stays
 * away, and where both changed the same the edit stays and a conflict is told.
 *
 * @param force People's edits are given up.
 */
export function settleFile(state: FileState, force: boolean, merge: Merge): Verdict {
  const { path, wanted, disk, known } = state;
  const now = wanted && digest(wanted);
  if (disk === undefined) return settleMissing(state, now, force);
  if (wanted?.equals(disk) === true) return { deed: 'keep', base: now };
  if (known === undefined) return wanted === undefined ? { deed: 'keep' } : { deed: 'foreign' };
  if (force || digest(disk) === known) {
    return wanted === undefined ? { deed: 'remove' } : { deed: 'write', content: wanted, base: now };
  }
  if (wanted === undefined) {
    const conflict = { places: ['zuulshift does not write this file any more'], proposed: undefined };
    return { deed: 'keep', base: known, edited: true, conflict };
  }
  if (now === known) return { deed: 'keep', base: now, edited: true };
  if (state.base === undefined) {
    const proposed = wanted.toString('utf8');
    const conflict = { places: ['the whole file (what it was before is not known)'], proposed };
    return { deed: 'keep', base: known, edited: true, conflict };
  }
  const versions = { base: state.base, edited: disk.toString('utf8'), generated: wanted.toString('utf8') };
  const { text, conflicts, marked } = merge(path, versions);
  const content = Buffer.from(text, 'utf8');
  const deed = content.equals(disk) ? ({ deed: 'keep' } as const) : ({ deed: 'write', content } as const);
  if (conflicts.length === 0) return { ...deed, base: now, edited: true };
  return { ...deed, base: known, edited: true, conflict: { places: conflicts, proposed: marked } };
}

function settleMissing({ wanted, known }: FileState, now: string | undefined, force: boolean): Verdict {
  if (wanted === undefined) return { deed: 'keep' };
  if (known === undefined || force) return { deed: 'write', content: wanted, base: now };
  if (known === now) return { deed: 'keep', base: now, edited: true };
  const conflict = { places: ['the file was removed'], proposed: wanted.toString('utf8') };
  return { deed: 'keep', base: known, edited: true, conflict };
}
