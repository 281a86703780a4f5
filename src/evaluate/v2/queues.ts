import type { Fault } from '../../model/input-error.js';
import type { SharedQueue } from '../../model/item-answer.js';
import type { Placed } from '../../model/layout.js';
import { nodesOf, type JobTree } from './tree.js';
import { isPattern } from './jobs.js';

/** The shared queues of one dependent pipeline. */
export interface QueuePartition {
  readonly queues: readonly SharedQueue[];
  /** Project → name of its queue. */
  readonly queueOf: ReadonlyMap<string, string>;
}

const MOST_NAMED = 3;

/**
 * Projects that have a job in common anywhere in their trees share a queue, over any number of steps. To Wikimedia's fork
 * `noop` is none of these jobs. Queues stand in the order of their first project's name.
 *
 * A queue is called as the `queue-name` of its jobs says; else v2 strings the names of all projects together, of which
 * the first three are kept here.
 * Source: Zuul 2.6, `scheduler.py`, `DependentPipelineManager.buildChangeQueues`; `model.py`, `ChangeQueue.addProject`.
 *
 * @param faults Takes the queues that v2 refuses, since their jobs name them differently.
 */
export function shareQueues(
  pipeline: string,
  trees: ReadonlyMap<string, JobTree>,
  noopCounts: boolean,
  faults: Fault[],
): QueuePartition {
  const projects = [...trees.keys()].sort();
  const groupOf = new Map(projects.map((project) => [project, [project]]));
  const firstWith = new Map<string, string>();
  for (const project of projects) {
    for (const { job } of nodesOf(trees.get(project) ?? [])) {
      if ((job.name === 'noop' && !noopCounts) || isPattern(job.name)) continue;
      const other = firstWith.get(job.name);
      if (other === undefined) firstWith.set(job.name, project);
      else join(groupOf, project, other);
    }
  }

  const queueOf = new Map<string, string>();
  const queues = [...new Set(groupOf.values())].map((group) => {
    group.sort();
    const name = assignedName(pipeline, group, trees, faults) ?? generatedName(group);
    for (const project of group) queueOf.set(project, name);
    return { name, projects: group };
  });
  queues.sort((a, b) => ((a.projects[0] ?? '') < (b.projects[0] ?? '') ? -1 : 1));
  return { queues, queueOf };
}

/** The smaller group goes into the larger one, so that joining all takes little more than one step for each. */
function join(groupOf: Map<string, string[]>, one: string, other: string): void {
  const [a, b] = [groupOf.get(one) ?? [], groupOf.get(other) ?? []];
  if (a === b) return;
  const [small, large] = a.length < b.length ? [a, b] : [b, a];
  for (const project of small) {
    large.push(project);
    groupOf.set(project, large);
  }
}

function generatedName(projects: readonly string[]): string {
  const named = projects.slice(0, MOST_NAMED).join(', ');
  const more = projects.length - MOST_NAMED;
  return more > 0 ? `${named}, … (${String(more)} more)` : named;
}

function assignedName(
  pipeline: string,
  projects: readonly string[],
  trees: ReadonlyMap<string, JobTree>,
  faults: Fault[],
): string | undefined {
  const names = new Map<string, Placed<string>>();
  for (const project of projects) {
    for (const { job } of nodesOf(trees.get(project) ?? [])) {
      if (job.queueName !== undefined) names.set(job.queueName.value, job.queueName);
    }
  }
  const [first, second] = [...names.values()];
  if (first !== undefined && second !== undefined) {
    faults.push({
      at: second.at,
      message: `the shared queue of ${generatedName(projects)} in pipeline "${pipeline}" has two names, "${first.value}" (line ${String(first.at.line)}) and "${second.value}"; Zuul v2 takes one "queue-name" for each queue`,
    });
  }
  return first?.value;
}
