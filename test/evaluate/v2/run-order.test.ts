import test from 'ava';
import fc from 'fast-check';
import { change, jobsOf, ref, TIMER, withJobs } from './support.js';

/** Entries of `jobs`, the list, and the order in which v2 starts the jobs when builds end one at a time. */
const orders: readonly (readonly [why: string, jobs: string, list: string, started: readonly string[]])[] = [
  ['children follow their parent', '[]', '[{a: [b, {c: [d]}]}, e]', ['a', 'e', 'a>b', 'a>c', 'c>d']],
  ['noop succeeds at once', '[]', '[{a: [b]}, {noop: [c]}]', ['a', 'noop', 'noop>c', 'a>b']],
  ['a job at two places starts with the first parent', '[]', '[{a: [c]}, {b: [c]}]', ['a', 'b', 'a>c']],
  ['under the root and a parent it starts at once', '[]', '[{a: [b]}, b]', ['a', 'b']],
  [
    'two places that come up at the same time start it twice',
    '[]',
    '[{a: [{b: [c]}]}, {b: [c]}]',
    ['a', 'b', 'b>c', 'b>c'],
  ],
  [
    'a mutex lets one build run at a time',
    "[{name: '^m', mutex: db}]",
    '[m1, {m2: [x]}, m3, y]',
    ['m1', 'y', 'm2', 'm2>x', 'm3'],
  ],
];

for (const [why, jobs, list, started] of orders) {
  test(why, (t) => {
    const answer = withJobs(t, jobs, list).answer(change());
    t.deepEqual(jobsOf(answer), started);
    t.is(answer.outcome, 'runs');
  });
}

test('a job below one that does not run is never started, and the item hangs', (t) => {
  const evaluator = withJobs(t, "[{name: build, files: '^src/'}]", '[{build: [unit]}, lint]');
  const answer = evaluator.answer(change('master', ['README']));
  t.is(answer.outcome, 'hangs');
  t.deepEqual(jobsOf(answer), ['lint']);
  t.regex(answer.error ?? '', /unit/);
  // With the parent, or when the child does not fit either, nothing is waited for.
  t.is(evaluator.answer(change('master', ['src/a'])).outcome, 'runs');
  const both = withJobs(t, "[{name: '^[bu]', files: '^src/'}]", '[{build: [unit]}, lint]');
  t.is(both.answer(change('master', ['README'])).outcome, 'runs');
});

test('a job that also stands where it can start does not hang the item', (t) => {
  const evaluator = withJobs(t, "[{name: build, files: '^src/'}]", '[{build: [unit]}, {lint: [unit]}]');
  t.deepEqual(jobsOf(evaluator.answer(change('master', ['README']))), ['lint', 'lint>unit']);
});

test('dependent pipelines fail on refs and on the clock', (t) => {
  const evaluator = withJobs(t, '[]', '[a]');
  for (const item of [ref('master'), TIMER]) {
    const answer = evaluator.answer({ ...item, pipeline: 'gate' });
    t.is(answer.outcome, 'error');
    t.regex(answer.error ?? '', /AttributeError/);
    t.deepEqual(answer.jobs, []);
  }
  t.is(evaluator.answer({ ...change(), pipeline: 'gate' }).outcome, 'runs');
});

interface RandomNode {
  readonly name: string;
  readonly children: readonly RandomNode[];
}

const node = fc.memo((depth): fc.Arbitrary<RandomNode> =>
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    children: depth === 1 ? fc.constant([]) : fc.array(node(depth - 1), { maxLength: 2 }),
  }),
);

test('without conditions, every job starts, each after a parent that has started', (t) => {
  const written = ({ name, children }: RandomNode): string => `{${name}: [${children.map(written).join(', ')}]}`;
  const namesOf = (nodes: readonly RandomNode[]): string[] =>
    nodes.flatMap(({ name, children }) => [name, ...namesOf(children)]);
  fc.assert(
    fc.property(fc.array(node(3), { minLength: 1, maxLength: 3 }), fc.boolean(), (nodes, withMutex) => {
      const jobs = withMutex ? "[{name: '^[abc]', mutex: db}]" : '[]';
      const answer = withJobs(t, jobs, `[${nodes.map(written).join(', ')}]`).answer(change());
      const started = answer.jobs.map(({ name }) => name);
      t.is(answer.outcome, 'runs');
      t.deepEqual([...new Set(started)].sort(), [...new Set(namesOf(nodes))].sort());
      for (const [index, { dependencies }] of answer.jobs.entries()) {
        for (const { name } of dependencies) t.true(started.slice(0, index).includes(name));
      }
    }),
    { numRuns: 60 },
  );
});
