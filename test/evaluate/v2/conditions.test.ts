import test from 'ava';
import { change, evaluatorOf } from './support.js';

const LAYOUT = `pipelines:
  - name: check
    manager: IndependentPipelineManager
    trigger: {gerrit: [{event: patchset-created, branch: ^m}, {event: ref-updated, ref: ^refs/tags/}]}
jobs:
  - {name: build, files: [^src/], branch: ^master$}
  - {name: docs, skip-if: [{project: ^b$, branch: ^old$}, {project: ^a$, all-files-match-any: [^lib/]}]}
projects:
  - {name: a, check: [{build: [unit, {docs: [publish]}]}, lint]}
  - {name: b, check: [{build: [unit, {docs: [publish]}]}, lint]}
  - {name: c, check: [{build: [unit, {docs: [publish]}]}, lint]}
  - {name: d, check: [{build: [unit, {docs: [publish]}]}, lint]}
  - {name: e, check: [lint]}
`;

const text = (pattern: string) => ({ dialect: 'python', pattern, use: 'match' }) as const;

test('everything that triggers and jobs look at, and nothing that concerns other projects', (t) => {
  const evaluator = evaluatorOf(t, LAYOUT);
  const of = (project: string) => evaluator.conditions({ project, pipeline: 'check' });
  t.deepEqual(of('a'), {
    kinds: ['change', 'ref'],
    branches: [text('^m'), text('^master$')],
    refs: [text('^refs/tags/'), text('^master$')],
    files: [
      { job: 'build', some: [text('^src/')], all: [], branches: [text('^master$')] },
      { job: 'docs', some: [], all: [[text('^/COMMIT_MSG$'), text('^lib/')]], branches: [] },
    ],
    chains: [
      ['build', 'unit'],
      ['build', 'docs', 'publish'],
    ],
  });
  t.deepEqual(of('b').branches, [text('^m'), text('^master$'), text('^old$')]);
  t.deepEqual(
    of('b').files.map(({ job }) => job),
    ['build'],
  );
  t.deepEqual(of('e'), {
    kinds: ['change', 'ref'],
    branches: [text('^m')],
    refs: [text('^refs/tags/')],
    files: [],
    chains: [],
  });
  t.is(of('c'), of('d'), 'equal conditions are one object');
});

test('equal answers are one object', (t) => {
  const evaluator = evaluatorOf(t, LAYOUT);
  const answers = ['c', 'd'].map((project) => evaluator.answer({ ...change(), project }));
  t.is(answers[0], answers[1]);
  t.is(answers[0], evaluator.answer({ ...change('master', ['/COMMIT_MSG', 'b']), project: 'c' }));
  t.not(answers[0], evaluator.answer({ ...change('master', ['src/b']), project: 'c' }));
});
