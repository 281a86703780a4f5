import type { Placed, V2JobEntry, V2SkipIf } from '../../model/layout.js';
import { compilePython } from '../../regex/evaluate-python.js';
import { patternsOf, type Patterns } from './patterns.js';

/** One job of the layout. There is one for each name: attributes never depend on project or pipeline. */
export interface V2Job {
  readonly name: string;
  readonly voting: boolean;
  readonly hold: boolean;
  readonly mutex?: string;
  readonly queueName?: Placed<string>;
  readonly attempts: number;
  readonly branch?: Patterns;
  readonly files?: Patterns;
  /** The job stays out when one of these holds. */
  readonly skipIf: readonly SkipCondition[];
  /** In order of name. */
  readonly tags: readonly string[];
  /** Names of swift destinations, in order. */
  readonly swift: readonly string[];
  /** Key of an entry → the entry that has the last word about it; of `tags` and `swift`, which add up, the last one. */
  readonly setBy: ReadonlyMap<JobKey, V2JobEntry>;
}

/** All given parts have to hold; without any it always holds. */
export interface SkipCondition {
  readonly project?: Patterns;
  readonly branch?: Patterns;
  readonly allFiles?: Patterns;
  readonly entry: V2SkipIf;
}

export type JobKey = Exclude<keyof V2JobEntry, 'name' | 'comment' | 'at'>;

/** Gives the job of a name. */
export type JobBook = (name: string) => V2Job;

/** Taken over from patterns and exact entries alike, the later replacing the earlier. */
const REPLACED = [
  'voting',
  'branch',
  'files',
  'skipIf',
  'successMessage',
  'failureMessage',
  'successPattern',
  'failurePattern',
  'parameterFunction',
  'tags',
  'swift',
] as const;

const DEFAULT_ATTEMPTS = 3;

/**
 * The jobs of a layout. A job is made when its name is first met: at its own entry of `jobs`, or else when a project
 * lists it. Pattern entries (`^…`) that stand before that place are applied in their order, then the job's own entry.
 * Source: Zuul 2.6, `model.py`, `Layout.getJob` and `Job.copy`; `scheduler.py`, `_parseConfig`.
 */
export function jobBook(entries: readonly V2JobEntry[]): JobBook {
  const jobs = new Map<string, V2Job>();
  const patterns: V2JobEntry[] = [];
  for (const entry of entries) {
    const name = entry.name.value;
    if (isPattern(name)) patterns.push(entry);
    else jobs.set(name, makeJob(name, patterns, entry));
  }
  return (name) => {
    // A pattern among the jobs of a project is, to v2, a new pattern entry that says nothing, each time it is written.
    if (isPattern(name)) return silentPattern(name);
    let job = jobs.get(name);
    if (job === undefined) jobs.set(name, (job = makeJob(name, patterns)));
    return job;
  };
}

export function isPattern(name: string): boolean {
  return name.startsWith('^');
}

function makeJob(name: string, patterns: readonly V2JobEntry[], own?: V2JobEntry): V2Job {
  const fitting = patterns.filter((entry) => compilePython(entry.name.value, 'match')(name));
  const setBy = new Map<JobKey, V2JobEntry>();
  for (const entry of own === undefined ? fitting : [...fitting, own]) {
    for (const key of REPLACED) if (entry[key] !== undefined) setBy.set(key, entry);
    // `false` is for v2 as if nothing stood there.
    if (entry.holdFollowingChanges?.value === true) setBy.set('holdFollowingChanges', entry);
    // Only the job's own entry can take a mutex away, with an empty name.
    if (entry.mutex !== undefined && (entry === own || entry.mutex.value !== '')) setBy.set('mutex', entry);
  }
  // Not copied from patterns.
  if (own?.queueName !== undefined) setBy.set('queueName', own);
  if (own?.attempts !== undefined) setBy.set('attempts', own);
  return fromEntries(name, setBy, own === undefined ? fitting : [...fitting, own]);
}

function fromEntries(name: string, setBy: ReadonlyMap<JobKey, V2JobEntry>, applied: readonly V2JobEntry[]): V2Job {
  const mutex = setBy.get('mutex')?.mutex?.value ?? '';
  const queueName = setBy.get('queueName')?.queueName;
  const branch = setBy.get('branch')?.branch;
  const files = setBy.get('files')?.files;
  return {
    name,
    voting: setBy.get('voting')?.voting?.value ?? true,
    hold: setBy.has('holdFollowingChanges'),
    ...(mutex === '' ? {} : { mutex }),
    ...(queueName === undefined ? {} : { queueName }),
    attempts: setBy.get('attempts')?.attempts?.value ?? DEFAULT_ATTEMPTS,
    ...(branch === undefined ? {} : { branch: patternsOf(branch) }),
    ...(files === undefined ? {} : { files: patternsOf(files) }),
    skipIf: skipConditions(setBy.get('skipIf')?.skipIf ?? []),
    tags: distinct(applied.flatMap((entry) => entry.tags ?? [])),
    swift: distinct(applied.flatMap((entry) => entry.swift ?? [])),
    setBy,
  };
}

const knownConditions = new WeakMap<readonly V2SkipIf[], readonly SkipCondition[]>();
const NONE: readonly SkipCondition[] = [];

function skipConditions(entries: readonly V2SkipIf[]): readonly SkipCondition[] {
  if (entries.length === 0) return NONE;
  let conditions = knownConditions.get(entries);
  if (conditions === undefined) {
    conditions = entries.map((entry) => ({
      ...(entry.project === undefined ? {} : { project: patternsOf([entry.project]) }),
      ...(entry.branch === undefined ? {} : { branch: patternsOf([entry.branch]) }),
      ...(entry.allFilesMatchAny === undefined ? {} : { allFiles: patternsOf(entry.allFilesMatchAny) }),
      entry,
    }));
    knownConditions.set(entries, conditions);
  }
  return conditions;
}

function distinct(values: readonly Placed<string>[]): string[] {
  return [...new Set(values.map(({ value }) => value))].sort();
}

function silentPattern(name: string): V2Job {
  // Nobody has said whether it votes, which counts as no.
  return { ...fromEntries(name, new Map(), []), voting: false };
}
