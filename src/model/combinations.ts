import type { Step } from './step.js';
import type { Value } from './value.js';

/** One of the jobs that one definition gives: its steps, with values of its own. */
export interface Combination {
  /** As Jenkins calls it, below the name of the definition: `PYTHON=3.9,label=linux`. */
  readonly name: string;
  /** What its name in Zuul ends with, in this order: `['3.9', 'linux']`. No two combinations have the same. */
  readonly words: readonly string[];
  /** Laid over the variables of the definition. */
  readonly environment: Readonly<Record<string, Value>>;
  /** Jenkins label expression. Absent: any node. The definition's own label does not count. */
  readonly label?: string;
  /** Names of the combinations that have to succeed before this one starts. */
  readonly after: readonly string[];
}

/**
 * Makes several jobs of one definition: one for each combination, which runs the steps of the definition, and one with the
 * name of the definition, which waits for all of them and so stands for their result. A definition of which one job is left
 * is an ordinary job and has none of this.
 */
export interface Combinations {
  readonly list: readonly Combination[];
  /** Whether no two of them run at the same time. */
  readonly sequential: boolean;
  /** What the job with the name of the definition does after they have succeeded. */
  readonly post: readonly Step[];
}
