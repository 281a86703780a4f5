import type { Place } from './place.js';

/**
 * What became of one leaf of the input.
 *
 * - `converted`: its effect is in the output.
 * - `approximated`: in the output, with a difference a person should know.
 * - `dropped`: left out by design, with the reason.
 * - `needs-human`: cannot be decided here; the output says so and fails where it would run.
 * - `unread`: nobody looked at it. Always a defect of the catalogue, never of the user.
 */
export type Outcome = 'converted' | 'approximated' | 'dropped' | 'needs-human' | 'unread';

export const OUTCOMES: readonly Outcome[] = ['converted', 'approximated', 'dropped', 'needs-human', 'unread'];

/** One thing a person may want to know about the conversion. */
export interface Finding {
  readonly outcome: Exclude<Outcome, 'converted'>;
  /** Stable and readable: the converter's file name, a slash, the case. `build-timeout/relative-limit`. */
  readonly code: string;
  readonly message: string;
  readonly at: Place;
  /** Name of the v2 job it is about, where it is about one. */
  readonly job?: string;
  /** Path below the output folder where the matter stands, with its object: `zuul.d/jobs.yaml#nova-unit`. */
  readonly output?: string;
}

/** How many leaves ended in which way. The last five add up to `leaves`. */
export interface Accounting {
  leaves: number;
  converted: number;
  approximated: number;
  dropped: number;
  needsHuman: number;
  unread: number;
}

export function emptyAccounting(): Accounting {
  return { leaves: 0, converted: 0, approximated: 0, dropped: 0, needsHuman: 0, unread: 0 };
}

/** Counts one leaf. */
export function countLeaf(into: Accounting, outcome: Outcome): void {
  into.leaves += 1;
  if (outcome === 'needs-human') into.needsHuman += 1;
  else into[outcome] += 1;
}

/** Adds `other` to `into`. */
export function addAccounting(into: Accounting, other: Accounting): void {
  for (const key of Object.keys(into) as (keyof Accounting)[]) into[key] += other[key];
}
