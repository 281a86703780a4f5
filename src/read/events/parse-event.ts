import type { Account, ChangeEvent, ChangeState, StandingVote, Vote } from '../../model/change-event.js';
import { InputError } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';
import { type JsonObject, numberOf, objectOf, objectsOf, textOf, textsOf } from './json-fields.js';

/** Type of event → the field that names who did it. Source: Zuul 14.2, `GerritTriggerEvent.fromGerritEventDict`. */
const ACTORS: ReadonlyMap<string, string> = new Map([
  ['patchset-created', 'uploader'],
  ['draft-published', 'uploader'],
  ['change-abandoned', 'abandoner'],
  ['change-restored', 'restorer'],
  ['change-merged', 'submitter'],
  ['merge-failed', 'submitter'],
  ['comment-added', 'author'],
  ['ref-updated', 'submitter'],
  ['reviewer-added', 'reviewer'],
  ['topic-changed', 'changer'],
  ['hashtags-changed', 'editor'],
  ['vote-deleted', 'deleter'],
]);

/** One line of a stream. */
export interface ParsedEvent {
  readonly event: ChangeEvent;
  /** Seconds since 1970 at which Gerrit made the event. */
  readonly at: number | undefined;
  /** Whether the line lists the votes that stand on the patch set, or only those that it brings. */
  readonly listsVotes: boolean;
}

/**
 * Reads one line of `gerrit stream-events`. Gerrit documentation: cmd-stream-events, "Data". What an event does not tell of
 * its change is taken for the usual: open, not in progress, the newest patch set.
 *
 * @throws InputError for what is no event: no JSON, no object, no type. Never repeats the line: addresses stand in it.
 */
export function parseEvent(line: string, at: Place): ParsedEvent {
  const data = parseObject(line, at);
  const type = textOf(data['type']);
  if (type === undefined) throw new InputError({ at, message: 'this event has no type; expected {"type": …, …}' });
  const [change, refUpdate] = [objectOf(data['change']), objectOf(data['refUpdate'])];
  const now = numberOf(data['eventCreatedOn']);
  const account = accountOf(data[ACTORS.get(type) ?? '']);
  const approvals = objectsOf(data['approvals']).flatMap(voteOf);
  const comment = textOf(data['comment']);
  const patchSetComments = objectsOf(objectOf(data['patchSetComments'])?.['/PATCHSET_LEVEL']).flatMap(
    ({ message }) => textOf(message) ?? [],
  );
  const branch = textOf(change?.['branch']);
  const checker = textOf(data['uuid']);
  const event: ChangeEvent = {
    type,
    project: projectOf(data, change, refUpdate),
    ...(branch === undefined ? {} : { branch }),
    ...(refUpdate === undefined ? {} : { ref: refOf(refUpdate) }),
    ...(account === undefined ? {} : { account }),
    ...(comment === undefined || change === undefined ? {} : { comment }),
    ...(patchSetComments.length === 0 || change === undefined ? {} : { patchSetComments }),
    approvals: change === undefined ? [] : approvals,
    ...(type === 'hashtags-changed'
      ? { hashtags: { added: textsOf(data['added']), removed: textsOf(data['removed']) } }
      : {}),
    ...(checker === undefined ? {} : { checker }),
    ...(change === undefined ? {} : { change: stateOf(data, change, approvals, account, now) }),
  };
  return { event, at: now, listsVotes: Array.isArray(objectOf(data['patchSet'])?.['approvals']) };
}

function parseObject(line: string, at: Place): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new InputError({ at, message: 'this line is no JSON; expected one event of Gerrit a line' });
  }
  const data = objectOf(value);
  if (data === undefined) {
    throw new InputError({ at, message: 'this line is no JSON object; expected one event of Gerrit a line' });
  }
  return data;
}

function projectOf(data: JsonObject, change: JsonObject | undefined, refUpdate: JsonObject | undefined): string {
  const names = [refUpdate?.['project'], change?.['project'], data['project'], data['projectName']];
  return names.map(textOf).find((name) => name !== undefined) ?? '';
}

function refOf(refUpdate: JsonObject): { name: string; oldRev: string; newRev: string } {
  const text = (key: string): string => textOf(refUpdate[key]) ?? '';
  return { name: text('refName'), oldRev: text('oldRev'), newRev: text('newRev') };
}

function accountOf(value: unknown): Account | undefined {
  const account = objectOf(value);
  if (account === undefined) return undefined;
  const [username, email, name] = ['username', 'email', 'name'].map((key) => textOf(account[key]));
  return {
    ...(username === undefined ? {} : { username }),
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Zuul compares the description of a label, which newer Gerrits fill with its name. */
function voteOf(vote: JsonObject): Vote[] {
  const label = textOf(vote['description']) ?? textOf(vote['type']);
  const value = numberOf(vote['value']);
  const oldValue = numberOf(vote['oldValue']);
  if (label === undefined || value === undefined) return [];
  return [oldValue === undefined ? { label, value } : { label, value, oldValue }];
}

function stateOf(
  data: JsonObject,
  change: JsonObject,
  approvals: readonly Vote[],
  account: Account | undefined,
  now: number | undefined,
): ChangeState {
  const patchSet = objectOf(data['patchSet']) ?? {};
  const status = textOf(change['status']) ?? 'NEW';
  const listed = patchSet['approvals'];
  const votes = Array.isArray(listed)
    ? objectsOf(listed).flatMap((vote) => standingVotes(vote, now))
    : approvals.map(({ label, value }) => ({ label, value, by: account ?? {}, age: 0 }));
  const ref = textOf(patchSet['ref']);
  const files = objectsOf(patchSet['files']).flatMap(({ file }) => textOf(file) ?? []);
  return {
    number: numberOf(change['number']) ?? 0,
    patchSet: numberOf(patchSet['number']) ?? 0,
    open: typeof change['open'] === 'boolean' ? change['open'] : status === 'NEW' || status === 'DRAFT',
    status,
    current: true,
    workInProgress: change['wip'] === true,
    // A vote that was taken back is none.
    votes: votes.filter(({ value }) => value !== 0),
    hashtags: textsOf(change['hashtags']),
    ...(files.length === 0 ? {} : { files }),
    ...(ref === undefined ? {} : { ref }),
  };
}

function standingVotes(vote: JsonObject, now: number | undefined): StandingVote[] {
  const granted = numberOf(vote['grantedOn']);
  return voteOf(vote).map(({ label, value }) => ({
    label,
    value,
    by: accountOf(vote['by']) ?? {},
    ...(granted === undefined || now === undefined ? {} : { age: Math.max(0, now - granted) }),
  }));
}
