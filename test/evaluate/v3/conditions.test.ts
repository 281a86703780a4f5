import test from 'ava';
import { change, evaluatorOf } from './support.js';

const ZUUL = `
- job: {name: parent, branches: [^master$], files: [^src/, {regex: ^docs/, negate: true}]}
- job: {name: unit, parent: parent}
- job: {name: deploy, dependencies: [unit]}
- project: {name: lib, gate: {jobs: [{unit: {branches: {regex: ^stable, negate: true}}}, deploy]}}
- project: {name: other, gate: {jobs: [{unit: {branches: {regex: ^stable, negate: true}}}, deploy]}}
`;

test('conditions are those of triggers, entries, definitions and ancestors', (t) => {
  const evaluator = evaluatorOf(t, ZUUL);
  const { kinds, branches, files, chains } = evaluator.conditions({ project: 'lib', pipeline: 'gate' });
  t.deepEqual(kinds, ['change']);
  t.deepEqual(branches, [
    { dialect: 're2', pattern: '^master$', use: 'match' },
    { dialect: 're2', pattern: '^stable', use: 'match', negate: true },
  ]);
  t.deepEqual(
    files.map(({ job, some }) => [job, some.map(({ pattern }) => pattern)]),
    [['unit', ['^src/', '^docs/']]],
  );
  t.deepEqual(chains, [['unit', 'deploy']]);
});

test('equal places give one object; unknown ones none', (t) => {
  const evaluator = evaluatorOf(t, ZUUL);
  const of = (project: string): unknown => evaluator.conditions({ project, pipeline: 'gate' });
  t.is(of('lib'), of('other'));
  t.deepEqual(evaluator.conditions({ project: 'nowhere', pipeline: 'gate' }).kinds, []);
});

test('places are those where a project has a section in a pipeline that exists', (t) => {
  const evaluator = evaluatorOf(t, '- project: {name: lib, check: {jobs: []}, chek: {jobs: [noop]}}\n');
  t.deepEqual(evaluator.places, [{ project: 'lib', pipeline: 'check' }]);
  t.is(evaluator.answer(change()).outcome, 'nothing');
  t.is(evaluator.answer(change({ pipeline: 'chek' })).outcome, 'unknown');
});
