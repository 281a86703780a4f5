import type { ChangeEvent, ChangeState, StandingVote } from '../../../model/change-event.js';
import type { ApprovalFilter, ApprovalPart, PlainValue, RequirementFilter } from './filters.js';
import { patternsInWords } from './text-pattern.js';

/** Zuul fails on an event where it looks for something that a ref does not have. */
export class EventFailure extends Error {}

/**
 * Why `require` or `reject` refuses what an event is about; `undefined`: it does not. Required approvals are all needed,
 * one rejected approval is enough. Zuul source: `GerritRefFilter.matches`.
 *
 * @throws EventFailure where Zuul raises an exception: the status or the hashtags of a ref.
 */
export function refusal(filter: RequirementFilter, event: ChangeEvent): string | undefined {
  const { kind, open, current, wip } = filter;
  const { change } = event;
  const flag = (name: string, wanted: boolean | undefined, is: boolean | undefined): string | undefined => {
    if (wanted === undefined || wanted === is) return undefined;
    if (is === undefined) return `${kind} ${name}: a ref is no change`;
    return `${kind} ${name}: the change is ${is ? '' : 'not '}${name}`;
  };
  return (
    flag('open', open, change?.open) ??
    flag('current-patchset', current, change?.current) ??
    flag('wip', wip, change?.workInProgress) ??
    statusRefusal(filter, change) ??
    hashtagRefusal(filter, change) ??
    approvalRefusal(filter, change)
  );
}

function statusRefusal({ kind, statuses }: RequirementFilter, change: ChangeState | undefined): string | undefined {
  if (statuses.length === 0) return undefined;
  if (change === undefined) throw new EventFailure('the status of a ref is asked for');
  if (statuses.includes(change.status) === (kind === 'require')) return undefined;
  return `${kind} status ${statuses.map(String).join(' or ')}: it is ${change.status}`;
}

function hashtagRefusal({ kind, hashtags }: RequirementFilter, change: ChangeState | undefined): string | undefined {
  if (hashtags.length === 0) return undefined;
  if (change === undefined) throw new EventFailure('the hashtags of a ref are asked for');
  const found = hashtags.filter(({ fits }) => change.hashtags.some(fits));
  if (kind === 'require' ? found.length === hashtags.length : found.length === 0) return undefined;
  const those = kind === 'require' ? hashtags.filter((one) => !found.includes(one)) : found;
  return `${kind} hashtags ${patternsInWords(those)}: it has ${change.hashtags.join(', ') || 'none'}`;
}

function approvalRefusal({ kind, approvals }: RequirementFilter, change: ChangeState | undefined): string | undefined {
  if (approvals.length === 0) return undefined;
  if (change === undefined) return `${kind} approval: a ref is no change`;
  const holds = (approval: ApprovalFilter): boolean => change.votes.some((vote) => meets(vote, approval));
  const culprit = approvals.find((approval) => holds(approval) === (kind === 'reject'));
  if (culprit === undefined) return undefined;
  return `${kind} approval (${culprit.words}): ${kind === 'require' ? 'no vote meets it' : 'a vote meets it'}`;
}

function meets(vote: StandingVote, { parts }: ApprovalFilter): boolean {
  return parts.every((part) => meetsPart(vote, part));
}

function meetsPart(vote: StandingVote, part: ApprovalPart): boolean {
  // A vote of unknown age is taken for one that was just given.
  const age = vote.age ?? 0;
  switch (part.kind) {
    case 'username':
      return part.pattern.fits(vote.by.username ?? '');
    case 'email':
      return part.pattern.fits(vote.by.email ?? '');
    case 'newer-than':
      return age <= part.seconds;
    case 'older-than':
      return age > part.seconds;
    case 'label':
      return vote.label === part.label && part.values.some((value) => equals(vote.value, value));
  }
}

/** Python's equality of a whole number and what YAML gave: `true` is 1, the text `"1"` is not. */
function equals(number: number, value: PlainValue): boolean {
  return typeof value === 'boolean' ? number === Number(value) : number === value;
}
