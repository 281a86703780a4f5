import type { Evaluator, ProjectInPipeline } from '../model/evaluator.js';
import type { Finding } from '../model/finding.js';
import type { ItemConditions } from '../model/item-conditions.js';
import type { ItemAnswer } from '../model/item-answer.js';
import type { V2Layout } from '../model/layout.js';
import type { Scenario } from '../model/scenario.js';
import type { QueueComparison, Verification, Waiver } from '../model/verification.js';
import { announcer } from './announce/announce-difference.js';
import { announceQueue } from './announce/announce-queue.js';
import { isApparentWait } from './announce/apparent-wait.js';
import { indexFindings, type FindingIndex } from './announce/finding-index.js';
import { layoutFacts, type LayoutFacts } from './announce/layout-facts.js';
import { scenarioJudge } from './judge.js';
import { derivedEvents } from './derived-events.js';
import { compareEvents, type RecordedEvent } from './events.js';
import type { NameMap } from './names.js';
import type { ScenarioSource } from './scenarios/derive-scenarios.js';
import { compareQueues } from './queues.js';
import { waiverBook, type WaiverBook } from './waivers/match-waiver.js';

export interface VerifyRequest {
  readonly v2: Evaluator;
  readonly v3: Evaluator;
  readonly names: NameMap;
  /** What v2 reads; findings are about its lines. */
  readonly layout: V2Layout;
  /** Of the conversion; none for a tree that somebody else wrote. */
  readonly findings: readonly Finding[];
  readonly waivers: readonly Waiver[];
  /** Decides which waivers count, `2026-11-21`. */
  readonly today: string;
  /** v3 job → semaphores that stand for limits of Jenkins. */
  readonly fromJenkins: ReadonlyMap<string, ReadonlySet<string>>;
  /** How the old Gerrit names updated branches: `refs/heads/x` or `x`. */
  readonly refNames: 'full' | 'short';
  /** Chooses what to ask. */
  readonly scenarios: ScenarioSource;
  /** Recorded events, where there are any. */
  readonly events?: readonly RecordedEvent[];
  /** Is told of every item: as v2 gets it and as v3 does, and what v2 does with it. */
  readonly watch?: (item: Scenario, inV3: Scenario, v2: ItemAnswer) => void;
  /** Whether events are derived from the triggers and requirements of both sides as well; default: no. */
  readonly deriveEvents?: boolean;
}

/**
 * Asks both systems what they do with the same items, and says of every difference who answers for it: a finding of the
 * conversion, a waiver, or nobody.
 */
export function verify(request: VerifyRequest): Verification {
  const { v2, v3, names, layout, findings, waivers, today, scenarios } = request;
  const facts = layoutFacts(layout);
  const index = indexFindings(findings);
  const book = waiverBook(waivers, today);
  const judge = scenarioJudge({
    ...request,
    announce: announcer(facts, index),
    isApparent: (difference, differing) => isApparentWait(difference, differing, facts, names),
    waivers: book,
  });

  const there = new Set(v3.places.map((place) => placeKey(inV2(place, names))));
  const asked = new Set<string>();
  const enqueued = enqueuedByHand();
  const pipelinesOfV2 = new Set(v2.pipelines.map(({ name }) => name));
  const visit = (place: ProjectInPipeline): void => {
    asked.add(placeKey(place));
    const [one, other] = [v2.conditions(place), v3.conditions(inV3(place, names))];
    const byHand = one.kinds.length === 0 && other.kinds.length === 0;
    // A pipeline that v2 does not have, and that nothing starts, takes nothing away and adds nothing.
    if (byHand && !pipelinesOfV2.has(place.pipeline)) return;
    judge.ask(scenarios.of(place, [byHand ? enqueued(one) : one, other]), byHand);
  };
  v2.places.forEach(visit);
  const shared = v2.places.filter((place) => there.has(placeKey(place))).length;
  const further = v3.places.map((place) => inV2(place, names)).filter((place) => !asked.has(placeKey(place)));
  further.forEach(visit);

  const context = { v2, v3, names, facts, findings: index, waivers: book };
  const derived = request.deriveEvents === true ? derivedEvents(v2, v3, names, layout) : { events: [], gaps: [] };
  const events = [...(request.events ?? []), ...derived.events];
  const reached = events.length === 0 ? undefined : compareEvents(events, context);
  judge.ask(reached?.items ?? [], false);
  const queues = judgeQueues(request, facts, index, book);
  const { branches, refs, paths, fileLists, pairs, gaps } = scenarios.counts();
  return {
    scenarios: judge.counts,
    places: { asked: asked.size, onlyV2: v2.places.length - shared, onlyV3: further.length },
    classes: { branches, refs, paths, fileLists, pairs, gaps: [...gaps, ...derived.gaps] },
    groups: judge.groups(),
    queues,
    ...(reached === undefined ? {} : { events: reached.comparison }),
    idleWaivers: book.idle(),
  };
}

/** Into a pipeline without triggers people put changes by hand. */
function enqueuedByHand(): (conditions: ItemConditions) => ItemConditions {
  const known = new WeakMap<ItemConditions, ItemConditions>();
  return (conditions) => {
    let changed = known.get(conditions);
    if (changed === undefined) known.set(conditions, (changed = { ...conditions, kinds: ['change'] }));
    return changed;
  };
}

function placeKey({ project, pipeline }: ProjectInPipeline): string {
  return `${project}\n${pipeline}`;
}

function inV3({ project, pipeline }: ProjectInPipeline, { v3 }: NameMap): ProjectInPipeline {
  return { project: v3.project(project), pipeline: v3.pipeline(pipeline) };
}

function inV2({ project, pipeline }: ProjectInPipeline, { v2 }: NameMap): ProjectInPipeline {
  return { project: v2.project(project), pipeline: v2.pipeline(pipeline) };
}

function judgeQueues(
  { v2, v3, names }: VerifyRequest,
  facts: LayoutFacts,
  findings: FindingIndex,
  waivers: WaiverBook,
): QueueComparison[] {
  const skipped = new Set(findings.of('project/skipped').map(({ at }) => facts.projectAt(at.line)));
  const before = v2.queues().map(({ pipeline, queues }) => ({
    pipeline,
    queues: queues.map((queue) => ({ ...queue, projects: queue.projects.filter((project) => !skipped.has(project)) })),
  }));
  return compareQueues(before, v3.queues(), names).map((compared): QueueComparison => {
    if (compared.kind === 'exact') return { ...compared, standing: 'equal' };
    const finding = announceQueue(compared, findings);
    if (finding !== undefined) {
      const { code, message, at } = finding;
      return { ...compared, standing: 'announced', announcedBy: { code, message, at } };
    }
    const { pipeline, projects } = compared;
    const waiver = waivers.find({ aspect: 'queue', pipeline, projects, cause: compared.kind });
    return waiver === undefined
      ? { ...compared, standing: 'unexplained' }
      : { ...compared, standing: 'waived', waiver };
  });
}
