import type { Outcome } from './finding.js';

/**
 * The state of one leaf while it is being converted. `read` becomes `converted` unless a converter
 * says otherwise; a stronger word, once given, stays.
 */
export type LeafState = 'unread' | 'read' | 'approximated' | 'dropped' | 'needs-human';

/** Anything that was written in an input file and has to be accounted for. */
export interface Leaf {
  state: LeafState;
}

/** Marks a leaf as looked at. A leaf that somebody already judged keeps that judgement. */
export function markRead(leaf: Leaf): void {
  if (leaf.state === 'unread') leaf.state = 'read';
}

/** Judges a leaf. The first judgement stays. */
export function judge(leaf: Leaf, state: 'approximated' | 'dropped' | 'needs-human'): void {
  if (leaf.state === 'unread' || leaf.state === 'read') leaf.state = state;
}

export function outcomeOf(leaf: Leaf): Outcome {
  return leaf.state === 'read' ? 'converted' : leaf.state;
}
