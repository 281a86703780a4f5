import type { ChangeEvent, Vote } from '../../../model/change-event.js';
import type { GerritTrigger, PlainValue } from './filters.js';
import { wholeNumber } from './node-values.js';
import { EventFailure, refusal } from './requirements.js';
import { type TextPattern, anyFits, patternsInWords } from './text-pattern.js';

/** The revision that stands for "there is none": the ref was created, or deleted. */
export const NO_REVISION = '0'.repeat(40);

const HEADS = 'refs/heads/';

/**
 * Why a trigger does not let an event in; `undefined`: it does. Everything in one trigger has to hold; of a list one
 * entry is enough, but of approvals all. Zuul source: `GerritEventFilter.matches`.
 *
 * @throws EventFailure where Zuul raises an exception, such as for `branch` when a tag was pushed.
 */
export function whyNot(trigger: GerritTrigger, event: ChangeEvent): string | undefined {
  return (
    typeReason(trigger, event.type) ??
    checkerReason(trigger, event) ??
    branchReason(trigger, branchOf(event)) ??
    refReason(trigger, event.change === undefined ? event.ref?.name : event.change.ref) ??
    (trigger.ignoreDeletes && event.ref?.newRev === NO_REVISION ? 'deleted refs are ignored' : undefined) ??
    commentReason(trigger, event) ??
    accountReason(trigger, event) ??
    voteReason('approval', trigger.approvals, event.approvals) ??
    voteReason(
      'approval-change',
      trigger.approvalChanges,
      event.approvals.filter(({ value, oldValue }) => oldValue !== undefined && oldValue !== value),
    ) ??
    tokenReason('added', trigger.added, event.hashtags?.added) ??
    tokenReason('removed', trigger.removed, event.hashtags?.removed) ??
    (trigger.require === undefined ? undefined : refusal(trigger.require, event)) ??
    (trigger.reject === undefined ? undefined : refusal(trigger.reject, event))
  );
}

/** The branch that an event is about: of a change its target, of a ref its name, where it is a branch's. */
export function branchOf(event: ChangeEvent): string | undefined {
  if (event.type !== 'ref-updated' || event.ref === undefined) return event.branch;
  return branchOfRef(event.ref.name) ?? event.branch;
}

/** `master` of `refs/heads/master` and of `master`, as Gerrit before 2.13 names it; `undefined` for tags and others. */
export function branchOfRef(ref: string): string | undefined {
  if (ref.startsWith(HEADS)) return ref.slice(HEADS.length);
  return ref.startsWith('refs/') ? undefined : ref;
}

export function typeReason({ types }: GerritTrigger, type: string): string | undefined {
  // Zuul takes the names for patterns that fit at the start.
  if (types.length === 0 || types.some((one) => type.startsWith(one))) return undefined;
  return `the event is ${type}, not ${types.join(' or ')}`;
}

export function branchReason({ branches }: GerritTrigger, branch: string | undefined): string | undefined {
  if (branches.length === 0) return undefined;
  if (branch === undefined) throw new EventFailure('branch is compared with an event that has no branch');
  if (anyFits(branches, branch)) return undefined;
  return `branch ${patternsInWords(branches)} does not fit ${branch}`;
}

export function refReason({ refs }: Pick<GerritTrigger, 'refs'>, ref: string | undefined): string | undefined {
  if (refs.length === 0 || (ref !== undefined && anyFits(refs, ref))) return undefined;
  return `ref ${patternsInWords(refs)} does not fit ${ref ?? 'an event without a ref'}`;
}

function checkerReason({ uuid, scheme }: GerritTrigger, { type, checker }: ChangeEvent): string | undefined {
  if (type !== 'pending-check') return undefined;
  if (uuid !== undefined && uuid !== '' && checker !== uuid) return `uuid ${uuid} is not that of the checker`;
  if (scheme === undefined || scheme === '') return undefined;
  if (checker === undefined) throw new EventFailure('scheme is compared with an event that names no checker');
  return checker.split(':')[0] === scheme ? undefined : `scheme ${scheme} is not that of the checker`;
}

function commentReason({ comments }: GerritTrigger, event: ChangeEvent): string | undefined {
  if (comments.length === 0) return undefined;
  const texts = [...(event.comment === undefined ? [] : [event.comment]), ...(event.patchSetComments ?? [])];
  if (texts.some((text) => anyFits(comments, text))) return undefined;
  return `comment ${patternsInWords(comments)} does not fit`;
}

/** An event that names nobody passes. Addresses are not said: reports are passed around. */
function accountReason({ emails, usernames }: GerritTrigger, { account }: ChangeEvent): string | undefined {
  if (account === undefined) return undefined;
  const fails = (patterns: readonly TextPattern[], text: string | undefined): boolean =>
    patterns.length > 0 && (text === undefined || !anyFits(patterns, text));
  if (fails(emails, account.email)) return 'no email fits the account';
  return fails(usernames, account.username) ? `username ${patternsInWords(usernames)} does not fit` : undefined;
}

/** All labels have to be among the votes. */
function voteReason(key: string, wanted: ReadonlyMap<string, PlainValue>, votes: readonly Vote[]): string | undefined {
  for (const [label, value] of wanted) {
    const cast = votes.filter((vote) => vote.label === label);
    if (cast.length === 0) return `${key} ${label}: the event carries no such vote`;
    const number = wholeNumber(value);
    if (number === undefined) throw new EventFailure(`${key} ${label}: ${String(value)} is no number`);
    if (!cast.some((vote) => vote.value === number)) return `${key} ${label}: the vote is not ${String(number)}`;
  }
  return undefined;
}

function tokenReason(
  key: string,
  patterns: readonly TextPattern[],
  tokens: readonly string[] = [],
): string | undefined {
  if (patterns.length === 0 || tokens.some((token) => anyFits(patterns, token))) return undefined;
  return `${key} ${patternsInWords(patterns)}: no such hashtag was ${key}`;
}
