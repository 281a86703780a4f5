import type { Account, ChangeEvent, ChangeState, StandingVote, Vote } from '../../model/change-event.js';
import type { RefOperation } from '../../model/scenario.js';

/** An event in the making: what filters look at, whether its type carries it or not. */
export interface Draft {
  readonly type: string;
  readonly branch: string;
  readonly ref: string;
  readonly op: RefOperation;
  /** `undefined`: the event names nobody. */
  readonly account: Account | undefined;
  readonly comment: string;
  readonly votes: readonly Vote[];
  readonly standing: readonly StandingVote[];
  readonly open: boolean;
  readonly current: boolean;
  readonly workInProgress: boolean;
  readonly status: string;
  readonly hashtags: readonly string[];
}

export const REF_UPDATED = 'ref-updated';
const COMMENT_ADDED = 'comment-added';

/** Types of events on changes. Gerrit documentation: `stream-events`. */
export const CHANGE_TYPES: readonly string[] = [
  'assignee-changed',
  'change-abandoned',
  'change-deleted',
  'change-merged',
  'change-restored',
  COMMENT_ADDED,
  'custom-keyed-values-changed',
  'draft-published',
  'hashtags-changed',
  'merge-failed',
  'patchset-created',
  'private-state-changed',
  'reviewer-added',
  'reviewer-deleted',
  'topic-changed',
  'vote-deleted',
  'wip-state-changed',
];

const NO_REVISION = '0'.repeat(40);
const OLD_REVISION = 'a'.repeat(40);
const NEW_REVISION = 'b'.repeat(40);
const NUMBER = 12345;
const PATCH_SET = 2;

/** The event, with what Gerrit sends for its type. */
export function toEvent(draft: Draft, project: string): ChangeEvent {
  const { type, account } = draft;
  const who = account === undefined ? {} : { account };
  if (type === REF_UPDATED) return { type, project, ref: refOf(draft), approvals: [], ...who };
  const isComment = type === COMMENT_ADDED;
  return {
    type,
    project,
    branch: draft.branch,
    approvals: isComment ? draft.votes : [],
    ...(isComment ? { comment: draft.comment } : {}),
    change: changeOf(draft),
    ...who,
  };
}

function refOf({ ref, op }: Draft): NonNullable<ChangeEvent['ref']> {
  return {
    name: ref,
    oldRev: op === 'create' ? NO_REVISION : OLD_REVISION,
    newRev: op === 'delete' ? NO_REVISION : NEW_REVISION,
  };
}

function changeOf({ open, status, current, workInProgress, standing, hashtags }: Draft): ChangeState {
  const ref = `refs/changes/${String(NUMBER).slice(-2)}/${String(NUMBER)}/${String(PATCH_SET)}`;
  return { number: NUMBER, patchSet: PATCH_SET, ref, open, status, current, workInProgress, votes: standing, hashtags };
}
