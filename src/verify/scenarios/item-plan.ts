import type { ItemConditions, TextCondition } from '../../model/item-conditions.js';
import type { RefOperation } from '../../model/scenario.js';
import { conditionKey } from '../../regex/automata/condition.js';
import { type ClassFinder, type ConditionClasses } from './condition-classes.js';
import { fileJobsOf } from './file-conditions.js';
import { type FileLists, fileListsOf, type JobLists } from './file-lists.js';
import { refClassesOf } from './ref-classes.js';
import { BRANCHES } from './text-space.js';

/** How many scenarios there are. */
export type Depth =
  /** Each class once, classes of branches and files hardly combined: a first look. */
  | 'quick'
  /** Each pair of classes that a job can tell apart, and further members of classes. */
  | 'full';

/** A change to any member of a class of branches. */
export interface PlannedChange {
  /** Number of the class. */
  readonly branchClass: number;
  readonly branch: string;
  readonly files: readonly string[];
}

export interface PlannedRef {
  readonly ref: string;
  readonly op: RefOperation;
}

/** The scenarios of all places with the same conditions, and what they cover. */
export interface ItemPlan {
  readonly changes: readonly PlannedChange[];
  readonly refs: readonly PlannedRef[];
  readonly timers: number;
  readonly branches: ConditionClasses;
  /** Number of the class of branches that stands for all where the branch does not matter. */
  readonly mainClass: number;
  /** Number of the class of a branch; `undefined` for one that was not foreseen. */
  classOf(branch: string): number | undefined;
  readonly everydayFiles: readonly string[];
  readonly classes: PlanClasses;
  readonly gaps: readonly string[];
}

/** How many classes there are; all of them are visited, but for pairs in a quick plan and for what `gaps` says. */
export interface PlanClasses {
  readonly branches: number;
  readonly refs: number;
  /** Summed over jobs. */
  readonly paths: number;
  /** Kinds of lists of files, summed over jobs. */
  readonly fileLists: number;
  /** Kind of list and class of branch, for each job that looks at files. */
  readonly pairs: number;
  readonly visitedPairs: number;
}

const NOTHING: ConditionClasses = { classes: [], gaps: [], vectorOf: () => '' };

/**
 * Derives the items that a place has to be asked about.
 *
 * @param conditions What each system can tell apart in that place, names of jobs being the same in all of them.
 * @param usualBranches Further branches to ask about, whatever their class; only in a full plan.
 */
export function planItems(
  conditions: readonly ItemConditions[],
  depth: Depth,
  finder: ClassFinder,
  usualBranches: readonly string[] = [],
): ItemPlan {
  const kinds = new Set(conditions.flatMap(({ kinds: some }) => some));
  const hasChanges = kinds.has('change') || kinds.size === 0;
  const branchConditions = distinct(conditions.flatMap(({ branches }) => branches));
  const branches = hasChanges
    ? finder.find(
        branchConditions.map((condition) => [condition]),
        BRANCHES,
      )
    : NOTHING;
  const files = fileListsOf(hasChanges ? fileJobsOf(conditions) : [], finder);
  const pairing: Pairing = { branches, branchConditions, files, depth, usualBranches };
  const { changes, pairs, visitedPairs } = planChanges(pairing);
  const refs = kinds.has('ref')
    ? refClassesOf(distinct(conditions.flatMap(({ refs: some }) => some)), depth, finder)
    : undefined;

  const numbers = classNumbers(branches);
  return {
    mainClass: mainClass(branches),
    changes,
    refs: refs?.refs ?? [],
    timers: kinds.has('timer') ? 1 : 0,
    branches,
    classOf: (branch) => numbers.get(branches.vectorOf(branch)),
    everydayFiles: files.ordinary[0] ?? [],
    classes: {
      branches: branches.classes.length,
      refs: refs?.classes ?? 0,
      paths: files.pathClasses,
      fileLists: files.kinds,
      pairs,
      visitedPairs,
    },
    gaps: [...branches.gaps, ...files.gaps, ...(refs?.gaps ?? [])],
  };
}

/** Number of each class by its vector. */
function classNumbers({ classes }: ConditionClasses): ReadonlyMap<string, number> {
  return new Map(classes.map(({ vector }, index) => [vector, index]));
}

export function distinct(conditions: readonly TextCondition[]): readonly TextCondition[] {
  return [...new Map(conditions.map((condition) => [conditionKey(condition), condition])).values()];
}

interface Pairing {
  readonly branches: ConditionClasses;
  readonly branchConditions: readonly TextCondition[];
  readonly files: FileLists;
  readonly depth: Depth;
  readonly usualBranches: readonly string[];
}

interface PlannedChanges {
  readonly changes: readonly PlannedChange[];
  readonly pairs: number;
  readonly visitedPairs: number;
}

function planChanges(pairing: Pairing): PlannedChanges {
  const { branches, files, depth, usualBranches } = pairing;
  const lists = [...files.ordinary, ...files.special];
  const changes: PlannedChange[] = [];
  const known = new Set<string>();
  const add = (branchClass: number, branch: string, list: readonly string[]): void => {
    const key = [branch, ...list].join('\n');
    if (!known.has(key)) changes.push({ branchClass, branch, files: list });
    known.add(key);
  };
  const { served, serve } = pairBook(pairing, lists);
  branches.classes.forEach(({ texts }, branchClass) => {
    for (const text of depth === 'full' ? texts : texts.slice(0, 1)) add(branchClass, text, lists[0] ?? []);
    serve(branchClass, 0);
  });
  const main = mainClass(branches);
  const usual = branches.classes[main]?.texts[0];
  if (usual === undefined) return { changes, pairs: 0, visitedPairs: 0 };
  lists.forEach((list, at) => {
    add(main, usual, list);
    serve(main, at);
  });
  if (depth === 'full') {
    for (const list of files.bare) add(main, usual, list);
    const numbers = classNumbers(branches);
    for (const branch of usualBranches) add(numbers.get(branches.vectorOf(branch)) ?? 0, branch, lists[0] ?? []);
  }

  let visitedPairs = served.size;
  branches.classes.forEach(({ texts }, branchClass) => {
    lists.forEach((list, at) => {
      if (serve(branchClass, at) && depth === 'full') add(branchClass, texts[0] ?? '', list);
    });
  });
  if (depth === 'full') visitedPairs = served.size;
  return { changes, pairs: served.size, visitedPairs };
}

/** The class that most conditions fit, triggers among them: there jobs are most likely to run. */
function mainClass({ classes }: ConditionClasses): number {
  const fits = classes.map(({ vector }) => vector.replaceAll('0', '').length);
  return Math.max(0, fits.indexOf(Math.max(...fits)));
}

interface PairBook {
  readonly served: ReadonlySet<string>;
  /** Notes that a list is asked about on a class of branches; tells whether that is new to any job. */
  serve(branchClass: number, list: number): boolean;
}

/**
 * Every job that looks at files has to meet each kind of list on each branch that makes a difference to it. A pair often
 * serves several jobs; it is taken when it serves one that was not served yet.
 */
function pairBook(pairing: Pairing, lists: readonly (readonly string[])[]): PairBook {
  const { jobs } = pairing.files;
  const served = new Set<string>();
  const branchKinds = jobs.map((job) => branchKindsOf(job, pairing));
  const listKinds = jobs.map(({ kindOf }) => lists.map((_, at) => kindOf[at] ?? `special ${String(at)}`));
  return {
    served,
    serve(branchClass, list) {
      const before = served.size;
      for (const job of jobs.keys())
        served.add([job, branchKinds[job]?.[branchClass], listKinds[job]?.[list]].join(' '));
      return served.size > before;
    },
  };
}

/** What each class of branches is to a job. */
function branchKindsOf({ job }: JobLists, { branches, branchConditions }: Pairing): readonly string[] {
  if (!job.branches) return branches.classes.map(({ vector }) => vector);
  const own = new Set(job.branches.map(conditionKey));
  const matters = branchConditions.map((condition) => own.has(conditionKey(condition)));
  return branches.classes.map(({ vector }) => [...vector].filter((_, index) => matters[index]).join(''));
}
