import type { Grade } from '../converter.js';
import type { LayoutCode } from './findings.js';

/** What becomes of one key of a layout. */
export interface LayoutKey {
  /** What it means in v2. One line, no full stop. */
  readonly summary: string;
  /** What it becomes in Zuul. One line, no full stop. */
  readonly becomes: string;
  readonly grade: Grade;
  /** What the conversion may have to say about it. */
  readonly findings?: readonly LayoutCode[];
}

/** The keys of one kind of mapping in a layout. */
export interface LayoutKeys {
  /** Where such a mapping stands: `pipelines[].trigger.<gerrit>[]`. What a layout names itself is in angle brackets. */
  readonly object: string;
  /** v2's keys, those that the layout names itself in angle brackets. */
  readonly keys: Readonly<Record<string, LayoutKey>>;
}

/** Names the keys of one kind of mapping, for the catalogue. One file below `converters/layout/` each. */
export function defineLayoutKeys(keys: LayoutKeys): LayoutKeys {
  return keys;
}
