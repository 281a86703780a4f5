import { formatPlace, type Place } from '../model/place.js';

/** One thing in a configuration tree that Zuul 14 or Ansible would refuse, or take silently for something else. */
export interface TreeProblem {
  /** `file` is below the tree's root: `zuul.d/jobs.yaml`. */
  readonly at: Place;
  /** Which rule found it, for tests and for filters: `unknown-key`, `reference`. */
  readonly rule: string;
  /** What stands there. */
  readonly found: string;
  /** What should. */
  readonly expected: string;
}

/** `zuul.d/jobs.yaml:12: the key "brances" of a job; expected …` */
export function formatProblem(problem: TreeProblem): string {
  return `${formatPlace(problem.at)}: ${problem.found}; expected ${problem.expected}`;
}
