import test from 'ava';
import type { ChangeEvent, StandingVote } from '../../../src/model/change-event.js';
import type {
  EventConditions,
  EventFilterConditions,
  StateConditions,
  VoteCondition,
} from '../../../src/model/event-conditions.js';
import type { TextCondition } from '../../../src/model/item-conditions.js';
import { conditionTest } from '../../../src/regex/automata/condition.js';
import { eventScenarios } from '../../../src/verify/scenarios/event-scenarios.js';

const match = (pattern: string): TextCondition => ({ dialect: 'python', pattern, use: 'match' });
const search = (pattern: string): TextCondition => ({ dialect: 're2', pattern, use: 'search' });

const NOTHING: StateConditions = {
  statuses: [],
  rejectedStatuses: [],
  hashtags: [],
  rejectedHashtags: [],
  required: [],
  rejected: [],
};
const FILTER: EventFilterConditions = {
  types: ['comment-added'],
  branches: [match('^(master|stable/.*)$')],
  refs: [],
  ignoreDeletes: true,
  comments: [search('(?i)^(Patch Set [0-9]+:)?\\s*recheck\\s*$')],
  usernames: [],
  emails: [search('@example\\.com$'), search('@example\\.net$')],
  votes: [{ label: 'Workflow', value: 1 }],
  state: NOTHING,
};
const VOTE: VoteCondition = { labels: [{ label: 'Verified', values: [1, 2] }], usernames: [search('^zuul$')] };
const STATE: StateConditions = { ...NOTHING, open: true, current: true, statuses: ['NEW'], required: [VOTE] };
const CONDITIONS: EventConditions = { pipeline: 'gate', filters: [FILTER], state: STATE };

const any = (list: readonly TextCondition[], text: string | undefined): boolean =>
  list.length === 0 || (text !== undefined && list.some((condition) => conditionTest(condition)(text)));

function meets(
  vote: StandingVote,
  { labels, usernames = [], emails = [], olderThan, newerThan }: VoteCondition,
): boolean {
  const age = vote.age ?? 0;
  if (!any(usernames, vote.by.username) || !any(emails, vote.by.email)) return false;
  if (age <= (olderThan ?? -1) || age > (newerThan ?? Infinity)) return false;
  return labels.every(({ label, values }) => vote.label === label && values.includes(vote.value));
}

function stateTakes(state: StateConditions, { change }: ChangeEvent): boolean {
  if (!change) return true;
  const { open, current, workInProgress, statuses, rejectedStatuses, hashtags, rejectedHashtags, required, rejected } =
    state;
  if (open !== undefined && open !== change.open) return false;
  if (current !== undefined && current !== change.current) return false;
  if (workInProgress !== undefined && workInProgress !== change.workInProgress) return false;
  if (statuses.length > 0 && !statuses.includes(change.status)) return false;
  if (rejectedStatuses.includes(change.status)) return false;
  if (!hashtags.every((one) => change.hashtags.some((tag) => any([one], tag)))) return false;
  if (rejectedHashtags.some((one) => change.hashtags.some((tag) => any([one], tag)))) return false;
  if (!required.every((condition) => change.votes.some((vote) => meets(vote, condition)))) return false;
  return !rejected.some((condition) => change.votes.some((vote) => meets(vote, condition)));
}

function reaches({ filters, state }: EventConditions, event: ChangeEvent): boolean {
  return filters.some((filter) => {
    if (!filter.types.includes(event.type)) return false;
    if (!any(filter.branches, event.branch) || !any(filter.refs, event.ref?.name)) return false;
    if (filter.ignoreDeletes && event.ref?.newRev === '0'.repeat(40)) return false;
    if (!any(filter.comments, event.comment)) return false;
    const { account } = event;
    if (account && (!any(filter.usernames, account.username) || !any(filter.emails, account.email))) return false;
    if (
      !filter.votes.every(({ label, value }) =>
        event.approvals.some((vote) => vote.label === label && vote.value === value),
      )
    )
      return false;
    return stateTakes(filter.state, event) && stateTakes(state, event);
  });
}

const withFilter = (change: Partial<EventFilterConditions>): EventConditions => ({
  ...CONDITIONS,
  filters: [{ ...FILTER, ...change }],
});
const withState = (change: Partial<StateConditions>): EventConditions => ({
  ...CONDITIONS,
  state: { ...STATE, ...change },
});

const CHANGED: Readonly<Record<string, EventConditions>> = {
  'no trigger': { ...CONDITIONS, filters: [] },
  'another type': withFilter({ types: ['comment-added', 'patchset-created'], comments: [], votes: [] }),
  'a branch that is missing': withFilter({ branches: [match('^master$')] }),
  'a branch without an end': withFilter({ branches: [match('^(master|stable/.*)')] }),
  'a comment without its end': withFilter({ comments: [search('(?i)^(Patch Set [0-9]+:)?\\s*recheck\\b')] }),
  'a comment in one case': withFilter({ comments: [search('^(Patch Set [0-9]+:)?\\s*recheck\\s*$')] }),
  'an address that is missing': withFilter({ emails: [search('@example\\.com$')] }),
  'any address': withFilter({ emails: [] }),
  'a user name': withFilter({ usernames: [search('^jenkins$')] }),
  'another value': withFilter({ votes: [{ label: 'Workflow', value: 2 }] }),
  'no vote': withFilter({ votes: [] }),
  'one more vote': withFilter({ votes: [...FILTER.votes, { label: 'Code-Review', value: 2 }] }),
  'a closed change': withState({ open: false }),
  'an old patch set': withState({ current: false }),
  'work in progress': withState({ workInProgress: false }),
  'another status': withState({ statuses: ['NEW', 'MERGED'] }),
  'a rejected status': withState({ rejectedStatuses: ['NEW'] }),
  'a hashtag': withState({ hashtags: [search('^ready$')] }),
  'a rejected hashtag': withState({ rejectedHashtags: [search('^hold')] }),
  'a standing vote of one value': withState({ required: [{ ...VOTE, labels: [{ label: 'Verified', values: [2] }] }] }),
  'a standing vote by anybody': withState({ required: [{ labels: VOTE.labels }] }),
  'a standing vote of some age': withState({ required: [{ ...VOTE, newerThan: 3600 }] }),
  'an old standing vote': withState({ required: [{ ...VOTE, olderThan: 600_000 }] }),
  'no standing vote': withState({ required: [] }),
  'a rejected vote': withState({ rejected: [{ labels: [{ label: 'Code-Review', values: [-2] }] }] }),
};

for (const [what, changed] of Object.entries(CHANGED)) {
  test(`an event tells systems apart: ${what}`, (t) => {
    const { events, gaps } = eventScenarios([CONDITIONS, changed], 'p');
    t.deepEqual(gaps, []);
    t.true(events.some(({ event }) => reaches(CONDITIONS, event) !== reaches(changed, event)));
    t.true(events.length < 400, String(events.length));
  });
}

test('refs come as branches, tags and others, moved, made and deleted', (t) => {
  const filter = { ...FILTER, types: ['ref-updated'], branches: [], comments: [], emails: [], votes: [] };
  const one = { pipeline: 'post', filters: [{ ...filter, refs: [match('^refs/tags/')] }], state: NOTHING };
  const other = { ...one, filters: [{ ...filter, refs: [match('^refs/tags/v[0-9]')], ignoreDeletes: false }] };
  const { events } = eventScenarios([one, other], 'p');
  const names = new Set(events.flatMap(({ event }) => event.ref?.name ?? []));
  for (const name of ['master', 'refs/heads/master', 'refs/tags/v1.0', 'refs/meta/config'])
    t.true(names.has(name), name);
  const telling = events.filter(({ event }) => reaches(one, event) !== reaches(other, event));
  t.true(telling.some(({ event }) => event.ref?.newRev === '0'.repeat(40)));
  t.true(
    telling.some(
      ({ event }) => event.ref?.name.startsWith('refs/tags/') === true && event.ref.newRev !== '0'.repeat(40),
    ),
  );
});

test('of long lists of addresses those are asked about that one system alone has', (t) => {
  const addresses = Array.from({ length: 300 }, (_, index) => `^user${String(index)}@example\\.org$`);
  const v2 = withFilter({ emails: addresses.map(match) });
  const v3 = withFilter({ emails: addresses.filter((_, index) => index !== 123).map(search) });
  const { events } = eventScenarios([v2, v3], 'p');
  t.true(events.some(({ event }) => reaches(v2, event) && !reaches(v3, event)));
  t.true(events.length < 200, String(events.length));
});

test('labels are spelled as Gerrit does', (t) => {
  const v2 = withFilter({ votes: [{ label: 'code-review', value: 2 }] });
  const labels = (conditions: readonly EventConditions[]): string[] => [
    ...new Set(
      eventScenarios(conditions, 'p').events.flatMap(({ event }) => event.approvals.map(({ label }) => label)),
    ),
  ];
  t.deepEqual(labels([v2]), ['Code-Review']);
  t.deepEqual(labels([v2, withFilter({ votes: [{ label: 'Code-REVIEW', value: 2 }] })]), ['Code-REVIEW']);
});

test('every pipeline has an event that reaches it', (t) => {
  const { events } = eventScenarios([CONDITIONS], 'p');
  t.true(events.some(({ event }) => reaches(CONDITIONS, event)));
  t.deepEqual(eventScenarios([CONDITIONS], 'p').events, events);
});
