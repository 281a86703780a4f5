import type { ItemKind } from './scenario.js';

/** How a text is compared with branches, refs and paths. */
export interface TextCondition {
  /**
   * - `python`: a Python 2.7 expression.
   * - `re2`: an RE2 expression.
   * - `text`: this very text.
   */
  readonly dialect: 'python' | 're2' | 'text';
  readonly pattern: string;
  /** From the start of the text (`match`), anywhere (`search`) or the whole text (`full`). */
  readonly use: 'match' | 'search' | 'full';
  /** The outcome is turned round: `negate` of Zuul v3. Default: false. */
  readonly negate?: boolean;
}

/** Which places of a change's list of files one job looks at. Within a list, one that fits is enough. */
export interface FileConditions {
  /** Of the job: what it says about files, `files` and `irrelevant-files` apart. */
  readonly job: string;
  /** One path that fits any of these is needed. */
  readonly some: readonly TextCondition[];
  /** The job stays out when every path fits any of these. Several lists: alternatives (`skip-if` entries). */
  readonly all: readonly (readonly TextCondition[])[];
  /** What the job compares with branches; absent: any of the branch conditions of the project may matter to it. */
  readonly branches?: readonly TextCondition[];
}

/**
 * Everything that can make a difference between two items of one project in one pipeline. Scenarios are derived from it:
 * items that no condition of either system tells apart need not be asked twice.
 */
export interface ItemConditions {
  /** Kinds of item that the triggers of the pipeline let in. */
  readonly kinds: readonly ItemKind[];
  /** Compared with the branch of a change. */
  readonly branches: readonly TextCondition[];
  /** Compared with the ref of a ref item; in either form of the name. */
  readonly refs: readonly TextCondition[];
  /** One entry for each job that looks at files; equal ones may stand once. */
  readonly files: readonly FileConditions[];
  /** Names of jobs that wait for other jobs that look at branch or files: chains of these, outermost first. */
  readonly chains: readonly (readonly string[])[];
}
