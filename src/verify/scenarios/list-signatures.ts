import type { ClassFinder } from './condition-classes.js';
import type { FileJob } from './file-conditions.js';
import { PATHS } from './text-space.js';

/**
 * What a list of files says to a job: one bit for each question of the job, set where the list has a path that answers
 * it. The signature of a list is the union of those of its paths.
 *
 * Why signatures are enough, and lists that reach all of them are complete for a job: both systems start a job when a path
 * fits (`files`) and when a path does not fit (`skip-if`, `irrelevant-files`: not every path fits). Both are questions
 * for the existence of a path, so what a system decides is a function of the signature. Two lists of one signature are
 * treated alike by both systems; where the systems differ on any list they differ on the one derived for its signature.
 *
 * Why lists stay short: let one system start the job on a list and the other one not. The first one needs one path for
 * each of its questions, two for a job with `files` and one `skip-if`. The other one lacks a path that answers one of its
 * questions; it lacks it all the more when the list is cut down to those two. So singles and pairs of path classes tell
 * the systems apart; more alternatives, or filtered parents on the way to the job, ask for one more path each. The
 * closure below takes the shortest list for each signature.
 *
 * `/COMMIT_MSG` is no path here: Zuul v3 ignores it, in v2 it answers `files` only where a pattern names it, it is excused
 * from `skip-if`, which on the other hand needs two entries. With the message and one path there are two. Lists without
 * the message, and those without anything but it, are asked for on their own (see `file-lists.ts`).
 */
export type Signature = bigint;

/** A signature with a shortest list of paths that has it. */
export interface SignedList {
  readonly signature: Signature;
  readonly paths: readonly string[];
}

export interface JobSignatures {
  readonly lists: readonly SignedList[];
  /** Natural members of every class of paths. */
  readonly paths: readonly (readonly string[])[];
  readonly gaps: readonly string[];
}

/** Signatures of one job that are looked for. */
const MOST_SIGNATURES = 64;

/** All signatures that lists of files can have for a job. */
export function signaturesOf(job: FileJob, finder: ClassFinder): JobSignatures {
  const found = finder.find(
    job.questions.map(({ predicate }) => predicate),
    PATHS,
  );
  const singles = found.classes.map(({ texts }): SignedList => {
    const path = texts[0] ?? '';
    return { signature: signatureOf(job, path, finder), paths: [path] };
  });
  const known = new Map<Signature, SignedList>();
  for (const single of singles) if (!known.has(single.signature)) known.set(single.signature, single);
  const basis = [...known.values()];
  // The map grows while it is gone through: unions of two, then of three.
  for (const list of known.values()) {
    for (const single of basis) {
      const signature = list.signature | single.signature;
      if (!known.has(signature) && known.size < MOST_SIGNATURES)
        known.set(signature, { signature, paths: [...list.paths, ...single.paths] });
    }
  }
  const gaps = [...found.gaps];
  if (known.size >= MOST_SIGNATURES) gaps.push(`more than ${String(MOST_SIGNATURES)} kinds of lists of files`);
  return {
    lists: [...known.values()],
    paths: found.classes.map(({ texts }) => texts),
    gaps: gaps.map((gap) => `job ${job.job}: ${gap}`),
  };
}

/** What one path says to a job. */
export function signatureOf(job: FileJob, path: string, finder: ClassFinder): Signature {
  let signature = 0n;
  for (const { predicate, wanted } of job.questions)
    signature = (signature << 1n) | (finder.fits(predicate, path) === wanted ? 1n : 0n);
  return signature;
}
