import type { FailStep, Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Condition } from './run-condition.js';
import { withTests } from './results.js';

/**
 * Puts steps under a condition.
 *
 * @param condition Nothing: nobody knows it. Then a step that fails stands before the others and tells so.
 * @param code Code of the finding about an unknown condition.
 */
export function underCondition(
  condition: Condition | undefined,
  steps: readonly Step[],
  at: Element,
  code: string,
): readonly Step[] {
  if (steps.length === 0 || condition?.test === true) return steps;
  if (condition === undefined) {
    const message = 'Nobody knows when the following steps shall run. Decide it, and take this step out.';
    const stop: FailStep = { kind: 'fail', name: 'Decide whether to go on', at: at.at, code, message };
    return [{ kind: 'block', name: 'Run steps under an unknown condition', at: at.at, steps: [stop, ...steps] }];
  }
  if (condition.test === false) return [];
  const tests = [condition.test];
  const [only] = steps;
  if (steps.length === 1) return [...condition.asks, withTests(only!, tests)];
  const block: Step = { kind: 'block', name: 'Run steps under a condition', at: at.at, when: tests, steps };
  return [...condition.asks, block];
}
