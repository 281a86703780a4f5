import type { Account, StandingVote } from '../../model/change-event.js';
import type { EventFilterConditions, StateConditions, VoteCondition } from '../../model/event-conditions.js';
import { CHANGE_TYPES, type Draft, REF_UPDATED } from './event-draft.js';
import type { PipelineTexts } from './event-pipeline.js';

const DAY = 86_400;

/**
 * Events that a trigger wants, on a change that the pipeline takes, as far as that is possible: one for a change and one
 * for a ref, where the trigger names types of both.
 */
export function baseDrafts(
  filter: EventFilterConditions,
  ofPipeline: StateConditions,
  texts: PipelineTexts,
): readonly Draft[] {
  // Both systems take a type for the beginning of what Gerrit says.
  const types = filter.types.flatMap(
    (type) => [...CHANGE_TYPES, REF_UPDATED].find((known) => known.startsWith(type)) ?? [],
  );
  const one = types.find((type) => type !== REF_UPDATED) ?? (types.length === 0 ? 'patchset-created' : undefined);
  const wantsRefs = types.length === 0 || types.includes(REF_UPDATED);
  return [...(one === undefined ? [] : [one]), ...(wantsRefs ? [REF_UPDATED] : [])].map((type) =>
    baseDraft(type, filter, ofPipeline, texts),
  );
}

function baseDraft(
  type: string,
  filter: EventFilterConditions,
  ofPipeline: StateConditions,
  texts: PipelineTexts,
): Draft {
  const states = [filter.state, ofPipeline];
  const open = wanted(states, 'open') ?? true;
  const statuses = texts.statuses.filter((status) => states.every((state) => takesStatus(state, status)));
  const usual = open ? 'NEW' : 'MERGED';
  return {
    type,
    branch: texts.branches.fitting(filter.branches) ?? 'master',
    ref: texts.refs.fitting(filter.refs) ?? 'refs/heads/master',
    op: 'update',
    account: accountFor(filter.usernames, filter.emails, texts),
    comment: texts.comments.fitting(filter.comments) ?? '',
    votes: filter.votes.map(({ label, value }) => ({ label: texts.labelOf(label), value })),
    standing: states.flatMap(({ required }) => required.map((condition) => voteFor(condition, texts))),
    open,
    current: wanted(states, 'current') ?? true,
    workInProgress: wanted(states, 'workInProgress') ?? false,
    status: statuses.includes(usual) ? usual : (statuses[0] ?? usual),
    hashtags: states.flatMap(({ hashtags }) =>
      hashtags.flatMap((condition) => texts.hashtags.fitting([condition]) ?? []),
    ),
  };
}

function wanted(states: readonly StateConditions[], key: 'open' | 'current' | 'workInProgress'): boolean | undefined {
  return states.map((state) => state[key]).find((value) => value !== undefined);
}

function takesStatus({ statuses, rejectedStatuses }: StateConditions, status: string): boolean {
  return (statuses.length === 0 || statuses.includes(status)) && !rejectedStatuses.includes(status);
}

function accountFor(
  usernames: EventFilterConditions['usernames'],
  emails: EventFilterConditions['emails'],
  texts: PipelineTexts,
): Account {
  return {
    username: texts.usernames.fitting(usernames) ?? 'nobody',
    email: texts.emails.fitting(emails) ?? 'nobody@example.org',
    name: 'Somebody',
  };
}

/** A vote that meets a condition. */
export function voteFor(condition: VoteCondition, { voters, labelOf }: PipelineTexts): StandingVote {
  const { labels, usernames = [], emails = [], olderThan, newerThan } = condition;
  const [first] = labels;
  return {
    label: first ? labelOf(first.label) : 'Code-Review',
    value: first?.values[0] ?? 1,
    by: {
      username: voters.usernames.fitting(usernames) ?? 'nobody',
      email: voters.emails.fitting(emails) ?? 'nobody@example.org',
      name: 'Voter',
    },
    age: olderThan === undefined ? Math.max(0, Math.min(DAY, (newerThan ?? 2 * DAY) - 60)) : olderThan + 60,
  };
}
