import type { Evaluator } from '../model/evaluator.js';
import type { V2Layout } from '../model/layout.js';
import type { ClassCounts } from '../model/verification.js';
import type { RecordedEvent } from './events.js';
import type { NameMap } from './names.js';
import { eventScenarios } from './scenarios/event-scenarios.js';

/**
 * Events that the triggers and requirements of either side tell apart, about a project that both sides know.
 *
 * @returns The events, each with the pipeline of the layout that it was derived for; and where some may be missing.
 */
export function derivedEvents(
  v2: Evaluator,
  v3: Evaluator,
  names: NameMap,
  layout: V2Layout,
): { readonly events: readonly RecordedEvent[]; readonly gaps: ClassCounts['gaps'] } {
  const known = new Set(v3.places.map(({ project }) => names.v2.project(project)));
  const place = v2.places.find(({ project }) => known.has(project));
  if (place === undefined) return { events: [], gaps: [] };
  const { project } = place;
  const conditions = [
    ...(v2.eventConditions?.() ?? []),
    ...(v3.eventConditions?.() ?? []).map((one) => ({ ...one, pipeline: names.v2.pipeline(one.pipeline) })),
  ];
  const places = new Map(layout.pipelines.map(({ name, at }) => [name.value, at]));
  const { events, gaps } = eventScenarios(conditions, project);
  return {
    events: events.map(({ event, pipeline, about }) => ({
      event,
      at: places.get(pipeline) ?? { file: layout.file, line: 0 },
      about,
    })),
    gaps: gaps.map(({ pipeline, reason }) => ({ reason, example: { project, pipeline }, places: 1 })),
  };
}
