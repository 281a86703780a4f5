import test from 'ava';
import { change, evaluatorOf } from './support.js';

test('a project has one queue: the first that a stanza or its templates name', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- queue: {name: q}
- project-template: {name: t, queue: from-template, gate: {jobs: [noop]}}
- project: {name: lib, templates: [t], gate: {jobs: []}}
- project: {name: lib, queue: q, gate: {jobs: []}}
- project: {name: other, queue: from-template, gate: {jobs: [noop]}}
- project: {name: app, gate: {jobs: [noop]}}
- project: {name: config, queue: q, check: {jobs: [noop]}}
`,
  );
  t.deepEqual(evaluator.queues(), [
    {
      pipeline: 'gate',
      queues: [
        { name: 'from-template', projects: ['lib', 'other'] },
        { name: 'app', projects: ['app'] },
      ],
    },
  ]);
  t.is(evaluator.answer(change({ pipeline: 'gate' })).queue, 'from-template');
  t.is(evaluator.answer(change({ pipeline: 'gate', project: 'app' })).queue, null);
  t.is(evaluator.answer(change({ project: 'config' })).queue, null);
});

test('a queue that is assigned by branch holds where its stanza does', (t) => {
  const evaluator = evaluatorOf(
    t,
    `
- queue: {name: stable, type: branch-assigned}
- project: {name: lib, queue: stable, branches: ^stable/, gate: {jobs: [noop]}}
- project: {name: lib, queue: usual, gate: {jobs: [noop]}}
`,
  );
  const queue = (branch: string): string | null => evaluator.answer(change({ pipeline: 'gate', branch })).queue;
  t.deepEqual([queue('stable/1'), queue('master')], ['stable', 'usual']);
});

test('Zuul does not survive a queue by branch whose stanza has several branches', (t) => {
  const zuul = (branches: string): string => `
- queue: {name: stable, type: branch-assigned}
- project: {name: lib, queue: stable, branches: ${branches}, gate: {jobs: [noop]}}
`;
  t.notThrows(() => evaluatorOf(t, zuul('[^stable/]')));
  t.throws(() => evaluatorOf(t, zuul('[^stable/, ^old/]')), { name: 'InputError', message: /does not load/ });
});
