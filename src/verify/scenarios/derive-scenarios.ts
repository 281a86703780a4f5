import type { ProjectInPipeline } from '../../model/evaluator.js';
import type { ItemConditions } from '../../model/item-conditions.js';
import type { Scenario } from '../../model/scenario.js';
import { createClassFinder } from './condition-classes.js';
import { type Depth, type ItemPlan, planItems } from './item-plan.js';

/** What is known of a project from elsewhere. */
export interface RealItems {
  /** Names of its branches. */
  readonly branches?: readonly string[];
  /** Lists of files that changes really touched. */
  readonly files?: readonly RealChange[];
}

export interface RealChange {
  /** Absent: a usual branch. */
  readonly branch?: string;
  readonly files: readonly string[];
}

export interface ScenarioOptions {
  /** Default: `full`. */
  readonly depth?: Depth;
  /** What is known of a project; `undefined`: nothing. */
  readonly real?: (project: string) => RealItems | undefined;
  /** Branches to ask every place about, as `usualBranches` finds them, whether they make a difference to it or not. */
  readonly usualBranches?: readonly string[];
  /** Names of jobs in the conditions of the second, third, … system, in the words of the first one. Default: as they are. */
  readonly jobName?: (name: string) => string;
}

/** What was derived so far. Classes are summed over the places: those of a place count once for each place like it. */
export interface ScenarioCounts {
  readonly places: number;
  /** Places that differ in their conditions. */
  readonly distinct: number;
  readonly scenarios: number;
  readonly branches: ClassCount;
  readonly refs: ClassCount;
  /** Summed over the jobs of the places that look at files. */
  readonly paths: ClassCount;
  readonly fileLists: ClassCount;
  /** Kind of list and class of branch, for each job that looks at files. */
  readonly pairs: ClassCount;
  /** Branches that were given, and those of a class that was not foreseen (none where classes are complete). */
  readonly realBranches: { readonly given: number; readonly unforeseen: number };
  /** Where classes may be missing, with a place that shows it. Empty: nothing was left out. */
  readonly gaps: readonly ScenarioGap[];
}

export interface ClassCount {
  /** All that there are, where there are no gaps. */
  readonly found: number;
  readonly visited: number;
}

export interface ScenarioGap {
  readonly reason: string;
  readonly example: ProjectInPipeline;
  readonly places: number;
}

/** Derives scenarios place by place. */
export interface ScenarioSource {
  /**
   * The scenarios of one place; made while they are read.
   *
   * @param conditions Of each system, for that place.
   */
  of(place: ProjectInPipeline, conditions: readonly ItemConditions[]): Iterable<Scenario>;
  /** Of the places asked about so far. */
  counts(): ScenarioCounts;
}

/**
 * Scenarios derived from conditions: for every place at least one item of each class of branches, refs and lists of files
 * that any of the systems can tell apart. Equal conditions are looked at once.
 */
export function scenarioSource(options: ScenarioOptions = {}): ScenarioSource {
  const { depth = 'full', jobName = (name: string) => name } = options;
  const finder = createClassFinder();
  const plans = planStore((conditions) => {
    const [first, ...others] = conditions;
    const all = first ? [first, ...others.map((other) => renamed(other, jobName))] : [];
    return planItems(all, depth, finder, options.usualBranches);
  });
  const tally = createTally();
  return {
    of(place, conditions) {
      const plan = plans.of(conditions);
      const real = options.real?.(place.project);
      const derived = real ? withReal(plan, real, depth) : plan.changes;
      tally.add(place, plan, derived.length, real);
      return scenariosOf(place, plan, derived);
    },
    counts: () => tally.counts(plans.size()),
  };
}

function renamed(conditions: ItemConditions, jobName: (name: string) => string): ItemConditions {
  return {
    ...conditions,
    files: conditions.files.map((entry) => ({ ...entry, job: jobName(entry.job) })),
    chains: conditions.chains.map((chain) => chain.map(jobName)),
  };
}

interface Change {
  readonly branch: string;
  readonly files: readonly string[];
}

function* scenariosOf(place: ProjectInPipeline, plan: ItemPlan, changes: readonly Change[]): Generator<Scenario> {
  const { project, pipeline } = place;
  for (const { branch, files } of changes) yield { project, pipeline, kind: 'change', branch, files };
  for (const { ref, op } of plan.refs) yield { project, pipeline, kind: 'ref', ref, op };
  for (let timer = 0; timer < plan.timers; timer += 1) yield { project, pipeline, kind: 'timer' };
}

/** Real branches take the place of made-up ones of their class; those that are left over are asked about as they are. */
function withReal(plan: ItemPlan, real: RealItems, depth: Depth): readonly Change[] {
  if (plan.changes.length === 0) return plan.changes;
  const instead = new Map<number, string>();
  const left: string[] = [];
  for (const branch of real.branches ?? []) {
    const number = plan.classOf(branch);
    if (number === undefined || instead.has(number)) left.push(branch);
    else instead.set(number, branch);
  }
  const usual =
    instead.get(plan.mainClass) ?? plan.changes.find(({ branchClass }) => branchClass === plan.mainClass)?.branch ?? '';
  return [
    ...plan.changes.map(({ branchClass, branch, files }) => ({ branch: instead.get(branchClass) ?? branch, files })),
    ...(depth === 'full' ? left : []).map((branch) => ({ branch, files: plan.everydayFiles })),
    ...(real.files ?? []).map(({ branch = usual, files }) => ({ branch, files })),
  ];
}

interface PlanStore {
  of(conditions: readonly ItemConditions[]): ItemPlan;
  /** Number of different plans. */
  size(): number;
}

/** Gives one plan for equal conditions: by identity first, which is cheap, then by what they say. */
function planStore(make: (conditions: readonly ItemConditions[]) => ItemPlan): PlanStore {
  const numbers = new Map<ItemConditions, number>();
  const byContent = new Map<string, number>();
  const plans = new Map<string, ItemPlan>();
  const numberOf = (conditions: ItemConditions): number => {
    let number = numbers.get(conditions);
    if (number === undefined) {
      const content = JSON.stringify(conditions);
      number = byContent.get(content) ?? byContent.size;
      byContent.set(content, number);
      numbers.set(conditions, number);
    }
    return number;
  };
  return {
    of(conditions) {
      const key = conditions.map(numberOf).join();
      let plan = plans.get(key);
      if (!plan) plans.set(key, (plan = make(conditions)));
      return plan;
    },
    size: () => plans.size,
  };
}

interface Tally {
  add(place: ProjectInPipeline, plan: ItemPlan, changes: number, real: RealItems | undefined): void;
  counts(distinct: number): ScenarioCounts;
}

function createTally(): Tally {
  const sums = {
    places: 0,
    scenarios: 0,
    branches: 0,
    refs: 0,
    paths: 0,
    fileLists: 0,
    pairs: 0,
    visitedPairs: 0,
    given: 0,
    unforeseen: 0,
  };
  const gaps = new Map<string, { reason: string; example: ProjectInPipeline; places: number }>();
  const both = (found: number): ClassCount => ({ found, visited: found });
  return {
    add(place, plan, changes, real) {
      sums.places += 1;
      sums.scenarios += changes + plan.refs.length + plan.timers;
      for (const key of ['branches', 'refs', 'paths', 'fileLists', 'pairs', 'visitedPairs'] as const)
        sums[key] += plan.classes[key];
      const branches = plan.changes.length > 0 ? (real?.branches ?? []) : [];
      sums.given += branches.length;
      sums.unforeseen += branches.filter((branch) => plan.classOf(branch) === undefined).length;
      for (const reason of plan.gaps) {
        const gap = gaps.get(reason);
        if (gap) gap.places += 1;
        else gaps.set(reason, { reason, example: place, places: 1 });
      }
    },
    counts: (distinct) => ({
      places: sums.places,
      distinct,
      scenarios: sums.scenarios,
      branches: both(sums.branches),
      refs: both(sums.refs),
      paths: both(sums.paths),
      fileLists: both(sums.fileLists),
      pairs: { found: sums.pairs, visited: sums.visitedPairs },
      realBranches: { given: sums.given, unforeseen: sums.unforeseen },
      gaps: [...gaps.values()],
    }),
  };
}
