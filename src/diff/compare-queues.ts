import type { QueueChange } from '../model/comparison.js';
import type { PipelineQueues, SharedQueue } from '../model/item-answer.js';
import type { NameMap } from '../verify/names.js';

/**
 * Shared queues whose projects changed. A queue is the one of the same name; where names changed (those of v2 are made up from the
 * projects), the one that shares most projects.
 */
export function compareQueueChanges(
  before: readonly PipelineQueues[],
  after: readonly PipelineQueues[],
  names: NameMap,
): QueueChange[] {
  const changes: QueueChange[] = [];
  const pipelines = new Set([
    ...before.map(({ pipeline }) => names.v3.pipeline(pipeline)),
    ...after.map((one) => one.pipeline),
  ]);
  for (const pipeline of pipelines) {
    const now = [...(after.find((one) => one.pipeline === pipeline)?.queues ?? [])];
    const then = before.find((one) => names.v3.pipeline(one.pipeline) === pipeline)?.queues ?? [];
    for (const queue of then) {
      const projects = queue.projects.map(names.v3.project).sort();
      const at = now.indexOf(partner({ name: queue.name, projects }, now)!);
      const [other] = at < 0 ? [] : now.splice(at, 1);
      changes.push(...changeOf(pipeline, { name: queue.name, projects }, other));
    }
    for (const queue of now) {
      if (queue.projects.length < 2) continue;
      changes.push({ pipeline, queue: queue.name, direction: 'added', joined: [...queue.projects].sort(), left: [] });
    }
  }
  return changes;
}

function partner(queue: SharedQueue, candidates: readonly SharedQueue[]): SharedQueue | undefined {
  const shared = (other: SharedQueue): number => other.projects.filter((one) => queue.projects.includes(one)).length;
  const best = candidates.reduce<SharedQueue | undefined>(
    (found, one) => (shared(one) > (found === undefined ? 0 : shared(found)) ? one : found),
    undefined,
  );
  return best ?? candidates.find(({ name }) => name === queue.name);
}

function changeOf(pipeline: string, before: SharedQueue, after: SharedQueue | undefined): QueueChange[] {
  const now = after?.projects ?? [];
  const joined = now.filter((one) => !before.projects.includes(one)).sort();
  const left = before.projects.filter((one) => !now.includes(one)).sort();
  if (joined.length === 0 && left.length === 0) return [];
  // A project alone is no shared queue.
  if (before.projects.length < 2 && now.length < 2) return [];
  const direction = now.length === 0 ? 'removed' : 'changed';
  return [{ pipeline, queue: after?.name ?? before.name, direction, joined, left }];
}
