import test, { type ExecutionContext } from 'ava';
import type { ChangeEvent, ChangeState, StandingVote, Vote } from '../../../src/model/change-event.js';
import type { ZuulV2Version } from '../../../src/model/layout.js';
import { evaluatorOf } from './support.js';

const STATE: ChangeState = {
  number: 1,
  patchSet: 2,
  open: true,
  status: 'NEW',
  current: true,
  workInProgress: false,
  votes: [],
  hashtags: [],
};

function comment(more: Partial<ChangeEvent>, state: Partial<ChangeState> = {}): ChangeEvent {
  return { type: 'comment-added', project: 'p', branch: 'm', approvals: [], change: { ...STATE, ...state }, ...more };
}

function refUpdated(name: string, isDeleted = false): ChangeEvent {
  const newRev = (isDeleted ? '0' : 'b').repeat(40);
  return { type: 'ref-updated', project: 'p', approvals: [], ref: { name, oldRev: 'a'.repeat(40), newRev } };
}

const vote = (label: string, value: number): Vote => ({ label, value });
const standing = (label: string, value: number, username = 'zuul', age?: number): StandingVote => ({
  label,
  value,
  by: { username },
  ...(age === undefined ? {} : { age }),
});

/** `in`, `out`, `refused`, or the error. */
function fate(t: ExecutionContext, pipeline: string, event: ChangeEvent, version: ZuulV2Version = '2.6'): string {
  const text = `pipelines:\n  - {name: x, manager: IndependentPipelineManager, ${pipeline}}\nprojects:\n  - {name: p, x: [a]}\n`;
  const [reached] = evaluatorOf(t, text, version).reached(event);
  if (reached === undefined) return 'out';
  return reached.error ?? (reached.refused === undefined ? 'in' : 'refused');
}

const filter = (keys: string): string => `trigger: {gerrit: [{event: comment-added, ${keys}}]}`;

const ANY = 'trigger: {gerrit: [{event: comment-added}]}';

const cases: readonly (readonly [pipeline: string, event: ChangeEvent, fate: string])[] = [
  [filter('comment: recheck'), comment({ comment: 'Patch Set 1:\n\nplease recheck' }), 'in'],
  [filter('comment: ^recheck'), comment({ comment: 'Patch Set 1:\n\nrecheck' }), 'out'],
  [filter('comment_filter: go'), comment({ comment: 'go' }), 'in'],
  [filter('comment: stop, comment_filter: go'), comment({ comment: 'go' }), 'out'],
  [filter('comment: go'), comment({}), 'out'],
  // An event that names nobody passes; an account without an address does not.
  [filter("email: '@corp'"), comment({}), 'in'],
  [filter("email: '@corp'"), comment({ account: { email: 'x@corp.example' } }), 'in'],
  [filter("email: '@corp'"), comment({ account: { username: 'x' } }), 'out'],
  [filter('username: ^bob$'), comment({ account: { username: 'bobby' } }), 'out'],
  // All categories in this comment; of a repeated one the last value.
  [filter('approval: [{code-review: 2}, {verified: 1}]'), comment({ approvals: [vote('Code-Review', 2)] }), 'out'],
  [filter('approval: [{code-review: 1}, {code-review: 2}]'), comment({ approvals: [vote('Code-Review', 2)] }), 'in'],
  [filter("approval: {code-review: '2'}"), comment({ approvals: [vote('Code-Review', 2)] }), 'in'],
  [
    filter('approval: {code-review: [1, 2]}'),
    comment({ approvals: [vote('Code-Review', 2)] }),
    "TypeError: int() argument must be a string or a number, not 'list'",
  ],
  [filter('approval: {code-review: [1, 2]}'), comment({ approvals: [vote('Verified', 2)] }), 'out'],
  // Votes that stand on the change.
  [filter('require-approval: {verified: [1, 2]}'), comment({}, { votes: [standing('Verified', 2)] }), 'in'],
  [filter("require-approval: {verified: '2'}"), comment({}, { votes: [standing('Verified', 2)] }), 'out'],
  [filter('require-approval: {verified: 2, username: ^j}'), comment({}, { votes: [standing('Verified', 2)] }), 'out'],
  [filter('require-approval: {older-than: 2d}'), comment({}, { votes: [standing('A', 1, 'x', 172_801)] }), 'in'],
  [filter('require-approval: {newer-than: 2d}'), comment({}, { votes: [standing('A', 1, 'x', 172_801)] }), 'out'],
  [filter('require-approval: {}'), comment({}), 'in'],
  [filter('require-approval: [{}]'), comment({}), 'out'],
  [filter('require-approval: [{}]'), comment({}, { votes: [standing('A', 0)] }), 'in'],
  [filter('reject-approval: {verified: -1}'), comment({}, { votes: [standing('Verified', -1)] }), 'out'],
  [filter('reject-approval: {verified: -1}'), comment({}, { votes: [standing('Code-Review', 1)] }), 'in'],
  // What the pipeline asks of the change.
  [`${ANY}, require: {open: true}`, comment({}, { open: false }), 'refused'],
  [`${ANY}, require: {current-patchset: true}`, comment({}, { current: false }), 'refused'],
  [`${ANY}, require: {current-patchset: true, open: true}`, comment({}), 'in'],
  [`${ANY}, require: {status: [NEW, MERGED]}`, comment({}, { status: 'ABANDONED' }), 'refused'],
  [`${ANY}, require: {approval: [{a: 1}, {b: 1}]}`, comment({}, { votes: [standing('a', 1)] }), 'refused'],
  [`${ANY}, reject: {approval: {a: -1}}`, comment({}, { votes: [standing('A', -1)] }), 'refused'],
  // Refs.
  ['trigger: {gerrit: [{event: ref-updated, ref: ^refs/heads/}]}', refUpdated('refs/heads/master'), 'in'],
  ['trigger: {gerrit: [{event: ref-updated}]}', refUpdated('refs/heads/master', true), 'out'],
  ['trigger: {gerrit: [{event: [ref-updated], branch: m}]}', refUpdated('m'), 'TypeError: expected string or buffer'],
  [
    'trigger: {gerrit: [{event: ref-updated}]}, require: {open: true}',
    refUpdated('m'),
    "AttributeError: 'Ref' object has no attribute 'open'",
  ],
  [
    'trigger: {gerrit: [{event: ref-updated, require-approval: {a: 1}}]}',
    refUpdated('m'),
    "AttributeError: 'Ref' object has no attribute 'approvals'",
  ],
  ['trigger: {gerrit: [{event: comment-added}]}', comment({ project: 'q' }), 'out'],
];

for (const [index, [pipeline, event, expected]] of cases.entries()) {
  test(`${String(index)}: ${pipeline} → ${expected}`, (t) => {
    t.is(fate(t, pipeline, event), expected);
  });
}

test('a change without votes: only the fork of Wikimedia lets it pass a rejection', (t) => {
  const pipeline = filter('reject-approval: {verified: -1}');
  t.is(fate(t, pipeline, comment({}), '2.5'), 'out');
  t.is(fate(t, pipeline, comment({}), '2.6'), 'out');
  t.is(fate(t, pipeline, comment({}), 'wikimedia'), 'in');
});

test('labels are spelled alike on both sides from 2.6 on', (t) => {
  const pipeline = filter('approval: {Code-Review: 2}');
  const event = comment({ approvals: [vote('Code-Review', 2)] });
  t.deepEqual(
    (['2.5', '2.6', 'wikimedia'] as const).map((version) => fate(t, pipeline, event, version)),
    ['out', 'in', 'out'],
  );
});

test('after an exception no later pipeline sees the event', (t) => {
  const evaluator = evaluatorOf(
    t,
    `pipelines:
  - {name: a, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated}]}}
  - {name: b, manager: DependentPipelineManager, trigger: {gerrit: [{event: ref-updated}]}}
  - {name: c, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated}]}}
  - {name: d, manager: IndependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}}
projects: [{name: p, a: [j]}]
`,
  );
  const [a, b, c, ...others] = evaluator.reached(refUpdated('m'));
  t.deepEqual(a, { pipeline: 'a' });
  t.deepEqual(b, { pipeline: 'b', error: "AttributeError: 'Ref' object has no attribute 'number'" });
  t.is(c?.pipeline, 'c');
  t.regex(c?.error ?? '', /lost.*pipeline b/);
  t.deepEqual(others, []);
});

test('a gate waits for labels that Gerrit asks for, but for its own', (t) => {
  const text = `pipelines:
  - {name: x, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}, success: {gerrit: {Verified: 2}}}
projects: [{name: p, x: [j]}]
`;
  const fateOf = (missingLabels: readonly string[]): boolean =>
    evaluatorOf(t, text).reached(comment({}, { missingLabels }))[0]?.refused === undefined;
  t.true(fateOf([]));
  t.true(fateOf(['Verified']));
  t.false(fateOf(['Verified', 'Code-Review']));
});
