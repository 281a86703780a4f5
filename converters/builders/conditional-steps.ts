import { defineConverter } from '../../src/convert/converter.js';
import { RUNNER_FINDING, neverRuns, readRunner, underCondition } from '../../src/convert/elements/conditional.js';
import { CONDITION_FINDINGS, readCondition } from '../../src/convert/elements/run-condition.js';

/**
 * Several steps under a condition: become a block with `when`; the condition is asked once, the first step that fails ends
 * the block. Source: Conditional BuildStep plugin; jenkins-elements: ConditionalBuilder, Run conditions.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.conditionalbuildstep.ConditionalBuilder',
  section: 'builders',
  plugin: 'conditional-buildstep',
  summary: 'Runs several steps if a condition holds',
  becomes: 'a block with when',
  grade: 'exact',
  findings: {
    ...CONDITION_FINDINGS,
    'never-runs': 'The condition never holds: the steps are left out.',
    runner: RUNNER_FINDING,
  },
  convert(input, notes, walk) {
    const condition = readCondition(input.need('runCondition'), notes, walk);
    readRunner(input, notes);
    const steps = input.child('conditionalbuilders');
    if (steps === undefined) return {};
    if (neverRuns(condition)) {
      notes.dropped('never-runs', steps);
      return {};
    }
    const { run = [], ...rest } = walk.convert(steps.children());
    return { ...rest, run: underCondition(condition, run, input, 'conditional-steps') };
  },
});
