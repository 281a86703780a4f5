import test from 'ava';
import { change, evaluatorOf, jobsOf, PIPELINES, withJobs } from './support.js';

/** Entries of `jobs`, the jobs of the project, and what a change to master starts. */
const cases: readonly (readonly [why: string, jobs: string, list: string, started: readonly string[]])[] = [
  ['a name without ^ is no pattern', "[{name: 'unit.*', voting: false}]", '[unit, unit.*]', ['unit', 'unit.*?']],
  ['a pattern is a prefix', "[{name: '^unit', voting: false}]", '[unit-py3, my-unit]', ['unit-py3?', 'my-unit']],
  [
    'a pattern below an exact entry does not touch that job',
    "[{name: docs, failure-message: oops}, {name: '^docs', voting: false}]",
    '[docs, docs-html]',
    ['docs', 'docs-html?'],
  ],
  [
    'an exact entry beats patterns above it',
    "[{name: '^unit', voting: false}, {name: unit, voting: true}]",
    '[unit]',
    ['unit'],
  ],
  [
    'the last pattern replaces the whole list of branches',
    "[{name: '^it-', branch: ^master$}, {name: '^it-big', branch: ^old$}]",
    '[it-big, it-small]',
    ['it-small'],
  ],
  [
    'skip-if of the last pattern takes the place of all earlier ones',
    "[{name: '^it-', skip-if: [{branch: ^master$}]}, {name: '^it-big', skip-if: [{branch: ^old$}]}]",
    '[it-big, it-small]',
    ['it-big'],
  ],
  ['an empty list says nothing', "[{name: '^a', branch: ^old$}, {name: a, branch: []}]", '[a]', []],
  ['a pattern in the list of a project has no vote', '[]', "['^a', '^a']", ['^a?', '^a?']],
];

for (const [why, jobs, list, started] of cases) {
  test(why, (t) => {
    t.deepEqual(jobsOf(withJobs(t, jobs, list).answer(change())), started);
  });
}

test('mutex, hold, tags and queue-name from patterns and exact entries', (t) => {
  const evaluator = evaluatorOf(
    t,
    `${PIPELINES}
jobs:
  - {name: '^g-', queue-name: main, mutex: db, hold-following-changes: true, tags: [x, b]}
  - {name: g-one, queue-name: other, mutex: '', hold-following-changes: false, tags: a}
projects:
  - {name: p, gate: [g-one, g-two]}
`,
  );
  const { jobs, queue } = evaluator.answer({ ...change(), pipeline: 'gate' });
  // A pattern's queue-name is not copied; false says nothing; an empty mutex takes the mutex away; tags add up.
  t.is(queue, 'other');
  const common = { voting: true, dependencies: [], hold: true };
  t.deepEqual(jobs, [
    { ...common, name: 'g-one', semaphores: [], tags: ['a', 'b', 'x'] },
    { ...common, name: 'g-two', semaphores: ['db'], tags: ['b', 'x'] },
  ]);
});
