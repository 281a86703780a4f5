import test from 'ava';
import { convert, definitionOf, jobCodesOf, PIPELINES, stanzaOf, templatesOf, type Entry } from './converted.js';

const after = (...names: readonly string[]): Record<string, unknown> => ({ dependencies: names });

/** A job tree of v2, the entries in Zuul, and the findings. */
const trees: readonly (readonly [tree: string, entries: readonly Entry[], codes?: readonly string[]])[] = [
  ['[a: [b, c]]', ['a', { b: after('a') }, { c: after('a') }]],
  ['[a: [b: [c]]]', ['a', { b: after('a') }, { c: after('b') }]],
  ['[{a: [x], b: [y]}]', ['a', { x: after('a') }, 'b', { y: after('b') }]],
  ['[a, a: [b], a: [c]]', ['a', { b: after('a') }, { c: after('a') }]],
  ['[a: [b], c, [d, [e]]]', ['a', { b: after('a') }, 'c', 'd', 'e']],
  ['[a: [b], b]', ['a', 'b']],
  ['[noop: [a]]', ['noop', { a: after('noop') }]],
  ['[a: [noop], noop]', ['a', 'noop']],
  ['[a: [c], b: [c]]', ['a', { c: after('a') }, 'b'], ['tree/two-parents']],
  ['[a: [b: [c], c]]', ['a', { b: after('a') }, { c: after('a') }], ['tree/two-parents']],
  // A job below itself has run by then.
  ['[a: [b: [b: [c]]]]', ['a', { b: after('a') }, { c: after('b') }]],
  ['[a: [{b: [{c: [b]}]}]]', ['a', { b: after('a') }, { c: after('b') }]],
  // A job that stands higher elsewhere: what waits for it here waits for the one above it too.
  ['[a: [b: [c]], b]', ['a', 'b', { c: after('b', 'a') }]],
];

for (const [tree, entries, codes = []] of trees) {
  test(`tree ${tree}`, (t) => {
    const converted = convert(t, `${PIPELINES}projects:\n  - {name: p, check: ${tree}}\n`);
    t.deepEqual(stanzaOf(converted, 'p'), { check: entries });
    t.deepEqual(jobCodesOf(converted), codes);
  });
}

test('a job below several that need not be there runs by itself, and that is told', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: a, branch: ^master$}
  - {name: b, branch: ^(master|dev)$}
projects:
  - {name: p, check: [a: [c], b: [c]]}
`,
  );
  const { check } = stanzaOf(converted, 'p') as { check: unknown[] };
  t.deepEqual(check[1], { c: { dependencies: [{ soft: 'a' }, { soft: 'b' }] } });
  t.deepEqual(jobCodesOf(converted), ['tree/may-run-alone', 'tree/two-parents']);
  const alone = converted.findings.find(({ code }) => code === 'tree/may-run-alone');
  t.regex(alone?.message ?? '', / Here: c below a and b in check\.$/);
});

/** Attributes of parent `a` and child `b`, what `b` gets on definition and entry, and the findings. */
const pushed: readonly (readonly [
  parent: string,
  child: string,
  definition: Record<string, unknown>,
  entry: Record<string, unknown>,
  codes: readonly string[],
])[] = [
  ['branch: ^master$', '', { branches: ['^master$'] }, {}, ['tree/may-hang']],
  ['branch: ^m', 'branch: ^.*r$', { branches: ['^.*r$'] }, { branches: ['^m'] }, ['tree/may-hang']],
  ['branch: ^m', 'branch: ^m', { branches: ['^m'] }, {}, []],
  ['files: ^src/', '', { files: ['^src/'] }, {}, ['tree/may-hang']],
  ['files: [^src/, ^lib/]', 'files: ^src/', { files: ['^src/'] }, {}, []],
  ['files: ^src/', 'files: [^src/, ^lib/]', { files: ['^src/'] }, {}, ['tree/may-hang']],
  ['files: ^src/', 'files: ^lib/', { files: ['^lib/'] }, {}, ['tree/may-hang-forced']],
  [
    'files: ^src/',
    'skip-if: [{all-files-match-any: [^src/doc/]}]',
    { files: ['^src/'], irrelevantFiles: ['^src/doc/'] },
    {},
    ['tree/may-hang'],
  ],
  ['skip-if: [{all-files-match-any: [^doc/]}]', '', { irrelevantFiles: ['^doc/'] }, {}, ['tree/may-hang']],
  [
    'skip-if: [{all-files-match-any: [^doc/]}]',
    'skip-if: [{all-files-match-any: [^doc/, ^x/]}]',
    { irrelevantFiles: ['^doc/', '^x/'] },
    {},
    [],
  ],
  [
    'skip-if: [{all-files-match-any: [^doc/]}]',
    'skip-if: [{all-files-match-any: [^x/]}]',
    { irrelevantFiles: ['^x/'] },
    {},
    ['tree/may-hang-forced'],
  ],
  [
    'skip-if: [{all-files-match-any: [^docs/]}]',
    'files: ^src/',
    { files: ['^src/'], irrelevantFiles: ['^docs/'] },
    {},
    ['tree/may-hang'],
  ],
  ['voting: false', '', {}, {}, ['tree/non-voting-parent']],
  ['voting: false', 'voting: false', { voting: false }, {}, []],
];

for (const [parent, child, definition, entry, codes] of pushed) {
  test(`below a job with "${parent}" one with "${child}"`, (t) => {
    const converted = convert(
      t,
      `${PIPELINES}jobs:\n  - {name: a, ${parent}}\n  - {name: b, ${child}}\nprojects:\n  - {name: p, check: [a: [b]]}\n`,
    );
    t.deepEqual(definitionOf(converted, 'b'), definition);
    t.deepEqual(stanzaOf(converted, 'p'), { check: ['a', { b: { ...entry, dependencies: ['a'] } }] });
    t.deepEqual(jobCodesOf(converted), codes);
  });
}

test('conditions come down through all levels', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: a, branch: ^m}
  - {name: b, files: ^src/}
projects:
  - {name: p, check: [a: [b: [c]]]}
`,
  );
  t.deepEqual(definitionOf(converted, 'c'), { branches: ['^m'], files: ['^src/'] });
  t.deepEqual(stanzaOf(converted, 'p'), { check: ['a', { b: after('a') }, { c: after('b') }] });
});

test('what a job gets from above in one place stays on the entry there', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: a, branch: ^m, files: ^src/}
projects:
  - {name: p, check: [a: [b]]}
  - {name: q, check: [b]}
`,
  );
  t.deepEqual(definitionOf(converted, 'b'), {});
  t.deepEqual(stanzaOf(converted, 'p'), {
    check: ['a', { b: { branches: ['^m'], files: ['^src/'], dependencies: ['a'] } }],
  });
  t.deepEqual(stanzaOf(converted, 'q'), { check: ['b'] });
});

test('a job below one that never runs there is left out with it', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:\n  - {name: a, files: ^src/}\nprojects:\n  - {name: p, post: [a: [b], c]}\n`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), { post: ['c'] });
  t.deepEqual(jobCodesOf(converted), ['matcher/files-without-changes', 'tree/may-hang']);
});

test('two jobs above of which none is always there: both softly', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: a, branch: ^m}
  - {name: b, branch: ^s}
projects:
  - {name: p, check: [a: [c], b: [c]]}
`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), {
    check: ['a', { c: { dependencies: [{ soft: 'a' }, { soft: 'b' }] } }, 'b'],
  });
});

test('two jobs above each other in different trees do not wait for each other', (t) => {
  const converted = convert(t, `${PIPELINES}projects:\n  - {name: p, check: [x: [a: [b]], y: [b: [a]]]}\n`);
  t.deepEqual(stanzaOf(converted, 'p'), { check: ['x', { a: after('x') }, { b: after('y') }, 'y'] });
});

test('a dependency is soft where the branches of the job above cannot be said', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: a, branch: '^(?!stable/).*x'}
projects:
  - {name: p, check: [a: [b]]}
  - {name: q, check: [b]}
`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), {
    check: [{ a: { branches: ['!^stable/'] } }, { b: { branches: ['!^stable/'], dependencies: [{ soft: 'a' }] } }],
  });
  t.deepEqual(jobCodesOf(converted), ['matcher/too-many-conditions', 'tree/may-hang', 'tree/soft-dependency']);
});

test('trees of a template and of a project become one; entries of the project say what differs', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, check: [a: [c]], gate: [a: [b]]}
projects:
  - {name: p, template: [{name: t}], check: [a: [b]], gate: [b, c]}
`,
  );
  t.deepEqual(templatesOf(converted), {
    t: { check: ['a', { c: after('a') }], gate: ['a', { b: after('a') }] },
  });
  t.deepEqual(stanzaOf(converted, 'p'), {
    templates: ['t'],
    check: [{ b: after('a') }],
    gate: [{ b: { dependencies: [] } }, 'c'],
  });
});

test('of two templates the last dependency would count; the project says the right one', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, check: [a: [b]]}
  - {name: u, check: [b]}
projects:
  - {name: p, template: [{name: t}, {name: u}]}
  - {name: q, template: [{name: u}, {name: t}]}
`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), { templates: ['t', 'u'], check: [{ b: { dependencies: [] } }] });
  t.deepEqual(stanzaOf(converted, 'q'), { templates: ['u', 't'], check: [{ b: { dependencies: [] } }] });
});

test('an entry that changes dependencies keeps to the branches of the others', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: b, skip-if: [{project: ^p, branch: ^old$}]}
project-templates:
  - {name: t, check: [a: [b]]}
projects:
  - {name: p, template: [{name: t}], check: [b]}
  - {name: p2, template: [{name: t}]}
  - {name: q, check: [b]}
`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), {
    templates: ['t'],
    check: [{ b: { branches: ['!^old$'], dependencies: [] } }],
  });
});

test('a template whose conditions change in a project is written out there', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}jobs:
  - {name: a, files: ^src/}
project-templates:
  - {name: t, check: [a: [b]], tag: [c]}
projects:
  - {name: p, template: [{name: t}], check: [b]}
  - {name: q, template: [{name: t}]}
`,
  );
  t.deepEqual(stanzaOf(converted, 'p'), { check: ['a', 'b'], tag: ['c'] });
  t.deepEqual(stanzaOf(converted, 'q'), { templates: ['t'] });
});

test('jobs that are to be left out go, and what waits for them moves up', (t) => {
  const converted = convert(
    t,
    `${PIPELINES}project-templates:
  - {name: t, check: [a, old-1]}
projects:
  - {name: p, template: [{name: t}], gate: [a: [old-2: [b]]]}
`,
    { skipJobs: ['^old-'] },
  );
  t.deepEqual(templatesOf(converted), { t: { check: ['a'] } });
  t.deepEqual(stanzaOf(converted, 'p'), { templates: ['t'], gate: ['a', { b: after('a') }] });
  t.false(converted.jobs.has('old-1'));
  t.deepEqual(
    converted.findings.filter(({ code }) => code === 'job/skipped').map(({ job }) => job),
    ['old-1', 'old-2'],
  );
});

test('of two keys of a mapping that a template makes one, v2 keeps the last in its own order', (t) => {
  const template = "{name: t, check: [{unit: [a], '{v}': ['{v}-b']}]}";
  const projects = 'projects:\n  - {name: p, template: [{name: t, v: unit}]}\n';
  const converted = convert(t, `${PIPELINES}project-templates:\n  - ${template}\n${projects}`);
  t.deepEqual(stanzaOf(converted, 'p'), { check: ['unit', { a: after('unit') }] });
  const lost = converted.findings.filter(({ code }) => code === 'template/lost-key');
  t.deepEqual(
    lost.map(({ at, message }) => [at.line, /Here: (.*)$/.exec(message)?.[1]]),
    [[8, 'unit of template t for p.']],
  );
});

test('parents of one mapping stand in the order in which v2 goes through them', (t) => {
  const converted = convert(t, `${PIPELINES}projects:\n  - {name: p, check: [{build: [x], api-docs: [y]}]}\n`);
  t.deepEqual(stanzaOf(converted, 'p'), {
    check: ['api-docs', { y: after('api-docs') }, 'build', { x: after('build') }],
  });
});
