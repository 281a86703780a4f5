import type { RunAspect } from '../model/comparison.js';
import type { Scenario } from '../model/scenario.js';
import type { NameMap } from '../verify/names.js';
import type { PlaceDifference } from './place-tally.js';

/** Attributes of a job, in words. */
export type JobDetails = Readonly<Partial<Record<Extract<RunAspect, 'nodeset' | 'timeout'>, string>>>;

/** The jobs of an item by their names. The same object for items that are treated alike. */
export type DetailOf = (item: Scenario) => ReadonlyMap<string, JobDetails>;

type Told = Omit<PlaceDifference, 'example'>;
const NONE: readonly Told[] = [];

/** Compares what only Zuul v3 tells of jobs, each distinct pair once. */
export function detailMemo(
  { before, after }: { readonly before: DetailOf; readonly after: DetailOf },
  names: NameMap,
): (item: Scenario, there: Scenario) => readonly Told[] {
  const known = new Map<unknown, Map<unknown, readonly Told[]>>();
  return (item, there) => {
    const [one, other] = [before(item), after(there)];
    let others = known.get(one);
    if (others === undefined) known.set(one, (others = new Map<unknown, readonly Told[]>()));
    let told = others.get(other);
    if (told === undefined) others.set(other, (told = compare(one, other, names)));
    return told;
  };
}

function compare(
  one: ReadonlyMap<string, JobDetails>,
  other: ReadonlyMap<string, JobDetails>,
  names: NameMap,
): readonly Told[] {
  const told: Told[] = [];
  for (const [name, was] of one) {
    const job = names.v3.job(name);
    const is = other.get(job);
    if (is === undefined) continue;
    for (const aspect of ['nodeset', 'timeout'] as const) {
      const [first = 'none', second = 'none'] = [was[aspect], is[aspect]];
      if (first !== second) told.push({ aspect, direction: 'changed', job, before: first, after: second });
    }
  }
  return told.length === 0 ? NONE : told;
}
