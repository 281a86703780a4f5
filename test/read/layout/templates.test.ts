import test from 'ava';
import fc from 'fast-check';
import { InputError } from '../../../src/model/input-error.js';
import type { V2Section } from '../../../src/model/layout.js';
import { expandTemplate, hasPlaceholders } from '../../../src/read/layout/expand-template.js';
import { leavesOf } from '../../../src/read/layout/leaves.js';
import { FormatError, formatFields, formatText } from '../../../src/read/layout/python-format.js';
import { layoutOf, PIPELINES, treeOf } from './layouts.js';

const PARAMETERS = { name: 'web', v: "it's", w: '10', e: '', q: 'a"b\'c' };

// What Python 2.7 says.
const FORMATS: readonly (readonly [format: string, result: string])[] = [
  ['{name}-unit', 'web-unit'],
  ['{{name}}', '{name}'],
  ['{{{name}}}', '{web}'],
  ['a}}b{{', 'a}b{'],
  ['{e}x', 'x'],
  ['{name[0]}', 'w'],
  ['{v!r}', '"it\'s"'],
  ['{q!r}', "'a\"b\\'c'"],
  ['{v!s}', "it's"],
  ['{name:>5}|', '  web|'],
  ['{name:*^7}|', '**web**|'],
  ['{name:.2}', 'we'],
  ['{name:{w}}|', 'web       |'],
  ['{name:<05}|', 'web00|'],
];

for (const [format, result] of FORMATS) {
  test(`format ${JSON.stringify(format)}`, (t) => {
    t.is(formatText(format, PARAMETERS), result);
  });
}

const BROKEN = [
  '{',
  '}',
  'a}b',
  '{name',
  '{}',
  '{0}',
  '{x}',
  '{name.x}',
  '{name[9]}',
  '{name[a]}',
  '{v!}',
  '{v!x}',
  '{v!rx}',
  '{v:05}',
  '{v:d}',
  '{v:+5}',
  '{v:,}',
];

for (const format of BROKEN) {
  test(`format ${JSON.stringify(format)} fails`, (t) => {
    t.throws(() => formatText(format, PARAMETERS), { instanceOf: FormatError });
  });
}

test('fields are what stands between braces, specs and indexes apart', (t) => {
  t.deepEqual(formatFields('{a}-{b:>3}-{c!r}-{{d}}-{e[0]}-{}'), ['a', 'b', 'c', 'e[0]', '']);
  t.deepEqual(formatFields('none'), []);
});

test('literal text survives once its braces are doubled', (t) => {
  fc.assert(fc.property(fc.string(), (text) => formatText(text.replace(/[{}]/g, '$&$&'), {}) === text));
  t.pass();
});

function expanded(sections: readonly V2Section[]): unknown {
  return Object.fromEntries(sections.map(({ pipeline, jobs }) => [pipeline, treeOf(jobs)]));
}

const SOURCE = `${PIPELINES}project-templates:
  - name: t
    check: ['{name}-unit', {'{name}-build': ['{v}-test', plain]}]
    gate: [noop]
  - name: literal
    check: [unit, {build: [test]}]
  - name: letters
    check: [{build: '{v}'}]
projects:
  - name: org/sub/web
    template: [{name: t, v: x}, {name: literal}, {name: letters, v: ab}]
`;

test('a template is expanded with the call and the last part of the project', (t) => {
  const { layout } = layoutOf(t, SOURCE);
  const [template, literal, letters] = layout.templates;
  const [project] = layout.projects;
  if (template === undefined || literal === undefined || letters === undefined || project === undefined)
    return t.fail();
  const [call, second, third] = project.templates;
  if (call === undefined || second === undefined || third === undefined) return t.fail();

  const sections = expandTemplate(template, call, project.name.value);
  t.deepEqual(expanded(sections), { check: ['web-unit', { 'web-build': ['x-test', 'plain'] }], gate: ['noop'] });
  // What has no placeholder is the template's own object; the rest stands for the same leaves.
  t.is(sections[1], template.sections[1]);
  const [unit] = sections[0]?.jobs ?? [];
  t.deepEqual(leavesOf(unit as object), leavesOf(template.sections[0]?.jobs[0] as object));
  t.is(leavesOf(unit as object).length, 1);

  t.false(hasPlaceholders(literal));
  t.is(expandTemplate(literal, second, 'p'), literal.sections);

  t.deepEqual(expanded(expandTemplate(letters, third, 'p')), { check: [{ build: ['a', 'b'] }] });
});

test('a placeholder that is not given is the call’s fault', (t) => {
  const { layout } = layoutOf(t, SOURCE);
  const [template] = layout.templates;
  const call = layout.projects[0]?.templates[0];
  if (template === undefined || call === undefined) return t.fail();
  const error = t.throws(() => expandTemplate(template, { ...call, parameters: {} }, 'org/web'), {
    instanceOf: InputError,
  });
  t.regex(error.message, /project "org\/web" cannot use template "t": the parameter "v" is not given/);
});
