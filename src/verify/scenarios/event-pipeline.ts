import type {
  EventConditions,
  EventFilterConditions,
  StateConditions,
  VoteCondition,
} from '../../model/event-conditions.js';
import type { TextCondition } from '../../model/item-conditions.js';
import type { ClassFinder } from './condition-classes.js';
import { type EventTexts, eventTexts } from './event-texts.js';
import { ACCOUNTS, BRANCHES, COMMENTS, HEADS, OTHER_REFS, TAGS, type TextSpace } from './text-space.js';

/** What can be told apart in each part of an event, by all triggers and requirements of a pipeline in all systems. */
export interface PipelineTexts {
  readonly branches: EventTexts;
  readonly refs: EventTexts;
  readonly comments: EventTexts;
  readonly usernames: EventTexts;
  readonly emails: EventTexts;
  readonly hashtags: EventTexts;
  /** Accounts that give votes. */
  readonly voters: { readonly usernames: EventTexts; readonly emails: EventTexts };
  /** Label, as Gerrit spells it, → values that are named, of votes that an event carries. */
  readonly votes: ReadonlyMap<string, readonly number[]>;
  /** Conditions on standing votes. */
  readonly standing: readonly VoteCondition[];
  readonly statuses: readonly string[];
  readonly gaps: readonly string[];
  /** Gerrit's spelling of a label. */
  labelOf(label: string): string;
}

const GERRITS_STATUSES = ['NEW', 'MERGED', 'ABANDONED'];
const USERNAMES: TextSpace = { ...ACCOUNTS, usual: ['nobody'] };
const EMAILS: TextSpace = { ...ACCOUNTS, words: ['someone', 'x'], usual: ['nobody@example.org'] };
const HASHTAGS: TextSpace = { ...ACCOUNTS, usual: ['topic'] };

export function pipelineTexts(conditions: readonly EventConditions[], finder: ClassFinder): PipelineTexts {
  const filters = conditions.flatMap((one) => one.filters);
  const states = conditions.flatMap((one) => [one.state, ...one.filters.map(({ state }) => state)]);
  const standing = states.flatMap(({ required, rejected }) => [...required, ...rejected]);
  const labelOf = spelling([
    ...standing.flatMap(({ labels }) => labels.map(({ label }) => label)),
    ...filters.flatMap(({ votes }) => votes.map(({ label }) => label)),
  ]);
  const texts = (part: (filter: EventFilterConditions) => readonly TextCondition[], space: TextSpace): EventTexts =>
    eventTexts(
      conditions.map((one) => one.filters.map(part)),
      space,
      finder,
    );
  const ofStates = (
    part: (state: StateConditions) => readonly (readonly TextCondition[])[],
    space: TextSpace,
  ): EventTexts =>
    eventTexts(
      conditions.map((one) => [one.state, ...one.filters.map(({ state }) => state)].flatMap(part)),
      space,
      finder,
    );
  const voterTexts = (part: (vote: VoteCondition) => readonly TextCondition[], space: TextSpace): EventTexts =>
    ofStates(({ required, rejected }) => [...required, ...rejected].map(part), space);
  const all = {
    branches: texts(({ branches }) => branches, BRANCHES),
    refs: refTexts(
      filters.map(({ refs }) => refs),
      finder,
    ),
    comments: texts(({ comments }) => comments, COMMENTS),
    usernames: texts(({ usernames }) => usernames, USERNAMES),
    emails: texts(({ emails }) => emails, EMAILS),
    hashtags: ofStates(hashtagLists, HASHTAGS),
  };
  const voters = {
    usernames: voterTexts(({ usernames = [] }) => usernames, USERNAMES),
    emails: voterTexts(({ emails = [] }) => emails, EMAILS),
  };
  const statuses = states.flatMap((state) => [...state.statuses, ...state.rejectedStatuses]);
  return {
    ...all,
    voters,
    votes: namedVotes(filters, labelOf),
    standing: distinctVotes(standing),
    statuses: [...new Set([...GERRITS_STATUSES, ...statuses])],
    gaps: [...Object.values(all), ...Object.values(voters)].flatMap(({ gaps }) => gaps),
    labelOf,
  };
}

function hashtagLists({ hashtags, rejectedHashtags }: StateConditions): readonly (readonly TextCondition[])[] {
  return [...hashtags, ...rejectedHashtags].map((one) => [one]);
}

/** Names of refs in all their forms. */
function refTexts(lists: readonly (readonly TextCondition[])[], finder: ClassFinder): EventTexts {
  const kinds: readonly (readonly [prefix: string, space: TextSpace])[] = [
    ['', HEADS],
    ['refs/heads/', HEADS],
    ['refs/tags/', TAGS],
    ['', OTHER_REFS],
  ];
  const asked = lists.filter(({ length }) => length > 0);
  const found = kinds.map(([prefix, space]) => {
    const { classes, gaps } = finder.find(asked, space, prefix === '' ? [] : asked.map(() => prefix));
    return { texts: classes.map(({ texts: [text = ''] }) => prefix + text), gaps };
  });
  const texts = [...new Set(found.flatMap((one) => one.texts))];
  return {
    texts,
    gaps: [...new Set(found.flatMap(({ gaps }) => gaps))],
    fitting: (list) => (list.length === 0 ? 'refs/heads/master' : texts.find((text) => finder.fits(list, text))),
  };
}

/** Zuul v2 compares labels without regard to case and dashes, so it may spell them in any way. */
function spelling(labels: readonly string[]): (label: string) => string {
  const plain = (label: string): string => label.toLowerCase().replaceAll(' ', '-');
  const known = new Map<string, string>();
  for (const label of labels) if (label !== plain(label)) known.set(plain(label), label);
  return (label) =>
    known.get(plain(label)) ??
    plain(label).replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

function namedVotes(
  filters: readonly EventFilterConditions[],
  labelOf: (label: string) => string,
): ReadonlyMap<string, readonly number[]> {
  const votes = new Map<string, number[]>();
  for (const { label, value } of filters.flatMap((filter) => filter.votes)) {
    const values = votes.get(labelOf(label)) ?? [];
    if (!values.includes(value)) values.push(value);
    votes.set(labelOf(label), values);
  }
  return votes;
}

function distinctVotes(conditions: readonly VoteCondition[]): readonly VoteCondition[] {
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()];
}
