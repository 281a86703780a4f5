/** Random events of Gerrit: lines of a stream, and the state of the change as Gerrit would answer when it is asked. */
import fc from 'fast-check';
import type { ChangeEvent, ChangeState, StandingVote } from '../../src/model/change-event.js';
import { parseEvent } from '../../src/read/events/parse-event.js';
import { rarely } from './tree/values.js';

/** What events are made of. */
export interface EventPools {
  readonly projects: readonly string[];
  readonly branches: readonly string[];
  readonly refs: readonly string[];
  readonly comments: readonly string[];
  readonly emails: readonly string[];
  readonly usernames: readonly string[];
  readonly hashtags: readonly string[];
}

type Line = Readonly<Record<string, unknown>>;

export interface RandomEvent {
  /** As Gerrit sends it. */
  readonly line: Line;
  /** Of events on changes: what the line does not tell. */
  readonly state: State | undefined;
}

type State = Pick<
  ChangeState,
  'open' | 'status' | 'current' | 'workInProgress' | 'votes' | 'hashtags' | 'missingLabels'
>;

/** Type → the field that names who did it; `remover` of `vote-deleted` is what Gerrit writes, `deleter` what Zuul reads. */
const CHANGE_EVENTS: readonly (readonly [type: string, actor: string, patchSet: boolean])[] = [
  ['patchset-created', 'uploader', true],
  ['comment-added', 'author', true],
  ['change-merged', 'submitter', true],
  ['change-abandoned', 'abandoner', true],
  ['change-restored', 'restorer', true],
  ['hashtags-changed', 'editor', false],
  ['wip-state-changed', 'changer', true],
  ['vote-deleted', 'remover', true],
  ['vote-deleted', 'deleter', true],
  ['pending-check', 'none', true],
  ['topic-changed', 'changer', false],
  ['reviewer-added', 'adder', true],
  ['draft-published', 'uploader', true],
  ['private-state-changed', 'changer', true],
  ['something-new', 'somebody', true],
];

const ZEROS = '0'.repeat(40);
const REVISIONS = [ZEROS, '1'.repeat(40), '2'.repeat(40)];

function account(pools: EventPools): fc.Arbitrary<Line> {
  return fc
    .record({
      name: rarely(fc.constant('Somebody'), 2),
      email: fc.option(fc.constantFrom(...pools.emails), { freq: 4 }),
      username: fc.option(fc.constantFrom(...pools.usernames), { freq: 4 }),
    })
    .map((drawn) =>
      Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined && value !== null)),
    );
}

const label = fc.constantFrom('Verified', 'Code-Review', 'verified', 'Workflow');
const value = fc.constantFrom(-2, -1, 1, 2);

function votes(pools: EventPools): fc.Arbitrary<readonly StandingVote[]> {
  const vote = fc.record({
    label,
    value,
    by: account(pools),
    // Far from every age that filters name, since the oracle's clock goes on.
    age: fc.constantFrom(1, 2700, 43_200, 250_000, 2_000_000),
  });
  return fc.array(vote, { maxLength: 4 }) as fc.Arbitrary<readonly StandingVote[]>;
}

function changeEvent(pools: EventPools): fc.Arbitrary<RandomEvent> {
  const tags = fc.subarray([...pools.hashtags]);
  const eventVote = fc.record({
    type: label,
    value,
    old: fc.option(fc.constantFrom(-1, 0, 1), { freq: 2 }),
  });
  return fc
    .record({
      kind: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...CHANGE_EVENTS.slice(0, 3)) },
        { weight: 2, arbitrary: fc.constantFrom(...CHANGE_EVENTS) },
      ),
      project: fc.constantFrom(...pools.projects),
      branch: fc.constantFrom(...pools.branches),
      actor: fc.option(account(pools), { freq: 8 }),
      comment: fc.option(fc.constantFrom(...pools.comments), { freq: 8 }),
      onPatchSet: rarely(fc.array(fc.constantFrom(...pools.comments), { minLength: 1, maxLength: 2 }), 6),
      votes: fc.array(eventVote, { maxLength: 2 }),
      added: tags,
      removed: tags,
      uuid: fc.constantFrom('zuul:check', 'other:1', 'zuul'),
      standing: votes(pools),
      status: fc.constantFrom('NEW', 'NEW', 'NEW', 'MERGED', 'ABANDONED'),
      current: rarely(fc.constant(false), 6),
      workInProgress: rarely(fc.constant(true), 6),
      hashtags: tags,
      missingLabels: rarely(fc.constant(['Code-Review']), 8),
    })
    .map(({ kind: [type, actorKey, hasPatchSet], ...drawn }) => {
      const approvals = drawn.votes.map(({ type: name, value: given, old }) => ({
        type: name,
        description: name,
        value: String(given),
        ...(old === null ? {} : { oldValue: String(old) }),
      }));
      const line = {
        type,
        project: drawn.project,
        change: { project: drawn.project, branch: drawn.branch, number: 12_345, status: drawn.status },
        ...(hasPatchSet ? { patchSet: { number: 2, ref: 'refs/changes/45/12345/2' } } : {}),
        ...(drawn.actor === null ? {} : { [actorKey]: drawn.actor }),
        ...(type === 'comment-added' && drawn.comment !== null ? { comment: drawn.comment } : {}),
        ...(type === 'comment-added' && drawn.onPatchSet !== undefined
          ? { patchSetComments: { '/PATCHSET_LEVEL': drawn.onPatchSet.map((message) => ({ message })) } }
          : {}),
        ...(type === 'comment-added' || type === 'vote-deleted' ? { approvals } : {}),
        ...(type === 'hashtags-changed' ? { added: drawn.added, removed: drawn.removed } : {}),
        ...(type === 'pending-check' ? { uuid: drawn.uuid } : {}),
      };
      const state: State = {
        status: drawn.status,
        open: drawn.status === 'NEW',
        current: drawn.current ?? true,
        workInProgress: drawn.workInProgress ?? false,
        votes: drawn.standing,
        hashtags: drawn.hashtags,
        ...(drawn.missingLabels === undefined ? {} : { missingLabels: drawn.missingLabels }),
      };
      return { line, state };
    });
}

function refEvent(pools: EventPools): fc.Arbitrary<RandomEvent> {
  return fc
    .record({
      project: fc.constantFrom(...pools.projects),
      refName: fc.constantFrom(...pools.refs),
      oldRev: fc.constantFrom(...REVISIONS),
      newRev: fc.constantFrom(...REVISIONS),
      submitter: fc.option(account(pools), { freq: 4 }),
    })
    .map(({ submitter, ...refUpdate }) => ({
      line: { type: 'ref-updated', refUpdate, ...(submitter === null ? {} : { submitter }) },
      state: undefined,
    }));
}

function otherEvent(pools: EventPools): fc.Arbitrary<RandomEvent> {
  return fc
    .constantFrom(...pools.projects)
    .chain((project) =>
      fc.constantFrom<Line>(
        { type: 'project-created', projectName: project, headName: 'refs/heads/master' },
        { type: 'project-head-updated', projectName: project, oldHead: 'refs/heads/a', newHead: 'refs/heads/b' },
        { type: 'ref-replicated', project, ref: 'refs/heads/master' },
        { type: 'dropped-output' },
        { type: 'something-new', project },
      ),
    )
    .map((line) => ({ line, state: undefined }));
}

export function randomEvent(pools: EventPools): fc.Arbitrary<RandomEvent> {
  return fc.oneof(
    { weight: 12, arbitrary: changeEvent(pools) },
    { weight: 5, arbitrary: refEvent(pools) },
    { weight: 1, arbitrary: otherEvent(pools) },
  );
}

/** The event as our reader gives it, with the state laid over. */
export function asChangeEvent({ line, state }: RandomEvent): ChangeEvent {
  const { event } = parseEvent(JSON.stringify(line), { file: 'events.jsonl', line: 1 });
  return event.change === undefined || state === undefined
    ? event
    : { ...event, change: { ...event.change, ...state } };
}

/**
 * The same as the oracle takes it.
 *
 * @param now Seconds since 1970: the ages of votes count back from it.
 */
export function asOracleEvent({ line, state }: RandomEvent, now: number): object {
  if (state === undefined) return { event: line };
  return {
    event: line,
    change: {
      status: state.status,
      open: state.open,
      is_merged: state.status === 'MERGED',
      is_current_patchset: state.current,
      wip: state.workInProgress,
      hashtags: state.hashtags,
      missing_labels: state.missingLabels ?? [],
      approvals: state.votes.map(({ label: name, value: given, by, age = 0 }) => ({
        type: name,
        description: name,
        value: String(given),
        grantedOn: now - age,
        by,
      })),
    },
  };
}
