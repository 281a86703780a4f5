import type { ClassFinder } from './condition-classes.js';
import type { FileJob } from './file-conditions.js';
import { type JobSignatures, type Signature, signatureOf, signaturesOf } from './list-signatures.js';

export const COMMIT_MESSAGE = '/COMMIT_MSG';
const MERGE_LIST = '/MERGE_LIST';

/** Lists of files for a place. */
export interface FileLists {
  /** With the commit message first; the first one is an everyday one. */
  readonly ordinary: readonly (readonly string[])[];
  /** Nothing, the commit message alone, a merge: every job that looks at files has to see them. */
  readonly special: readonly (readonly string[])[];
  /** What Gerrit does not say: lists without the commit message. */
  readonly bare: readonly (readonly string[])[];
  readonly jobs: readonly JobLists[];
  /** Kinds of lists that jobs tell apart, summed over the jobs; all of them are among the lists. */
  readonly kinds: number;
  readonly pathClasses: number;
  readonly gaps: readonly string[];
}

/** What the ordinary lists are to one job: lists with the same number are the same to it. */
export interface JobLists {
  readonly job: FileJob;
  readonly kindOf: readonly string[];
}

const UNRELATED = 'README.md';
const SPECIAL = [[], [COMMIT_MESSAGE], [COMMIT_MESSAGE, MERGE_LIST]];

/** Beyond so many paths only those pairs are looked at that a job asks for. */
const MOST_PATHS = 48;

/**
 * A small number of lists of files that have every signature of every job: a list often serves several jobs, so those
 * that serve most come first.
 */
export function fileListsOf(jobs: readonly FileJob[], finder: ClassFinder): FileLists {
  if (jobs.length === 0) {
    const none = { jobs: [], kinds: 0, pathClasses: 0, gaps: [] };
    return { ordinary: [[COMMIT_MESSAGE, UNRELATED]], special: SPECIAL, bare: [[UNRELATED]], ...none };
  }
  const signatures = jobs.map((job) => signaturesOf(job, finder));
  const chosen = cover(jobs, candidatesOf(signatures), signatures, finder);
  const second = secondMembers(signatures);
  return {
    ordinary: chosen.map(({ paths }) => [COMMIT_MESSAGE, ...paths]),
    special: SPECIAL,
    // One entry alone is a case of its own for `skip-if`, so a list of one is there with a second path of its class too.
    bare: chosen.flatMap(({ paths }) => {
      const twin = paths.length === 1 ? second.get(paths[0] ?? '') : undefined;
      return twin === undefined ? [paths] : [paths, [...paths, twin]];
    }),
    jobs: jobs.map((job, index) => ({ job, kindOf: chosen.map(({ kinds }) => kinds[index] ?? '') })),
    kinds: signatures.reduce((sum, { lists }) => sum + lists.length, 0),
    pathClasses: signatures.reduce((sum, { paths }) => sum + paths.length, 0),
    gaps: signatures.flatMap(({ gaps }) => gaps),
  };
}

/** Single paths, pairs, and what single jobs ask for beyond that. */
function candidatesOf(signatures: readonly JobSignatures[]): readonly (readonly string[])[] {
  const paths = [...new Set(signatures.flatMap((job) => job.paths.map(([path = '']) => path)))].sort(
    (a, b) => a.length - b.length || (a < b ? -1 : 1),
  );
  const lists = [...paths.map((path) => [path]), ...signatures.flatMap((job) => job.lists.map((list) => list.paths))];
  if (paths.length <= MOST_PATHS)
    paths.forEach((one, index) => lists.push(...paths.slice(index + 1).map((other) => [one, other])));
  return lists;
}

interface Chosen {
  readonly paths: readonly string[];
  /** What the list is to each job. */
  readonly kinds: readonly string[];
}

function cover(
  jobs: readonly FileJob[],
  lists: readonly (readonly string[])[],
  signatures: readonly JobSignatures[],
  finder: ClassFinder,
): readonly Chosen[] {
  const ofPath = new Map<string, readonly Signature[]>();
  const pathSignatures = (path: string): readonly Signature[] => {
    let known = ofPath.get(path);
    if (!known) ofPath.set(path, (known = jobs.map((job) => signatureOf(job, path, finder))));
    return known;
  };
  const candidates = lists.map((paths): Chosen => {
    const all = paths.map(pathSignatures);
    return { paths, kinds: jobs.map((_, index) => String(all.reduce((sum, list) => sum | (list[index] ?? 0n), 0n))) };
  });
  const open = new Set(
    signatures.flatMap((job, index) => job.lists.map(({ signature }) => `${String(index)} ${String(signature)}`)),
  );
  const chosen: Chosen[] = [];
  let rest = candidates.map((candidate) => ({
    candidate,
    keys: candidate.kinds.map((kind, at) => `${String(at)} ${kind}`),
  }));
  while (open.size > 0) {
    rest = rest
      .map(({ candidate, keys }) => ({ candidate, keys: keys.filter((key) => open.has(key)) }))
      .filter(({ keys }) => keys.length > 0);
    const best = rest.reduce((a, b) => (b.keys.length > a.keys.length ? b : a));
    chosen.push(best.candidate);
    for (const key of best.keys) open.delete(key);
  }
  return chosen;
}

function secondMembers(signatures: readonly JobSignatures[]): ReadonlyMap<string, string> {
  const second = new Map<string, string>();
  for (const [first, other] of signatures.flatMap(({ paths }) => paths))
    if (first !== undefined && other !== undefined && !second.has(first)) second.set(first, other);
  return second;
}
