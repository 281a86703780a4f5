import test from 'ava';
import fc from 'fast-check';
import type { FileConditions, ItemConditions, TextCondition } from '../../../src/model/item-conditions.js';
import { compilePython } from '../../../src/regex/evaluate-python.js';
import { checkPattern } from '../../../src/regex/check-pattern.js';
import { createClassFinder } from '../../../src/verify/scenarios/condition-classes.js';
import { scenarioSource } from '../../../src/verify/scenarios/derive-scenarios.js';
import { fileJobsOf } from '../../../src/verify/scenarios/file-conditions.js';
import { fileListsOf } from '../../../src/verify/scenarios/file-lists.js';
import { randomPattern } from '../../regex/random-pattern.js';

interface Job {
  readonly branch: string;
  readonly some: readonly string[];
  readonly all: readonly (readonly string[])[];
}

const patterns = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('^a/', '.*\\.py$', '^docs/.*', '(?!.*test)', '^a/b$', '.*/x', 'a|b', '^README', '.*'),
  },
  {
    weight: 1,
    arbitrary: randomPattern.filter((pattern) => checkPattern(pattern) === undefined && !pattern.includes('(?m)')),
  },
);
const randomJob: fc.Arbitrary<Job> = fc.record({
  branch: fc.constantFrom('', '^master$', '^stable/', '(?!stable)', '^(master|main)$', 'stable/1'),
  some: fc.array(patterns, { maxLength: 3 }),
  all: fc.array(fc.array(patterns, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
});
const randomPath = fc
  .array(fc.constantFrom('a', 'b', 'docs', 'README', 'x', 'test', 'A1', 'é'), { minLength: 1, maxLength: 3 })
  .chain((parts) => fc.constantFrom('', '.py', '.md').map((end) => parts.join('/') + end));
const randomBranch = fc.constantFrom('master', 'main', 'stable/1', 'stable/2', 'x', 'masterly', 'main-2');

const python = (pattern: string): TextCondition => ({ dialect: 'python', pattern, use: 'match' });
const any = (list: readonly string[], text: string): boolean =>
  list.some((pattern) => compilePython(pattern, 'match')(text));

function fileConditions(job: string, { some, all, branch }: Job): FileConditions {
  return { job, some: some.map(python), all: all.map((list) => list.map(python)), branches: [python(branch)] };
}

function conditions(jobs: readonly FileConditions[], chains: readonly (readonly string[])[] = []): ItemConditions {
  return { kinds: ['change'], branches: jobs.flatMap(({ branches = [] }) => branches), refs: [], files: jobs, chains };
}

/** As Zuul v2 decides. */
function runsInV2({ branch, some, all }: Job, at: string, files: readonly string[]): boolean {
  if (!any([branch], at)) return false;
  if (some.length > 0 && !files.some((file) => any(some, file))) return false;
  return !all.some((list) => files.length > 1 && files.every((file) => file === '/COMMIT_MSG' || any(list, file)));
}

/** As Zuul v3 decides: the commit message counts for nothing. */
function runsInV3({ branch, some, all }: Job, at: string, files: readonly string[]): boolean {
  if (!any([branch], at)) return false;
  const paths = files.filter((file) => file !== '/COMMIT_MSG');
  if (some.length > 0 && !paths.some((file) => any(some, file))) return false;
  return !all.some((list) => paths.length > 0 && paths.every((file) => any(list, file)));
}

test('where two jobs differ on any list of files and any branch, they differ on a derived one', (t) => {
  let differing = 0;
  fc.assert(
    fc.property(
      randomJob,
      randomJob,
      fc.array(fc.tuple(randomBranch, fc.array(randomPath, { minLength: 1, maxLength: 6 })), {
        minLength: 20,
        maxLength: 20,
      }),
      (one, other, items) => {
        const source = scenarioSource();
        const place = { project: 'p', pipeline: 'check' };
        const derived = [
          ...source.of(place, [conditions([fileConditions('j', one)]), conditions([fileConditions('j', other)])]),
        ];
        fc.pre(source.counts().gaps.length === 0);
        const differs = (branch: string, files: readonly string[]): boolean =>
          runsInV2(one, branch, files) !== runsInV3(other, branch, files);
        const found = derived.some((item) => item.kind === 'change' && differs(item.branch, item.files));
        for (const [branch, paths] of items) {
          const files = ['/COMMIT_MSG', ...paths];
          if (!differs(branch, files)) continue;
          differing += 1;
          t.true(found, `differs on ${branch} ${files.join(' ')} alone`);
        }
      },
    ),
    { numRuns: 80 },
  );
  t.true(differing > 80, String(differing));
});

test('a job below a filtered parent meets every combination of what both see', (t) => {
  fc.assert(
    fc.property(
      fc.tuple(randomJob, randomJob),
      fc.tuple(randomJob, randomJob),
      fc.array(fc.array(randomPath, { minLength: 1, maxLength: 6 }), { minLength: 20, maxLength: 20 }),
      ([parent, child], [otherParent, otherChild], lists) => {
        const of = (up: Job, down: Job): ItemConditions =>
          conditions([fileConditions('up', up), fileConditions('down', down)], [['up', 'down']]);
        const { ordinary, gaps } = fileListsOf(
          fileJobsOf([of(parent, child), of(otherParent, otherChild)]),
          createClassFinder(),
        );
        fc.pre(gaps.length === 0);
        const answer = (files: readonly string[]): string =>
          [parent, child, otherParent, otherChild]
            .map((job, index) => (index < 2 ? runsInV2 : runsInV3)({ ...job, branch: '' }, 'master', files))
            .join();
        const answers = new Set(ordinary.map(answer));
        for (const paths of lists) t.true(answers.has(answer(['/COMMIT_MSG', ...paths])), paths.join(' '));
      },
    ),
    { numRuns: 30 },
  );
});

test('a list serves several jobs', (t) => {
  const job = (name: string, pattern: string): FileConditions => ({ job: name, some: [python(pattern)], all: [] });
  const jobs = fileJobsOf([conditions([job('a', '^a/'), job('b', '^b/'), job('py', '.*\\.py$')])]);
  const { ordinary, kinds, gaps } = fileListsOf(jobs, createClassFinder());
  t.is(kinds, 6);
  t.deepEqual(gaps, []);
  t.true(ordinary.length <= 4, JSON.stringify(ordinary));
});

test('jobs that ask the same are asked once, whatever the order of their patterns', (t) => {
  const a = { job: 'a', some: [python('x'), python('y')], all: [] };
  const b = { job: 'b', some: [python('y'), python('x')], all: [] };
  t.is(fileJobsOf([conditions([a, b])]).length, 1);
});
