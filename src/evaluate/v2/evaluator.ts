import type { Evaluator, ProjectInPipeline } from '../../model/evaluator.js';
import { InputError, type Fault } from '../../model/input-error.js';
import type { ItemAnswer } from '../../model/item-answer.js';
import type { V2Layout, V2Pipeline, V2Project, ZuulV2Version } from '../../model/layout.js';
import type { Scenario } from '../../model/scenario.js';
import { makeSharing, outcomeOf, type Outcome, type SharedTree } from './answers.js';
import { approvalRules } from './approvals.js';
import { conditionReader } from './conditions.js';
import { eventConditionsOf } from './event-conditions.js';
import { reachedPipelines, type EventPipeline } from './events.js';
import { explainItem } from './explain.js';
import { jobBook } from './jobs.js';
import { jobFits } from './matchers.js';
import { shareQueues, type QueuePartition } from './queues.js';
import { readOwnLabels, readRequirements } from './requirements.js';
import { growTree, sectionReader } from './tree.js';
import { isTriggered, readFilters, type EventFilter } from './triggers.js';

export interface V2Options {
  /** Decides whether `noop` ties shared queues, how votes are compared and what a change without votes means. */
  readonly zuulV2Version: ZuulV2Version;
}

interface PipelineState extends EventPipeline {
  /** Project → its tree. */
  readonly trees: Map<string, SharedTree>;
  queues?: QueuePartition;
  /** What is looked at of an item → whether the triggers let it in. */
  readonly triggered: Map<string, boolean>;
}

/** Recorded events may bring any number of branches; what is remembered has an end. */
const MOST_REMEMBERED = 50_000;

/**
 * What Zuul v2 does with a layout: which items it takes, which jobs it starts for them and in which order.
 * The rules are those of the real program; each file of this folder names the function it stands for. Parameter
 * functions are not run: where one raises, v2 starts the other jobs and then waits for ever.
 *
 * @param layout As `readLayout` gives it.
 * @throws InputError for shared queues that the layout names twice, which v2 finds only when it has all trees
 */
export function createV2Evaluator(layout: V2Layout, { zuulV2Version }: V2Options): Evaluator {
  const jobs = jobBook(layout.jobs);
  const sections = sectionReader(layout);
  const sharing = makeSharing();
  const rules = approvalRules(zuulV2Version);
  const pipelines = new Map(
    [...readFilters(layout.pipelines)].map(([pipeline, filters]) => [pipeline.name.value, stateOf(pipeline, filters)]),
  );
  const projects = new Map<string, V2Project>(layout.projects.map((project) => [project.name.value, project]));
  const places: ProjectInPipeline[] = [];
  for (const [project, definition] of projects) {
    const lists = sections(definition);
    for (const [pipeline, { trees }] of pipelines) {
      const own = lists.get(pipeline);
      if (own === undefined) continue;
      trees.set(project, sharing.tree(growTree(own, jobs)));
      places.push({ project, pipeline });
    }
  }
  tellQueues();
  const conditions = conditionReader();

  return {
    pipelines: layout.pipelines.map(({ name, manager }) => ({ name: name.value, manager })),
    places,
    answer,
    explain: (item) => {
      const pipeline = pipelines.get(item.pipeline);
      const project = projects.get(item.project);
      const lists = project === undefined ? undefined : sections(project).get(item.pipeline);
      const tree = lists === undefined ? [] : growTree(lists, jobs);
      return explainItem(answer(item), tree, pipeline?.filters ?? [], item);
    },
    conditions: ({ project, pipeline }) => {
      const state = pipelines.get(pipeline);
      return conditions(state?.filters ?? [], state?.trees.get(project)?.tree ?? [], project);
    },
    queues: () =>
      [...pipelines.values()].flatMap(({ name, queues }) =>
        queues === undefined ? [] : [{ pipeline: name, queues: queues.queues }],
      ),
    eventConditions: () => eventConditionsOf([...pipelines.values()]),
    reached: (event) => (projects.has(event.project) ? reachedPipelines([...pipelines.values()], event, rules) : []),
  };

  function answer(item: Scenario): ItemAnswer {
    const pipeline = pipelines.get(item.pipeline);
    const tree = pipeline?.trees.get(item.project);
    // Of projects that the layout does not name, v2 forgets every event.
    const triggered = pipeline !== undefined && projects.has(item.project) && triggers(pipeline, item);
    if (pipeline === undefined || tree === undefined) return sharing.answer(UNKNOWN, triggered, null);
    const queue = pipeline.queues?.queueOf.get(item.project) ?? null;
    return sharing.answer(becomes(pipeline, tree, item), triggered, queue);
  }

  /** Source: Zuul 2.6, `scheduler.py`, `BasePipelineManager.addChange`. */
  function becomes({ isDependent }: PipelineState, tree: SharedTree, item: Scenario): Outcome {
    if (isDependent && item.kind !== 'change') {
      // Asked whether it can merge.
      const thing = item.kind === 'ref' ? 'Ref' : 'NullChange';
      return sharing.failure(`AttributeError: '${thing}' object has no attribute 'number'`);
    }
    if (!isDependent && tree.queueNames.length > 1) {
      // Each item gets a queue of its own, and that one too may have one name only.
      return sharing.failure(`Exception: More than one name assigned to change queue: ${tree.queueNames.join(' != ')}`);
    }
    return outcomeOf(tree, (job) => jobFits(job, item), sharing);
  }

  function tellQueues(): void {
    const faults: Fault[] = [];
    for (const state of pipelines.values()) {
      if (!state.isDependent) continue;
      const trees = new Map([...state.trees].map(([project, { tree }]) => [project, tree]));
      state.queues = shareQueues(state.name, trees, zuulV2Version !== 'wikimedia', faults);
    }
    if (faults.length > 0) throw new InputError(faults);
  }
}

const UNKNOWN: Outcome = { outcome: 'unknown', jobs: [] };

function stateOf(pipeline: V2Pipeline, filters: readonly EventFilter[]): PipelineState {
  const requirements = readRequirements(pipeline);
  return {
    name: pipeline.name.value,
    isDependent: pipeline.manager === 'dependent',
    filters,
    ...(requirements === undefined ? {} : { requirements }),
    ownLabels: readOwnLabels(pipeline),
    trees: new Map(),
    triggered: new Map(),
  };
}

function triggers({ filters, triggered }: PipelineState, item: Scenario): boolean {
  const key =
    item.kind === 'change' ? `change ${item.branch}` : item.kind === 'ref' ? `${item.op} ${item.ref}` : 'timer';
  let found = triggered.get(key);
  if (found === undefined) {
    found = isTriggered(filters, item);
    if (triggered.size >= MOST_REMEMBERED) triggered.clear();
    triggered.set(key, found);
  }
  return found;
}
