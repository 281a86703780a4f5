import type { ItemAnswer } from '../../model/item-answer.js';
import type { Difference } from '../../model/verification.js';
import { compareAnswers, type CompareOptions } from './compare-answers.js';

/** How one answer of v2 and one of v3 differ. The same two answers give the same object. */
export interface ComparedPair {
  /** Counted from 0 in the order in which pairs came. */
  readonly id: number;
  readonly differences: readonly Difference[];
}

/** Compares answers, each distinct pair once: evaluators hand out the same object for items that are treated alike. */
export function pairMemo(options: CompareOptions): (v2: ItemAnswer, v3: ItemAnswer, byHand: boolean) => ComparedPair {
  const triggered = new Map<ItemAnswer, Map<ItemAnswer, ComparedPair>>();
  const enqueued = new Map<ItemAnswer, Map<ItemAnswer, ComparedPair>>();
  let count = 0;
  return (v2, v3, byHand) => {
    const known = byHand ? enqueued : triggered;
    let others = known.get(v2);
    if (others === undefined) known.set(v2, (others = new Map<ItemAnswer, ComparedPair>()));
    let pair = others.get(v3);
    if (pair === undefined) {
      pair = { id: count, differences: compareAnswers(v2, v3, byHand, options) };
      count += 1;
      others.set(v3, pair);
    }
    return pair;
  };
}
