import type { FrozenJob } from './frozen-job.js';
import { ItemError } from './item-error.js';

/** A job in the graph of one item. */
export interface Node {
  readonly job: FrozenJob;
  /** Why it cannot be run: an error of the item if it would run. */
  readonly fault: string | undefined;
}

/** Name of a dependency → whether it is soft. */
type Dependencies = ReadonlyMap<string, boolean>;

/**
 * Which jobs of an item run: those that their files let run, and those that a running one needs. Zuul reference, section 6;
 * Zuul source: `Layout.createJobGraph`, `JobGraph`.
 *
 * @param fits For every node: do the files let it run?
 * @param isDefined Is there a job of that name anywhere?
 * @param forced Told about jobs that run only because another one needs them.
 * @throws ItemError
 */
export function settleGraph(
  nodes: readonly Node[],
  fits: readonly boolean[],
  isDefined: (name: string) => boolean,
  forced?: (name: string, by: string) => void,
): readonly Node[] {
  const byName = new Map(nodes.map((node) => [node.job.item.name, node]));
  const graph = new Map<string, Dependencies>(nodes.map((node) => [node.job.item.name, dependenciesOf(node, nodes)]));
  for (const [name, dependencies] of graph) {
    for (const [other, isSoft] of dependencies) {
      if (!isSoft && !byName.has(other)) throw new ItemError(`${name} depends on ${other}, which is not run`);
    }
  }
  for (const name of graph.keys())
    if (ancestorsOf(name, graph, true).has(name)) throw new ItemError(`dependencies of ${name} run in a circle`);
  const running = new Set(nodes.filter((_, index) => fits[index]).map(({ job }) => job.item.name));
  for (const name of [...running]) {
    for (const needed of ancestorsOf(name, graph, false)) {
      if (!running.has(needed)) forced?.(needed, name);
      running.add(needed);
    }
  }
  const left = nodes.filter(({ job }) => running.has(job.item.name));
  for (const { job } of left) {
    for (const other of graph.get(job.item.name)?.keys() ?? []) {
      if (!running.has(other) && !isDefined(other))
        throw new ItemError(`${job.item.name} depends on ${other}, which is defined nowhere`);
    }
  }
  const faulty = left.find(({ fault }) => fault !== undefined);
  if (faulty) throw new ItemError(faulty.fault ?? '');
  return left;
}

/** What is written, and every initializer job of the item. */
export function dependenciesOf({ job }: Node, nodes: readonly Node[]): Dependencies {
  const dependencies = new Map(job.item.dependencies.map(({ name, soft }) => [name, soft]));
  if ((job.merged.plain.type ?? 'regular') === 'regular') {
    for (const other of nodes) {
      if (other.job.merged.plain.type === 'initializer') dependencies.set(other.job.item.name, true);
    }
  }
  return dependencies;
}

/** All jobs of the item that one waits for, directly or not. It is among them itself when they run in a circle. */
function ancestorsOf(name: string, graph: ReadonlyMap<string, Dependencies>, withSoft: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [other, isSoft] of graph.get(next) ?? []) {
      if ((isSoft && !withSoft) || !graph.has(other) || found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}
