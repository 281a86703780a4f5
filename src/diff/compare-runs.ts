import type { Evaluator, ProjectInPipeline } from '../model/evaluator.js';
import type { Scenario } from '../model/scenario.js';
import type { PlaceChange } from '../model/comparison.js';
import { pairMemo } from '../verify/compare/pair-memo.js';
import { inFormOf, itemsInForm, renamed, type RefForm } from '../verify/item-forms.js';
import type { NameMap } from '../verify/names.js';
import type { ScenarioSource } from '../verify/scenarios/derive-scenarios.js';
import { detailMemo, type DetailOf } from './compare-details.js';
import { placeTally, type PlaceDifference, type Probe } from './place-tally.js';

/** A difference with the project-pipeline it is of, in the names of the first side. */
export interface FoundDifference extends PlaceDifference {
  readonly place: ProjectInPipeline;
}

export interface ComparedRuns {
  readonly asked: number;
  readonly equal: number;
  readonly differences: readonly FoundDifference[];
  readonly places: readonly PlaceChange[];
}

export interface CompareRunsRequest {
  readonly before: Evaluator;
  readonly after: Evaluator;
  /** `v2`: the first side, `v3`: the second one. */
  readonly names: NameMap;
  readonly scenarios: ScenarioSource;
  /** v3 job → semaphores that only the second side can know of. */
  readonly fromJenkins: ReadonlyMap<string, ReadonlySet<string>>;
  /** How each side names updated branches. */
  readonly refForms: { readonly before: RefForm; readonly after: RefForm };
  /** Attributes of jobs that answers do not tell; absent where only one side knows them. */
  readonly details?: { readonly before: DetailOf; readonly after: DetailOf };
}

/**
 * Puts the same items to two configurations and collects, for every project in every pipeline, in what they differ.
 * The items are derived from the conditions of both sides, so that every class of branches and files is asked about.
 */
export function compareRuns(request: CompareRunsRequest): ComparedRuns {
  const { before, after, names, scenarios, refForms } = request;
  const forAfter = (item: Scenario): Scenario => inFormOf(renamed(item, names.v3), refForms.after);
  const compare = pairMemo({ names, fromJenkins: request.fromJenkins });
  const detailed = request.details && detailMemo(request.details, names);
  const differences: FoundDifference[] = [];
  let [asked, equal] = [0, 0];

  const visit = (place: ProjectInPipeline): void => {
    const items: Scenario[] = [];
    let differs = false;
    const conditions = [before.conditions(place), after.conditions(inAfter(place, names))];
    const told = new Map<string, PlaceDifference>();
    for (const item of itemsInForm(scenarios.of(place, conditions), refForms.before)) {
      asked += 1;
      items.push(item);
      const there = forAfter(item);
      const pair = compare(before.answer(item), after.answer(there), false);
      const more = pair.differences.length > 0 ? [] : (detailed?.(item, there) ?? []);
      for (const one of more) {
        const key = `${one.aspect} ${one.job ?? ''} ${one.before} ${one.after}`;
        if (!told.has(key)) told.set(key, { ...one, example: item });
      }
      if (pair.differences.length > 0) differs = true;
      else if (more.length === 0) equal += 1;
    }
    const found = [...told.values()];
    if (differs) {
      const tally = placeTally((job) => names.v3.job(job), probe);
      for (const item of items) {
        const [one, other] = [before.answer(item), after.answer(forAfter(item))];
        tally.add(item, one, other, compare(one, other, false).differences);
      }
      found.push(...tally.differences());
    }
    differences.push(...found.map((difference) => ({ ...difference, place })));
  };

  const probe: Probe = (job, item, side) => {
    const { jobs, triggered } = side === 'before' ? before.answer(item) : after.answer(forAfter(item));
    const rename = side === 'before' ? names.v3.job : (name: string): string => name;
    return triggered && jobs.some(({ name }) => rename(name) === job);
  };

  const keyOf = ({ project, pipeline }: ProjectInPipeline): string => `${project}\n${pipeline}`;
  const here = new Set(before.places.map(keyOf));
  const there = new Set(after.places.map((place) => keyOf(inBefore(place, names))));
  before.places.forEach(visit);
  const further = after.places.map((place) => inBefore(place, names)).filter((place) => !here.has(keyOf(place)));
  further.forEach(visit);
  const gone = before.places.filter((place) => !there.has(keyOf(place)));
  return { asked, equal, differences, places: [...placeChanges('removed', gone), ...placeChanges('added', further)] };
}

/** Projects that came into a pipeline, or left it, by pipeline. */
function placeChanges(direction: PlaceChange['direction'], places: readonly ProjectInPipeline[]): PlaceChange[] {
  const byPipeline = new Map<string, Set<string>>();
  for (const { project, pipeline } of places) {
    const projects = byPipeline.get(pipeline) ?? new Set();
    byPipeline.set(pipeline, projects.add(project));
  }
  return [...byPipeline].map(([pipeline, projects]) => ({ direction, pipeline, projects: [...projects].sort() }));
}

function inAfter({ project, pipeline }: ProjectInPipeline, { v3 }: NameMap): ProjectInPipeline {
  return { project: v3.project(project), pipeline: v3.pipeline(pipeline) };
}

function inBefore({ project, pipeline }: ProjectInPipeline, { v2 }: NameMap): ProjectInPipeline {
  return { project: v2.project(project), pipeline: v2.pipeline(pipeline) };
}
