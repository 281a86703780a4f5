import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { compileFilter, type CombinationFilter } from '../../src/convert/elements/combination-filter.js';
import { readAxis, type Axis } from '../../src/convert/elements/matrix-axes.js';
import {
  combinationsOf,
  countCombinations,
  jenkinsName,
  labelOf,
  MOST_COMBINATIONS,
  wordsOf,
  type Cell,
} from '../../src/convert/elements/matrix-combinations.js';
import {
  planCombinations,
  readStrategy,
  type Plan,
  type Strategy,
} from '../../src/convert/elements/matrix-strategy.js';
import { together } from '../../src/convert/elements/together.js';
import { convertFreestyle, FREESTYLE_FINDINGS } from '../../src/convert/jenkins/freestyle-parts.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { without } from '../../src/convert/jenkins/merge.js';
import { parameterDefault } from '../../src/convert/jenkins/parameters.js';
import type { Contribution, JobFacts } from '../../src/model/jenkins-job.js';
import type { Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  ...FREESTYLE_FINDINGS,
  'unknown-axis': 'The values of this axis are only known when Jenkins runs: make a child job for each combination.',
  'dynamic-axis': 'The values of this axis came from a parameter of each build: here they are those of its default.',
  'combination-filter':
    'Nobody but Jenkins can tell which combinations this expression lets through: make a child job for each of those.',
  strategy:
    'Nobody but Jenkins can tell which combinations this strategy runs, and in which order: make a child job for each.',
  'too-many': `The axes have more than ${String(MOST_COMBINATIONS)} combinations: make child jobs for those that are needed.`,
  'left-open': 'Is a matter of the child jobs that a person has to make: left out until then.',
  'run-order': 'There is one combination, so nothing runs before or beside it: left out.',
  'one-at-a-time':
    'Zuul runs the combinations one at a time as well, in any order, and also those of different changes.',
  'after-first':
    'Jenkins ran the other combinations although the first ones were unstable or had failed: Zuul starts them after these succeeded, or at the same time.',
  'order-in-class': 'Zuul starts all combinations at once that wait for nothing: the order within them is left out.',
  'parent-node': 'Only said where Jenkins starts the combinations from: left out, the axes choose the node.',
} as const;

/**
 * Matrix job: its steps once for each combination of the axes, with the values of the axes as variables; touchstone combinations
 * first. Each combination becomes a job, and one job that has the name of the whole waits for all of them. jenkins-elements:
 * matrix-project, Matrix axes.
 */
export default defineConverter({
  element: 'matrix-project',
  section: 'job',
  plugin: 'matrix-project',
  summary: 'Runs its steps once for each combination of some values',
  becomes: 'A job for each combination, with the values as variables, and one that waits for all of them',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes, walk) {
    const { job = {}, ...rest } = convertFreestyle(input, notes, walk);
    const decided = decide(input, notes);
    if ('refused' in decided) return refuse(input, { ...rest, job }, decided, notes);
    const { axes, plan, strategy, isSingle } = decided;
    const [only] = plan.cells;
    const node = [input.child('assignedNode'), input.child('canRoam')].filter((field) => field !== undefined);
    const starts = isSingle ? [] : (rest.post ?? []).filter(startsOnly);
    if (starts.length === 0) together(node, 'dropped', (first) => notes.dropped('parent-node', first));
    if (isSingle) return single(only!, axes, { ...rest, job });

    const words = new Map(wordsOf(plan.cells, axes).map((of, index) => [plan.cells[index]!, of]));
    const list = plan.cells.map((cell) => {
      const label = labelOf(cell, axes);
      const name = jenkinsName(cell);
      const own = { name, words: words.get(cell)!, environment: cell.values, after: plan.after.get(name) ?? [] };
      return label === undefined ? own : { ...own, label };
    });
    const combinations = { list, sequential: strategy.sequential, post: starts };
    const post = (rest.post ?? []).filter((step) => !starts.includes(step));
    const facts = starts.length === 0 ? without(job, 'label') : job;
    return { ...rest, ...(post.length === 0 ? {} : { post }), job: { ...facts, combinations } };
  },
});

type MatrixNotes = Notes<keyof typeof FINDINGS>;

interface Decided {
  readonly axes: readonly Axis[];
  readonly plan: Plan;
  readonly strategy: Strategy;
  /** The axes have one combination, which runs. */
  readonly isSingle: boolean;
}

interface Refused {
  readonly refused: 'unknown-axis' | 'combination-filter' | 'strategy' | 'too-many';
  readonly described: string;
}

/** What runs, or why nobody can tell. */
function decide(input: Element, notes: MatrixNotes): Decided | Refused {
  const defaultOf = (parameter: string): string | undefined => parameterDefault(input, parameter);
  const elements = sectionOf(input, 'axes');
  const axes: Axis[] = [];
  for (const element of elements) {
    const axis = readAxis(element, defaultOf);
    if (axis === undefined) refuseAxis(element, notes);
    else axes.push(axis);
    if (axis?.parameter !== undefined) notes.approximated('dynamic-axis', element, `(${axis.parameter})`);
    if (element.type.endsWith('.JDKAxis')) notes.approximated('jdk', element, `(${axis?.values.join(', ') ?? ''})`);
  }
  const described = axes.map(({ name, values }) => `${name}: ${values.join(', ')}`).join('; ');
  const refused = (code: Refused['refused']): Refused => ({ refused: code, described });
  if (axes.length < elements.length) return refused('unknown-axis');
  const isTooLarge = countCombinations(axes) > MOST_COMBINATIONS;
  if (isTooLarge) {
    notes.needsHuman('too-many', input.child('axes')!, `(${String(countCombinations(axes))})`);
    return refused('too-many');
  }

  const filter: CombinationFilter | undefined = compileFilter(input.textOf('combinationFilter'), defaultOf);
  const element = input.child('executionStrategy');
  const strategy = readStrategy(element, defaultOf);
  if (strategy === undefined) {
    notes.needsHuman('strategy', element!);
    return refused('strategy');
  }
  const plan = filter === undefined ? undefined : planCombinations(combinationsOf(axes), filter, strategy);
  if (plan === undefined) {
    notes.needsHuman('combination-filter', input.child('combinationFilter') ?? element!);
    return refused('combination-filter');
  }
  const decided = { axes, plan, strategy, isSingle: plan.cells.length === 1 && countCombinations(axes) === 1 };
  noteOrder(element, decided, notes);
  return decided;
}

/** One leaf says where the values come from; what else stands there is of no use without them. */
function refuseAxis(axis: Element, notes: MatrixNotes): void {
  const source = ['varName', 'groovyString', 'values']
    .map((name) => axis.child(name))
    .find((child) => child !== undefined);
  notes.needsHuman('unknown-axis', source ?? axis, `(${axis.textOf('name')}, ${axis.type})`);
  const others = axis.elements.filter((child) => child !== source && child.name !== 'name');
  together(source === undefined ? [] : others, 'dropped', (first) => notes.dropped('left-open', first));
}

function noteOrder(element: Element | undefined, { strategy, plan, isSingle }: Decided, notes: MatrixNotes): void {
  if (element === undefined) return;
  if (isSingle) return notes.dropped('run-order', element);
  const isSequential = element.child('runSequentially');
  if (strategy.sequential && isSequential !== undefined) notes.approximated('one-at-a-time', isSequential);
  const filter = element.child('touchStoneCombinationFilter');
  if (plan.first.length > 0 && strategy.needs !== 'SUCCESS' && filter !== undefined) {
    notes.approximated('after-first', filter, strategy.needs === undefined ? undefined : `(${strategy.needs})`);
  }
  const order = ['sorter', 'scheduleDelayMillis'].flatMap((name) => element.child(name) ?? []);
  together(order, 'dropped', (first) => notes.dropped('order-in-class', first));
}

/** One combination is a job like any other. */
function single(cell: Cell, axes: readonly Axis[], { job, ...rest }: Contribution & { job: JobFacts }): Contribution {
  const label = labelOf(cell, axes);
  return {
    ...rest,
    job: { ...without(job, 'label'), ...(label === undefined ? {} : { label }) },
    environment: { ...rest.environment, ...cell.values },
  };
}

/** Jobs are started by the whole, when all combinations have ended; all other publishers belong to each of them. */
function startsOnly(step: Step): boolean {
  if (step.kind === 'start-job') return true;
  if (step.kind !== 'block') return false;
  const inside = [...step.steps, ...(step.always ?? [])];
  return inside.length > 0 && inside.every(startsOnly);
}

function refuse(
  input: Element,
  contribution: Contribution,
  { refused, described }: Refused,
  notes: MatrixNotes,
): Contribution {
  const told =
    refused === 'strategy' ? 'executionStrategy' : refused === 'combination-filter' ? 'combinationFilter' : '';
  const open = ['combinationFilter', 'executionStrategy'].flatMap((name) => {
    const field = input.child(name);
    if (field?.isLeaf === true && field.rawText.trim() === '') field.children();
    else if (name !== told && field !== undefined) return [field];
    return [];
  });
  together(open, 'dropped', (first) => notes.dropped('left-open', first));
  const axes = described === '' ? '' : ` (${described})`;
  const message = `Nobody has split this matrix job yet: make a child job for each combination${axes}.`;
  return {
    ...contribution,
    before: [
      {
        kind: 'fail',
        name: 'Refuse to run one of several combinations',
        at: (input.child('axes') ?? input).at,
        code: `matrix/${refused}`,
        message,
      },
      ...(contribution.before ?? []),
    ],
  };
}
