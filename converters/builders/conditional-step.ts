import { defineConverter } from '../../src/convert/converter.js';
import { neverRuns, underCondition } from '../../src/convert/elements/conditional.js';
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
    runner: 'Says what Jenkins does when the condition itself cannot be evaluated. The test here always can.',
  },
  convert(input, notes, walk) {
    const condition = readCondition(input.need('condition'), notes, walk);
    const runner = input.child('runner');
    if (runner?.type.endsWith('$DontRun')) runner.judgeAll('dropped');
    else if (runner !== undefined) notes.dropped('runner', runner);
    const step = input.need('buildStep');
    if (neverRuns(condition)) {
      notes.dropped('never-runs', step);
      return {};
    }
    const { run = [], ...rest } = walk.convert([step]);
    return { ...rest, run: underCondition(condition, run, input, 'conditional-step') };
  },
});
