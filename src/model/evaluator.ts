import type { ChangeEvent, ReachedPipeline } from './change-event.js';
import type { EventConditions } from './event-conditions.js';
import type { Explanation } from './explanation.js';
import type { ItemAnswer, PipelineQueues } from './item-answer.js';
import type { ItemConditions } from './item-conditions.js';
import type { Scenario } from './scenario.js';

/** A project that stands in a pipeline. */
export interface ProjectInPipeline {
  readonly project: string;
  readonly pipeline: string;
}

/** What one of the two systems does with its configuration. Names of projects, pipelines and jobs are the system's own. */
export interface Evaluator {
  /** Names of pipelines in their order, with their manager. */
  readonly pipelines: readonly { readonly name: string; readonly manager: string }[];
  /** Every project in every pipeline where it has a section, in the order of the files. */
  readonly places: readonly ProjectInPipeline[];
  /** The answer for one item. Objects are shared between answers. */
  answer(scenario: Scenario): ItemAnswer;
  /** One item, every job with the reason. Slower than `answer`, and agrees with it. */
  explain(scenario: Scenario): Explanation;
  /** What can tell items of this project in this pipeline apart. Equal places give the same object where that is cheap. */
  conditions(place: ProjectInPipeline): ItemConditions;
  /** Shared change queues, one entry for each pipeline that has such queues, in the order of `pipelines`. */
  queues(): readonly PipelineQueues[];
  /** The pipelines that an event of Gerrit reaches, filters and requirements included, in the order of `pipelines`. */
  reached(event: ChangeEvent): readonly ReachedPipeline[];
  /** What can tell events apart for each pipeline, in the order of `pipelines`; those without a trigger of Gerrit are left out. */
  eventConditions?(): readonly EventConditions[];
}
