import type { PipelineQueues } from '../model/item-answer.js';
import type { QueueComparison } from '../model/verification.js';
import type { NameMap } from './names.js';

/** A comparison before it is known who answers for it. */
export type ComparedQueue = Omit<QueueComparison, 'standing' | 'announcedBy' | 'waiver'>;

/**
 * Compares the shared queues of both systems as partitions of the projects of each pipeline. What counts is which projects
 * are tested together; projects alone are no sets. A set of v2 with more than one project is `exact`, `wider` or `split`; a
 * queue of v3 that puts together projects that were alone in v2 is told as `wider` of the first of them.
 */
export function compareQueues(
  v2: readonly PipelineQueues[],
  v3: readonly PipelineQueues[],
  names: NameMap,
): ComparedQueue[] {
  const others = new Map(v3.map(({ pipeline, queues }) => [names.v2.pipeline(pipeline), queues]));
  const compared = v2.flatMap(({ pipeline, queues }) => {
    const theirs = others.get(pipeline) ?? [];
    others.delete(pipeline);
    return comparePipeline(
      pipeline,
      queues.map(({ projects }) => projects),
      theirs.map(({ name, projects }) => ({ name, projects: projects.map(names.v2.project) })),
    );
  });
  for (const [pipeline, queues] of others) {
    const theirs = queues.map(({ name, projects }) => ({ name, projects: projects.map(names.v2.project) }));
    compared.push(...comparePipeline(pipeline, [], theirs));
  }
  return compared;
}

function comparePipeline(
  pipeline: string,
  ours: readonly (readonly string[])[],
  theirs: readonly { readonly name: string; readonly projects: readonly string[] }[],
): ComparedQueue[] {
  const homeOf = new Map(theirs.flatMap((queue) => queue.projects.map((project) => [project, queue] as const)));
  const setOf = new Map(ours.flatMap((set) => set.map((project) => [project, set] as const)));
  const told = new Set<(typeof theirs)[number]>();
  const compared: ComparedQueue[] = [];
  for (const projects of ours) {
    if (projects.length < 2) continue;
    const parts = partsOf(projects, homeOf);
    const queue = homeOf.get(parts[0]![0]!);
    const base = { pipeline, queue: queue?.name ?? '', projects, size: queue?.projects.length ?? 1 };
    if (parts.length > 1 || queue === undefined) {
      compared.push({ ...base, kind: 'split', parts });
      continue;
    }
    told.add(queue);
    if (queue.projects.length === projects.length) compared.push({ ...base, kind: 'exact' });
    else compared.push({ ...base, kind: 'wider', couples: couplesOf(queue.projects, setOf) });
  }
  for (const queue of theirs) {
    if (told.has(queue)) continue;
    const couples = couplesOf(queue.projects, setOf);
    if (couples.length < 2) continue;
    const { name, projects } = queue;
    compared.push({ pipeline, kind: 'wider', queue: name, projects: couples[0]!, size: projects.length, couples });
  }
  return compared;
}

/** The projects of a set by the queue that holds them; what is in none is by itself. Largest first. */
function partsOf(projects: readonly string[], homeOf: ReadonlyMap<string, object>): string[][] {
  const parts = new Map<unknown, string[]>();
  for (const project of projects) {
    const key = homeOf.get(project) ?? project;
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [project]);
    else part.push(project);
  }
  return bySize([...parts.values()]);
}

/** The sets of v2 that meet in a queue of v3; what is in none of v2's queues stands for itself. Largest first. */
function couplesOf(projects: readonly string[], setOf: ReadonlyMap<string, readonly string[]>): string[][] {
  const members = new Set(projects);
  const couples = new Map<unknown, string[]>();
  for (const project of projects) {
    const set = setOf.get(project);
    const key = set ?? project;
    if (!couples.has(key)) couples.set(key, set === undefined ? [project] : set.filter((one) => members.has(one)));
  }
  return bySize([...couples.values()]);
}

function bySize(sets: string[][]): string[][] {
  return sets.sort((a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1));
}
