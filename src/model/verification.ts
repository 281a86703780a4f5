import type { ProjectInPipeline } from './evaluator.js';
import type { ItemFacts } from './parameters.js';
import type { Place } from './place.js';
import type { Scenario } from './scenario.js';

/**
 * In what an item of Zuul v3 differs from that of v2:
 *
 * - `triggered`: only one of the two lets the item in.
 * - `outcome`: one of them waits for ever or fails.
 * - `jobs`: a job runs in one of them only.
 * - `voting`, `dependencies` (which jobs have to end before), `order` (of starting, where nothing else decides it), `semaphores`, `hold`,
 *   `tags`: of a job that runs in both.
 */
export type Aspect =
  'triggered' | 'outcome' | 'jobs' | 'voting' | 'dependencies' | 'order' | 'semaphores' | 'hold' | 'tags';

/** `missing`: only v2 has it. `extra`: only v3 has it. */
export type Change = 'missing' | 'extra' | 'changed';

/** One way in which two answers differ. Names are those of v2; a job that v2 does not know has its name in v3. */
export interface Difference {
  readonly aspect: Aspect;
  readonly change: Change;
  readonly job?: string;
  /** What each of them says, in a few words. */
  readonly v2: string;
  readonly v3: string;
}

/** Who answers for a difference. */
export type Standing = 'announced' | 'waived' | 'unexplained';

/** A finding of the conversion that explains a difference. */
export interface Announcement {
  readonly code: string;
  readonly message: string;
  readonly at: Place;
}

/** A person's word that a difference may be. */
export interface Waiver {
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it counts, `2027-03-31`. */
  readonly expires: string;
  /** Patterns of names with `*`; what is absent fits everything. */
  readonly match: {
    readonly project?: string;
    readonly pipeline?: string;
    readonly job?: string;
    readonly aspect?: string;
    readonly cause?: string;
  };
  readonly at: Place;
}

/** Equal differences with the same cause. */
export interface DifferenceGroup {
  readonly standing: Standing;
  readonly aspect: Aspect;
  readonly change: Change;
  /** In order of name; empty where it is about the item as a whole. */
  readonly jobs: readonly string[];
  /** Why, in a sentence; about the example. */
  readonly cause: string;
  readonly v2: string;
  readonly v3: string;
  readonly scenarios: number;
  readonly projects: number;
  /** In the order of the layout. */
  readonly pipelines: readonly string[];
  /** The smallest scenario that shows it, with the names of v2. */
  readonly example: Scenario;
  /** Line of the layout. */
  readonly layout?: Place;
  /** Line of the converted tree. */
  readonly output?: Place;
  readonly announcedBy?: Announcement;
  readonly waiver?: Waiver;
}

/** A shared queue of v2 with more than one project, or one of v3 that ties what v2 did not tie. */
export interface QueueComparison {
  readonly pipeline: string;
  /**
   * - `exact`: the same projects.
   * - `wider`: v3's queue holds further projects.
   * - `split`: v3 does not hold its projects together.
   */
  readonly kind: 'exact' | 'wider' | 'split';
  readonly standing: 'equal' | Standing;
  /** Name of v3's queue; for a split one of the largest part. */
  readonly queue: string;
  /** Projects of v2's queue; in v3's order where v2 had none (`wider` only). */
  readonly projects: readonly string[];
  /** How many projects v3's queue has in this pipeline. */
  readonly size: number;
  /** Of a wider queue: v2's queues (in this pipeline) that meet in it, by their projects, largest first. */
  readonly couples?: readonly (readonly string[])[];
  /** Of a split queue: the parts. */
  readonly parts?: readonly (readonly string[])[];
  readonly announcedBy?: Announcement;
  readonly waiver?: Waiver;
}

/** Recorded and derived events, compared as the pipelines that they reach. */
export interface EventComparison {
  readonly asked: number;
  readonly equal: number;
  readonly announced: number;
  readonly waived: number;
  readonly unexplained: number;
  readonly groups: readonly EventGroup[];
}

/** Events that differ in the same way. */
export interface EventGroup {
  readonly standing: Standing;
  readonly pipeline: string;
  readonly cause: string;
  readonly events: number;
  /** The first of them: its line in the file of events; of a derived one the pipeline that it was derived for. */
  readonly example: Place;
  /** Only where the first of them is derived: what is special about it, `a comment`. */
  readonly about?: string;
  readonly announcedBy?: Announcement;
  readonly waiver?: Waiver;
}

/** A file that went into a verification. */
export interface VerifiedInput {
  /** As the user named it; files of the tree below its folder. */
  readonly name: string;
  readonly sha256: string;
}

/** Classes that there are, as far as is known, and those that scenarios visited. */
export interface ClassCount {
  readonly found: number;
  readonly visited: number;
}

/** Classes of items that the conditions of both sides tell apart, summed over the places. */
export interface ClassCounts {
  readonly branches: ClassCount;
  readonly refs: ClassCount;
  /** Of single paths, for each job that looks at files. */
  readonly paths: ClassCount;
  readonly fileLists: ClassCount;
  /** Kind of list and class of branch, for each job that looks at files. */
  readonly pairs: ClassCount;
  /** Where classes may be missing, with a place that shows it. Empty: nothing was left out. */
  readonly gaps: readonly { readonly reason: string; readonly example: ProjectInPipeline; readonly places: number }[];
}

/** Parameters of jobs: what functions of v2 set, compared with the variables of frozen jobs. */
export interface ParameterComparison {
  /** Jobs of projects in pipelines, for one item of each branch or ref. */
  readonly asked: number;
  /** All parameters are the same. */
  readonly equal: number;
  readonly announced: number;
  readonly unexplained: number;
  /** How many values were compared. */
  readonly values: number;
  /** Unexplained first; each by number of uses. */
  readonly groups: readonly ParameterGroup[];
}

/** Parameters that differ in the same way. */
export interface ParameterGroup {
  readonly standing: Standing;
  /** Empty: it is about all of them. */
  readonly parameter: string;
  /** What each of them says, in a few words; about the example. */
  readonly v2: string;
  readonly v3: string;
  readonly uses: number;
  /** In order of name. */
  readonly jobs: readonly string[];
  readonly example: {
    readonly job: string;
    readonly project: string;
    readonly pipeline: string;
    readonly item: ItemFacts;
  };
  readonly announcedBy?: Announcement;
}

/** What comparing all scenarios gave. */
export interface Verification {
  readonly scenarios: {
    readonly asked: number;
    readonly equal: number;
    readonly announced: number;
    readonly waived: number;
    readonly unexplained: number;
  };
  /** Project-pipelines that were asked about; `onlyV2` and `onlyV3` are those that the other side does not have. */
  readonly places: { readonly asked: number; readonly onlyV2: number; readonly onlyV3: number };
  readonly classes: ClassCounts;
  /** Unexplained first, then waived, then announced; each by number of scenarios. */
  readonly groups: readonly DifferenceGroup[];
  readonly queues: readonly QueueComparison[];
  readonly events?: EventComparison;
  /** Only where parameter functions were run. */
  readonly parameters?: ParameterComparison;
  /** Waivers that fit nothing or are past their day. */
  readonly idleWaivers: readonly { readonly waiver: Waiver; readonly why: 'expired' | 'unused' }[];
}

/** Whether nothing is left that nobody answers for. */
export function isProven({ scenarios, queues, events, parameters }: Verification): boolean {
  return (
    scenarios.unexplained === 0 &&
    queues.every(({ standing }) => standing !== 'unexplained') &&
    (events === undefined || events.unexplained === 0) &&
    (parameters === undefined || parameters.unexplained === 0)
  );
}
