import fc, { type Arbitrary } from 'fast-check';
import {
  BRANCHES,
  FILES,
  JOBS,
  JOB_PATTERNS,
  MESSAGES,
  MUTEXES,
  PROJECT_PATTERNS,
  QUEUE_NAMES,
  TAGS,
  URL_PATTERNS,
} from './pools.js';
import { MERGED, type Plain, type PlainMap } from './text.js';

/** Present once in `oneIn` times; shrinks to absent. */
export function rarely<T>(oneIn: number, value: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: oneIn - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: value },
  );
}

/** The first one mostly; shrinks to it. */
export function mostly<T>(oneIn: number, usual: Arbitrary<T>, rare: Arbitrary<T>): Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, { weight: oneIn - 1, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

/** A mapping of these keys, without those that are absent. */
export function mapOf(keys: Readonly<Record<string, Arbitrary<Plain | undefined>>>): Arbitrary<PlainMap> {
  return fc
    .record(keys)
    .map((map) => Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as PlainMap);
}

/** One value, a list of a few, or rarely something that Python takes for false. */
export function oneOrMore(item: Arbitrary<Plain>): Arbitrary<Plain> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 6, arbitrary: item },
    { weight: 6, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom<Plain[]>([], '') },
  );
}

export const branch = fc.constantFrom(...BRANCHES.map(({ pattern }) => pattern));
export const file = fc.constantFrom(...FILES.map(({ pattern }) => pattern));

const skipIf = fc.array(
  mapOf({
    project: rarely(3, fc.constantFrom(...PROJECT_PATTERNS)),
    branch: rarely(3, branch),
    'all-files-match-any': rarely(2, oneOrMore(file)),
  }),
  { minLength: 1, maxLength: 3 },
);

const swiftTarget = mapOf({
  name: fc.constantFrom('logs', 'docs'),
  container: rarely(2, fc.constant('{change.project}')),
  expiry: rarely(4, fc.nat(9)),
  'max-file-size': rarely(4, fc.nat(9)),
  'logserver-prefix': rarely(4, fc.constant('http://logs.example.org')),
});

/** What an entry takes over from one above it. */
export const merged = rarely(8, fc.integer({ min: 1, max: 3 }));

/** One entry of `jobs:`. */
const jobEntry = mapOf({
  [MERGED]: merged,
  name: mostly(3, fc.constantFrom<string[]>(...JOBS), fc.constantFrom(...JOB_PATTERNS)),
  voting: rarely(3, fc.boolean()),
  branch: rarely(3, oneOrMore(branch)),
  files: rarely(3, oneOrMore(file)),
  'skip-if': rarely(4, skipIf),
  mutex: rarely(6, fc.constantFrom(...MUTEXES)),
  tags: rarely(8, oneOrMore(fc.constantFrom(...TAGS))),
  'hold-following-changes': rarely(6, fc.boolean()),
  'queue-name': rarely(6, fc.constantFrom(...QUEUE_NAMES)),
  attempts: rarely(10, fc.integer({ min: 0, max: 4 })),
  'success-message': rarely(12, fc.constantFrom(...MESSAGES)),
  'failure-message': rarely(12, fc.constantFrom(...MESSAGES)),
  'success-pattern': rarely(12, fc.constantFrom(...URL_PATTERNS)),
  'failure-pattern': rarely(12, fc.constantFrom(...URL_PATTERNS)),
  swift: rarely(12, oneOrMore(swiftTarget)),
});

/** `jobs:`, in any order of names and patterns. */
export const jobEntries = fc.uniqueArray(jobEntry, { maxLength: 7, selector: ({ name }) => name });
