import type { StandingVote } from '../../model/change-event.js';
import type { VoteCondition } from '../../model/event-conditions.js';
import { voteFor } from './event-base.js';
import { CHANGE_TYPES, type Draft, REF_UPDATED } from './event-draft.js';
import type { PipelineTexts } from './event-pipeline.js';

type Variation = readonly [about: string, draft: Draft];

/** Events that differ from one in a single part. */
export function* variations(base: Draft, texts: PipelineTexts): Generator<Variation> {
  for (const type of [...CHANGE_TYPES, REF_UPDATED]) yield ['type of event', { ...base, type }];
  if (base.type === REF_UPDATED) {
    for (const ref of texts.refs.texts)
      for (const op of ['update', 'create', 'delete'] as const) yield ['ref', { ...base, ref, op }];
    yield* accounts(base, texts);
    return;
  }
  for (const branch of texts.branches.texts) yield ['branch', { ...base, branch }];
  for (const comment of texts.comments.texts) yield ['comment', { ...base, comment }];
  yield* accounts(base, texts);
  yield* carriedVotes(base, texts);
  yield* standingVotes(base, texts);
  yield* states(base, texts);
}

function* accounts(base: Draft, texts: PipelineTexts): Generator<Variation> {
  yield ['nobody named', { ...base, account: undefined }];
  for (const username of texts.usernames.texts) yield ['account', { ...base, account: { ...base.account, username } }];
  for (const email of texts.emails.texts) yield ['account', { ...base, account: { ...base.account, email } }];
  const { username, email } = base.account ?? {};
  if (username !== undefined) yield ['account without an address', { ...base, account: { username } }];
  if (email !== undefined) yield ['account without a user name', { ...base, account: { email } }];
}

function* carriedVotes(base: Draft, { votes }: PipelineTexts): Generator<Variation> {
  if (votes.size > 0) yield ['no vote', { ...base, votes: [] }];
  for (const [label, values] of votes) {
    const others = base.votes.filter((vote) => vote.label !== label);
    yield ['vote', { ...base, votes: others }];
    for (const value of around(values)) yield ['vote', { ...base, votes: [...others, { label, value }] }];
  }
}

/** The values, those next to them, their opposites, and none at all. */
function around(values: readonly number[]): readonly number[] {
  const all = values.flatMap((value) => [value, value - 1, value + 1, -value || 0]);
  return [...new Set([...all, 0])].sort((a, b) => a - b);
}

function* standingVotes(base: Draft, texts: PipelineTexts): Generator<Variation> {
  const { standing } = texts;
  if (standing.length > 0) {
    yield ['no standing vote', { ...base, standing: [] }];
    const other: StandingVote = { label: 'Other', value: 1, by: { username: 'nobody' }, age: 60 };
    yield ['another standing vote', { ...base, standing: [...base.standing, other] }];
    yield ['another standing vote', { ...base, standing: [other] }];
  }
  for (const condition of standing) {
    for (const vote of votesAbout(condition, texts)) {
      const others = base.standing.filter(({ label }) => label !== vote.label);
      yield ['standing vote', { ...base, standing: [...others, vote] }];
      yield ['standing vote besides', { ...base, standing: [...base.standing, vote] }];
    }
  }
}

/** Votes that meet a condition, and those that fail it in one part. */
function* votesAbout(condition: VoteCondition, texts: PipelineTexts): Generator<StandingVote> {
  const { voters, labelOf } = texts;
  const base = voteFor(condition, texts);
  yield base;
  for (const { label, values } of condition.labels)
    for (const value of around(values)) yield { ...base, label: labelOf(label), value };
  if (condition.usernames)
    for (const username of voters.usernames.texts) yield { ...base, by: { ...base.by, username } };
  if (condition.emails) for (const email of voters.emails.texts) yield { ...base, by: { ...base.by, email } };
  // Nobody knows within a minute how old a vote is when Zuul looks at it.
  for (const age of [condition.olderThan, condition.newerThan])
    if (age !== undefined) for (const by of [-60, 60]) yield { ...base, age: Math.max(0, age + by) };
}

function* states(base: Draft, { statuses, hashtags }: PipelineTexts): Generator<Variation> {
  yield ['open or closed', { ...base, open: !base.open }];
  yield ['closed', { ...base, open: false, status: 'MERGED' }];
  yield ['patch set', { ...base, current: !base.current }];
  yield ['work in progress', { ...base, workInProgress: !base.workInProgress }];
  for (const status of statuses) yield ['status', { ...base, status }];
  yield ['hashtags', { ...base, hashtags: [] }];
  for (const hashtag of hashtags.texts) yield ['hashtags', { ...base, hashtags: [...base.hashtags, hashtag] }];
}
