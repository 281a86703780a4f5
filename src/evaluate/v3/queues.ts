import { InputError } from '../../model/input-error.js';
import type { PipelineQueues } from '../../model/item-answer.js';
import type { ItemPlace } from './item.js';
import type { LoadedTree, Pipeline, Stanza, TenantProject } from './load/tree.js';
import { type BranchMatchers, fitsAny, matchersOfStanza } from './matchers.js';

/** The shared queues of a dependent or serial pipeline. */
interface Queues {
  readonly named: ReadonlyMap<string, Queue>;
  readonly all: readonly Queue[];
  /** By canonical name of the project. */
  readonly usual: ReadonlyMap<string, Queue>;
  readonly byBranch: ReadonlyMap<string, readonly Queue[]>;
}

interface Queue {
  /** Absent: that of one project, without a name. */
  readonly name: string | undefined;
  readonly projects: string[];
  /** Of a queue of the type `branch-assigned`: project → the branches that its stanzas are for. */
  readonly branches: Map<string, BranchMatchers[]>;
}

/** Which queue items are put into. Zuul reference, sections 8 and 9; Zuul source: `SharedQueuePipelineManager`. */
export interface QueueFinder {
  /** `null`: the pipeline has no shared queues, or the project is not in it, or alone in a queue without a name. */
  queueOf(pipeline: Pipeline, project: TenantProject, place: ItemPlace): string | null;
  /** The partition of each pipeline that has such queues. */
  readonly partitions: () => readonly PipelineQueues[];
  /** Conditions on branches that decide on the queue. */
  branchesOf(pipeline: Pipeline, project: TenantProject): readonly BranchMatchers[];
}

export function makeQueues(tree: LoadedTree): QueueFinder {
  const built = new Map<string, Queues>();
  const get = (pipeline: Pipeline): Queues | undefined => {
    if (pipeline.manager !== 'dependent' && pipeline.manager !== 'serial') return undefined;
    let queues = built.get(pipeline.name);
    if (!queues) built.set(pipeline.name, (queues = buildQueues(tree, pipeline.name)));
    return queues;
  };
  return {
    queueOf(pipeline, { canonicalName }, place) {
      const queues = get(pipeline);
      const assigned = place.branch === undefined ? [] : (queues?.byBranch.get(canonicalName) ?? []);
      const queue = assigned.find(({ branches }) => branches.get(canonicalName)?.some((one) => fitsAny(one, place)));
      return (queue ?? queues?.usual.get(canonicalName))?.name ?? null;
    },
    branchesOf: (pipeline, { canonicalName }) =>
      (get(pipeline)?.byBranch.get(canonicalName) ?? []).flatMap(({ branches }) => branches.get(canonicalName) ?? []),
    partitions: () =>
      tree.pipelines.flatMap((pipeline) => {
        const queues = get(pipeline);
        return queues ? [{ pipeline: pipeline.name, queues: partitionOf(queues) }] : [];
      }),
  };
}

/** A queue without a name bears that of its only project. */
function partitionOf({ all }: Queues): PipelineQueues['queues'] {
  return all.map(({ name, projects }) => {
    const sorted = [...projects].sort((a, b) => (a < b ? -1 : 1));
    return { name: name ?? sorted[0] ?? '', projects: sorted };
  });
}

function buildQueues(tree: LoadedTree, pipeline: string): Queues {
  const named = new Map<string, Queue>();
  const all: Queue[] = [];
  const usual = new Map<string, Queue>();
  const byBranch = new Map<string, Queue[]>();
  const open = (name: string | undefined): Queue => {
    const known = name === undefined ? undefined : named.get(name);
    if (known) return known;
    const queue: Queue = { name, projects: [], branches: new Map() };
    if (name !== undefined) named.set(name, queue);
    all.push(queue);
    return queue;
  };
  for (const canonicalName of tree.stanzas.keys()) {
    const project = tree.tenant.find(canonicalName);
    const stanzas = stanzasAndTemplates(tree, canonicalName);
    if (typeof project !== 'object' || !stanzas.some(({ pipelines }) => pipelines.has(pipeline))) continue;
    // The first that is written, in this order, counts.
    const queue = open(stanzas.map((stanza) => stanza.queue).find((name) => name && !isAssigned(tree, name)));
    usual.set(canonicalName, queue);
    queue.projects.push(project.name);
    for (const stanza of stanzas) {
      if (stanza.queue === undefined || !isAssigned(tree, stanza.queue)) continue;
      const assigned = open(stanza.queue);
      const matchers = assigned.branches.get(canonicalName) ?? [];
      assigned.branches.set(canonicalName, [...matchers, matchersOfStanza(stanza, project)]);
      const known = byBranch.get(canonicalName) ?? [];
      if (!known.includes(assigned)) byBranch.set(canonicalName, [...known, assigned]);
    }
  }
  return { named, all, usual, byBranch };
}

const isAssigned = ({ queues }: LoadedTree, name: string): boolean => queues.get(name)?.type === 'branch-assigned';

/**
 * Zuul 14.2 stops loading the tenant at a stanza with several branches whose queue is assigned by branch: it puts their
 * matcher into a set, and fails.
 *
 * @throws InputError
 */
export function checkQueues(tree: LoadedTree): void {
  const shared = new Set(
    tree.pipelines.flatMap(({ manager, name }) => (manager === 'dependent' || manager === 'serial' ? [name] : [])),
  );
  for (const canonicalName of tree.stanzas.keys()) {
    const stanzas = stanzasAndTemplates(tree, canonicalName);
    const bad = stanzas.find(
      ({ queue, branches = [] }) => queue !== undefined && branches.length > 1 && isAssigned(tree, queue),
    );
    if (!bad || !stanzas.some(({ pipelines }) => [...pipelines.keys()].some((name) => shared.has(name)))) continue;
    const message = `the queue ${bad.queue ?? ''} is assigned by branch, and its stanza has several branches: Zuul does not load the tenant`;
    throw new InputError({ at: bad.at, message });
  }
}

/** Each stanza, then its templates; nothing where one of these does not exist. */
function stanzasAndTemplates(tree: LoadedTree, canonicalName: string): readonly Stanza[] {
  const found: Stanza[] = [];
  for (const stanza of tree.stanzas.get(canonicalName) ?? []) {
    found.push(stanza);
    for (const name of stanza.templates) {
      const templates = tree.templates.get(name);
      if (!templates) return [];
      found.push(...templates);
    }
  }
  return found;
}
