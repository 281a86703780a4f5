import type { Element } from '../../read/jenkins/element.js';
import type { Step } from '../../model/step.js';

/** Jinja test in post-run playbooks: the run playbooks succeeded. Set by Zuul's executor. */
export const SUCCEEDED = 'zuul_success | bool';
export const FAILED = `not (${SUCCEEDED})`;

/** Jenkins' results, best first. */
export const RESULTS = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'] as const;
export type Result = (typeof RESULTS)[number];

export function isResult(word: string): word is Result {
  return (RESULTS as readonly string[]).includes(word);
}

/**
 * Tests for a step that Jenkins runs after certain results. Zuul knows success and failure only: whatever is not SUCCESS is
 * a failure there, as it was for Zuul v2. What runs after SUCCESS and UNSTABLE does not run after a failure: few are unstable.
 *
 * @returns `false` if it never runs.
 */
export function testOfResults(results: Iterable<Result>): readonly string[] | false {
  const wanted = new Set(results);
  if (wanted.has('SUCCESS')) return wanted.has('FAILURE') ? [] : [SUCCEEDED];
  return wanted.size > 0 && [FAILED];
}

/** Containers of steps that run after the builders, wherever they stand. */
const AFTERWARDS = /\.(PostBuildScript|FlexiblePublisher|parameterizedtrigger\.BuildTrigger)$/;

/** Whether an element stands among the publishers: when it runs, the result of the builders is known. */
export function runsAfterBuild(element: Element): boolean {
  for (let above = element.parent; above !== undefined; above = above.parent) {
    if (above.name === 'publishers' || AFTERWARDS.test(above.type)) return true;
  }
  return false;
}

/** The step with further tests, which come first. */
export function withTests<S extends Step>(step: S, tests: readonly string[]): S {
  return tests.length === 0 ? step : { ...step, when: [...tests, ...(step.when ?? [])] };
}
