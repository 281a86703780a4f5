import type { ItemOutcome } from '../../model/item-answer.js';
import type { Place } from '../../model/place.js';
import { buildJob } from './build-job.js';
import { fileTest } from './file-test.js';
import type { FrozenJob } from './frozen-job.js';
import { type Node, settleGraph } from './graph.js';
import type { ItemPlace } from './item.js';
import { ItemError } from './item-error.js';
import type { LoadedTree, Pipeline, TenantProject, Variant } from './load/tree.js';
import type { VariableMap } from './load/variables.js';
import { placeClasses } from './matchers.js';
import { type ProjectPipeline, projectPipeline } from './stanzas.js';
import { startOrder } from './start-order.js';

/** What becomes of an item. Shared by items that are treated alike. */
export interface Frozen {
  readonly outcome: Exclude<ItemOutcome, 'hangs'>;
  /** In the order in which they start. */
  readonly jobs: readonly FrozenJob[];
  readonly error?: string;
  readonly at?: Place | undefined;
}

/** Freezes the jobs of an item: the files are those of the change, none for other items. */
export type Freezer = (
  pipeline: Pipeline,
  project: TenantProject,
  place: ItemPlace,
  files: readonly string[],
) => Frozen;

const UNKNOWN: Frozen = { outcome: 'unknown', jobs: [] };
const NOTHING: Frozen = { outcome: 'nothing', jobs: [] };

/** A list of entries that several projects may have; what is frozen for one holds for all. */
interface Shape {
  readonly list: ProjectPipeline;
  /** By class of place. */
  readonly built: Map<number, Built>;
}

/** The jobs of a shape for a class of places. */
interface Built {
  readonly jobs: readonly FrozenJob[];
  readonly error: ItemError | undefined;
  /** Whether something depends on which project it is. */
  readonly isSpecial: boolean;
  readonly plans: Map<string, Plan>;
}

/** The same with what the pipeline and the project have to say. */
interface Plan {
  readonly nodes: readonly Node[];
  /** Of the jobs that look at files. */
  readonly tests: readonly ((files: readonly string[]) => boolean)[];
  /** By list of files. */
  readonly byFiles: Map<string, Frozen>;
  /** By what the tests say. */
  readonly byVerdict: Map<string, Frozen>;
}

/** How many lists of files a plan keeps the answers for. */
const KEPT = 5000;

/** Freezes items of a tree, each distinct list of jobs, class of places and list of files once. */
export function createFreezer(tree: LoadedTree): Freezer {
  const classOf = placeClasses(tree);
  const shapes = new Map<string, Shape>();
  const byPipeline = new Map<Pipeline, Map<TenantProject, Map<number, Shape | Frozen>>>();
  const jobs = new Map<string, FrozenJob | ItemError | undefined>();
  const names = numberer();

  return (pipeline, project, place, files) => {
    const at = classOf(place);
    const shape = shapeOf(pipeline, project, place, at);
    if (!('list' in shape)) return shape;
    let built = shape.built.get(at);
    if (!built) shape.built.set(at, (built = buildAll(shape.list, place, at)));
    if (built.error) return errorOf(built);
    const own = built.isSpecial ? `${pipeline.name} ${project.canonicalName}` : '';
    const key = `${pipeline.postReview ? 'after' : 'before'} ${own}`;
    let plan = built.plans.get(key);
    if (!plan) built.plans.set(key, (plan = makePlan(built.jobs, pipeline, project)));
    return finish(plan, files);
  };

  function shapeOf(pipeline: Pipeline, project: TenantProject, place: ItemPlace, at: number): Shape | Frozen {
    let byProject = byPipeline.get(pipeline);
    if (!byProject) byPipeline.set(pipeline, (byProject = new Map()));
    let byPlace = byProject.get(project);
    if (!byPlace) byProject.set(project, (byPlace = new Map()));
    let found = byPlace.get(at);
    if (!found) {
      const list = projectPipeline(tree, project, pipeline.name, place);
      found = list && 'jobs' in list ? sharedShape(list) : UNKNOWN;
      byPlace.set(at, found);
    }
    return found;
  }

  function sharedShape(list: ProjectPipeline): Shape {
    const key = [...list.jobs].map(([name, entries]) => listKey(name, entries, list.variables)).join(' ');
    let shape = shapes.get(key);
    if (!shape) shapes.set(key, (shape = { list, built: new Map() }));
    return shape;
  }

  /** Entries that say the same and come from the same branch of the same project are the same. */
  function listKey(name: string, entries: readonly Variant[], variables: VariableMap): string {
    const kinds = entries.map((entry) => {
      const { source, content, secrets } = entry;
      if (secrets.length > 0) return names(entry);
      return names(`${source?.project.canonicalName ?? ''}\0${source?.branch ?? ''}\0${content}`);
    });
    const under = variables.size === 0 ? 0 : names(variables);
    return [names(name), under, ...kinds].join('.');
  }

  function buildAll(list: ProjectPipeline, place: ItemPlace, at: number): Built {
    const found: FrozenJob[] = [];
    for (const [name, entries] of list.jobs) {
      const key = `${String(at)} ${listKey(name, entries, list.variables)}`;
      if (!jobs.has(key)) jobs.set(key, buildOne(name, entries, list.variables, place));
      const job = jobs.get(key);
      if (job instanceof ItemError) return { jobs: [], error: job, isSpecial: false, plans: new Map() };
      if (job) found.push(job);
    }
    return { jobs: found, error: undefined, isSpecial: found.some(isSpecial), plans: new Map() };
  }

  function buildOne(
    name: string,
    entries: readonly Variant[],
    variables: VariableMap,
    place: ItemPlace,
  ): FrozenJob | ItemError | undefined {
    try {
      return buildJob(tree, name, entries, variables, place);
    } catch (error) {
      if (error instanceof ItemError) return error;
      throw error;
    }
  }

  function finish(plan: Plan, files: readonly string[]): Frozen {
    const key = plan.tests.length === 0 ? '' : files.join('\0');
    let frozen = plan.byFiles.get(key);
    if (!frozen) {
      const verdict = plan.tests.map((test) => (test(files) ? '1' : '0')).join('');
      frozen = plan.byVerdict.get(verdict);
      if (!frozen) plan.byVerdict.set(verdict, (frozen = settle(plan.nodes, verdict)));
      if (plan.byFiles.size >= KEPT) plan.byFiles.clear();
      plan.byFiles.set(key, frozen);
    }
    return frozen;
  }

  function settle(nodes: readonly Node[], verdict: string): Frozen {
    let looked = 0;
    const fits = nodes.map(({ job }) => !job.looksAtFiles || verdict[looked++] === '1');
    try {
      const left = settleGraph(nodes, fits, (name) => tree.jobs.has(name));
      if (left.length === 0) return NOTHING;
      return { outcome: 'runs', jobs: startOrder(left, tree.semaphores).map(({ job }) => job) };
    } catch (error) {
      if (error instanceof ItemError) return failed(error);
      throw error;
    }
  }
}

const failures = new WeakMap<ItemError, Frozen>();

function errorOf({ error }: Built): Frozen {
  return error ? failed(error) : NOTHING;
}

function failed(error: ItemError): Frozen {
  let frozen = failures.get(error);
  if (!frozen) failures.set(error, (frozen = { outcome: 'error', jobs: [], error: error.message, at: error.at }));
  return frozen;
}

function isSpecial({ merged, looksAtFiles }: FrozenJob): boolean {
  return merged.allowedProjects !== undefined || looksAtFiles;
}

function makePlan(jobs: readonly FrozenJob[], pipeline: Pipeline, project: TenantProject): Plan {
  const nodes = jobs.map((job) => ({ job, fault: faultOf(job, pipeline, project) }));
  const tests = jobs.filter(({ looksAtFiles }) => looksAtFiles).map((job) => fileTest(job, project));
  return { nodes, tests, byFiles: new Map(), byVerdict: new Map() };
}

/** Why a job may not be run in this place. Zuul reference, section 6, step 6. */
export function faultOf({ merged }: FrozenJob, pipeline: Pipeline, project: TenantProject): string | undefined {
  const { name, allowedProjects, ignoresAllowedProjects, plain, playbooks } = merged;
  if (merged.abstract) return `the job ${name} is abstract`;
  if (!ignoresAllowedProjects && allowedProjects && !allowedProjects.has(project.name))
    return `the project ${project.name} is not allowed to run the job ${name}`;
  if (plain.postReview === true && !pipeline.postReview)
    return `the job ${name} may run after review only, and the pipeline ${pipeline.name} is not post-review`;
  return playbooks.run.length === 0 ? `the job ${name} has no run playbook` : undefined;
}

/** Gives equal texts, and the same objects, the same number. */
function numberer(): (thing: string | object) => number {
  const known = new Map<string | object, number>();
  return (thing) => {
    let number = known.get(thing);
    if (number === undefined) known.set(thing, (number = known.size + 1));
    return number;
  };
}
