import type { Value } from '../../model/value.js';
import type { ZuulJob } from '../../model/zuul.js';
import { canonical } from './step-key.js';
import { isValueMap, type ValueMap } from './value-maps.js';

/** Values that a child's own value replaces as a whole. A child cannot take one back, so every child must have its own. */
const REPLACED = [
  'voting',
  'files',
  'irrelevantFiles',
  'holdFollowingChanges',
  'attempts',
  'successMessage',
  'failureMessage',
  'nodeset',
  'timeout',
  'postTimeout',
  'matchOnConfigUpdates',
  'dependencies',
] as const satisfies readonly (keyof ZuulJob)[];

/** What would be wrong about those that do not have it: moves only where all have the same. */
const EQUAL = ['description'] as const satisfies readonly (keyof ZuulJob)[];

/** Lists to which a child's own are added. */
const ADDED = ['tags', 'semaphores', 'requiredProjects'] as const satisfies readonly (keyof ZuulJob)[];

/** What a parent says for its children, and the children without that. */
export interface Hoisted {
  readonly shared: Partial<ZuulJob>;
  readonly children: readonly ZuulJob[];
}

/**
 * Moves what jobs have in common to their parent. Zuul reference: Job, inheritance (zuul-v3.md section 6).
 *
 * Attributes that replace inherited ones move where every child has one: the most frequent value becomes the parent's, and
 * the others keep theirs. A description moves only where all have the same. Lists that add up move as far as all have the
 * same entries; `vars` merge deeply, so of maps only keys move that every child has. `branches` are not inherited and
 * `secrets` belong to playbooks: both stay.
 *
 * @param only Attributes that may move; all by default.
 */
export function hoist(jobs: readonly ZuulJob[], only: (attribute: keyof ZuulJob) => boolean = () => true): Hoisted {
  const shared: Partial<Record<keyof ZuulJob, unknown>> = {};
  const children: Partial<Record<keyof ZuulJob, unknown>>[] = jobs.map((job) => ({ ...job }));
  for (const attribute of REPLACED) {
    if (!only(attribute)) continue;
    const value = mostFrequent(jobs.map((job) => job[attribute]));
    if (value === undefined) continue;
    shared[attribute] = value.value;
    for (const index of value.equal) delete children[index]![attribute];
  }
  for (const attribute of EQUAL) {
    const value = jobs[0]?.[attribute];
    if (!only(attribute) || value === undefined || jobs.some((job) => job[attribute] !== value)) continue;
    shared[attribute] = value;
    for (const child of children) delete child[attribute];
  }
  for (const attribute of ADDED) {
    if (!only(attribute)) continue;
    const { common, rest } = inAll(jobs.map((job): readonly unknown[] => job[attribute] ?? []));
    if (common.length === 0) continue;
    shared[attribute] = common;
    for (const [index, entries] of rest.entries()) replaceOrDrop(children[index]!, attribute, entries, entries.length);
  }
  if (only('postReview') && jobs.every((job) => job.postReview === true)) {
    shared.postReview = true;
    for (const child of children) delete child.postReview;
  }
  if (only('vars')) hoistVars(jobs, shared, children);
  return { shared: shared as Partial<ZuulJob>, children: children as unknown as readonly ZuulJob[] };
}

function replaceOrDrop(
  child: Partial<Record<keyof ZuulJob, unknown>>,
  key: keyof ZuulJob,
  value: unknown,
  size: number,
): void {
  if (size === 0) delete child[key];
  else child[key] = value;
}

function hoistVars(
  jobs: readonly ZuulJob[],
  shared: Partial<Record<keyof ZuulJob, unknown>>,
  children: readonly Partial<Record<keyof ZuulJob, unknown>>[],
): void {
  const { common, rest } = hoistMap(jobs.map((job) => job.vars ?? {}));
  if (Object.keys(common).length === 0) return;
  shared.vars = common;
  for (const [index, vars] of rest.entries()) replaceOrDrop(children[index]!, 'vars', vars, Object.keys(vars).length);
}

/** The keys that every map has, with the most frequent value; and what each map has to say beside that. */
export function hoistMap(maps: readonly ValueMap[]): { readonly common: ValueMap; readonly rest: readonly ValueMap[] } {
  const common: Record<string, Value> = {};
  const rest: Record<string, Value>[] = maps.map((map) => ({ ...map }));
  for (const key of Object.keys(maps[0] ?? {})) {
    const values = maps.map((map) => (Object.hasOwn(map, key) ? map[key]! : undefined));
    if (values.some((value) => value === undefined)) continue;
    const submaps = values.filter(isValueMap);
    if (submaps.length === values.length) {
      const inner = hoistMap(submaps);
      if (Object.keys(inner.common).length === 0) continue;
      common[key] = inner.common;
      for (const [index, map] of inner.rest.entries()) {
        if (Object.keys(map).length === 0) delete rest[index]![key];
        else rest[index]![key] = map;
      }
    } else if (submaps.length === 0) {
      const value = mostFrequent(values);
      if (value === undefined) continue;
      common[key] = value.value as Value;
      for (const index of value.equal) delete rest[index]![key];
    }
  }
  return { common, rest };
}

interface Frequent {
  readonly value: unknown;
  /** Indices of the jobs that have it. */
  readonly equal: readonly number[];
}

/** The value most have, the first of them where several are as frequent; nothing when one has none or no two are equal. */
function mostFrequent(values: readonly unknown[]): Frequent | undefined {
  const groups = new Map<string, { value: unknown; equal: number[] }>();
  for (const [index, value] of values.entries()) {
    if (value === undefined) return undefined;
    const text = canonical(value);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, { value, equal: [index] });
    else group.equal.push(index);
  }
  let best: Frequent | undefined;
  for (const group of groups.values()) {
    if (group.equal.length > (best?.equal.length ?? 1)) best = group;
  }
  return best;
}

function inAll(lists: readonly (readonly unknown[])[]): { common: unknown[]; rest: unknown[][] } {
  if (lists.some((list) => list.length === 0)) return { common: [], rest: [] };
  const texts = lists.map((list) => new Set(list.map(canonical)));
  const common = (lists[0] ?? []).filter((entry) => texts.every((known) => known.has(canonical(entry))));
  const moved = new Set(common.map(canonical));
  return { common, rest: lists.map((list) => list.filter((entry) => !moved.has(canonical(entry)))) };
}
