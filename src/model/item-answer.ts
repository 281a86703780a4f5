/**
 * What becomes of an item:
 *
 * - `runs`: jobs start and the item ends.
 * - `nothing`: there is no job for it; it is dropped without a report.
 * - `hangs`: Zuul v2 waits for a job that it never starts; the item stays in the queue for ever.
 * - `error`: the system refuses the item with an error (an exception in v2, a configuration error of the item in v3).
 * - `unknown`: the project is not in that pipeline, or there is no such pipeline.
 */
export type ItemOutcome = 'runs' | 'nothing' | 'hangs' | 'error' | 'unknown';

/** A job that another one waits for. Soft: only if it is there. In Zuul v2 always the parent in the tree. */
export interface JobDependency {
  readonly name: string;
  readonly soft: boolean;
}

/** One job of an item. */
export interface ItemJob {
  readonly name: string;
  readonly voting: boolean;
  readonly dependencies: readonly JobDependency[];
  /** Names of semaphores, of the mutex in Zuul v2. In order of name. */
  readonly semaphores: readonly string[];
  /** Items behind wait for this job. */
  readonly hold: boolean;
  /** In order of name. */
  readonly tags: readonly string[];
}

/**
 * What a system does with an item. Evaluators hand out the same object for items that are treated alike, so that whoever
 * compares many can do it once per distinct pair: never change one.
 */
export interface ItemAnswer {
  readonly outcome: ItemOutcome;
  /** Lets at least one trigger of the pipeline such an item in, as far as its kind, branch, ref and deletion go? */
  readonly triggered: boolean;
  /** In the order in which they start when every build succeeds. */
  readonly jobs: readonly ItemJob[];
  /** Name of the shared change queue; `null` where the pipeline has none. */
  readonly queue: string | null;
  /** Only with the outcomes `error` and `hangs`: why. */
  readonly error?: string;
}

/** The partition of projects into shared change queues in one dependent (or serial) pipeline. */
export interface PipelineQueues {
  readonly pipeline: string;
  readonly queues: readonly SharedQueue[];
}

export interface SharedQueue {
  readonly name: string;
  /** In order of name. */
  readonly projects: readonly string[];
}
