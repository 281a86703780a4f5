import type { ChangeEvent, ChangeState, StandingVote } from '../../model/change-event.js';
import type { ParsedEvent } from './parse-event.js';

interface Remembered {
  newest: number;
  /** Of the newest patch set; `given`: seconds since 1970. */
  votes: { readonly vote: StandingVote; readonly given: number | undefined }[];
}

/**
 * Makes up for what a stream does not repeat: which patch set of a change is the newest, and the votes that earlier events
 * brought to it. A new patch set starts without votes: which of them Gerrit copies its stream does not tell.
 *
 * @returns The event with what earlier events told of its change. To be called with every event, in the order of the stream.
 */
export function changeMemory(): (parsed: ParsedEvent) => ChangeEvent {
  const changes = new Map<number, Remembered>();
  return ({ event, at, listsVotes }) => {
    const { change } = event;
    if (change === undefined || change.number === 0) return event;
    const known = changes.get(change.number) ?? { newest: 0, votes: [] };
    changes.set(change.number, known);
    if (change.patchSet > known.newest) {
      known.newest = change.patchSet;
      known.votes = [];
    }
    const current = change.patchSet === 0 || change.patchSet === known.newest;
    if (!current) return { ...event, change: { ...change, current } };
    if (listsVotes) known.votes = change.votes.map((vote) => ({ vote, given: secondsBefore(at, vote.age) }));
    else takeVotes(known, event, change, at);
    return { ...event, change: { ...change, current, votes: known.votes.map((one) => aged(one, at)) } };
  };
}

/** The votes of an event replace those that the same person gave on the same label. */
function takeVotes(known: Remembered, event: ChangeEvent, change: ChangeState, at: number | undefined): void {
  if (event.type !== 'comment-added') return;
  const person = personOf(event.account ?? {});
  const labels = new Set(event.approvals.map(({ label }) => label));
  const kept = known.votes.filter(({ vote }) => personOf(vote.by) !== person || !labels.has(vote.label));
  known.votes = [...kept, ...change.votes.map((vote) => ({ vote, given: at }))];
}

function personOf({ username, email, name }: StandingVote['by']): string {
  return username ?? email ?? name ?? '';
}

function secondsBefore(at: number | undefined, age: number | undefined): number | undefined {
  return at === undefined || age === undefined ? undefined : at - age;
}

function aged({ vote, given }: Remembered['votes'][number], at: number | undefined): StandingVote {
  if (given === undefined || at === undefined) return vote;
  return { ...vote, age: Math.max(0, at - given) };
}
