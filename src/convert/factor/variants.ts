import type { Value } from '../../model/value.js';
import type { ZuulJob } from '../../model/zuul.js';
import { claim, commonWords, wordsOfName } from './family-names.js';
import { hoist } from './hoist.js';
import { linesOfValue } from './lines.js';
import { canonical } from './step-key.js';
import { isValueMap, type ValueMap } from './value-maps.js';

/** A variant has to save this many lines, and to have this many members. */
const LINES_WORTH = 12;
const FEWEST_MEMBERS = 3;

/** `- job:`, name, parent, abstract, description, and the empty line after it. */
const LINES_OF_JOB = 6;

/** Keys that say who a job is, not what it is like. */
const IDENTITY: ReadonlySet<string> = new Set(['name', 'parent', 'comment', 'abstract', 'vars', 'branches']);

/**
 * Finds groups among the members of a family that say the same things once more: each becomes an abstract job between the
 * family and these members.
 *
 * @param full The members with everything they say.
 * @param family What the family's own job says for them.
 * @param short The members without that, in the same order.
 * @param taken Names that are given already; those of new jobs are added.
 * @returns the members, with each variant in front of its own.
 */
export function findVariants(
  full: readonly ZuulJob[],
  family: Partial<ZuulJob>,
  short: readonly ZuulJob[],
  taken: Set<string>,
): readonly ZuulJob[] {
  const items = short.map(itemsOf);
  const words = full.map(({ name }) => wordsOfName(name));
  const placed: (readonly ZuulJob[] | undefined)[] = short.map((job) => [job]);
  const open = new Set(short.keys());
  const refused = new Set<string>();
  for (;;) {
    const group = bestGroup(items, open, refused);
    if (group === undefined) break;
    const name = nameVariant(
      group.members.map((index) => words[index]!),
      String(full[0]!.parent),
      taken,
    );
    if (name === undefined) {
      refused.add(group.item);
      continue;
    }
    const jobs = variant(
      group.members.map((index) => full[index]!),
      family,
      name,
    );
    for (const index of group.members) {
      open.delete(index);
      placed[index] = undefined;
    }
    placed[group.members[0]!] = jobs;
  }
  return placed.flatMap((jobs) => jobs ?? []);
}

/** What a job says, one statement each → its lines. */
function itemsOf(job: ZuulJob): ReadonlyMap<string, number> {
  const items = new Map<string, number>();
  const add = (path: string, value: unknown): void => {
    items.set(`${path}=${canonical(value)}`, linesOfValue(value as Value));
  };
  for (const [key, value] of Object.entries(job)) if (!IDENTITY.has(key)) add(key, value);
  const addAll = (path: string, map: ValueMap): void => {
    for (const [key, value] of Object.entries(map)) {
      if (isValueMap(value)) addAll(`${path}.${key}`, value);
      else add(`${path}.${key}`, value);
    }
  };
  addAll('vars', job.vars ?? {});
  return items;
}

interface Group {
  readonly item: string;
  readonly members: readonly number[];
}

function bestGroup(
  items: readonly ReadonlyMap<string, number>[],
  open: ReadonlySet<number>,
  refused: ReadonlySet<string>,
): Group | undefined {
  const having = new Map<string, number[]>();
  for (const index of open) {
    for (const item of items[index]!.keys()) {
      const members = having.get(item);
      if (members === undefined) having.set(item, [index]);
      else members.push(index);
    }
  }
  let best: Group | undefined;
  let most = LINES_WORTH - 1;
  for (const [item, members] of having) {
    if (members.length < FEWEST_MEMBERS || refused.has(item)) continue;
    const common = [...items[members[0]!]!].filter(
      ([other]) => having.get(other)!.length >= members.length && members.every((index) => items[index]!.has(other)),
    );
    const lines = common.reduce((total, [, count]) => total + count, 0);
    const saved = (members.length - 1) * lines - LINES_OF_JOB;
    if (saved > most) {
      most = saved;
      best = { item, members };
    }
  }
  return best;
}

/** A name with more words than the family's; nothing where the members' names have no more in common. */
function nameVariant(names: readonly (readonly string[])[], family: string, taken: Set<string>): string | undefined {
  const words = commonWords(names);
  const name = words.join('-');
  return words.length > 1 && name !== family && claim(name, taken) ? name : undefined;
}

function variant(members: readonly ZuulJob[], family: Partial<ZuulJob>, name: string): ZuulJob[] {
  const { shared, children } = hoist(members);
  const own = without(shared, family);
  const parent: ZuulJob = { ...own, name, parent: members[0]!.parent!, abstract: true };
  return [
    parent,
    ...children.map((child) => ({ ...without(child, unlessIn(family, shared)), name: child.name, parent: name })),
  ];
}

/** What of `family` the members of a variant see: all that the variant does not say itself. */
function unlessIn(family: Partial<ZuulJob>, shared: Partial<ZuulJob>): Partial<ZuulJob> {
  const rest = Object.fromEntries(Object.entries(family).filter(([key]) => key === 'vars' || !(key in shared)));
  return { ...rest, ...(family.vars === undefined ? {} : { vars: unlessInMap(family.vars, shared.vars ?? {}) }) };
}

function unlessInMap(map: ValueMap, shared: ValueMap): ValueMap {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]): [string, Value][] => {
      const other = Object.hasOwn(shared, key) ? shared[key]! : undefined;
      if (other === undefined) return [[key, value]];
      return isValueMap(value) && isValueMap(other) ? [[key, unlessInMap(value, other)]] : [];
    }),
  );
}

/** What a job says beside what it inherits. */
function without<T extends Partial<ZuulJob>>(job: T, inherited: Partial<ZuulJob>): T {
  const left = Object.entries(job).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    const other = inherited[key as keyof ZuulJob];
    if (key === 'name' || key === 'parent' || other === undefined) return [[key, value]];
    if (key === 'vars') {
      const vars = withoutMap(value as ValueMap, other as ValueMap);
      return Object.keys(vars).length === 0 ? [] : [[key, vars]];
    }
    if (key === 'tags' || key === 'semaphores' || key === 'requiredProjects') {
      const texts = new Set((other as readonly unknown[]).map(canonical));
      const more = (value as readonly unknown[]).filter((entry) => !texts.has(canonical(entry)));
      return more.length === 0 ? [] : [[key, more]];
    }
    return canonical(value) === canonical(other) ? [] : [[key, value]];
  });
  return Object.fromEntries(left) as T;
}

function withoutMap(map: ValueMap, inherited: ValueMap): ValueMap {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]): [string, Value][] => {
      const other = Object.hasOwn(inherited, key) ? inherited[key]! : undefined;
      if (other === undefined) return [[key, value]];
      if (!isValueMap(value) || !isValueMap(other)) return canonical(value) === canonical(other) ? [] : [[key, value]];
      const inner = withoutMap(value, other);
      return Object.keys(inner).length === 0 ? [] : [[key, inner]];
    }),
  );
}
