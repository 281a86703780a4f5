import test from 'ava';
import { change, evaluatorOf, ref, TIMER, withJobs } from './support.js';

const LAYOUT = `pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
jobs:
  - {name: '^unit', voting: false, branch: [^master$, ^stable/]}
  - name: unit-doc
    skip-if:
      - {all-files-match-any: [^src/]}
project-templates:
  - name: t
    check:
      - build: ['{name}-unit']
projects:
  - name: org/p
    template: [{name: t}]
    check:
      - unit-a
      - unit-doc
`;

test('each job has its place, who set what, and the reason why it runs or not', (t) => {
  const evaluator = evaluatorOf(t, LAYOUT);
  const { jobs, answer } = evaluator.explain({ ...change('stable/1', ['src/a', 'src/b']), project: 'org/p' });
  t.deepEqual(
    jobs.map(({ name, runs, at }) => [name, runs, at?.line]),
    [
      ['build', true, 11],
      ['p-unit', true, 11],
      ['unit-a', true, 16],
      ['unit-doc', false, 17],
    ],
  );
  t.deepEqual(
    jobs.map(({ reasons }) => reasons.map(({ text, at }) => `${String(at?.line ?? '')} ${text}`)),
    [
      [],
      [' runs when build has succeeded'],
      ['4 voting comes from the pattern ^unit', '4 branch (from the pattern ^unit) ^stable/ fits stable/1'],
      [
        '4 voting comes from the pattern ^unit',
        '4 branch (from the pattern ^unit) ^stable/ fits stable/1',
        '7 skip-if (from its own entry) holds: all-files-match-any ^src/ fits every file',
      ],
    ],
  );
  t.deepEqual(
    jobs[1]?.job,
    answer.jobs.find(({ name }) => name === 'p-unit'),
  );
});

/** Attributes of a job, an item, and what is said of the job. */
const reasons = [
  ['branch: ^a', change('b'), 'branch (from its own entry) ^a does not fit b'],
  ['branch: ^a', ref('refs/heads/a'), 'branch (from its own entry) ^a does not fit the ref refs/heads/a'],
  ['branch: ^a', TIMER, 'branch (from its own entry) ^a never fits: a timer has no branch'],
  ['files: [^a, ^b]', change('m', ['b']), 'files (from its own entry) ^b fits b'],
  [
    'files: [^a, ^b, ^c, ^d]',
    change('m', []),
    'files (from its own entry) ^a or ^b or ^c or … (4) fits none of the files',
  ],
  ['files: ^a', ref('m'), 'files (from its own entry) ^a never fits: only changes have files'],
  ['skip-if: [{}]', TIMER, 'skip-if (from its own entry) holds: without any key, which always holds'],
  [
    'skip-if: [{project: ^q, branch: ^m, all-files-match-any: ^x}]',
    change('m', ['x', 'y']),
    'skip-if (from its own entry) does not hold: project ^q does not fit, branch ^m fits m, all-files-match-any ^x does not fit y',
  ],
  [
    'skip-if: [{all-files-match-any: ^x}]',
    change('m', ['x']),
    'skip-if (from its own entry) does not hold: all-files-match-any does not hold for fewer than two files',
  ],
] as const;

for (const [attributes, item, text] of reasons) {
  test(text, (t) => {
    const [job] = withJobs(t, `[{name: j, ${attributes}}]`, '[j]').explain(item).jobs;
    t.is(job?.reasons[0]?.text, text);
  });
}

test('a job below one that does not run is waited for', (t) => {
  const { jobs, answer } = withJobs(t, '[{name: a, branch: ^x}]', '[{a: [b]}]').explain(change());
  t.is(answer.outcome, 'hangs');
  t.regex(jobs[1]?.reasons[0]?.text ?? '', /never started, and Zuul v2 waits/);
});

test('a job at two places runs from one of them', (t) => {
  const { jobs } = withJobs(t, '[]', '[{a: [c]}, {b: [c]}]').explain(change());
  t.deepEqual(
    jobs.map(({ name, runs, reasons: [reason] }) => [name, runs, reason?.text]),
    [
      ['a', true, undefined],
      ['c', true, 'runs when a has succeeded'],
      ['b', true, undefined],
      ['c', false, 'runs, but was started at another place of the tree'],
    ],
  );
});
