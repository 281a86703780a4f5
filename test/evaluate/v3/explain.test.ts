import test from 'ava';
import { change, evaluatorOf } from './support.js';

test('an explanation names the stanza, the variants, the patterns and their lines', (t) => {
  const evaluator = evaluatorOf(
    t,
    `- job: {name: unit, branches: ^stable/}
- job: {name: docs, files: [^docs/]}
- project-template:
    name: t
    check:
      jobs: [docs]
- project:
    name: lib
    templates: [t]
    check:
      jobs:
        - unit
`,
  );
  const { answer, jobs, triggers } = evaluator.explain(change({ files: ['docs/a.md'] }));
  t.is(answer, evaluator.answer(change({ files: ['docs/a.md'] })));
  const [docs, unit] = jobs;
  t.deepEqual(
    docs?.reasons.map(({ text, at }) => `${String(at?.line ?? 0)} ${text}`),
    [
      '6 listed by the template t',
      '2 the definition of docs: applies everywhere',
      '16 the definition of base: applies everywhere',
      '2 files ^docs/ fits docs/a.md',
    ],
  );
  t.true(docs?.runs);
  t.false(unit?.runs);
  t.deepEqual(
    unit?.reasons.map(({ text }) => text),
    [
      'listed by the project',
      'the definition of unit: branch ^stable/ does not fit master',
      'no definition of it, or of a job that it inherits from, is for master: Zuul leaves it out',
    ],
  );
  t.regex(triggers[0]?.text ?? '', /lets it in/);
});

test('an error is told at every job, and its own fault at the one that has it', (t) => {
  const evaluator = evaluatorOf(
    t,
    '- job: {name: unit}\n- job: {name: a, nodeset: ghost}\n- project: {name: lib, check: {jobs: [unit, a]}}\n',
  );
  const texts = evaluator.explain(change()).jobs.map(({ reasons }) => reasons.map(({ text }) => text).join('; '));
  t.regex(texts[0] ?? '', /none of the jobs runs: there is no nodeset ghost/);
  t.regex(texts[1] ?? '', /there is no nodeset ghost; Zuul reports an error/);
});
