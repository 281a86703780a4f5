import type { ExplainedJob, Explanation, Reason } from '../model/explanation.js';
import type { Place } from '../model/place.js';
import type { Difference } from '../model/verification.js';

/** Why two answers differ, as their explanations tell. */
export interface Cause {
  /** Equal for differences that come from the same place or words. */
  readonly key: string;
  readonly text: string;
  readonly layout?: Place;
  readonly output?: Place;
}

/** What both systems say about one item. */
export interface BothExplained {
  readonly v2: Explanation;
  readonly v3: Explanation;
  /** v3's name of a job of v2. */
  nameInV3(job: string): string;
}

/** Finds out why two answers differ, from the reasons that keep a job out where it does not run. */
export function causeOf(difference: Difference, both: BothExplained): Cause {
  const { aspect, change, job } = difference;
  if (aspect === 'triggered') {
    const side = change === 'missing' ? both.v3 : both.v2;
    const closed = side.triggers.map(({ text }) => text).join('; ');
    const system = change === 'missing' ? 'v3' : 'v2';
    return made(closed === '' ? `${system} has no trigger for it` : `${system}: ${closed}`, {
      layout: both.v2.triggers[0]?.at,
      output: both.v3.triggers[0]?.at,
    });
  }
  if (job === undefined) return made(`v2 ${difference.v2}, v3 ${difference.v3}`, {});
  const [one, other] = [entryOf(job, both.v2), entryOf(both.nameInV3(job), both.v3)];
  if (aspect !== 'jobs') {
    // Where the job is listed has nothing to do with it.
    const text = `${aspect}: ${difference.v2} in v2, ${difference.v3} in v3`;
    return { ...made(text, { layout: one?.at, output: other?.at }), key: `${text} ${job}` };
  }
  const [without, with_] = change === 'missing' ? [other, one] : [one, other];
  const system = change === 'missing' ? 'v3' : 'v2';
  const against = without === undefined ? undefined : decisive(without);
  const text =
    without === undefined
      ? `${system} does not list the job for the project in this pipeline`
      : `${system}: ${against?.text ?? 'it does not run'}`;
  const here = against?.at ?? without?.at;
  return change === 'missing'
    ? made(text, { layout: with_?.at, output: here }, job)
    : made(text, { layout: here, output: with_?.at }, job);
}

/** Causes at one place are one; without a place the words and the job tell. */
function made(
  text: string,
  places: { readonly layout?: Place | undefined; readonly output?: Place | undefined },
  job = '',
): Cause {
  const { layout, output } = places;
  const where = [layout, output].map((at) => (at === undefined ? '' : `${at.file}:${String(at.line)}`)).join(' ');
  return {
    key: where.trim() === '' ? `${text} ${job}` : `${where} ${job}`,
    text,
    ...(layout === undefined ? {} : { layout }),
    ...(output === undefined ? {} : { output }),
  };
}

function entryOf(job: string, { jobs }: Explanation): ExplainedJob | undefined {
  const entries = jobs.filter(({ name }) => name === job);
  return entries.find(({ runs }) => runs) ?? entries[0];
}

/** The reason that keeps a job out: the first with a place, else the first, else the last that was looked at. */
function decisive({ reasons }: ExplainedJob): Reason | undefined {
  const against = reasons.filter((reason) => reason.against === true);
  return against.find(({ at }) => at !== undefined) ?? against[0] ?? reasons.at(-1);
}
