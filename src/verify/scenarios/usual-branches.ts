import type { ItemConditions } from '../../model/item-conditions.js';
import { createClassFinder } from './condition-classes.js';
import { distinct } from './item-plan.js';
import { BRANCHES } from './text-space.js';

/**
 * Branches that matter somewhere: for each condition of any place one that fits it and one that does not, usual names
 * first. Asking every place about these, too, shows a difference that the conditions of the place fail to tell.
 *
 * @param conditions Of all places and systems; equal ones may stand often.
 * @param most How many branches at most. Default: 16.
 */
export function usualBranches(conditions: Iterable<ItemConditions>, most = 16): readonly string[] {
  const all = distinct([...new Set(conditions)].flatMap(({ branches }) => branches));
  const finder = createClassFinder();
  const chosen = new Set<string>(BRANCHES.usual.slice(0, 3));
  for (const condition of all) {
    const { classes } = finder.find([[condition]], BRANCHES);
    for (const wanted of ['1', '0']) {
      const texts = classes.find(({ vector }) => vector === wanted)?.texts ?? [];
      if (!texts.some((text) => chosen.has(text)) && texts[0] !== undefined && chosen.size < most) chosen.add(texts[0]);
    }
  }
  return [...chosen];
}
