import test from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import { codesOf, convert, definitionsOf, PIPELINES, stanzaOf, templatesOf } from './converted.js';

const at = { file: 'zuulshift.yaml', line: 1 };

test('jobs and templates are renamed everywhere', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: gate-a, voting: false}
project-templates:
  - {name: old, check: [gate-a: [gate-b]]}
projects:
  - {name: p, template: [{name: old}]}
`,
    {
      renameJobs: [{ from: 'gate-(?P<rest>.*)', isPattern: true, to: '\\g<rest>', at }],
      renameTemplates: [{ from: 'old', isPattern: false, to: 'new', at }],
    },
  );
  t.deepEqual(templatesOf(converted), { new: { check: ['a', { b: { dependencies: ['a'] } }] } });
  t.deepEqual(stanzaOf(converted, 'p'), { templates: ['new'] });
  t.deepEqual(definitionsOf(converted), { a: { voting: false } });
  t.is(converted.jobs.get('gate-b')!.v3Name, 'b');
});

test('two jobs that come to one name are kept apart', (t) => {
  const converted = convert(t, `${PIPELINES}projects:\n  - {name: p, check: [a: [b]]}\n`, {
    renameJobs: [{ from: 'b', isPattern: false, to: 'a', at }],
  });
  t.deepEqual(stanzaOf(converted, 'p'), { check: ['a', { 'a-2': { dependencies: ['a'] } }] });
  t.true(codesOf(converted).includes('job/name-clash'));
});

test('names that files cannot bear are made plain, the same in entries and definitions', (t) => {
  const converted = convert(t, `${PIPELINES}projects:\n  - {name: p, check: [team/unit]}\n`);
  t.deepEqual(stanzaOf(converted, 'p'), { check: ['team-unit'] });
  t.is(converted.jobs.get('team/unit')!.v3Name, 'team-unit');
});

test('projects are left out by name and by pattern', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}projects:\n  - {name: a, check: [j]}\n  - {name: old/b, check: [j]}\n  - {name: c, check: [k]}\n`,
    { skipProjects: ['a', '^old/'] },
  );
  t.deepEqual(
    converted.projects.map(({ name }) => name),
    ['c'],
  );
  t.deepEqual([...converted.usedJobs], ['k']);
  t.true(codesOf(converted).includes('project/skipped'));
});

test('a job says where it runs, and where nobody has reviewed the change before', (t) => {
  const converted = convert(
    t,
    `pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
  - {name: gate, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}}
  - {name: merged, manager: IndependentPipelineManager, trigger: {gerrit: [{event: change-merged}]}}
includes:
  - python-file: functions.py
jobs:
  - {name: j, parameter-function: choose}
projects:
  - {name: p, merged: [j], gate: [j], check: [k]}
`,
  );
  const { pipelines, preReviewPipelines, parameterFunction, used } = converted.jobs.get('j')!;
  t.deepEqual(pipelines, ['gate', 'merged']);
  t.deepEqual(preReviewPipelines, []);
  t.is(parameterFunction, 'choose');
  t.true(used);
  t.deepEqual(converted.jobs.get('k')!.preReviewPipelines, ['check']);
});

test('the base job makes file matchers hold as in v2', (t) => {
  const converted = convert(t, `${PIPELINES}projects: []\n`);
  t.deepEqual(converted.baseJob, { matchOnConfigUpdates: false });
});

test('a target without RE2 is refused', (t) => {
  const error = t.throws(() => convert(t, `${PIPELINES}projects: []\n`, { zuulVersion: 8 }), {
    instanceOf: InputError,
  });
  t.regex(error.message, /zuul-version is 8; .* choose 10 or more/);
});
