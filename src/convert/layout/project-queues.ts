import type { V2Project } from '../../model/layout.js';
import type { ZuulQueue } from '../../model/zuul.js';
import { listOf, type LayoutNotes } from './notes.js';
import type { SharedQueue } from './shared-queues.js';

/** What became of v2's shared queues in one pipeline. */
export interface QueueResult {
  readonly pipeline: string;
  readonly queue: string;
  readonly projects: readonly string[];
  /** Whether exactly these projects shared a queue in v2. */
  readonly exact: boolean;
}

export interface ProjectQueues {
  readonly queues: readonly ZuulQueue[];
  /** Project → its queue. Projects alone have none. */
  readonly queueOf: ReadonlyMap<string, string>;
  readonly results: readonly QueueResult[];
}

/**
 * Gives each project the one queue that Zuul (since 7.0) allows it, for all pipelines together: projects that shared a
 * queue anywhere share it everywhere. Nothing smaller keeps together what v2 kept together.
 *
 * Zuul reference: Queue; Project, attribute `queue`.
 */
export function projectQueues(
  shared: readonly SharedQueue[],
  projects: readonly V2Project[],
  notes: LayoutNotes,
): ProjectQueues {
  const groups = joinGroups(shared);
  const names = new Set<string>();
  const queues: ZuulQueue[] = [];
  const queueOf = new Map<string, string>();
  for (const group of groups) {
    const name = nameOf(group, names);
    names.add(name);
    queues.push({ name });
    for (const project of group.projects) queueOf.set(project, name);
  }

  const order = new Map(projects.map((project, index) => [project.name.value, index]));
  const results = resultsOf(shared, queueOf, order);
  const placed = new Map(projects.map((project) => [project.name.value, project]));
  for (const result of results) {
    if (!result.exact) noteWidened(result, shared, placed, notes);
  }
  for (const group of groups) noteTie(group, queueOf.get(group.projects[0]!)!, placed, notes);
  return { queues, queueOf, results };
}

interface Group {
  projects: string[];
  parts: SharedQueue[];
}

/** Sets that have a project in common, put together; in the order of their first projects. */
function joinGroups(shared: readonly SharedQueue[]): Group[] {
  const groupOf = new Map<string, Group>();
  const groups = new Set<Group>();
  for (const part of shared) {
    if (part.projects.length < 2) continue;
    const group: Group = { projects: [], parts: [] };
    const touched = new Set(part.projects.flatMap((project) => groupOf.get(project) ?? []));
    for (const other of touched) {
      group.parts.push(...other.parts);
      group.projects.push(...other.projects);
      groups.delete(other);
    }
    group.parts.push(part);
    const known = new Set(group.projects);
    group.projects.push(...part.projects.filter((project) => !known.has(project)));
    for (const project of group.projects) groupOf.set(project, group);
    groups.add(group);
  }
  return [...groups];
}

/** The `queue-name` of v2, else the job that ties the largest part, else the first project; made unique with a number. */
function nameOf(group: Group, taken: ReadonlySet<string>): string {
  const bySize = [...group.parts].sort((a, b) => b.projects.length - a.projects.length);
  const wanted = bySize.find((part) => part.name !== undefined)?.name ?? bySize[0]!.tie ?? group.projects[0]!;
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${String(number)}`;
  return name;
}

/** For each pipeline the queues as Zuul has them there, beside those of v2. */
function resultsOf(
  shared: readonly SharedQueue[],
  queueOf: ReadonlyMap<string, string>,
  order: ReadonlyMap<string, number>,
): QueueResult[] {
  const results = new Map<string, { pipeline: string; queue: string; projects: string[]; parts: number }>();
  for (const part of shared) {
    const queue = queueOf.get(part.projects[0]!);
    if (queue === undefined) continue;
    const key = `${part.pipeline}\n${queue}`;
    const result = results.get(key) ?? { pipeline: part.pipeline, queue, projects: [], parts: 0 };
    result.projects.push(...part.projects);
    result.parts += 1;
    results.set(key, result);
  }
  return [...results.values()].map(({ pipeline, queue, projects, parts }) => ({
    pipeline,
    queue,
    projects: parts === 1 ? projects : projects.sort((a, b) => order.get(a)! - order.get(b)!),
    exact: parts === 1,
  }));
}

function noteWidened(
  result: QueueResult,
  shared: readonly SharedQueue[],
  placed: ReadonlyMap<string, V2Project>,
  notes: LayoutNotes,
): void {
  const members = new Set(result.projects);
  const parts = shared.filter((part) => part.pipeline === result.pipeline && members.has(part.projects[0]!));
  const largest = parts.reduce((a, b) => (b.projects.length > a.projects.length ? b : a));
  const added = parts.flatMap((part) => (part === largest ? [] : part.projects));
  notes.raise('queue/widened', placed.get(added[0]!)!, {
    detail:
      `queue ${result.queue} in ${result.pipeline} holds ${String(members.size)} projects, which were ` +
      `${String(parts.length)} queues of v2; added to the largest: ${listOf(added, 12)}`,
    output: `zuul.d/queues.yaml#${result.queue}`,
    leaves: [],
  });
}

/** Tells which job holds a queue together that nobody named. */
function noteTie(group: Group, queue: string, placed: ReadonlyMap<string, V2Project>, notes: LayoutNotes): void {
  if (group.parts.some((part) => part.name !== undefined)) return;
  const ties = [...new Set(group.parts.flatMap((part) => part.tie ?? []))];
  notes.raise('queue/tied-by-job', placed.get(group.projects[0]!)!, {
    detail: `queue ${queue} of ${String(group.projects.length)} projects exists because of ${listOf(ties)}`,
    output: `zuul.d/queues.yaml#${queue}`,
    leaves: [],
  });
}

/**
 * Tells which queues of v2 the settings take apart.
 *
 * @param tied v2's queues as they would be without these settings.
 */
export function noteSeparated(
  tied: readonly SharedQueue[],
  { queueOf }: ProjectQueues,
  projects: readonly V2Project[],
  notes: LayoutNotes,
): void {
  const placed = new Map(projects.map((project) => [project.name.value, project]));
  for (const { pipeline, projects: members } of tied) {
    const parts = new Set(members.map((project) => queueOf.get(project) ?? `alone ${project}`));
    if (parts.size < 2) continue;
    notes.raise('queue/separated', placed.get(members[0]!)!, {
      detail:
        `the queue of ${members[0]!} in ${pipeline} kept ${String(members.length)} projects together, ` +
        `which are ${String(parts.size)} queues now`,
      leaves: [],
    });
  }
}
