import { type Node, dependenciesOf } from './graph.js';

/**
 * The order in which the jobs of an item start when every build succeeds and builds end one at a time, the one that
 * started first: those whose dependencies ended start in the order of the list, if their semaphores are free. One that
 * never gets its semaphore stands at the end. Zuul source: `QueueItem.findJobsToRun`.
 *
 * @param semaphores How many jobs may hold one; one that is not declared: a single job.
 */
export function startOrder(nodes: readonly Node[], semaphores: ReadonlyMap<string, number>): readonly Node[] {
  if (nodes.every(({ job }) => job.item.dependencies.length === 0 && job.item.semaphores.length === 0)) {
    if (nodes.every(({ job }) => job.merged.plain.type !== 'initializer')) return nodes;
  }
  const names = new Set(nodes.map(({ job }) => job.item.name));
  const waiting = new Set(nodes);
  const ended = new Set<string>();
  const held = new Map<string, number>();
  const started: Node[] = [];
  const isFree = (name: string): boolean => (held.get(name) ?? 0) < (semaphores.get(name) ?? 1);
  const hold = (node: Node, change: number): void => {
    for (const name of node.job.item.semaphores) held.set(name, (held.get(name) ?? 0) + change);
  };
  const startReady = (): void => {
    for (const node of waiting) {
      const needs = [...dependenciesOf(node, nodes).keys()].filter((name) => names.has(name));
      if (!needs.every((name) => ended.has(name)) || !node.job.item.semaphores.every(isFree)) continue;
      waiting.delete(node);
      hold(node, 1);
      started.push(node);
    }
  };
  startReady();
  for (const node of started) {
    ended.add(node.job.item.name);
    hold(node, -1);
    startReady();
  }
  return [...started, ...waiting];
}
