import type { FailStep, Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { CONDITION_FINDINGS, type Condition, type Undecided } from './run-condition.js';
import { withTests } from './results.js';

/**
 * Puts steps under a condition. Where a person has to decide about it, a step that fails stands before them.
 *
 * @param converter Name of the converter, for the code of the step that fails.
 */
export function underCondition(
  condition: Condition | Undecided,
  steps: readonly Step[],
  at: Element,
  converter: string,
): readonly Step[] {
  if (steps.length === 0) return steps;
  if ('undecided' in condition) {
    const stop: FailStep = {
      kind: 'fail',
      name: 'Decide whether to go on',
      at: at.at,
      code: `${converter}/${condition.undecided}`,
      message: CONDITION_FINDINGS[condition.undecided],
    };
    return [{ kind: 'block', name: 'Run steps under an unknown condition', at: at.at, steps: [stop, ...steps] }];
  }
  if (condition.test === true) return steps;
  if (condition.test === false) return [];
  const tests = [condition.test];
  const [only] = steps;
  if (steps.length === 1) return [...condition.asks, withTests(only!, tests)];
  const block: Step = { kind: 'block', name: 'Run steps under a condition', at: at.at, when: tests, steps };
  return [...condition.asks, block];
}

/** Whether steps under a condition never run. */
export function neverRuns(condition: Condition | Undecided): boolean {
  return 'test' in condition && condition.test === false;
}

/** The finding about what stands in `runner`, for the definitions of the converters that call {@link readRunner}. */
export const RUNNER_FINDING =
  'Says what Jenkins does when the condition itself cannot be evaluated. The test here always can.';

/** Judges `runner`: whether the steps run when the condition cannot be evaluated (Run Condition plugin, BuildStepRunner). */
export function readRunner(input: Element, notes: Notes<'runner'>): void {
  const runner = input.child('runner');
  if (runner?.type.endsWith('$DontRun')) runner.judgeAll('dropped');
  else if (runner !== undefined) notes.dropped('runner', runner);
}
