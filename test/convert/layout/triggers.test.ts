import test from 'ava';
import type { Settings } from '../../../src/model/settings.js';
import { codesOf, convert, onePipeline } from './converted.js';

/** A Gerrit filter as written, as it comes out (`undefined`: not at all), and the findings. */
const filters: readonly (readonly [
  written: string,
  filter: Record<string, unknown> | undefined,
  codes?: readonly string[],
  settings?: Partial<Settings>,
])[] = [
  ['event: patchset-created', { event: 'patchset-created' }],
  [
    'event: [comment-added, change-restored], branch: ^master$',
    { event: ['comment-added', 'change-restored'], branch: '^master$' },
  ],
  [
    "event: patchset-created, branch: '(?!^refs/meta/config|^REL)'",
    { event: 'patchset-created', branch: { regex: '^(refs/meta/config|REL)', negate: true } },
  ],
  ["event: patchset-created, branch: ['.*']", { event: 'patchset-created' }],
  [
    'event: comment-added, comment: (?i)^recheck, email: [a@, b@]',
    { event: 'comment-added', comment: '(?i)^recheck', email: ['a@', 'b@'] },
  ],
  ["event: comment-added, email: '^(?!bot@).*$'", { event: 'comment-added', email: { regex: '^bot@', negate: true } }],
  [
    'event: comment-added, comment_filter: x, email_filter: y, username_filter: z',
    { event: 'comment-added', comment: 'x', email: 'y', username: 'z' },
  ],
  [
    "event: comment-added, comment: x, comment_filter: y, email: '', email_filter: z",
    { event: 'comment-added', comment: 'x', email: 'z' },
    ['trigger-gerrit/old-spelling'],
  ],
  [
    "event: comment-added, approval: [{code-review: 2}, {verified: '+1'}]",
    { event: 'comment-added', approval: [{ 'Code-Review': 2 }, { Verified: 1 }] },
    ['gerrit/label-guessed'],
  ],
  [
    'event: comment-added, approval: [{Verified: 1}, {Verified: 2}]',
    { event: 'comment-added', approval: [{ Verified: 2 }] },
    ['trigger-gerrit/repeated-approval'],
  ],
  ['event: comment-added, approval: [{Verified: [1, 2]}]', undefined, ['trigger-gerrit/approval-fails']],
  [
    'event: comment-added, require-approval: [{Verified: [1, 2], username: ^zuul$, older-than: 2d}]',
    { event: 'comment-added', require: { approval: [{ Verified: [1, 2], username: '^zuul$', 'older-than': '2d' }] } },
  ],
  [
    'event: comment-added, reject-approval: [{Verified: -1}]',
    { event: 'comment-added', reject: { approval: [{ Verified: -1 }] } },
    ['trigger-gerrit/reject-without-votes'],
  ],
  [
    'event: comment-added, reject-approval: [{Verified: -1}]',
    { event: 'comment-added', reject: { approval: [{ Verified: -1 }] } },
    [],
    { zuulV2Version: 'wikimedia' },
  ],
  ['event: draft-published', { event: 'draft-published' }, ['trigger-gerrit/draft-published']],
  [
    'event: [patchset-created, ref-updated], branch: ^m',
    { event: 'patchset-created', branch: '^m' },
    ['trigger-gerrit/branch-on-ref-updated'],
  ],
  ['event: ref-updated, branch: ^m', undefined, ['trigger-gerrit/branch-on-ref-updated']],
  ["event: comment-added, branch: '(a|b)\\1'", undefined, ['trigger-gerrit/regex']],
  [
    "event: comment-added, branch: ['(a|b)\\1', ^c$]",
    { event: 'comment-added', branch: '^c$' },
    ['trigger-gerrit/regex'],
  ],
  ["event: comment-added, branch: '(?!)'", undefined, ['trigger-gerrit/never']],
  [
    'event: ref-updated, ref: ^refs/tags/, ignore-deletes: false',
    { event: 'ref-updated', ref: '^refs/tags/', 'ignore-deletes': false },
  ],
  [
    "event: ref-updated, ref: '^(?!refs/tags/).*$'",
    { event: 'ref-updated', ref: { regex: '^refs/tags/', negate: true } },
  ],
  ['event: ref-updated, ref: ^master$', { event: 'ref-updated', ref: '^master$' }, ['trigger-gerrit/no-such-ref']],
  [
    'event: ref-updated, ref: ^master$',
    { event: 'ref-updated', ref: '^refs/heads/master$' },
    ['trigger-gerrit/ref-rewritten'],
    { refNames: 'short' },
  ],
  [
    "event: ref-updated, ref: '^(?!refs/).*$'",
    { event: 'ref-updated', ref: '^refs/heads/' },
    ['trigger-gerrit/ref-rewritten'],
    { refNames: 'short' },
  ],
  [
    "event: ref-updated, ref: '^(?!refs/tags/).*$'",
    { event: 'ref-updated', ref: { regex: '^refs/tags/', negate: true } },
    [],
    { refNames: 'short' },
  ],
  [
    'event: ref-updated, ref: [^refs/tags/.*$, ^(stable/.*|master)$]',
    { event: 'ref-updated', ref: ['^refs/tags/.*$', '^refs/heads/(stable/.*|master)$'] },
    ['trigger-gerrit/ref-rewritten'],
    { refNames: 'short' },
  ],
];

for (const [written, expected, codes = [], settings] of filters) {
  test(`filter ${written} ${JSON.stringify(settings ?? {})}`, (t) => {
    const converted = convert(t, onePipeline(`trigger: {gerrit: [{${written}}]}`), settings);
    const trigger = converted.pipelines[0]!.settings.trigger as { gerrit: unknown[] } | undefined;
    t.deepEqual(trigger?.gerrit[0], expected);
    t.deepEqual(codesOf(converted), codes);
  });
}

/** A timer as written, the times that come out, and the findings about them. */
const timers: readonly (readonly [written: string, times: readonly string[] | undefined, codes: readonly string[]])[] =
  [
    ["{time: '0 6 * * *'}", ['0 6 * * *'], []],
    ["[{time: '0 6 * * 0'}, {time: '0 6 1 * * 30'}]", ['0 6 * * 0', '0 6 1 * * 30'], []],
    ["{time: '0 6 1 7 *'}", ['0 6 1 * *'], ['timer/month']],
    ["{time: '@daily'}", undefined, ['timer/invalid']],
  ];

for (const [written, times, codes] of timers) {
  test(`timer ${written}`, (t) => {
    const converted = convert(t, onePipeline(`trigger: {timer: ${written}}`));
    const { settings } = converted.pipelines[0]!;
    t.deepEqual(
      settings.trigger as unknown,
      times === undefined ? undefined : { timer: times.map((time) => ({ time })) },
    );
    t.true(settings['post-review']);
    t.deepEqual(codesOf(converted), [...codes, 'timer/branch'].sort());
  });
}

test('triggers of Zuul itself', (t) => {
  const converted = convert(
    t,
    onePipeline(
      `trigger:
  zuul:
    - {event: parent-change-enqueued, pipeline: [gate, ^check$]}
    - {event: [project-change-merged, parent-change-enqueued]}
    - {event: project-change-merged, pipeline: x}
    - {event: project-change-merged, require-approval: {Verified: 1}, reject-approval: [{Verified: -1}]}`,
    ),
  );
  t.deepEqual(converted.pipelines[0]!.settings, {
    require: { gerrit: { approval: [{ Verified: 1 }] } },
    reject: { gerrit: { approval: [{ Verified: -1 }] } },
    trigger: {
      zuul: [
        { event: 'parent-change-enqueued', pipeline: ['gate', '^check$'] },
        { event: 'parent-change-enqueued' },
        { event: 'project-change-merged' },
      ],
    },
  });
  t.deepEqual(codesOf(converted), ['trigger-zuul/approval', 'trigger-zuul/pipeline', 'trigger-zuul/second-event']);
});
