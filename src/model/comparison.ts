import type { Finding } from './finding.js';
import type { Place } from './place.js';
import type { Scenario } from './scenario.js';

/** One of the two things that are compared. */
export interface ComparedSide {
  /** As the user named it: a path, or `origin/main:zuul.d`. */
  readonly name: string;
  /** `layout`: what Zuul v2 reads. `tree`: what Zuul v3 reads. */
  readonly kind: 'layout' | 'tree';
}

/**
 * What is different about jobs:
 *
 * - `job`: it runs on one side only.
 * - `branches`, `files`: it runs on both, for other branches or other files.
 * - `entrance`: the pipeline lets other items in. `outcome`: an item waits for ever, or fails.
 * - `nodeset`, `timeout`, `parent`: attributes that only Zuul v3 tells.
 */
export type RunAspect =
  | 'job'
  | 'branches'
  | 'files'
  | 'entrance'
  | 'outcome'
  | 'voting'
  | 'dependencies'
  | 'semaphores'
  | 'hold'
  | 'tags'
  | 'nodeset'
  | 'timeout';

/**
 * - `added`, `removed`: of a job as a whole.
 * - `widened`, `narrowed`: runs for more, or for less, than before.
 * - `changed`: both, or neither can be said.
 */
export type RunDirection = 'added' | 'removed' | 'widened' | 'narrowed' | 'changed';

/** One cause, with all that it touches. */
export interface RunChange {
  readonly aspect: RunAspect;
  readonly direction: RunDirection;
  /** Names of the second side, where it has them; in order of name. Empty: it is about items as a whole. */
  readonly jobs: readonly string[];
  /** In order of name. */
  readonly projects: readonly string[];
  /** In the order of the second side. */
  readonly pipelines: readonly string[];
  /** How many project-pipelines it touches. */
  readonly places: number;
  /** What each side says, in a few words. */
  readonly before: string;
  readonly after: string;
  /** The smallest item that shows it, in the names of the first side. */
  readonly example: Scenario;
  /** The line that decides. */
  readonly at?: SidePlace;
}

/** A line of one of the sides. */
export interface SidePlace {
  readonly side: 'before' | 'after';
  /** Below the side; of a layout its own name. */
  readonly file: string;
  readonly line: number;
}

/** A shared queue whose projects are not the same any more. */
export interface QueueChange {
  readonly pipeline: string;
  readonly queue: string;
  readonly direction: 'added' | 'removed' | 'changed';
  /** Projects that came in, and that went, in order of name. */
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/** A project that is in a pipeline on one side only. */
export interface PlaceChange {
  readonly direction: 'added' | 'removed';
  readonly pipeline: string;
  /** In order of name. */
  readonly projects: readonly string[];
}

/** A finding that one or both sides have. Sides without a record of a conversion have none. */
export interface FindingChanges {
  readonly added: readonly Finding[];
  readonly solved: readonly Finding[];
  /** Of the second side, all that are not added. */
  readonly open: readonly Finding[];
}

/** One thing that a person has to do before the second side is good. */
export interface ManualTask {
  readonly code: string;
  /** What to do. */
  readonly message: string;
  /** Where, in order; a finding each. */
  readonly places: readonly TaskPlace[];
}

export interface TaskPlace {
  readonly at: Place;
  readonly job?: string;
  /** Where it stands in the second side, with its object: `zuul.d/jobs.yaml#nova-unit`. */
  readonly output?: string;
  /** The line there. */
  readonly outputLine?: number;
  /** Whether the first side had the same. */
  readonly isNew: boolean;
}

/** A file that is not the same. */
export interface FileChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Below the side; of a layout its own name. */
  readonly path: string;
  /** Unified diff with three lines of context, without headers; empty for files that are no text. */
  readonly patch: string;
  readonly addedLines: number;
  readonly removedLines: number;
}

/** All that a reviewer needs to know about two sides. Everything is sorted, so that the same sides give the same. */
export interface Comparison {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** How many items were put to both sides, and for how many of them both start the same. */
  readonly scenarios: { readonly asked: number; readonly equal: number };
  /** Projects that run something else than before, in order of name. */
  readonly projects: readonly string[];
  /** Largest first. */
  readonly runs: readonly RunChange[];
  readonly places: readonly PlaceChange[];
  readonly queues: readonly QueueChange[];
  readonly findings: FindingChanges;
  readonly tasks: readonly ManualTask[];
  readonly files: readonly FileChange[];
  /** What could not be compared, in sentences. */
  readonly gaps: readonly string[];
}
