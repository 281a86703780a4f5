import type { V2JobEntry } from '../../model/layout.js';
import type { JobAttributes } from '../../model/zuul.js';
import { definedBranches, type DefinedCondition } from './definition.js';
import { isPatternName, type EffectiveJob } from './effective-jobs.js';
import { NOOP } from './entries.js';
import type { LayoutNotes } from './notes.js';

/** What v2 takes for the number of attempts where nothing is said; Zuul too. */
const ATTEMPTS = 3;

/** What the definition of a job in Zuul gets from the layout. */
export function definitionAttributes(job: EffectiveJob, defined: DefinedCondition): JobAttributes {
  const branches = definedBranches(defined);
  // v2 counts launches, and launches once for 0.
  const attempts = job.attempts === undefined ? ATTEMPTS : Math.max(job.attempts.value, 1);
  return {
    ...(job.voting ? {} : { voting: false }),
    ...(branches === undefined ? {} : { branches }),
    ...(defined.files.length === 0 ? {} : { files: defined.files }),
    ...(defined.irrelevantFiles.length === 0 ? {} : { irrelevantFiles: defined.irrelevantFiles }),
    ...(job.hold ? { holdFollowingChanges: true } : {}),
    ...(job.tags.length === 0 ? {} : { tags: job.tags }),
    ...(job.mutex === undefined ? {} : { semaphores: [job.mutex.value] }),
    ...(attempts === ATTEMPTS ? {} : { attempts }),
    ...(job.successMessage === undefined ? {} : { successMessage: job.successMessage.value }),
    ...(job.failureMessage === undefined ? {} : { failureMessage: job.failureMessage.value }),
  };
}

/**
 * Raises what can be said about the attributes of the jobs that are used.
 *
 * @param functionsWereRun What parameter functions do is known, and told elsewhere.
 */
export function noteAttributes(jobs: readonly EffectiveJob[], notes: LayoutNotes, functionsWereRun = false): void {
  const byFunction = new Map<string, EffectiveJob[]>();
  for (const job of jobs) {
    for (const pattern of [job.successPattern, job.failurePattern]) {
      if (pattern !== undefined) notes.raise('job/report-url', pattern, { detail: pattern.value });
    }
    for (const destination of job.swift) notes.raise('job/swift', destination, { detail: destination.value });
    if (job.attempts !== undefined && job.attempts.value !== ATTEMPTS) {
      notes.raise('job/attempts', job.attempts, { job: job.name });
    }
    if (job.parameterFunction !== undefined && !functionsWereRun) {
      const { value } = job.parameterFunction;
      byFunction.set(value, [...(byFunction.get(value) ?? []), job]);
    }
    if (job.name === NOOP) noteNoop(job, notes);
  }
  for (const [name, users] of byFunction) noteFunction(name, users, notes);
}

function noteNoop(job: EffectiveJob, notes: LayoutNotes): void {
  if (job.mutex !== undefined) notes.raise('job/noop-attribute', job.mutex, { detail: 'mutex' });
  if (job.attempts !== undefined) notes.raise('job/noop-attribute', job.attempts, { detail: 'attempts' });
}

/** One finding a function, at the first of its mentions. */
function noteFunction(name: string, users: readonly EffectiveJob[], notes: LayoutNotes): void {
  const first = users[0]!.parameterFunction!;
  const count = users.length === 1 ? `job ${users[0]!.name}` : `${String(users.length)} jobs`;
  notes.raise('job/parameter-function', first, {
    detail: `${name}, for ${count}`,
    leaves: [...new Set(users.map((job) => job.parameterFunction!))],
  });
}

/**
 * Raises what can be said about entries of `jobs:` that come to nothing.
 *
 * @param named Jobs that projects name, whether they ever run or not.
 */
export function noteEntries(entries: readonly V2JobEntry[], named: Iterable<EffectiveJob>, notes: LayoutNotes): void {
  const applied = new Set<V2JobEntry>();
  for (const job of named) for (const entry of job.entries) applied.add(entry);
  for (const entry of entries) {
    const { value } = entry.name;
    if (!applied.has(entry)) {
      notes.raise(isPatternName(value) ? 'job/pattern-without-job' : 'job/unused', entry, { detail: value });
    } else if (isPatternName(value)) {
      for (const key of [entry.queueName, entry.attempts]) {
        if (key !== undefined) notes.raise('job/without-effect', key, { detail: value });
      }
    }
  }
}
