import test from 'ava';
import { createV3Evaluator } from '../../../src/evaluate/v3/evaluator.js';
import { PIPELINES, TENANT, change, evaluatorOf, jobsOf, treeOf } from './support.js';

const ONE_JOB = '- job: {name: unit}\n- project: {name: lib, check: {jobs: [unit]}}\n';

/** Runs `unit` on a change, after what else is written in the tree. */
const problems = ({ tree }: { tree: { problems: readonly { at: { line: number }; message: string }[] } }): string[] =>
  tree.problems.map(({ at, message }) => `${String(at.line)} ${message}`);

test('the first of zuul.yaml, zuul.d, .zuul.yaml is read, with a warning about the rest', (t) => {
  const evaluator = evaluatorOf(t, { 'zuul.yaml': `${PIPELINES}${ONE_JOB}`, '.zuul.yaml': '- job: {name: late}\n' });
  t.is(jobsOf(evaluator.answer(change())), 'unit');
  t.false(evaluator.tree.jobs.has('late'));
  t.deepEqual(
    evaluator.tree.problems.map(({ at, severity }) => `${severity} ${at.file}`),
    ['warning zuul.d/a.yaml', 'warning .zuul.yaml'],
  );
});

test('.zuul.ignore hides by plain text, and files stand in the order of their paths', (t) => {
  const evaluator = evaluatorOf(t, {
    'zuul.d/ign/.zuul.ignore': '',
    'zuul.d/ign/x.yaml': '- job: {name: hidden}\n',
    'zuul.d/ignored.yaml': '- job: {name: hidden-too}\n',
    'zuul.d/b.yaml': '- job: {name: unit, timeout: 1}\n',
    'zuul.d/Z.yaml': '- job: {name: unit, timeout: 2}\n- project: {name: lib, check: {jobs: [unit]}}\n',
    'zuul.d/c.yml': '- job: {name: other-end}\n',
  });
  t.deepEqual([...evaluator.tree.jobs.keys()], ['noop', 'unit', 'base']);
  t.is(evaluator.freeze(change()).jobs[0]?.attributes()['timeout'], 1);
});

test('faults cost what Zuul loses, and are told with their line', (t) => {
  const evaluator = evaluatorOf(t, {
    'zuul.d/b.yaml': ONE_JOB,
    'zuul.d/broken.yaml': '- job: {name: lost}\n- job: !unsafe x\n',
    'zuul.d/twice.yaml': '- job: {name: lost-too, name: x}\n',
    'zuul.d/item.yaml': '- job: {name: kept}\n- jab: {name: x}\n- job: {name: after}\n',
    'zuul.d/key.yaml': '- job: {name: wrong, brances: x}\n- job: {name: kept-too}\n',
    'zuul.d/time.yaml': '- job: {name: long, timeout: 99999}\n',
  });
  t.deepEqual([...evaluator.tree.jobs.keys()], ['noop', 'base', 'unit', 'kept', 'kept-too']);
  t.is(problems(evaluator).length, 5);
  t.true(problems(evaluator).some((text) => text.startsWith('1 ') && text.includes('unknown key brances')));
  t.is(jobsOf(evaluator.answer(change())), 'unit');
});

test('a fault in one entry costs the whole stanza', (t) => {
  const evaluator = evaluatorOf(
    t,
    '- job: {name: unit}\n- project: {name: lib, check: {jobs: [unit, {unit: null}]}}\n',
  );
  t.is(evaluator.answer(change()).outcome, 'unknown');
});

test('`semaphore` alone in an entry is taken for an object, which costs the stanza', (t) => {
  const zuul = (entry: string): string =>
    `- job: {name: unit}\n- project: {name: lib, check: {jobs: [{unit: ${entry}}]}}\n`;
  const alone = evaluatorOf(t, zuul('{semaphore: {name: s, resources-first: true}}'));
  const beside = evaluatorOf(t, zuul('{semaphore: {name: s, resources-first: true}, voting: false}'));
  t.is(alone.answer(change()).outcome, 'unknown');
  t.deepEqual(beside.answer(change()).jobs[0]?.semaphores, ['s']);
});

test('a project says what it does not know: template, job, project', (t) => {
  const unknownTemplate = evaluatorOf(
    t,
    '- job: {name: unit}\n- project: {name: lib, templates: [t], check: {jobs: [unit]}}\n',
  );
  t.is(unknownTemplate.answer(change()).outcome, 'unknown', 'the project is in no pipeline at all');
  const unknownJob = evaluatorOf(t, '- job: {name: unit}\n- project: {name: lib, check: {jobs: [ghost, unit]}}\n');
  t.is(jobsOf(unknownJob.answer(change())), 'unit');
  const unknownProject = evaluatorOf(t, '- project: {name: nowhere, check: {jobs: [noop]}}\n');
  t.regex(problems(unknownProject).join(), /no project nowhere/);
});

test('what keeps Zuul from loading the tenant is refused with its line', (t) => {
  const refuse = (files: Readonly<Record<string, string>>, message: RegExp): void => {
    t.throws(() => createV3Evaluator(treeOf(t, files)), { name: 'InputError', message });
  };
  refuse({}, /there is no such file/);
  refuse({ 'tenant/main.yaml': '- tenant: {name: x, sauce: {}}\n' }, /main\.yaml:1: .*unknown key sauce/);
  refuse({ 'tenant/main.yaml': '- tenant: {name: x, semaphores: [s]}\n' }, /global semaphore s/);
  const twice = TENANT.replace('- app', '- config');
  refuse({ 'tenant/main.yaml': twice }, /config is listed twice/);
  const regex = { 'tenant/main.yaml': TENANT, 'zuul.yaml': '- project: {name: "^(?!a)", check: {jobs: []}}\n' };
  refuse(regex, /RE2 refuses the project name/);
  t.throws(() => createV3Evaluator('/nowhere/at/all'), { message: /no such folder/ });
});

test('an untrusted project brings jobs, not pipelines, and binds them to its branches', (t) => {
  const app = treeOf(t, {
    'zuul.yaml': `
- pipeline: {name: mine, manager: independent}
- job: {name: own, run: own.yaml}
- project: {check: {jobs: [own]}}
`,
  });
  const one = evaluatorOf(t, ONE_JOB, { repositories: { app } });
  t.deepEqual(
    one.pipelines.map(({ name }) => name),
    ['check', 'gate', 'post'],
  );
  t.is(jobsOf(one.answer(change({ project: 'app' }))), 'own');
  const branches = { app: ['master', 'stable'] };
  const two = evaluatorOf(t, ONE_JOB, { repositories: { 'app@stable': app }, branches });
  t.is(jobsOf(two.answer(change({ project: 'app', branch: 'stable' }))), 'own');
  t.is(two.answer(change({ project: 'app' })).outcome, 'unknown');
});

test('pragmas act on their whole file', (t) => {
  const app = treeOf(t, {
    'zuul.yaml': `
- job: {name: own, run: own.yaml, parent: base}
- pragma: {implied-branch-matchers: true, implied-branches: [^stable]}
`,
  });
  const zuul = '- project: {name: lib, check: {jobs: [own]}}\n';
  const evaluator = evaluatorOf(t, zuul, { repositories: { app } });
  t.is(jobsOf(evaluator.answer(change({ branch: 'stable/1' }))), 'own');
  t.is(evaluator.answer(change()).outcome, 'nothing');
});
