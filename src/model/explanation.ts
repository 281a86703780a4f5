import type { ItemAnswer, ItemJob } from './item-answer.js';
import type { Place } from './place.js';

/** One step of a reason, in a short sentence: `branch ^stable/ does not fit master`. */
export interface Reason {
  readonly text: string;
  readonly at?: Place;
  /** It is what keeps the job out. */
  readonly against?: true;
}

/** A job that stands in the project's list for the pipeline, with the reasons why it runs or not. */
export interface ExplainedJob {
  readonly name: string;
  readonly runs: boolean;
  /** Where the project (or a template of it) lists the job. */
  readonly at?: Place;
  /** In the order in which they were looked at. None at all: nothing stands in its way. */
  readonly reasons: readonly Reason[];
  /** What the job is like when it runs; further attributes (nodeset, timeout, vars) where the system has them. */
  readonly job?: ItemJob;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** One item of one system, explained. */
export interface Explanation {
  readonly answer: ItemAnswer;
  /** Why the triggers of the pipeline let the item in or not: one for each trigger. */
  readonly triggers: readonly Reason[];
  /** Every job that could run for the project in this pipeline, in the order of the list. */
  readonly jobs: readonly ExplainedJob[];
}
