import type { ChangeEvent } from '../../model/change-event.js';
import type { EventConditions } from '../../model/event-conditions.js';
import { createClassFinder } from './condition-classes.js';
import { type Draft, toEvent } from './event-draft.js';
import { type PipelineTexts, pipelineTexts } from './event-pipeline.js';
import { baseDrafts } from './event-base.js';
import { variations } from './event-variations.js';

/** An event derived for a pipeline; it may reach others too. */
export interface EventScenario {
  readonly event: ChangeEvent;
  readonly pipeline: string;
  /** What is special about it: `as a trigger wants it`, `comment`, `vote`, … */
  readonly about: string;
}

export interface EventScenarios {
  readonly events: readonly EventScenario[];
  /** Pipelines that events were derived for. */
  readonly pipelines: number;
  readonly gaps: readonly { readonly pipeline: string; readonly reason: string }[];
}

/**
 * Events that filters of triggers and requirements tell apart. For each trigger of either system one event that it wants,
 * and from it one that differs in one part alone, for every class of that part which any trigger of the pipeline tells
 * apart: types of events, branches, refs, comments, accounts, votes that the event carries and that stand on the change, by
 * value, age and voter, and the state of the change. A trigger wants all its parts, so two triggers that differ in a part
 * differ on such an event; what only shows when several parts are changed at once is not looked for.
 *
 * @param conditions Of each system; pipelines of one name belong together.
 * @param project The project that the events are about: filters do not look at it.
 */
export function eventScenarios(conditions: readonly EventConditions[], project: string): EventScenarios {
  const finder = createClassFinder();
  const byPipeline = new Map<string, EventConditions[]>();
  for (const one of conditions) {
    const same = byPipeline.get(one.pipeline);
    if (same) same.push(one);
    else byPipeline.set(one.pipeline, [one]);
  }
  const events = new Map<string, EventScenario>();
  const gaps: { pipeline: string; reason: string }[] = [];
  for (const [pipeline, same] of byPipeline) {
    const texts = pipelineTexts(same, finder);
    gaps.push(...texts.gaps.map((reason) => ({ pipeline, reason })));
    for (const [about, draft] of drafts(same, texts)) {
      const event = toEvent(draft, project);
      const key = JSON.stringify(event);
      if (!events.has(key)) events.set(key, { event, pipeline, about });
    }
  }
  return { events: [...events.values()], pipelines: byPipeline.size, gaps };
}

function* drafts(
  conditions: readonly EventConditions[],
  texts: PipelineTexts,
): Generator<readonly [about: string, draft: Draft]> {
  for (const { filters, state } of conditions) {
    for (const filter of filters) {
      for (const base of baseDrafts(filter, state, texts)) {
        yield ['as a trigger wants it', base];
        yield* variations(base, texts);
      }
    }
  }
}
