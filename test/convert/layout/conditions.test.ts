import test from 'ava';
import type { Settings } from '../../../src/model/settings.js';
import { codesOf, convert, definitionOf, jobCodesOf, PIPELINES, stanzaOf } from './converted.js';

const layout = (jobs: string, projects: string): string => `${PIPELINES}jobs:\n${jobs}\nprojects:\n${projects}\n`;
const inCheck = '  - {name: p, check: [j]}';

/** Attributes of job `j` in v2, what its definition says in Zuul, and the findings about it. */
const definitions: readonly (readonly [v2: string, v3: Record<string, unknown>, codes?: readonly string[]])[] = [
  ['branch: ^master$', { branches: ['^master$'] }],
  ['branch: [^master$, ^stable/]', { branches: ['^master$', '^stable/'] }],
  ["branch: '^(?!stable/).*$'", { branches: ['!^stable/'] }],
  ["branch: '(?!^refs/meta/config|^wmf/)'", { branches: ['!^(refs/meta/config|wmf/)'] }],
  ['branch: .*', {}],
  ['files: docs/', { files: ['docs/'] }],
  ['files: [^docs/, ^.*\\.md$]', { files: ['^docs/', '^.*\\.md$'] }],
  ['files: .*', {}, ['matcher/commit-message']],
  ["files: '^(?!docs/).*$'", {}, ['matcher/commit-message']],
  ["files: '^(?!docs/|/COMMIT_MSG).*$'", { files: ['!^(docs/|/COMMIT_MSG)'] }],
  ['skip-if: [{all-files-match-any: [^docs/, ^README]}]', { irrelevantFiles: ['^docs/', '^README'] }],
  ['skip-if: [{branch: ^old$}]', { branches: ['!^old$'] }],
  ['skip-if: [{branch: ^old$}, {branch: ^wmf/}]', { branches: ['!^old$|^wmf/'] }],
  ["skip-if: [{branch: '^(?!master$)'}]", { branches: ['^master$'] }],
  ['files: ^src/, skip-if: [{all-files-match-any: [^src/doc/]}]', { files: ['^src/'], irrelevantFiles: ['^src/doc/'] }],
  // One list holds the other: the longer one skips what both skip.
  ['skip-if: [{all-files-match-any: [^a/]}, {all-files-match-any: [^a/, ^b/]}]', { irrelevantFiles: ['^a/', '^b/'] }],
  [
    'skip-if: [{all-files-match-any: [^a/]}, {all-files-match-any: [^b/]}]',
    { irrelevantFiles: ['^a/'] },
    ['matcher/overlapping-skips'],
  ],
  ["branch: '(a|b)\\1'", {}, ['matcher/regex']],
  ["skip-if: [{branch: '(a|b)\\1'}]", {}, ['matcher/skip-regex']],
  ["skip-if: [{all-files-match-any: ['(a|b)\\1']}]", {}, ['matcher/skip-regex']],
  // Without its branch the entry would take in every branch, so it goes as a whole.
  ["skip-if: [{branch: '(a|b)\\1', all-files-match-any: [^doc/]}]", {}, ['matcher/skip-regex']],
  ["files: '(a|b)\\1'", {}, ['matcher/regex']],
];

for (const [v2, v3, codes = []] of definitions) {
  test(`on the definition: ${v2}`, (t) => {
    const converted = convert(t, layout(`  - {name: j, ${v2}}`, inCheck));
    t.deepEqual(definitionOf(converted, 'j'), v3);
    t.deepEqual(stanzaOf(converted, 'p'), { check: ['j'] });
    t.deepEqual(jobCodesOf(converted), codes);
  });
}

test('an empty skip-if entry, or one that names the project alone, takes the job out', (t) => {
  const converted = convert(
    t,
    layout(
      '  - {name: j, skip-if: [{project: ^a$}]}\n  - {name: k, skip-if: [{}]}',
      '  - {name: a, check: [j, k, l]}\n  - {name: ab, check: [j, k]}',
    ),
  );
  t.deepEqual(stanzaOf(converted, 'a'), { check: ['l'] });
  t.deepEqual(stanzaOf(converted, 'ab'), { check: ['j'] });
});

test('that v2 skipped no change of a single file is told where files may lead to a skip', (t) => {
  const skips = convert(t, layout("  - {name: j, skip-if: [{all-files-match-any: ['^doc/', ^x]}]}", inCheck));
  t.deepEqual(
    skips.findings.filter(({ code }) => code === 'matcher/single-file').map(({ at }) => at.line),
    [skips.jobs.get('j')!.at.line],
  );
  const none = convert(t, layout('  - {name: j, skip-if: [{branch: ^x}]}', inCheck));
  t.false(none.findings.some(({ code }) => code === 'matcher/single-file'));
});

test('two conditions on the branch: one on the definition, one on the entry', (t) => {
  const converted = convert(t, layout("  - {name: j, branch: '^(?!stable/).*x'}", inCheck));
  t.deepEqual(definitionOf(converted, 'j'), { branches: ['^.*x'] });
  t.deepEqual(stanzaOf(converted, 'p'), { check: [{ j: { branches: ['!^stable/'] } }] });
  t.deepEqual(jobCodesOf(converted), []);
});

test('more conditions than two places can hold are not dropped in silence', (t) => {
  const converted = convert(
    t,
    layout("  - {name: j, branch: '^(?!stable/).*x', skip-if: [{project: ^p, branch: '^(?!.*y)'}]}", inCheck),
  );
  t.deepEqual(jobCodesOf(converted), ['matcher/too-many-conditions']);
});

test('skip-if with project and branch becomes the entry of that project', (t) => {
  const converted = convert(
    t,
    layout(
      '  - {name: j, branch: ^m, skip-if: [{project: ^a$, branch: ^master$}]}',
      '  - {name: a, check: [j]}\n  - {name: b, check: [j]}',
    ),
  );
  t.deepEqual(definitionOf(converted, 'j'), { branches: ['^m'] });
  t.deepEqual(stanzaOf(converted, 'a'), { check: [{ j: { branches: ['!^master$'] } }] });
  t.deepEqual(stanzaOf(converted, 'b'), { check: ['j'] });
});

test('skip-if with project and files becomes the entry of that project; what most projects have is on the definition', (t) => {
  const converted = convert(
    t,
    layout(
      '  - {name: j, skip-if: [{project: ^a, all-files-match-any: [^docs/]}]}\n' +
        '  - {name: k, skip-if: [{all-files-match-any: [^docs/]}, {project: ^a, all-files-match-any: [^docs/, ^x/]}]}',
      '  - {name: a, check: [j, k]}\n  - {name: b, check: [j, k]}\n  - {name: c, check: [j, k]}',
    ),
  );
  t.deepEqual(definitionOf(converted, 'j'), {});
  t.deepEqual(definitionOf(converted, 'k'), { irrelevantFiles: ['^docs/'] });
  t.deepEqual(stanzaOf(converted, 'a'), {
    check: [{ j: { irrelevantFiles: ['^docs/'] } }, { k: { irrelevantFiles: ['^docs/', '^x/'] } }],
  });
  t.deepEqual(stanzaOf(converted, 'b'), { check: ['j', 'k'] });
});

test('skip-if with branch and files becomes a further entry, behind the one without', (t) => {
  const converted = convert(
    t,
    layout(
      '  - {name: j, skip-if: [{branch: ^stable/, all-files-match-any: [^docs/]}, {branch: ^dev$, all-files-match-any: [^x/]}]}',
      inCheck,
    ),
  );
  t.deepEqual(stanzaOf(converted, 'p'), {
    check: [
      'j',
      { j: { branches: ['^stable/'], irrelevantFiles: ['^docs/'] } },
      { j: { branches: ['^dev$'], irrelevantFiles: ['^x/'] } },
    ],
  });
  t.deepEqual(jobCodesOf(converted), []);
});

test('branches that may be the same ones are told where their lists of files differ', (t) => {
  const converted = convert(
    t,
    layout(
      '  - {name: j, skip-if: [{branch: ^stable/, all-files-match-any: [^a/]}, {branch: ^stable/1, all-files-match-any: [^b/]}]}',
      inCheck,
    ),
  );
  t.deepEqual(jobCodesOf(converted), ['matcher/overlapping-skips']);
});

test('a list for all branches stays where one for some branches would take its place', (t) => {
  const converted = convert(
    t,
    layout(
      '  - {name: j, skip-if: [{all-files-match-any: [^a/]}, {branch: ^s/, all-files-match-any: [^b/]}, {branch: ^t/, all-files-match-any: [^a/, ^b/]}]}',
      inCheck,
    ),
  );
  t.deepEqual(definitionOf(converted, 'j'), { irrelevantFiles: ['^a/'] });
  t.deepEqual(stanzaOf(converted, 'p'), {
    check: ['j', { j: { branches: ['^t/'], irrelevantFiles: ['^a/', '^b/'] } }],
  });
  t.deepEqual(jobCodesOf(converted), ['matcher/overlapping-skips']);
});

test('an excluded branch and files of another branch', (t) => {
  const converted = convert(
    t,
    layout(
      '  - {name: j, skip-if: [{branch: ^old$}, {branch: ^dev$, all-files-match-any: [^docs/]}]}',
      '  - {name: p, check: [j]}\n  - {name: q, post: [j]}',
    ),
  );
  t.deepEqual(stanzaOf(converted, 'p'), {
    check: [{ j: { branches: ['!^old$'] } }, { j: { branches: ['^dev$'], irrelevantFiles: ['^docs/'] } }],
  });
  t.deepEqual(jobCodesOf(converted), ['matcher/branch-on-ref-always']);
});

test('noop, which has no definition, says everything on its entries: a list for branches it never ran on is left out', (t) => {
  const noop = (skip: string): string =>
    `  - {name: noop, branch: '^(master|stable/)', files: ^lib/, skip-if: [{branch: ${skip}, all-files-match-any: [^lib/doc]}]}`;
  const first = { branches: ['^(master|stable/)'], files: ['^lib/'] };

  const apart = convert(t, layout(noop('^feature/'), '  - {name: p, check: [noop]}'));
  t.deepEqual(stanzaOf(apart, 'p'), { check: [{ noop: first }] });

  const within = convert(t, layout(noop('^stable/1'), '  - {name: p, check: [noop]}'));
  t.deepEqual(stanzaOf(within, 'p'), {
    check: [{ noop: first }, { noop: { branches: ['^stable/1'], irrelevantFiles: ['^lib/doc'] } }],
  });
  t.deepEqual(jobCodesOf(within), []);

  const wider = convert(t, layout(noop('^s'), '  - {name: p, check: [noop]}'));
  t.deepEqual(stanzaOf(wider, 'p'), {
    check: [{ noop: first }, { noop: { branches: ['^s'], files: ['^lib/'], irrelevantFiles: ['^lib/doc'] } }],
  });
  t.deepEqual(jobCodesOf(wider), ['matcher/too-many-conditions']);
});

test('a job with files never ran for refs and timers; its entry is left out there and the section stays', (t) => {
  const converted = convert(
    t,
    layout('  - {name: j, files: ^src/}', '  - {name: p, check: [j], post: [j, k], tag: [j], nightly: [j]}'),
  );
  t.deepEqual(stanzaOf(converted, 'p'), { check: ['j'], post: ['k'], tag: [], nightly: [] });
  t.deepEqual(jobCodesOf(converted), ['matcher/files-without-changes']);
});

test('timers know no branch in v2, so their jobs are kept to the default branches', (t) => {
  const jobs = '  - {name: j, branch: ^master$}\n  - {name: k, skip-if: [{branch: ^master$}]}';
  const converted = convert(t, layout(jobs, '  - {name: p, nightly: [j, k, l]}\n  - {name: q, check: [k]}'), {
    defaultBranches: ['master', 'v1.0'],
  });
  t.deepEqual(stanzaOf(converted, 'p'), {
    nightly: [{ k: { branches: ['^master$', '^v1\\.0$'] } }, { l: { branches: ['^master$', '^v1\\.0$'] } }],
  });
  // On the definition it would keep the job off the timer, which v2 did not.
  t.deepEqual(definitionOf(converted, 'k'), {});
  t.deepEqual(stanzaOf(converted, 'q'), { check: [{ k: { branches: ['!^master$'] } }] });
  t.deepEqual(jobCodesOf(converted), ['matcher/branch-in-timer']);
  t.true(codesOf(converted).includes('timer/branch'));
});

test('an exclusion that the default branches pass can stay on the definition', (t) => {
  const converted = convert(
    t,
    layout('  - {name: k, skip-if: [{branch: ^old$}]}', '  - {name: p, nightly: [k], check: [k]}'),
  );
  t.deepEqual(definitionOf(converted, 'k'), { branches: ['!^old$'] });
  t.deepEqual(stanzaOf(converted, 'p'), { nightly: [{ k: { branches: ['^master$'] } }], check: ['k'] });
});

/** How `branch` of a job is judged for refs: setting, attributes, entries of post and tag, definition, findings. */
const onRefs: readonly (readonly [
  refNames: Settings['refNames'],
  v2: string,
  stanza: Record<string, unknown>,
  definition: Record<string, unknown>,
  codes: readonly string[],
])[] = [
  [
    'full',
    'branch: ^master$',
    { check: ['j'], post: [], tag: [] },
    { branches: ['^master$'] },
    ['matcher/branch-on-ref'],
  ],
  [
    'full',
    "branch: '^(?!stable/)'",
    { check: [{ j: { branches: ['!^stable/'] } }], post: ['j'], tag: ['j'] },
    {},
    ['matcher/branch-on-ref-always'],
  ],
  [
    'full',
    'branch: ^refs/heads/master$',
    { check: [{ j: { branches: ['^refs/heads/master$'] } }], post: [{ j: { branches: ['^master$'] } }], tag: [] },
    {},
    ['matcher/branch-on-ref'],
  ],
  [
    'full',
    'branch: ^refs/tags/v',
    { check: ['j'], post: [], tag: ['j'] },
    { branches: ['^refs/tags/v'] },
    ['matcher/branch-on-ref', 'matcher/branch-on-tag'],
  ],
  [
    'full',
    'skip-if: [{branch: ^wmf/}]',
    { check: [{ j: { branches: ['!^wmf/'] } }], post: ['j'], tag: ['j'] },
    {},
    ['matcher/branch-on-ref-always'],
  ],
  [
    'full',
    'skip-if: [{branch: ^refs/}]',
    { check: ['j'], post: [], tag: [] },
    { branches: ['!^refs/'] },
    ['matcher/branch-on-ref'],
  ],
  [
    'short',
    'branch: ^master$',
    { check: ['j'], post: ['j'], tag: [] },
    { branches: ['^master$'] },
    ['matcher/branch-on-ref'],
  ],
  ['short', "branch: '^(?!stable/)'", { check: ['j'], post: ['j'], tag: ['j'] }, { branches: ['!^stable/'] }, []],
  ['short', 'skip-if: [{branch: ^wmf/}]', { check: ['j'], post: ['j'], tag: ['j'] }, { branches: ['!^wmf/'] }, []],
];

for (const [refNames, v2, stanza, definition, codes] of onRefs) {
  test(`${refNames} names of refs: ${v2}`, (t) => {
    const pipelines = refNames === 'full' ? PIPELINES : PIPELINES.replace('^refs/heads/', "'^(?!refs/)'");
    const source = `${pipelines}jobs:\n  - {name: j, ${v2}}\nprojects:\n  - {name: p, check: [j], post: [j], tag: [j]}\n`;
    const converted = convert(t, source, { refNames });
    t.deepEqual(stanzaOf(converted, 'p'), stanza);
    t.deepEqual(definitionOf(converted, 'j'), definition);
    t.deepEqual(jobCodesOf(converted), codes);
  });
}

const REFS = `pipelines:
  - {name: refs, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated}]}}
`;

/** Branches and all other refs in one pipeline: what the job says, and the list of branches. */
const onAllRefs: readonly (readonly [v2: string, branches: readonly string[] | undefined])[] = [
  ['branch: ^refs/tags/', ['^refs/tags/']],
  ['branch: ^refs/heads/master$', ['^master$']],
  ["branch: '^(?!refs/heads/)'", ['^refs/']],
  ["branch: '^(?!refs/tags/)'", ['^refs/tags/']],
  ["branch: '^(?!refs/heads/dev$)'", ['!^dev$']],
];

for (const [v2, branches] of onAllRefs) {
  test(`all refs in one pipeline: ${v2}`, (t) => {
    const converted = convert(t, `${REFS}jobs:\n  - {name: j, ${v2}}\nprojects:\n  - {name: p, refs: [j]}\n`);
    const negated = v2.includes('refs/tags/)') ? branches!.map((regex) => `!${regex}`) : branches;
    t.deepEqual(definitionOf(converted, 'j'), { branches: negated });
  });
}

test('changes and refs in one pipeline are told, where a job has conditions', (t) => {
  const mixed = PIPELINES.replace('event: patchset-created', 'event: [patchset-created, ref-updated]');
  const converted = convert(
    t,
    `${mixed}jobs:\n  - {name: j, branch: ^master$}\nprojects:\n  - {name: p, check: [j, k]}\n`,
  );
  t.deepEqual(
    codesOf(converted).filter((code) => code.startsWith('pipeline/')),
    ['pipeline/mixed-events', 'pipeline/work-in-progress'],
  );
});
