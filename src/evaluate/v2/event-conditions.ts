import type {
  EventConditions,
  EventFilterConditions,
  StateConditions,
  VoteCondition,
} from '../../model/event-conditions.js';
import type { TextCondition } from '../../model/item-conditions.js';
import type { V2Value } from '../../model/layout.js';
import type { Approval, Approvals } from './approvals.js';
import type { EventPipeline } from './events.js';
import { conditionsOf, type Patterns } from './patterns.js';
import type { Requirements } from './requirements.js';
import type { EventFilter } from './triggers.js';
import { scalarOf } from './values.js';

/** What can tell events apart for each pipeline that Gerrit triggers. Labels are spelled as the layout spells them. */
export function eventConditionsOf(pipelines: readonly EventPipeline[]): readonly EventConditions[] {
  return pipelines.flatMap(({ name, filters, requirements }) => {
    const ofGerrit = filters.filter(({ source }) => source === 'gerrit');
    if (ofGerrit.length === 0) return [];
    return [{ pipeline: name, filters: ofGerrit.map(filterConditions), state: requirementConditions(requirements) }];
  });
}

function filterConditions(filter: EventFilter): EventFilterConditions {
  return {
    types: filter.types,
    branches: texts(filter.branches),
    refs: texts(filter.refs),
    ignoreDeletes: filter.ignoreDeletes,
    comments: texts(filter.comments),
    usernames: texts(filter.usernames),
    emails: texts(filter.emails),
    votes: [...filter.votes].flatMap(([label, wanted]) => numbersOf(wanted).map((value) => ({ label, value }))),
    state: { ...NOTHING, ...approvalConditions(filter.approvals) },
  };
}

const NOTHING: StateConditions = {
  statuses: [],
  rejectedStatuses: [],
  hashtags: [],
  rejectedHashtags: [],
  required: [],
  rejected: [],
};

function requirementConditions(requirements: Requirements | undefined): StateConditions {
  if (requirements === undefined) return NOTHING;
  const { open, currentPatchSet, status, approvals } = requirements;
  return {
    ...NOTHING,
    ...(open === undefined ? {} : { open }),
    ...(currentPatchSet === undefined ? {} : { current: currentPatchSet }),
    statuses: status.map(({ value }) => value),
    ...approvalConditions(approvals),
  };
}

function approvalConditions({ required, rejected }: Approvals): Pick<StateConditions, 'required' | 'rejected'> {
  return { required: required.map(voteCondition), rejected: rejected.map(voteCondition) };
}

function voteCondition({ username, email, newerThan, olderThan, votes }: Approval): VoteCondition {
  return {
    labels: votes.map(({ category, value }) => ({ label: category, values: numbersOf(value) })),
    ...(username === undefined ? {} : { usernames: texts(username) }),
    ...(email === undefined ? {} : { emails: texts(email) }),
    ...(newerThan === undefined ? {} : { newerThan }),
    ...(olderThan === undefined ? {} : { olderThan }),
  };
}

function texts(patterns: Patterns | undefined): readonly TextCondition[] {
  return patterns === undefined ? [] : conditionsOf(patterns);
}

/** The whole numbers among one value or a list of them; v2 fails on others, or never finds them. */
function numbersOf(value: V2Value): readonly number[] {
  const values = value.kind === 'list' ? value.items : [value];
  return values.flatMap((item) => {
    const written = String(scalarOf(item) ?? '');
    return /^\s*[+-]?\d+\s*$/.test(written) ? [Number(written)] : [];
  });
}
