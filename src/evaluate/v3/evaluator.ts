import type { ChangeEvent, ReachedPipeline } from '../../model/change-event.js';
import type { Evaluator, ProjectInPipeline } from '../../model/evaluator.js';
import type { Explanation } from '../../model/explanation.js';
import type { ItemAnswer, ItemJob } from '../../model/item-answer.js';
import type { Scenario } from '../../model/scenario.js';
import { conditionReader } from './conditions.js';
import { eventConditionsOf } from './events/event-conditions.js';
import type { PipelineFilters } from './events/filters.js';
import { reachedPipelines } from './events/reached.js';
import { readFilters } from './events/read-filters.js';
import { isTriggered } from './events/triggered.js';
import { explainItem } from './explain.js';
import { type Frozen, createFreezer } from './freeze.js';
import { type ItemPlace, placeOf } from './item.js';
import { type LoadOptions, loadTree } from './load/load-tree.js';
import type { LoadedTree, Pipeline, TenantProject } from './load/tree.js';
import { checkQueues, makeQueues } from './queues.js';

/** What Zuul 14.2 does with a tree, with what only v3 knows. */
export interface V3Evaluator extends Evaluator {
  readonly tree: LoadedTree;
  /** The jobs of an item with all that Zuul's own answers tell of them (nodeset, timeout, variables, playbooks). */
  freeze(scenario: Scenario): Frozen;
}

/** A pipeline with its filters, read once. */
interface KnownPipeline {
  readonly pipeline: Pipeline;
  readonly filters: PipelineFilters;
  /** By what an item is. */
  readonly triggered: Map<string, boolean>;
}

type Found = KnownPipeline & { readonly project: TenantProject };

const UNKNOWN: Frozen = { outcome: 'unknown', jobs: [] };

/**
 * What Zuul 14.2 does with a tree of its configuration.
 *
 * @param source The checkout of a config-project with the tenant file in it, or a tree that `loadTree` read.
 * @throws InputError when there is no such folder, and for what keeps Zuul from loading the tenant
 */
export function createV3Evaluator(source: string | LoadedTree, options: LoadOptions = {}): V3Evaluator {
  const tree = typeof source === 'string' ? loadTree(source, options) : source;
  checkQueues(tree);
  const freezer = createFreezer(tree);
  const queues = makeQueues(tree);
  const pipelines = new Map<string, KnownPipeline>(
    tree.pipelines.map((pipeline) => [
      pipeline.name,
      { pipeline, filters: readFilters(pipeline), triggered: new Map() },
    ]),
  );
  const answers = new Map<Frozen, Map<string, ItemAnswer>>();

  const places = new Map<string, Map<string, Found | undefined>>();
  /** `undefined`: there is no such pipeline, or no such project in the tenant. Looked up once for each place. */
  const find = ({ pipeline, project }: ProjectInPipeline): Found | undefined => {
    let byProject = places.get(pipeline);
    if (!byProject) places.set(pipeline, (byProject = new Map()));
    if (byProject.has(project)) return byProject.get(project);
    const known = pipelines.get(pipeline);
    const inTenant = tree.tenant.find(project);
    const found = known && typeof inTenant === 'object' ? { ...known, project: inTenant } : undefined;
    byProject.set(project, found);
    return found;
  };

  const freezeFound = ({ pipeline, project }: Found, scenario: Scenario, place: ItemPlace): Frozen =>
    freezer(pipeline, project, place, scenario.kind === 'change' ? scenario.files : []);

  const freeze = (scenario: Scenario): Frozen => {
    const found = find(scenario);
    return found ? freezeFound(found, scenario, placeOf(scenario, found.project)) : UNKNOWN;
  };

  const answer = (scenario: Scenario): ItemAnswer => {
    const found = find(scenario);
    if (!found) return shared(UNKNOWN, false, null);
    const place = placeOf(scenario, found.project);
    const frozen = freezeFound(found, scenario, place);
    const queue = frozen.outcome === 'unknown' ? null : queues.queueOf(found.pipeline, found.project, place);
    return shared(frozen, triggeredBy(found, scenario), queue);
  };

  /** One object for answers that are equal. */
  function shared(frozen: Frozen, triggered: boolean, queue: string | null): ItemAnswer {
    let known = answers.get(frozen);
    if (!known) answers.set(frozen, (known = new Map()));
    const key = `${triggered ? '+' : '-'}${queue ?? '\0'}`;
    let answer = known.get(key);
    if (!answer) {
      const jobs: readonly ItemJob[] = frozen.jobs.map(({ item }) => item);
      const { outcome, error } = frozen;
      answer = { outcome, triggered, jobs, queue, ...(error === undefined ? {} : { error }) };
      known.set(key, answer);
    }
    return answer;
  }

  return {
    tree,
    pipelines: tree.pipelines.map(({ name, manager }) => ({ name, manager })),
    places: placesOf(tree),
    answer,
    freeze,
    explain(scenario): Explanation {
      const found = find(scenario);
      const told = answer(scenario);
      return found ? explainItem({ ...found, tree, scenario }, told) : { answer: told, triggers: [], jobs: [] };
    },
    conditions: conditionReader({ tree, queues, find }),
    queues: () => queues.partitions(),
    eventConditions: () => eventConditionsOf([...pipelines.values()].map(({ filters }) => filters)),
    reached: (event: ChangeEvent): readonly ReachedPipeline[] =>
      reachedPipelines(
        [...pipelines.values()].map(({ filters }) => filters),
        event,
        (name) => {
          const project = tree.tenant.find(name);
          return typeof project === 'object' ? project.connection : undefined;
        },
      ),
  };
}

function triggeredBy({ filters, triggered }: KnownPipeline, scenario: Scenario): boolean {
  const key = itemKey(scenario);
  let result = triggered.get(key);
  if (result === undefined) triggered.set(key, (result = isTriggered(filters, scenario)));
  return result;
}

function itemKey(scenario: Scenario): string {
  switch (scenario.kind) {
    case 'change':
      return `change ${scenario.branch}`;
    case 'ref':
      return `${scenario.op} ${scenario.ref}`;
    case 'timer':
      return 'timer';
  }
}

/** Stanzas in the order of the files; of a stanza its templates first. Pipelines that do not exist are left out. */
function placesOf(tree: LoadedTree): readonly ProjectInPipeline[] {
  const known = new Set(tree.pipelines.map(({ name }) => name));
  return [...tree.stanzas].flatMap(([canonicalName, stanzas]) => {
    const project = tree.tenant.find(canonicalName);
    const lists = stanzas.flatMap((stanza) => [
      ...stanza.templates.flatMap((name) => tree.templates.get(name) ?? []),
      stanza,
    ]);
    const names = new Set(lists.flatMap(({ pipelines }) => [...pipelines.keys()]).filter((name) => known.has(name)));
    return typeof project === 'object' ? [...names].map((pipeline) => ({ project: project.name, pipeline })) : [];
  });
}
