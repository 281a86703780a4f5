import test from 'ava';
import fc from 'fast-check';
import type { V2List, V2Map, V2Value } from '../../../src/model/layout.js';
import { judgeLeaf, leavesOf, readLeaf } from '../../../src/read/layout/leaves.js';
import { accountingOf } from '../../../src/read/yaml/document.js';
import { layoutOf, PIPELINES, sectionsOf, treeOf, type Tree } from './layouts.js';

/** What v2 makes of a job list. Each was asked of Zuul 2.6. */
const LISTS: readonly (readonly [written: string, tree: readonly Tree[], codes: readonly string[]])[] = [
  ['[unit, lint]', ['unit', 'lint'], []],
  ['[]', [], []],
  ['{}', [], []],
  ['[{build: [unit, {test: [deep]}], other: [x]}]', [{ build: ['unit', { test: ['deep'] }] }, { other: ['x'] }], []],
  ['[{build: []}]', ['build'], []],
  ['abc', ['a', 'b', 'c'], ['layout/string-as-list']],
  ['{p: [c]}', ['p'], ['layout/mapping-as-list']],
  ['[{p: kid}]', [{ p: ['k', 'i', 'd'] }], ['layout/string-as-list']],
  ['[{p: {c: [g]}}]', [{ p: ['c'] }], ['layout/mapping-as-list']],
  // A list in a list: names in it are taken for texts that are lists.
  ['[[ab, c], d]', ['a', 'b', 'c', 'd'], ['layout/string-as-list', 'layout/string-as-list']],
  ['[[[unit]]]', ['unit'], []],
  ['[[{p: [c]}]]', ['p'], ['layout/mapping-as-list']],
  ['[unit, café]', ['unit'], ['layout/non-ascii-name']],
  ['café', [], ['layout/non-ascii-name']],
  // Only templates are formatted.
  ["['{name}-unit', '{}']", ['{name}-unit', '{}'], []],
  ["'{x'", ['{', 'x'], ['layout/string-as-list']],
  ["['^gate-.*']", ['^gate-.*'], []],
];

for (const [written, tree, codes] of LISTS) {
  test(`job list ${written}`, (t) => {
    const { layout, findings, document } = layoutOf(t, `${PIPELINES}projects:\n  - name: p\n    check: ${written}\n`);
    t.deepEqual(sectionsOf(layout, 'p'), { check: tree as Tree[] });
    t.deepEqual(
      findings.map(({ code }) => code),
      codes as string[],
    );
    for (const finding of findings) t.is(finding.at.line, 6);
    readLeaf(layout);
    t.is(accountingOf(document).unread, 0);
  });
}

test('what is misread or lost is judged where it is read', (t) => {
  const source = `${PIPELINES}projects:
  - {name: a, check: ab, gate: {p: [c, d]}}
  - {name: b, check: [unit, café]}
`;
  const { layout, document } = layoutOf(t, source);
  readLeaf(layout);
  const { needsHuman, dropped, unread } = accountingOf(document);
  // The text, and the two children that v2 loses; the name that v2 passes over.
  t.deepEqual({ needsHuman, dropped, unread }, { needsHuman: 3, dropped: 1, unread: 0 });
});

test('parent jobs are leaves, other keys are none', (t) => {
  const { document, layout } = layoutOf(
    t,
    `${PIPELINES}projects:\n  - {name: p, check: [{build: [unit], pack: [ship]}]}\n`,
  );
  // Pipelines: 2 × name, manager, trigger. Project: its name, two parents, two children.
  t.is(document.leaves.length, 6 + 1 + 4);
  const [build] = layout.projects[0]?.sections[0]?.jobs ?? [];
  t.truthy(build);
  if (build === undefined) return;
  judgeLeaf(build, 'dropped');
  // Its child is an object of its own.
  t.is(accountingOf(document).dropped, 1);
  t.is(leavesOf(build.children[0] as object).length, 1);
});

test('a shared list is read once, and its leaves count once', (t) => {
  const source = `${PIPELINES}projects:\n  - {name: a, check: &jobs [unit, {build: [test]}]}\n  - {name: b, check: *jobs, gate: *jobs}\n`;
  const { layout, document } = layoutOf(t, source);
  const lists = layout.projects.flatMap(({ sections }) => sections.map(({ jobs }) => jobs));
  t.is(lists.length, 3);
  t.is(new Set(lists).size, 1);
  t.is(document.leaves.length, 6 + 2 + 3);
});

test('pipelines: keys as written, values that share an anchor are one object', (t) => {
  const source = `pipelines:
  # The gate.
  - &gate
    name: gate
    manager: DependentPipelineManager
    description: >
      Tests and
      merges
    precedence: high
    window: yes
    trigger:
      gerrit:
        - event: comment-added
          approval:
            - Approved: 1
          email: &list
            - ^a@example
            - ^b@example
    success:
      gerrit: {verified: 2, submit: true, tag: on, on: 3}
  - !!merge : *gate
    name: gate-too
    trigger:
      other: [{event: ref-updated, ref: ^x, email: *list}]
      timer: {time: 0 1 * * *}
projects: []
`;
  const { layout } = layoutOf(t, source);
  const [gate, second] = layout.pipelines;
  t.is(gate?.manager, 'dependent');
  t.deepEqual(gate?.comment, ['The gate.']);
  t.deepEqual([...(gate?.keys.keys() ?? [])], ['description', 'precedence', 'window', 'trigger', 'success']);
  t.is(second?.name.value, 'gate-too');
  t.is(second?.name.at.line, 22);
  t.is(second?.manager, 'dependent');
  const at = (value: V2Value | undefined, ...path: readonly (string | number)[]): V2Value | undefined =>
    path.reduce<V2Value | undefined>((found, step) => {
      return typeof step === 'number' ? (found as V2List).items[step] : (found as V2Map).entries.get(step);
    }, value);
  t.like(gate?.keys.get('description'), { kind: 'scalar', value: 'Tests and merges\n' });
  // Python takes truth values for numbers.
  t.like(gate?.keys.get('window'), { value: 1 });
  const list = at(gate?.keys.get('trigger'), 'gerrit', 0, 'email');
  t.like(list, { kind: 'list', anchor: 'list' });
  t.is(at(second?.keys.get('trigger'), 'other', 0, 'email'), list);
  t.is(second?.keys.get('success'), gate?.keys.get('success'));
  t.deepEqual(
    [...(at(gate?.keys.get('success'), 'gerrit') as V2Map).entries].map(([key, value]) => [
      key,
      (value as { value: unknown }).value,
    ]),
    [
      ['verified', 2],
      ['submit', true],
      ['tag', true],
      ['True', 3],
    ],
  );
});

test('jobs: one value or a list, empty ones are not given', (t) => {
  const source = `${PIPELINES}jobs:
  # All jobs.
  - name: ^.*$
    voting: no
    hold-following-changes: false
    mutex: ''
    branch: ^master$
    files: [a, b]
    tags: []
    queue-name: ''
  - name: unit
    attempts: yes
    skip-if:
      - project: ^p
        branch: ''
        all-files-match-any: [^docs/, ^README]
      - {}
    success-message: ok
    failure-message: bad
    success-pattern: s
    failure-pattern: f
    swift:
      - {name: logs, container: c, expiry: 7200}
projects: []
`;
  const { layout, findings, document } = layoutOf(t, source);
  const [all, unit] = layout.jobs;
  t.like(all, {
    name: { value: '^.*$' },
    voting: { value: false },
    holdFollowingChanges: { value: false },
    mutex: { value: '' },
    comment: ['All jobs.'],
    tags: undefined,
    queueName: undefined,
  });
  t.deepEqual(
    all?.branch?.map(({ value }) => value),
    ['^master$'],
  );
  t.deepEqual(
    all?.files?.map(({ value, at }) => [value, at.line]),
    [
      ['a', 11],
      ['b', 11],
    ],
  );
  t.like(unit, {
    attempts: { value: 1 },
    successMessage: { value: 'ok' },
    failureMessage: { value: 'bad' },
    successPattern: { value: 's' },
    failurePattern: { value: 'f' },
  });
  t.is(unit?.skipIf?.length, 2);
  t.deepEqual(Object.keys(unit?.skipIf?.[0] ?? {}), ['project', 'allFilesMatchAny', 'at']);
  t.deepEqual(Object.keys(unit?.skipIf?.[1] ?? {}), ['at']);
  t.deepEqual(
    unit?.swift?.map(({ value }) => value),
    ['logs'],
  );
  // The name of a destination stands for all its settings.
  t.is(leavesOf(unit?.swift?.[0] as object).length, 3);
  t.deepEqual(
    findings.map(({ code, outcome, at }) => [code, outcome, at.line]),
    [
      ['layout/empty-value', 'dropped', 12],
      ['layout/empty-value', 'dropped', 13],
      ['layout/empty-value', 'dropped', 18],
    ],
  );
  t.is(accountingOf(document).dropped, 3);
});

test('projects and templates: calls, parameters, comments, places', (t) => {
  const source = `${PIPELINES}project-templates:
  # What every library runs.
  - name: lib
    check: ['{name}-unit']
    gate: [{'{name}-build': ['{v}']}]
projects:
  - name: org/one

    # Far from it.
    # Close to it.
  - name: org/two
    merge-mode: cherry-pick
    template:
      - name: lib
        v: ''
      - name: lib
        v: x
    gate: []
`;
  const { layout } = layoutOf(t, source);
  t.like(layout.templates[0], { name: { value: 'lib' }, comment: ['What every library runs.'] });
  t.deepEqual(
    layout.templates[0]?.sections.map(({ pipeline, jobs, at }) => [pipeline, treeOf(jobs), at.line]),
    [
      ['check', ['{name}-unit'], 7],
      ['gate', [{ '{name}-build': ['{v}'] }], 8],
    ],
  );
  const [one, two] = layout.projects;
  t.deepEqual([one?.comment, one?.templates, one?.sections], [undefined, [], []]);
  t.deepEqual(two?.comment, ['Far from it.', 'Close to it.']);
  t.like(two, { name: { value: 'org/two' }, mergeMode: { value: 'cherry-pick' } });
  t.deepEqual(
    two?.templates.map(({ name, parameters, at }) => [name.value, parameters, at.line]),
    [
      ['lib', { v: '' }, 17],
      ['lib', { v: 'x' }, 19],
    ],
  );
  t.deepEqual(
    two?.sections.map(({ pipeline, jobs }) => [pipeline, jobs]),
    [['gate', []]],
  );
});

test('a call that an alias shares names what v2 has written into it', (t) => {
  // Surprising, but so it is: for b the name of the call is the short name of org/x.
  const source = `${PIPELINES}project-templates:
  - {name: lib, check: [unit]}
  - {name: x, check: [strange]}
projects:
  - {name: org/x, template: &calls [{name: lib}]}
  - {name: b, template: *calls}
`;
  const { layout } = layoutOf(t, source);
  t.deepEqual(
    layout.projects.map(({ templates }) => templates.map(({ name }) => name.value)),
    [['lib'], ['x']],
  );
});

test('what v2 accepts although it looks odd', (t) => {
  const accepted = [
    'projects: []\njobs: []\nproject-templates: []\nincludes: []',
    "projects:\n  - {name: p, template: ''}",
    'projects:\n  - {name: p, template: []}',
    'projects: [{name: p}]\njobs: [{name: unit, skip-if: {}}]',
    'project-templates: [{name: t, check: {p: [c]}}, {name: u, check: abc}]\nprojects: []',
    'project-templates: [{name: t, check: abc}]\nprojects: [{name: p, check: de, template: [{name: t}]}]',
    'includes: [{}]\nprojects: []',
    "project-templates: [{name: t, check: ['{v[0]}']}]\nprojects: []",
  ];
  for (const source of accepted) t.notThrows(() => layoutOf(t, PIPELINES + source), source);
});

test('nothing is read before somebody says so', (t) => {
  const { layout, document } = layoutOf(t, `${PIPELINES}jobs: []\nprojects: [{name: p, check: [unit]}]\n`);
  // Managers and the empty list have no object that could say it.
  t.like(accountingOf(document), { leaves: 9, converted: 3, unread: 6 });
  for (const object of [...layout.pipelines, ...layout.projects]) readLeaf(object);
  t.like(accountingOf(document), { converted: 9, unread: 0 });
});

test('random job lists: names and nesting survive', (t) => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const { list } = fc.letrec<{ list: Tree[]; tree: Tree }>((tie) => ({
    list: fc.array(tie('tree'), { maxLength: 4 }),
    tree: fc.oneof(
      { maxDepth: 3 },
      name,
      fc
        .tuple(name, fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
        .map(([parent, children]) => ({ [parent]: children })),
    ),
  }));
  fc.assert(
    fc.property(list, (jobs) => {
      const quoted = JSON.stringify(jobs);
      const { layout, document } = layoutOf(t, `${PIPELINES}projects: [{name: p, check: ${quoted}}]`);
      const names = quoted.match(/"[^"]*"/g)?.length ?? 0;
      // 6 of the pipelines, the project's name; an empty list is a leaf too.
      const leaves = 7 + Math.max(names, 1);
      return (
        JSON.stringify(sectionsOf(layout, 'p')) === JSON.stringify({ check: jobs }) && document.leaves.length === leaves
      );
    }),
    { numRuns: 50 },
  );
  t.pass();
});
