import type { Step } from '../../model/step.js';
import { stepKey } from './step-key.js';

/**
 * Makes equal steps one object, so that what is found out about one holds for all: a site repeats a few hundred steps in
 * thousands of places. The name and the place are those of the first.
 */
export function stepInterner(): (steps: readonly Step[]) => readonly Step[] {
  const known = new Map<string, Step>();
  return (steps) =>
    steps.map((step) => {
      const key = stepKey(step);
      const first = known.get(key);
      if (first !== undefined) return first;
      known.set(key, step);
      return step;
    });
}
