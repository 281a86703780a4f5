import test from 'ava';
import { convert, definitionOf, definitionsOf, jobCodesOf, PIPELINES } from './converted.js';

const project = (jobs: string): string => `projects:\n  - {name: p, check: [${jobs}]}\n`;

test('a pattern holds for jobs that it fits from the start, and only with a leading ^', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: 'unit.*', failure-message: literal}
  - {name: ^unit, voting: false}
${project('unit, unit-py3, xunit')}`,
  );
  t.deepEqual(definitionsOf(converted), { unit: { voting: false }, 'unit-py3': { voting: false } });
});

test('a pattern written below the entry of a job does not touch that job', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: docs, failure-message: oops}
  - {name: ^docs, voting: false}
${project('docs, docs-html')}`,
  );
  t.deepEqual(definitionsOf(converted), { docs: { failureMessage: 'oops' }, 'docs-html': { voting: false } });
});

test('lists of a later pattern replace those of an earlier one, tags add up', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: ^it-, files: ^src/, skip-if: [{all-files-match-any: [^doc/]}], tags: [a, b]}
  - {name: ^it-big, files: [^lib/, ^bin/], skip-if: [{branch: ^old$}], tags: c}
${project('it-big-1, it-small')}`,
  );
  t.deepEqual(definitionsOf(converted), {
    'it-big-1': { tags: ['a', 'b', 'c'], branches: ['!^old$'], files: ['^lib/', '^bin/'] },
    'it-small': { tags: ['a', 'b'], files: ['^src/'], irrelevantFiles: ['^doc/'] },
  });
});

test('an entry lies on top of the patterns above it; empty values are none', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: ^j, branch: ^master$, files: ^src/, voting: false, failure-message: common}
  - {name: j, branch: ^dev$, files: '', failure-message: ''}
${project('j')}`,
  );
  t.deepEqual(definitionOf(converted, 'j'), {
    voting: false,
    failureMessage: 'common',
    branches: ['^dev$'],
    files: ['^src/'],
  });
});

test('voting copies both ways, hold-following-changes only as true', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: ^j, voting: false, hold-following-changes: true}
  - {name: ^j-v, voting: true, hold-following-changes: false}
  - {name: j-x, hold-following-changes: false}
${project('j-v, j-x')}`,
  );
  t.deepEqual(definitionsOf(converted), {
    'j-v': { holdFollowingChanges: true },
    'j-x': { voting: false, holdFollowingChanges: true },
  });
});

test('queue-name and attempts of a pattern have no effect', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: ^j, queue-name: main, attempts: 7}
  - {name: own, attempts: 0}
projects:
  - {name: p, gate: [j1, own]}
  - {name: q, gate: [j1]}
`,
  );
  t.deepEqual(definitionsOf(converted), { own: { attempts: 1 } });
  t.deepEqual(converted.queues, [{ name: 'j1' }]);
  t.deepEqual(jobCodesOf(converted), ['job/attempts', 'job/without-effect']);
});

test('a mutex becomes a semaphore; only the entry of the job itself can take it away', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: ^db, mutex: database}
  - {name: ^db-b, mutex: ''}
  - {name: db-c, mutex: ''}
${project('db-a, db-b, db-c')}`,
  );
  t.deepEqual(definitionsOf(converted), {
    'db-a': { semaphores: ['database'] },
    'db-b': { semaphores: ['database'] },
  });
  t.deepEqual(converted.semaphores, [{ name: 'database', max: 1 }]);
});

test('three attempts are the same in both versions', (t) => {
  const converted = convert(t, `${PIPELINES}jobs:\n  - {name: j, attempts: 3}\n${project('j')}`);
  t.deepEqual(definitionsOf(converted), {});
  t.deepEqual(jobCodesOf(converted), []);
});

test('entries that no project uses come to nothing, with a finding', (t) => {
  const converted = convert(t, `${PIPELINES}jobs:\n  - {name: a, voting: false}\n  - {name: ^b}\n${project('c')}`);
  t.false(converted.jobs.get('a')!.used);
  t.deepEqual([...converted.usedJobs], ['c']);
  t.deepEqual(jobCodesOf(converted), ['job/pattern-without-job', 'job/unused']);
});

test('noop is not defined: its attributes stand on its entries', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:\n  - {name: ^no, voting: false, branch: ^master$, mutex: m}\n${project('noop')}`,
  );
  t.deepEqual(converted.projects[0]!.pipelines[0]!.jobs, [
    { name: 'noop', voting: false, branches: [{ regex: '^master$' }] },
  ]);
  t.deepEqual(converted.semaphores, []);
  t.deepEqual(jobCodesOf(converted), ['job/noop-attribute']);
});
