import type { ChangeEvent, ReachedPipeline } from '../model/change-event.js';
import type { Evaluator } from '../model/evaluator.js';
import type { Place } from '../model/place.js';
import type { Scenario } from '../model/scenario.js';
import type { EventComparison, EventGroup, Standing } from '../model/verification.js';
import { announceEvent } from './announce/announce-event.js';
import type { FindingIndex } from './announce/finding-index.js';
import type { LayoutFacts } from './announce/layout-facts.js';
import type { NameMap } from './names.js';
import type { WaiverBook } from './waivers/match-waiver.js';

/** A recorded event with its line, or a derived one with the pipeline it is for. */
export interface RecordedEvent {
  readonly event: ChangeEvent;
  readonly at: Place;
  /** Of a derived event: what is special about it. */
  readonly about?: string;
}

export interface EventContext {
  readonly v2: Evaluator;
  readonly v3: Evaluator;
  readonly names: NameMap;
  readonly facts: LayoutFacts;
  readonly findings: FindingIndex;
  readonly waivers: WaiverBook;
}

type Counts = Omit<EventComparison, 'groups'>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NO_REVISION = '0'.repeat(40);
const WORST: readonly Standing[] = ['announced', 'waived', 'unexplained'];

/**
 * Compares the pipelines that events get into. What v2 fails on, and what a requirement refuses, gets in nowhere.
 *
 * @returns The comparison, and the items that follow from recorded events which get in on both sides, as far as the events
 *   tell everything about them.
 */
export function compareEvents(
  events: readonly RecordedEvent[],
  context: EventContext,
): { readonly comparison: EventComparison; readonly items: readonly Scenario[] } {
  const counts: Mutable<Counts> = { asked: 0, equal: 0, announced: 0, waived: 0, unexplained: 0 };
  const groups = new Map<string, Mutable<EventGroup>>();
  const items = new Map<string, Scenario>();
  for (const recorded of events) {
    counts.asked += 1;
    const { differing, both } = compareEvent(recorded.event, context);
    // A derived event is about any project, whose items are asked about anyhow.
    for (const pipeline of recorded.about === undefined ? both : []) {
      const item = itemOf(recorded.event, pipeline);
      if (item !== undefined) items.set(JSON.stringify(item), item);
    }
    let worst: Standing | 'equal' = 'equal';
    for (const difference of differing) {
      const { standing } = take(difference, recorded, context, groups);
      if (worst === 'equal' || WORST.indexOf(standing) > WORST.indexOf(worst)) worst = standing;
    }
    counts[worst] += 1;
  }
  const sorted = [...groups.values()].sort(
    (a, b) => WORST.indexOf(b.standing) - WORST.indexOf(a.standing) || b.events - a.events,
  );
  return { comparison: { ...counts, groups: sorted }, items: [...items.values()] };
}

interface EventDifference {
  readonly pipeline: string;
  readonly change: 'missing' | 'extra';
  readonly cause: string;
  /** The pipeline that decided: where v2 failed, all that come behind it never hear of the event. */
  readonly decidedBy: string;
}

function compareEvent(
  event: ChangeEvent,
  { v2, v3, names }: EventContext,
): { differing: EventDifference[]; both: string[] } {
  const before = new Map(v2.reached(event).map((one) => [one.pipeline, one]));
  const theirs = v3.reached({ ...event, project: names.v3.project(event.project) });
  const after = new Map(theirs.map((one) => [names.v2.pipeline(one.pipeline), one]));
  const failed = [...before.values()].find(({ error }) => error !== undefined)?.pipeline;
  const differing: EventDifference[] = [];
  const both: string[] = [];
  for (const pipeline of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(pipeline), after.get(pipeline)];
    if (getsIn(one) !== getsIn(other)) {
      const change = getsIn(one) ? 'missing' : 'extra';
      const cause = `v2 ${stateWords(one)}, v3 ${stateWords(other)}`;
      const decidedBy = one?.error === undefined ? pipeline : (failed ?? pipeline);
      differing.push({ pipeline, change, cause, decidedBy });
    } else if (getsIn(one)) both.push(pipeline);
  }
  return { differing, both };
}

function getsIn(reached: ReachedPipeline | undefined): boolean {
  return reached !== undefined && reached.refused === undefined && reached.error === undefined;
}

function stateWords(reached: ReachedPipeline | undefined): string {
  if (reached === undefined) return 'does not let it in';
  if (reached.error !== undefined) return `fails (${reached.error})`;
  return reached.refused === undefined ? 'lets it in' : `refuses it (${reached.refused})`;
}

function take(
  { pipeline, change, cause, decidedBy }: EventDifference,
  { event, at, about }: RecordedEvent,
  { facts, findings, waivers }: EventContext,
  groups: Map<string, Mutable<EventGroup>>,
): EventGroup {
  const finding = announceEvent(event, decidedBy, change, facts, findings);
  const waiver =
    finding === undefined ? waivers.find({ aspect: 'events', projects: [event.project], pipeline, cause }) : undefined;
  const standing = finding !== undefined ? 'announced' : waiver === undefined ? 'unexplained' : 'waived';
  const key = [standing, pipeline, cause, finding?.code ?? ''].join('\n');
  let group = groups.get(key);
  if (group === undefined) {
    group = {
      ...{ standing, pipeline, cause, events: 0, example: at },
      ...(about === undefined ? {} : { about }),
      ...(finding === undefined
        ? {}
        : { announcedBy: { code: finding.code, message: finding.message, at: finding.at } }),
      ...(waiver === undefined ? {} : { waiver }),
    };
    groups.set(key, group);
  }
  group.events += 1;
  return group;
}

/** The item that an event makes; nothing where the stream does not list the files of the change. */
function itemOf({ project, branch, ref, change }: ChangeEvent, pipeline: string): Scenario | undefined {
  if (ref !== undefined) {
    const op = ref.oldRev === NO_REVISION ? 'create' : ref.newRev === NO_REVISION ? 'delete' : 'update';
    return { kind: 'ref', project, pipeline, ref: ref.name, op };
  }
  if (branch === undefined || change?.files === undefined) return undefined;
  return { kind: 'change', project, pipeline, branch, files: change.files };
}
