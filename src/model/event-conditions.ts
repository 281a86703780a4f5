import type { TextCondition } from './item-conditions.js';

/** Who a vote has to be from, how old it may be and what it says. Absent parts are not asked about. */
export interface VoteCondition {
  /** As Gerrit spells it (`Code-Review`). */
  readonly label?: string;
  /** The values that are told apart from others; empty: any vote. */
  readonly values: readonly number[];
  readonly username?: TextCondition;
  readonly email?: TextCondition;
  /** Ages in seconds at which the condition turns (`older-than`, `newer-than`). */
  readonly ages?: readonly number[];
}

/**
 * Everything that can make a difference between two events of Gerrit for one pipeline: filters of its triggers, its
 * `require` and `reject`. Event scenarios are derived from it.
 */
export interface EventConditions {
  readonly pipeline: string;
  /** Gerrit's types of events that the triggers name. */
  readonly types: readonly string[];
  /** Compared with the branch of a change. */
  readonly branches: readonly TextCondition[];
  /** Compared with the ref of an updated ref; in either form of the name. */
  readonly refs: readonly TextCondition[];
  /** Compared with the text of a comment. */
  readonly comments: readonly TextCondition[];
  /** Compared with the account that acts. One list for each filter: one that fits is enough. */
  readonly usernames: readonly (readonly TextCondition[])[];
  readonly emails: readonly (readonly TextCondition[])[];
  /** Votes that the event itself carries: one entry for each label and value that a trigger names. */
  readonly votes: readonly VoteCondition[];
  /** Votes that have to stand on the change, or must not. */
  readonly standing: readonly VoteCondition[];
  /** States of the change that are named: `NEW`, `MERGED`. */
  readonly statuses: readonly string[];
  readonly hashtags: readonly TextCondition[];
}
