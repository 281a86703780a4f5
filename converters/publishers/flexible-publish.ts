import { defineConverter } from '../../src/convert/converter.js';
import { neverRuns, underCondition } from '../../src/convert/elements/conditional.js';
import { CONDITION_FINDINGS, readCondition } from '../../src/convert/elements/run-condition.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import type { Contribution } from '../../src/model/jenkins-job.js';

/** Publishers under conditions. Source: Flexible Publish plugin; jenkins-elements: FlexiblePublisher, Run conditions. */
export default defineConverter({
  element: 'org.jenkins_ci.plugins.flexible_publish.FlexiblePublisher',
  section: 'publishers',
  plugin: 'flexible-publish',
  summary: 'Runs publishers if conditions hold',
  becomes: 'the publishers with when',
  grade: 'exact',
  findings: {
    ...CONDITION_FINDINGS,
    'never-runs': 'The condition never holds: the publishers are left out.',
    runner: 'Says what Jenkins does when the condition itself cannot be evaluated. The test here always can.',
    matrix: 'This is about the end of a matrix, which Zuul does not have.',
  },
  convert(input, notes, walk) {
    const groups = input.child('publishers')?.children() ?? [];
    return mergeContributions(
      groups.map((group): Contribution => {
        const condition = readCondition(group.need('condition'), notes, walk);
        const runner = group.child('runner');
        if (runner?.type.endsWith('$DontRun')) runner.judgeAll('dropped');
        else if (runner !== undefined) notes.dropped('runner', runner);
        for (const name of ['aggregationCondition', 'aggregationRunner']) {
          const matrix = group.child(name);
          if (matrix !== undefined) notes.dropped('matrix', matrix);
        }
        group.child('executionStrategy')?.judgeAll('dropped');
        const old = group.child('publisher');
        const publishers = group.child('publisherList')?.children() ?? (old === undefined ? [] : [old]);
        if (neverRuns(condition)) {
          for (const publisher of publishers) notes.dropped('never-runs', publisher);
          return {};
        }
        const { post = [], run = [], ...rest } = walk.convert(publishers);
        // Each on its own: publishers go on after a failure. The condition is asked once.
        const steps = [...run, ...post].flatMap((step, index) => {
          const asked = index > 0 && 'asks' in condition ? { ...condition, asks: [] } : condition;
          return underCondition(asked, [step], group, 'flexible-publish');
        });
        return { ...rest, post: steps };
      }),
    );
  },
});
