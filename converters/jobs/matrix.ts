import { defineConverter } from '../../src/convert/converter.js';
import { without } from '../../src/convert/jenkins/merge.js';
import { convertFreestyle, FREESTYLE_FINDINGS } from '../../src/convert/jenkins/freestyle-parts.js';
import { together } from '../../src/convert/elements/together.js';
import { noteIfFilled, sectionOf } from '../../src/convert/jenkins/job-fields.js';
import type { Contribution } from '../../src/model/jenkins-job.js';
import type { Element } from '../../src/read/jenkins/element.js';

interface Axis {
  readonly name: string;
  readonly values: readonly string[];
  readonly isLabel: boolean;
}

/** Axes whose values stand in the definition. */
const LABEL_AXES = new Set(['hudson.matrix.LabelAxis', 'hudson.matrix.LabelExpAxis']);
const VALUE_AXES = new Set([
  'hudson.matrix.TextAxis',
  'hudson.matrix.JDKAxis',
  'jenkins.plugins.shiningpanda.matrix.PythonAxis',
  'jenkins.plugins.shiningpanda.matrix.ToxAxis',
]);

/**
 * Matrix job: its steps once for each combination of the axes. One combination is a job like any other, with the values of the
 * axes as variables. Several run at the same time on nodes of their own; a job of Zuul has one run, so a person has to say
 * which jobs stand for them.
 */
export default defineConverter({
  element: 'matrix-project',
  section: 'job',
  plugin: 'matrix-project',
  summary: 'Runs its steps once for each combination of some values',
  becomes:
    'A job with the values as variables, where there is one combination; else one that fails until a person splits it',
  grade: 'approximate',
  findings: {
    ...FREESTYLE_FINDINGS,
    combinations:
      'The job runs once for each combination: make a child job for each, with the values in its variables.',
    'unknown-axis': 'The values of this axis are only known when Jenkins runs: make a child job for each value.',
    'combination-filter': 'An expression decides which combinations run: here all of them do. Check it.',
    'run-order': 'There is one combination, so nothing runs before it: left out.',
    'parent-node': 'Only said where Jenkins starts the combinations from: left out, the axes choose the node.',
  },
  convert(input, notes, walk) {
    const axes = sectionOf(input, 'axes').map((axis) => readAxis(axis));
    const { job = {}, ...rest } = convertFreestyle(input, notes, walk);
    noteIfFilled(input.child('combinationFilter'), (field) => notes.approximated('combination-filter', field));
    const strategy = input.child('executionStrategy');
    const count = axes.reduce((product, axis) => product * (axis?.values.length ?? 2), 1);
    if (count !== 1) return tooMany({ ...rest, job }, input.child('axes') ?? input);

    if (strategy !== undefined) notes.dropped('run-order', strategy);
    const parentNode = [input.child('assignedNode'), input.child('canRoam')].filter((field) => field !== undefined);
    together(parentNode, 'dropped', (first) => notes.dropped('parent-node', first));
    const facts = without(job, 'label');
    const labels = axes.filter((axis) => axis!.isLabel).map((axis) => axis!.values[0]!);
    const values = Object.fromEntries(axes.map((axis) => [axis!.name, axis!.values[0]!]));
    return {
      ...rest,
      // Jenkins takes a node that has the labels of all label axes (MatrixConfiguration.getAssignedLabel).
      job: labels.length === 0 ? facts : { ...facts, label: labels.join('&&') },
      environment: { ...rest.environment, ...values },
    };

    function readAxis(axis: Element): Axis | undefined {
      const isLabel = LABEL_AXES.has(axis.type);
      if (!isLabel && !VALUE_AXES.has(axis.type)) {
        notes.needsHuman('unknown-axis', axis, `(${axis.type})`);
        return undefined;
      }
      const values = sectionOf(axis, 'values').map((value) => value.text().trim());
      return { name: axis.need('name').text(), values, isLabel };
    }

    function tooMany(contribution: Contribution, at: Element): Contribution {
      const described = axes
        .map((axis) => (axis === undefined ? '?' : `${axis.name}: ${axis.values.join(', ')}`))
        .join('; ');
      together([at, strategy], 'needs-human', (first) => notes.needsHuman('combinations', first, `(${described})`));
      const message = `Nobody has split this matrix job yet: make a child job for each combination (${described}).`;
      return {
        ...contribution,
        before: [
          {
            kind: 'fail',
            name: 'Refuse to run one of several combinations',
            at: at.at,
            code: 'matrix/combinations',
            message,
          },
          ...(contribution.before ?? []),
        ],
      };
    }
  },
});
