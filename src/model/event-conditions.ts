import type { TextCondition } from './item-conditions.js';

/** What one vote has to be like: all that is given has to hold for the same vote. */
export interface VoteCondition {
  /** Labels as the configuration spells them, with the values that will do: one entry for each. */
  readonly labels: readonly { readonly label: string; readonly values: readonly number[] }[];
  /** One that fits is enough; absent: whoever it is. */
  readonly usernames?: readonly TextCondition[];
  readonly emails?: readonly TextCondition[];
  /** The vote must have at least (`older`) or at most (`newer`) that age; absent: any age. */
  readonly olderThan?: number;
  readonly newerThan?: number;
}

/** What a trigger or a pipeline says about the change that an event is about. Absent, empty: nothing. */
export interface StateConditions {
  readonly open?: boolean;
  readonly current?: boolean;
  readonly workInProgress?: boolean;
  /** One of these is needed. */
  readonly statuses: readonly string[];
  readonly rejectedStatuses: readonly string[];
  /** All are needed, none must be there. */
  readonly hashtags: readonly TextCondition[];
  readonly rejectedHashtags: readonly TextCondition[];
  /** Each needs a vote that stands on the change; no vote must be like these. */
  readonly required: readonly VoteCondition[];
  readonly rejected: readonly VoteCondition[];
}

/** One trigger of Gerrit: all its parts have to hold. Of a list of texts one that fits is enough; an empty list asks nothing. */
export interface EventFilterConditions {
  /** Gerrit's types of events; empty: all. */
  readonly types: readonly string[];
  /** Compared with the branch of a change. */
  readonly branches: readonly TextCondition[];
  /** Compared with the ref of an updated ref. */
  readonly refs: readonly TextCondition[];
  readonly ignoreDeletes: boolean;
  readonly comments: readonly TextCondition[];
  /** Compared with the account that acts. */
  readonly usernames: readonly TextCondition[];
  readonly emails: readonly TextCondition[];
  /** Votes that the event itself has to carry, all of them. */
  readonly votes: readonly { readonly label: string; readonly value: number }[];
  readonly state: StateConditions;
}

/** Everything that can tell apart two events of Gerrit for one pipeline. Event scenarios are derived from it. */
export interface EventConditions {
  readonly pipeline: string;
  /** One for each trigger of Gerrit. */
  readonly filters: readonly EventFilterConditions[];
  /** `require` and `reject` of the pipeline. */
  readonly state: StateConditions;
}
