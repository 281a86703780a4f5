import { defineConverter } from '../../src/convert/converter.js';
import { RUNNER_FINDING, neverRuns, readRunner, underCondition } from '../../src/convert/elements/conditional.js';
import { CONDITION_FINDINGS, readCondition } from '../../src/convert/elements/run-condition.js';

/**
 * One step under a condition: becomes the step with a `when`.
 * Source: Conditional BuildStep plugin; jenkins-elements: SingleConditionalBuilder, Run conditions.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.conditionalbuildstep.singlestep.SingleConditionalBuilder',
  section: 'builders',
  plugin: 'conditional-buildstep',
  summary: 'Runs one step if a condition holds',
  becomes: 'the step with when',
  grade: 'exact',
  findings: {
    ...CONDITION_FINDINGS,
    'never-runs': 'The condition never holds: the step is left out.',
    runner: RUNNER_FINDING,
  },
  convert(input, notes, walk) {
    const condition = readCondition(input.need('condition'), notes, walk);
    readRunner(input, notes);
    const step = input.need('buildStep');
    if (neverRuns(condition)) {
      notes.dropped('never-runs', step);
      return {};
    }
    const { run = [], ...rest } = walk.convert([step]);
    return { ...rest, run: underCondition(condition, run, input, 'conditional-step') };
  },
});
