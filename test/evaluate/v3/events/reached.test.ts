import test from 'ava';
import { reachedPipelines } from '../../../../src/evaluate/v3/events/reached.js';
import type { ChangeEvent } from '../../../../src/model/change-event.js';
import { changeEvent, filtersOf, refEvent } from '../../../support/pipeline-filters.js';

/** `in`, `out`, or why it is refused or fails. */
function outcome(lines: string, event: ChangeEvent, manager?: string): string {
  const [reached] = reachedPipelines([filtersOf(lines, manager)], event, (project) =>
    project === 'p' ? 'gerrit' : undefined,
  );
  if (reached === undefined) return 'out';
  return reached.refused ?? (reached.error === undefined ? 'in' : `fails: ${reached.error}`);
}

const lets = test.macro({
  exec: (t, trigger: string, event: ChangeEvent, wanted: string) => {
    t.is(outcome(`trigger: {gerrit: ${trigger}}`, event), wanted);
  },
  title: (name = '', trigger) => `${name}: ${trigger}`,
});

const comment = (text: string, more: Partial<ChangeEvent> = {}): ChangeEvent =>
  changeEvent({ type: 'comment-added', comment: text, ...more });

test('by type', lets, '{event: patchset-created}', changeEvent(), 'in');
test('by another type', lets, '{event: [change-merged, comment-added]}', changeEvent(), 'out');
test('branch, from its start', lets, '{event: patchset-created, branch: mast}', changeEvent(), 'in');
test('branch, not in its middle', lets, '{event: patchset-created, branch: aster}', changeEvent(), 'out');
test('an empty branch is none', lets, "{event: patchset-created, branch: ''}", changeEvent(), 'in');
test(
  'negated branch',
  lets,
  '{event: patchset-created, branch: {regex: ^master$, negate: true}}',
  changeEvent(),
  'out',
);
test('ref of the patch set', lets, '{event: patchset-created, ref: ^refs/changes/45/}', changeEvent(), 'in');
test('comment, anywhere', lets, '{event: comment-added, comment: recheck$}', comment('Patch Set 2:\n\nrecheck'), 'in');
test('no such comment', lets, '{event: comment-added, comment: ^recheck$}', comment('looks good'), 'out');
test(
  'comment on the patch set',
  lets,
  '{event: comment-added, comment: ^recheck$}',
  comment('Patch Set 2:', { patchSetComments: ['recheck'] }),
  'in',
);
test('older spelling', lets, '{event: comment-added, comment_filter: recheck}', comment('looks good'), 'out');

const dev = { username: 'dev1', email: 'dev1@example.com' };
test('account', lets, '{event: patchset-created, email: "@example.com$"}', changeEvent({ account: dev }), 'in');
test('another account', lets, '{event: patchset-created, username: ^zuul$}', changeEvent({ account: dev }), 'out');
test('nobody passes', lets, '{event: patchset-created, username: ^zuul$}', changeEvent(), 'in');
test('no address', lets, '{event: patchset-created, email: .*}', changeEvent({ account: { username: 'x' } }), 'out');

const voted = comment('', {
  approvals: [
    { label: 'Verified', value: 1, oldValue: 0 },
    { label: 'Code-Review', value: 2 },
  ],
});
test(
  'all approvals are needed',
  lets,
  '{event: comment-added, approval: [{Verified: 1}, {Code-Review: 2}]}',
  voted,
  'in',
);
test('one is missing', lets, '{event: comment-added, approval: [{Verified: 1}, {Workflow: 1}]}', voted, 'out');
test(
  'the last of one label counts',
  lets,
  '{event: comment-added, approval: [{Verified: 2}, {Verified: 1}]}',
  voted,
  'in',
);
test('labels compare exactly', lets, '{event: comment-added, approval: {verified: 1}}', voted, 'out');
test('changed vote', lets, '{event: comment-added, approval-change: {Verified: 1}}', voted, 'in');
test('vote as before', lets, '{event: comment-added, approval-change: {Code-Review: 2}}', voted, 'out');

const tagged = changeEvent({ type: 'hashtags-changed', hashtags: { added: ['h1'], removed: [] } });
test('added hashtag', lets, '{event: hashtags-changed, added: ^h}', tagged, 'in');
test('removed hashtag', lets, '{event: hashtags-changed, removed: ^h}', tagged, 'out');

const check = changeEvent({ type: 'pending-check', checker: 'zuul:check' });
test('checker by scheme', lets, '{event: pending-check, scheme: zuul}', check, 'in');
test('another checker', lets, '{event: pending-check, uuid: "other:1"}', check, 'out');

test('ref', lets, '{event: ref-updated, ref: ^refs/heads/}', refEvent('refs/heads/master'), 'in');
test('short name of an old Gerrit', lets, '{event: ref-updated, ref: ^refs/heads/}', refEvent('master'), 'out');
test('branch of a ref', lets, '{event: ref-updated, branch: ^master$}', refEvent('refs/heads/master'), 'in');
test('deleted ref', lets, '{event: ref-updated}', refEvent('refs/heads/x', '0'.repeat(40)), 'out');
test(
  'deleted ref that counts',
  lets,
  '{event: ref-updated, ignore-deletes: false}',
  refEvent('refs/heads/x', '0'.repeat(40)),
  'in',
);
test('notes of a review', lets, '{event: ref-updated}', refEvent('refs/changes/45/12345/meta'), 'out');
test(
  'branch of a tag',
  lets,
  '{event: ref-updated, branch: x}',
  refEvent('refs/tags/1'),
  'fails: branch is compared with an event that has no branch',
);
test('require of the trigger', lets, '{event: patchset-created, require: {wip: true}}', changeEvent(), 'out');
test('require-approval', lets, '{event: patchset-created, require-approval: {Verified: 1}}', changeEvent(), 'out');
test(
  'require beside require-approval',
  lets,
  '{event: patchset-created, require: {open: true}, require-approval: {Verified: 1}}',
  changeEvent(),
  'in',
);
test('a project of nobody', lets, '{event: patchset-created}', changeEvent({ project: 'q' }), 'out');

const demands = test.macro({
  exec: (t, demand: string, event: ChangeEvent, wanted: string | RegExp) => {
    const said = outcome(`trigger: {gerrit: {event: [patchset-created, ref-updated]}}\n${demand}`, event);
    if (typeof wanted === 'string') t.is(said, wanted);
    else t.regex(said, wanted);
  },
  title: (name = '', demand) => `${name}: ${demand}`,
});

const vote = { label: 'Verified', value: 1, by: dev, age: 3600 };
const verified = changeEvent({}, { votes: [vote] });
test('open', demands, 'require: {gerrit: {open: true}}', changeEvent({}, { open: false }), /^require open: /);
test('not open', demands, 'reject: {gerrit: {open: true}}', changeEvent(), /^reject open: /);
test('a ref is not open', demands, 'require: {gerrit: {open: true}}', refEvent('refs/heads/x'), /a ref is no change/);
test(
  'old patch set',
  demands,
  'require: {gerrit: {current-patchset: true}}',
  changeEvent({}, { current: false }),
  /^require current/,
);
test('status', demands, 'require: {gerrit: {status: [NEW, MERGED]}}', changeEvent({}, { status: 'MERGED' }), 'in');
test('rejected status', demands, 'reject: {gerrit: {status: NEW}}', changeEvent(), /^reject status NEW/);
test('status of a ref', demands, 'require: {gerrit: {status: NEW}}', refEvent('refs/heads/x'), /status of a ref/);
test(
  'hashtags are all needed',
  demands,
  'require: {gerrit: {hashtags: [a, b]}}',
  changeEvent({}, { hashtags: ['a'] }),
  /hashtags b/,
);
test('no vote', demands, 'require: {gerrit: {approval: {Verified: 1}}}', changeEvent(), /no vote meets it/);
test('no vote is not rejected', demands, 'reject: {gerrit: {approval: {Verified: 1}}}', changeEvent(), 'in');
test('vote', demands, 'require: {gerrit: {approval: {Verified: [1, 2], username: ^dev}}}', verified, 'in');
test('rejected vote', demands, 'reject: {gerrit: {approval: {Verified: 1}}}', verified, /a vote meets it/);
test('vote of another', demands, 'require: {gerrit: {approval: {Verified: 1, username: ^zuul}}}', verified, /^require/);
test('a text is no number', demands, "require: {gerrit: {approval: {Verified: '1'}}}", verified, /no vote/);
test(
  'two labels in one approval',
  demands,
  'require: {gerrit: {approval: {Verified: 1, Code-Review: 2}}}',
  verified,
  /no vote/,
);
test('old enough', demands, 'require: {gerrit: {approval: {older-than: 30m}}}', verified, 'in');
test('too old', demands, 'require: {gerrit: {approval: {newer-than: 30m}}}', verified, /no vote/);
test('addresses are not repeated', demands, 'require: {gerrit: {approval: {email: zuul@}}}', verified, /^[^@]*$/);

test('a dependent pipeline takes what can be merged', (t) => {
  const takes = (event: ChangeEvent): string =>
    outcome('trigger: {gerrit: {event: [patchset-created, ref-updated]}}', event, 'dependent');
  t.is(takes(changeEvent()), 'in');
  t.is(takes(changeEvent({}, { workInProgress: true })), 'a change in progress is not merged');
  t.is(takes(changeEvent({}, { open: false, status: 'ABANDONED' })), 'the change is closed');
  t.is(takes(changeEvent({}, { open: false, status: 'MERGED' })), 'in');
  t.is(takes(changeEvent({}, { missingLabels: ['Code-Review'] })), 'labels are missing: Code-Review');
  t.is(takes(refEvent('refs/heads/master')), 'a dependent pipeline fails on a ref');
});

test('where Zuul fails no later pipeline hears of the event', (t) => {
  const named = (name: string, lines: string) => ({ ...filtersOf(lines), name });
  const pipelines = [
    named('first', 'trigger: {gerrit: {event: ref-updated, ref: ^refs/tags/}}'),
    named('failing', 'trigger: {gerrit: {event: ref-updated, branch: master}}'),
    named('last', 'trigger: {gerrit: {event: ref-updated}}'),
  ];
  const reached = reachedPipelines(pipelines, refEvent('refs/tags/1'), () => 'gerrit');
  t.deepEqual(
    reached.map(({ pipeline, error }) => [pipeline, error !== undefined]),
    [
      ['first', false],
      ['failing', true],
    ],
  );
});

test('what Zuul loses the pipeline over is refused', (t) => {
  const refused = (lines: string) => t.throws(() => filtersOf(lines)).message;
  t.regex(refused('trigger: {gerrit: {event: patchset-created, branch: "("}}'), /none for RE2 and none for Python/);
  t.regex(refused('trigger: {gerrit: {event: patchset-created, require: {hashtags: x}}}'), /hashtags in require/);
  t.regex(refused('trigger: {}\nrequire: {gerrit: {approval: {older-than: 3y}}}'), /the age "3y"/);
});
