import type {
  EventConditions,
  EventFilterConditions,
  StateConditions,
  VoteCondition,
} from '../../../model/event-conditions.js';
import type { TextCondition } from '../../../model/item-conditions.js';
import type { ApprovalFilter, GerritTrigger, PipelineFilters, PlainValue, RequirementFilter } from './filters.js';
import { wholeNumber } from './node-values.js';
import type { TextPattern } from './text-pattern.js';

/** What can tell events apart for each pipeline that Gerrit triggers. */
export function eventConditionsOf(pipelines: readonly PipelineFilters[]): readonly EventConditions[] {
  return pipelines.flatMap(({ name, triggers, requirements }) => {
    const ofGerrit = triggers.filter((trigger) => trigger.driver === 'gerrit');
    if (ofGerrit.length === 0) return [];
    return [{ pipeline: name, filters: ofGerrit.map(filterConditions), state: stateConditions(requirements) }];
  });
}

function filterConditions(trigger: GerritTrigger): EventFilterConditions {
  const { types, branches, refs, ignoreDeletes, comments, usernames, emails, approvals, require, reject } = trigger;
  return {
    types,
    branches: texts(branches),
    refs: texts(refs),
    ignoreDeletes,
    comments: texts(comments),
    usernames: texts(usernames),
    emails: texts(emails),
    votes: [...approvals].flatMap(([label, value]) => numbersOf([value]).map((number) => ({ label, value: number }))),
    state: stateConditions([require, reject].filter((one) => one !== undefined)),
  };
}

/** What several lists of requirements say together. */
function stateConditions(filters: readonly RequirementFilter[]): StateConditions {
  const [required, rejected] = [filters.filter(isRequired), filters.filter((one) => !isRequired(one))];
  const statuses = (some: readonly RequirementFilter[]): string[] =>
    some.flatMap((one) => one.statuses).filter((status) => typeof status === 'string');
  const { open, current, wip } = {
    open: filters.find((one) => one.open !== undefined)?.open,
    current: filters.find((one) => one.current !== undefined)?.current,
    wip: filters.find((one) => one.wip !== undefined)?.wip,
  };
  return {
    ...(open === undefined ? {} : { open }),
    ...(current === undefined ? {} : { current }),
    ...(wip === undefined ? {} : { workInProgress: wip }),
    statuses: statuses(required),
    rejectedStatuses: statuses(rejected),
    hashtags: texts(required.flatMap(({ hashtags }) => hashtags)),
    rejectedHashtags: texts(rejected.flatMap(({ hashtags }) => hashtags)),
    required: required.flatMap(({ approvals }) => approvals.map(voteCondition)),
    rejected: rejected.flatMap(({ approvals }) => approvals.map(voteCondition)),
  };
}

function isRequired({ kind }: RequirementFilter): boolean {
  return kind === 'require';
}

function voteCondition({ parts }: ApprovalFilter): VoteCondition {
  const pattern = (kind: 'username' | 'email'): TextCondition[] =>
    parts.flatMap((part) => (part.kind === kind ? [part.pattern.condition] : []));
  const seconds = (kind: 'newer-than' | 'older-than'): number | undefined =>
    parts.flatMap((part) => (part.kind === kind ? [part.seconds] : []))[0];
  const [usernames, emails] = [pattern('username'), pattern('email')];
  const [newerThan, olderThan] = [seconds('newer-than'), seconds('older-than')];
  return {
    labels: parts.flatMap((part) =>
      part.kind === 'label' ? [{ label: part.label, values: numbersOf(part.values) }] : [],
    ),
    ...(usernames.length === 0 ? {} : { usernames }),
    ...(emails.length === 0 ? {} : { emails }),
    ...(newerThan === undefined ? {} : { newerThan }),
    ...(olderThan === undefined ? {} : { olderThan }),
  };
}

function texts(patterns: readonly TextPattern[]): readonly TextCondition[] {
  return patterns.map(({ condition }) => condition);
}

function numbersOf(values: readonly PlainValue[]): readonly number[] {
  return values.map(wholeNumber).filter((value) => value !== undefined);
}
