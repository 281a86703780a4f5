import type { Placed, V2Map, V2Pipeline, V2Value } from '../../model/layout.js';
import type { Place } from '../../model/place.js';
import type { ItemKind, Scenario } from '../../model/scenario.js';
import { dictOrder, loadedOrder } from '../../read/layout/python-dict.js';
import { readApprovals, type Approvals } from './approvals.js';
import { patternsOf, type Patterns } from './patterns.js';
import { get, mapsOf, scalarOf, textsOf } from './values.js';

/** One entry below `trigger` of a pipeline. All that is given has to hold. */
export interface EventFilter {
  readonly source: 'gerrit' | 'timer' | 'zuul';
  readonly types: readonly string[];
  /** Of parents, for `parent-change-enqueued`. */
  readonly pipelines?: Patterns;
  readonly branches?: Patterns;
  readonly refs?: Patterns;
  readonly comments?: Patterns;
  readonly emails?: Patterns;
  readonly usernames?: Patterns;
  /** Votes that the event itself has to bring, all of them: category → value. */
  readonly votes: ReadonlyMap<string, V2Value>;
  readonly approvals: Approvals;
  readonly times: readonly Placed<string>[];
  readonly ignoreDeletes: boolean;
  readonly at: Place;
}

/** The event that updates of refs come with; all others of Gerrit are about changes. */
export const REF_UPDATED = 'ref-updated';

/**
 * The event filters of each pipeline, in the order in which v2 tries them. That is the order of a Python `dict` that
 * holds all connections named so far. Which connection a Gerrit filter stands under makes no other difference.
 * Source: Zuul 2.6, `scheduler.py`, `_parseConfig`; `trigger/gerrit.py`, `trigger/zuultrigger.py`, `trigger/timer.py`.
 */
export function readFilters(pipelines: readonly V2Pipeline[]): ReadonlyMap<V2Pipeline, readonly EventFilter[]> {
  const known = new Set<string>();
  return new Map(
    pipelines.map((pipeline) => {
      const trigger = pipeline.keys.get('trigger');
      for (const name of loadedOrder(trigger?.kind === 'map' ? [...trigger.entries.keys()] : [])) known.add(name);
      const filters = dictOrder(known).flatMap((name) => {
        const make = name === 'zuul' ? zuulFilter : name === 'timer' ? timerFilter : gerritFilter;
        return mapsOf(get(trigger, name)).map(make);
      });
      return [pipeline, filters];
    }),
  );
}

function gerritFilter(map: V2Map): EventFilter {
  const votes = new Map<string, V2Value>();
  for (const part of mapsOf(get(map, 'approval'))) for (const [key, value] of part.entries) votes.set(key, value);
  return {
    ...NOTHING,
    source: 'gerrit',
    types: textsOf(get(map, 'event')).map(({ value }) => value),
    ...given('branches', textsOf(get(map, 'branch')), 'match'),
    ...given('refs', textsOf(get(map, 'ref')), 'match'),
    ...given('comments', oldSpelling(map, 'comment'), 'search'),
    ...given('emails', oldSpelling(map, 'email'), 'search'),
    ...given('usernames', oldSpelling(map, 'username'), 'search'),
    votes,
    approvals: readApprovals(get(map, 'require-approval'), get(map, 'reject-approval')),
    ignoreDeletes: (scalarOf(get(map, 'ignore-deletes')) ?? true) ? true : false,
    at: map.at,
  };
}

function zuulFilter(map: V2Map): EventFilter {
  return {
    ...NOTHING,
    source: 'zuul',
    types: textsOf(get(map, 'event')).map(({ value }) => value),
    ...given('pipelines', textsOf(get(map, 'pipeline')), 'match'),
    approvals: readApprovals(get(map, 'require-approval'), get(map, 'reject-approval')),
    at: map.at,
  };
}

function timerFilter(map: V2Map): EventFilter {
  return { ...NOTHING, source: 'timer', types: ['timer'], times: textsOf(get(map, 'time')), at: map.at };
}

const NOTHING = {
  votes: new Map<string, V2Value>(),
  approvals: { required: [], rejected: [] },
  times: [],
  ignoreDeletes: true,
} as const;

/** `comment_filter` counts only where `comment` says nothing. */
function oldSpelling(map: V2Map, key: string): readonly Placed<string>[] {
  const texts = textsOf(get(map, key));
  return texts.length > 0 ? texts : textsOf(get(map, `${key}_filter`));
}

function given<K extends string>(
  key: K,
  list: readonly Placed<string>[],
  use: 'match' | 'search',
): { [key in K]?: Patterns } {
  return list.length === 0 ? {} : ({ [key]: patternsOf(list, use) } as { [key in K]: Patterns });
}

/** Whether a filter is about items of a kind. */
export function isAbout({ source, types }: EventFilter, kind: ItemKind): boolean {
  if (kind === 'timer') return source === 'timer';
  return source !== 'timer' && types.some((type) => (type === REF_UPDATED) === (kind === 'ref'));
}

/** A filter that is asked: `fails` where v2 runs into an exception and forgets the event. */
export type Verdict = 'in' | 'out' | 'fails';

/**
 * Whether one filter lets an item in, by kind, branch, ref and deletion alone.
 * Source: Zuul 2.6, `model.py`, `EventFilter.matches`.
 */
export function filterVerdict(filter: EventFilter, item: Scenario): Verdict {
  if (!isAbout(filter, item.kind)) return 'out';
  switch (item.kind) {
    case 'change':
      return filter.refs === undefined && filter.branches?.fits(item.branch) !== false ? 'in' : 'out';
    case 'ref':
      // An update of a ref has no branch to lay the expression against.
      if (filter.branches !== undefined) return 'fails';
      if (filter.refs?.fits(item.ref) === false) return 'out';
      return filter.ignoreDeletes && item.op === 'delete' ? 'out' : 'in';
    case 'timer':
      return filter.times.some(({ value }) => everFires(value)) ? 'in' : 'out';
  }
}

/** v2 takes five or six fields; a timer with any other number never fires. Source: `trigger/timer.py`, `postConfig`. */
export function everFires(time: string): boolean {
  const fields = time.trim().split(/\s+/);
  return fields.length === 5 || fields.length === 6;
}

/** Whether the triggers of a pipeline let an item in. A filter that fails keeps the rest from being asked. */
export function isTriggered(filters: readonly EventFilter[], item: Scenario): boolean {
  const decisive = filters.map((filter) => filterVerdict(filter, item)).find((verdict) => verdict !== 'out');
  return decisive === 'in';
}
