import type { JobPlan } from './job-plan.js';

/** What to run a job for. Whatever is absent is chosen: the first project that lists the job, in its first pipeline. */
export interface PlanRequest {
  readonly job: string;
  readonly project?: string;
  readonly pipeline?: string;
  readonly branch: string;
  /** Values of secrets that are encrypted in the tree: name of the secret → fields. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A converted tree, as far as running a job needs it. */
export interface JobTree {
  /** Names of all projects that the tree speaks of, in the order of its files. */
  readonly projects: readonly string[];
  /** Stands for the host of a project's address: the name of its connection. */
  hostOf(project: string): string;
  /**
   * Freezes a job for an item.
   *
   * @throws InputError for an unknown or abstract job, a parent or playbook that is not in the tree, an unknown pipeline
   */
  plan(request: PlanRequest): JobPlan;
}
