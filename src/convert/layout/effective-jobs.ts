import type { Placed, V2JobEntry, V2SkipIf } from '../../model/layout.js';

/** A job as v2 held it in memory. One per name for the whole layout: nothing here is per project or pipeline. */
export interface EffectiveJob {
  readonly name: string;
  readonly voting: boolean;
  readonly branch: readonly Placed<string>[];
  readonly files: readonly Placed<string>[];
  readonly skipIf: readonly V2SkipIf[];
  readonly successMessage?: Placed<string>;
  readonly failureMessage?: Placed<string>;
  readonly successPattern?: Placed<string>;
  readonly failurePattern?: Placed<string>;
  readonly parameterFunction?: Placed<string>;
  readonly queueName?: Placed<string>;
  readonly hold: boolean;
  readonly mutex?: Placed<string>;
  /** Only where the entry of exactly this job gives it. v2's default is 3. */
  readonly attempts?: Placed<number>;
  readonly tags: readonly string[];
  readonly swift: readonly Placed<string>[];
  /** Entries that were applied, in this order; patterns first. */
  readonly entries: readonly V2JobEntry[];
  /** The entry of exactly this name. */
  readonly own?: V2JobEntry;
}

/** What a job is before any entry is applied. */
interface Draft extends Omit<EffectiveJob, 'entries' | 'tags' | 'swift'> {
  readonly tags: Set<string>;
  readonly swift: Map<string, Placed<string>>;
  readonly entries: V2JobEntry[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function isPatternName(name: string): boolean {
  return name.startsWith('^');
}

/**
 * Replays how v2 built its jobs. A job comes into being when it is first mentioned: by its own entry, which sees the
 * patterns written above it, or later by a project, which sees all patterns.
 *
 * Source: Zuul 2.6, `Layout.getJob`, `Job.copy`, `Scheduler._parseConfig`.
 *
 * @param entries `jobs:` in the order of the file.
 * @param matcherOf Python's `re.match` for a pattern.
 * @returns a function that gives the job of a name; the same object for the same name.
 */
export function effectiveJobs(
  entries: readonly V2JobEntry[],
  matcherOf: (pattern: string) => (name: string) => boolean,
): (name: string) => EffectiveJob {
  const jobs = new Map<string, EffectiveJob>();
  const patterns: { readonly entry: V2JobEntry; readonly matches: (name: string) => boolean }[] = [];

  const create = (name: string, own?: V2JobEntry): EffectiveJob => {
    const draft = emptyJob(name);
    // A name that begins like a pattern is one for v2 too: nothing is applied to it, and it never votes.
    if (!isPatternName(name)) {
      for (const { entry, matches } of patterns) {
        if (matches(name)) applyPattern(draft, entry);
      }
    }
    if (own !== undefined) applyOwn(draft, own);
    return { ...draft, tags: [...draft.tags].sort(), swift: [...draft.swift.values()] };
  };

  for (const entry of entries) {
    const name = entry.name.value;
    if (isPatternName(name)) patterns.push({ entry, matches: matcherOf(name) });
    else jobs.set(name, create(name, entry));
  }

  return (name) => {
    let job = jobs.get(name);
    if (job === undefined) {
      job = create(name);
      jobs.set(name, job);
    }
    return job;
  };
}

function emptyJob(name: string): Mutable<Draft> {
  return {
    name,
    voting: !isPatternName(name),
    branch: [],
    files: [],
    skipIf: [],
    hold: false,
    tags: new Set(),
    swift: new Map(),
    entries: [],
  };
}

/** What a pattern entry gives to a job. `queue-name` and `attempts` are not copied. */
function applyPattern(job: Mutable<Draft>, entry: V2JobEntry): void {
  applyShared(job, entry);
  if (isSet(entry.mutex)) job.mutex = entry.mutex;
}

function applyOwn(job: Mutable<Draft>, entry: V2JobEntry): void {
  applyShared(job, entry);
  if (isSet(entry.queueName)) job.queueName = entry.queueName;
  if (entry.attempts !== undefined) job.attempts = entry.attempts;
  // Only here an empty text takes the mutex away again.
  if (entry.mutex !== undefined) job.mutex = isSet(entry.mutex) ? entry.mutex : undefined;
  job.own = entry;
}

function applyShared(job: Mutable<Draft>, entry: V2JobEntry): void {
  job.entries.push(entry);
  if (entry.voting !== undefined) job.voting = entry.voting.value;
  if (entry.branch !== undefined && entry.branch.length > 0) job.branch = entry.branch;
  if (entry.files !== undefined && entry.files.length > 0) job.files = entry.files;
  if (entry.skipIf !== undefined && entry.skipIf.length > 0) job.skipIf = entry.skipIf;
  if (isSet(entry.successMessage)) job.successMessage = entry.successMessage;
  if (isSet(entry.failureMessage)) job.failureMessage = entry.failureMessage;
  if (isSet(entry.successPattern)) job.successPattern = entry.successPattern;
  if (isSet(entry.failurePattern)) job.failurePattern = entry.failurePattern;
  if (isSet(entry.parameterFunction)) job.parameterFunction = entry.parameterFunction;
  // `false` is the same as saying nothing.
  if (entry.holdFollowingChanges?.value === true) job.hold = true;
  for (const tag of entry.tags ?? []) job.tags.add(tag.value);
  for (const destination of entry.swift ?? []) job.swift.set(destination.value, destination);
}

function isSet(value: Placed<string> | undefined): value is Placed<string> {
  return value !== undefined && value.value !== '';
}
