import test from 'ava';
import { codesOf, convert, PIPELINES, stanzaOf, templatesOf } from './converted.js';

test('a template without placeholders keeps its name, jobs and order', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: two, tag: [x], check: [a, b]}
  - {name: one, check: [b]}
projects:
  - {name: p, template: [{name: one}, {name: two}], check: [c, a]}
  - {name: q, template: [{name: two}]}
`,
  );
  t.deepEqual(
    converted.templates.map(({ name }) => name),
    ['two', 'one'],
  );
  t.deepEqual(templatesOf(converted), { two: { check: ['a', 'b'], tag: ['x'] }, one: { check: ['b'] } });
  t.deepEqual(stanzaOf(converted, 'p'), { templates: ['one', 'two'], check: ['c'] });
  t.deepEqual(stanzaOf(converted, 'q'), { templates: ['two'] });
});

test('a project that repeats what its template lists says nothing of its own', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, check: [a, b]}
projects:
  - {name: p, template: [{name: t}], check: [b]}
`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), { templates: ['t'] });
});

test('what {name} gives is written in the project, or once for projects of one name', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, check: ['{name}-unit', 'lint']}
projects:
  - {name: org/web, template: [{name: t}]}
  - {name: old/api, template: [{name: t}]}
  - {name: new/api, template: [{name: t}]}
`,
  );
  t.deepEqual(templatesOf(converted), { 't-api': { check: ['api-unit', 'lint'] } });
  t.deepEqual(stanzaOf(converted, 'org/web'), { check: ['web-unit', 'lint'] });
  t.deepEqual(stanzaOf(converted, 'old/api'), { templates: ['t-api'] });
});

test('each set of parameters that several projects share is a template', (t) => {
  const call = (project: string, v: string): string => `  - {name: ${project}, template: [{name: t, v: '${v}'}]}\n`;
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, check: ['unit-{v}': ['docs-{v}']]}
projects:
${call('a', '8.1')}${call('b', '8.1')}${call('c', '8.2')}${call('d', '8.2')}${call('e', '9')}`,
  );
  t.deepEqual(Object.keys(templatesOf(converted)), ['t-8.1', 't-8.2']);
  t.deepEqual(templatesOf(converted)['t-8.1'], { check: ['unit-8.1', { 'docs-8.1': { dependencies: ['unit-8.1'] } }] });
  t.deepEqual(stanzaOf(converted, 'e'), { check: ['unit-9', { 'docs-9': { dependencies: ['unit-9'] } }] });
});

test('doubled braces are braces, the same for all projects', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, check: ['a-{{name}}']}
projects:
  - {name: p, template: [{name: t}]}
  - {name: q, template: [{name: t}]}
`,
  );
  t.deepEqual(templatesOf(converted), { t: { check: ['a-name'] } });
  t.true(converted.jobs.has('a-{name}'));
});

test('a template called twice with different parameters gives the jobs of both', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, check: ['unit-{v}', 'lint']}
projects:
  - {name: p, template: [{name: t, v: a}, {name: t, v: b}]}
`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), { check: ['unit-a', 'lint', 'unit-b'] });
});

test('projects that skip-if tells apart have templates of their own', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: j, skip-if: [{project: ^old/}]}
project-templates:
  - {name: t, check: [j, k]}
projects:
  - {name: old/a, template: [{name: t}]}
  - {name: old/b, template: [{name: t}]}
  - {name: new/c, template: [{name: t}]}
`,
  );
  t.deepEqual(templatesOf(converted), { t: { check: ['j', 'k'] }, 't-2': { check: ['k'] } });
  t.deepEqual(stanzaOf(converted, 'old/a'), { templates: ['t-2'] });
  t.deepEqual(stanzaOf(converted, 'new/c'), { templates: ['t'] });
});

test('a single project that skip-if tells apart has the jobs in its stanza', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: j, skip-if: [{project: ^old/}]}
project-templates:
  - {name: t, check: [j, k]}
projects:
  - {name: old/a, template: [{name: t}]}
  - {name: new/c, template: [{name: t}]}
`,
  );
  t.deepEqual(stanzaOf(converted, 'old/a'), { check: ['k'] });
});

test('an empty section keeps the project in the pipeline', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, gate: []}
projects:
  - {name: p, template: [{name: t}], check: []}
  - {name: bare}
`,
  );
  t.deepEqual(templatesOf(converted), { t: { gate: [] } });
  t.deepEqual(stanzaOf(converted, 'p'), { templates: ['t'], check: [] });
  t.deepEqual(stanzaOf(converted, 'bare'), {});
});

test('a template that nobody calls is left out', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:\n  - {name: t, check: [a]}\nprojects:\n  - {name: p, check: [b]}\n`,
  );
  t.deepEqual(converted.templates, []);
  t.deepEqual(codesOf(converted), ['pipeline/work-in-progress', 'template/unused', 'timer/branch']);
});

test('a merge mode is kept, none is not written', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}projects:\n  - {name: p, merge-mode: cherry-pick, check: [a]}\n  - {name: q, check: [a]}\n`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), { mergeMode: 'cherry-pick', check: ['a'] });
  t.deepEqual(stanzaOf(converted, 'q'), { check: ['a'] });
});

test('the comments above projects, templates, jobs and pipelines come along', (t) => {
  const converted = convert(
    t,
    `pipelines:
  # Before review.
  - name: check
    manager: IndependentPipelineManager
    trigger: {}
jobs:
  # Slow.
  - name: a
    voting: false
project-templates:
  # For all.
  - name: t
    check: [a]
projects:
  # Ours.
  - name: p
    template: [{name: t}]
`,
  );
  t.deepEqual(converted.pipelines[0]!.comment, ['Before review.']);
  t.deepEqual(converted.jobs.get('a')!.comment, ['Slow.']);
  t.deepEqual(converted.templates[0]!.comment, ['For all.']);
  t.deepEqual(converted.projects[0]!.comment, ['Ours.']);
});
