import type { ChangeEvent, ReachedPipeline } from '../../../model/change-event.js';
import type { PipelineFilters } from './filters.js';
import { whyNot } from './gerrit-trigger.js';
import { EventFailure, refusal } from './requirements.js';

/** Events that Zuul's Gerrit driver throws away unread. */
const IGNORED: ReadonlySet<string> = new Set([
  'cache-eviction',
  'fetch-ref-replicated',
  'fetch-ref-replication-scheduled',
  'ref-replicated',
  'ref-replication-scheduled',
  'ref-replication-done',
]);

/**
 * The pipelines that an event gets into, requirements included, in the order of `pipelines`. Where Zuul fails on the event
 * no later pipeline hears of it. Of the drivers only Gerrit's has such events; a pipeline that only others trigger is
 * never reached here.
 *
 * Zuul source: `GerritConnection.addEvent`, `Scheduler._forward_trigger_event`, `PipelineManager.addChange`.
 *
 * @param connectionOf The connection of a project of the tenant; `undefined`: the tenant does not have it.
 */
export function reachedPipelines(
  pipelines: readonly PipelineFilters[],
  event: ChangeEvent,
  connectionOf: (project: string) => string | undefined,
): readonly ReachedPipeline[] {
  const connection = connectionOf(event.project);
  if (connection === undefined || isIgnored(event)) return [];
  // Zuul has nothing that it could put into a pipeline.
  if (event.change === undefined && event.ref === undefined) return [];
  const reached: ReachedPipeline[] = [];
  for (const pipeline of pipelines) {
    try {
      if (!letsIn(pipeline, event, connection)) continue;
    } catch (error) {
      if (!(error instanceof EventFailure)) throw error;
      reached.push({ pipeline: pipeline.name, error: error.message });
      return reached;
    }
    const refused = whyRefused(pipeline, event, connection);
    reached.push(refused === undefined ? { pipeline: pipeline.name } : { pipeline: pipeline.name, refused });
  }
  return reached;
}

/** Notes of reviews are commits too; more than half of a stream is about them. */
function isIgnored({ type, ref }: ChangeEvent): boolean {
  if (IGNORED.has(type)) return true;
  const name = type === 'ref-updated' ? (ref?.name ?? '') : '';
  return name.startsWith('refs/changes/') && name.endsWith('/meta');
}

function letsIn({ triggers }: PipelineFilters, event: ChangeEvent, connection: string): boolean {
  return triggers.some(
    (trigger) =>
      trigger.driver === 'gerrit' && trigger.connection === connection && whyNot(trigger, event) === undefined,
  );
}

function whyRefused(pipeline: PipelineFilters, event: ChangeEvent, connection: string): string | undefined {
  if (!pipeline.allowOtherConnections && !pipeline.connections.includes(connection)) {
    return `allow-other-connections is false, and ${connection} is another one`;
  }
  try {
    for (const filter of pipeline.requirements) {
      const refused = filter.connection === connection ? refusal(filter, event) : undefined;
      if (refused !== undefined) return refused;
    }
  } catch (error) {
    // Here the failure is this pipeline's alone: the event is in its own queue by now.
    if (error instanceof EventFailure) return error.message;
    throw error;
  }
  return pipeline.manager === 'dependent' ? whyNotMergeable(event) : undefined;
}

/** What a dependent pipeline asks of a change before it takes it. Zuul source: `GerritConnection.canMerge`. */
function whyNotMergeable({ change }: ChangeEvent): string | undefined {
  if (change === undefined) return 'a dependent pipeline fails on a ref';
  if (change.workInProgress) return 'a change in progress is not merged';
  if (!change.open && change.status !== 'MERGED') return 'the change is closed';
  const { missingLabels = [] } = change;
  return missingLabels.length === 0 ? undefined : `labels are missing: ${missingLabels.join(', ')}`;
}
