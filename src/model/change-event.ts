/** Somebody who acts or votes, as Gerrit tells. Absent parts are absent. */
export interface Account {
  readonly username?: string;
  readonly email?: string;
  readonly name?: string;
}

/** A vote: the label as Gerrit spells it (`Code-Review`) and its value. */
export interface Vote {
  readonly label: string;
  readonly value: number;
  /** Of votes that an event carries: the value before it; absent where the vote did not change. */
  readonly oldValue?: number;
}

/** A vote that stands on the current patch set. */
export interface StandingVote extends Vote {
  readonly by: Account;
  /** Seconds since the vote was given; absent: unknown. */
  readonly age?: number;
}

/** The change behind an event, as Gerrit answers when it is asked. */
export interface ChangeState {
  readonly number: number;
  readonly patchSet: number;
  readonly open: boolean;
  /** `NEW`, `MERGED`, `ABANDONED`. */
  readonly status: string;
  /** Is the patch set of the event the newest one? */
  readonly current: boolean;
  readonly workInProgress: boolean;
  readonly votes: readonly StandingVote[];
  readonly hashtags: readonly string[];
  /** Paths as Gerrit lists them; absent where the stream does not tell. */
  readonly files?: readonly string[];
  /** Where the patch set is fetched from (`refs/changes/45/12345/2`); absent where the event names no patch set. */
  readonly ref?: string;
  /** Labels that Gerrit still asks for before it submits; absent: none that a stream tells of. */
  readonly missingLabels?: readonly string[];
}

/** One event of Gerrit's stream, reduced to what filters of Zuul v2 and v3 look at. */
export interface ChangeEvent {
  /** Gerrit's type: `patchset-created`, `comment-added`, `ref-updated`, … */
  readonly type: string;
  readonly project: string;
  /** Of events on changes: the target branch. */
  readonly branch?: string;
  /** Of `ref-updated`: the ref as it stands in the event, with its revisions (forty zeros: created, deleted). */
  readonly ref?: { readonly name: string; readonly oldRev: string; readonly newRev: string };
  /** Who did it: uploader, author, submitter, abandoner, restorer. Absent where the event names nobody. */
  readonly account?: Account;
  /** Of `comment-added`: the text. */
  readonly comment?: string;
  /** Of `comment-added`: comments on the patch set as a whole, where they stand apart. */
  readonly patchSetComments?: readonly string[];
  /** Of `comment-added`: the votes that the event carries. */
  readonly approvals: readonly Vote[];
  /** Of `hashtags-changed`. */
  readonly hashtags?: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Of `pending-check`: the checker, `scheme:name`. */
  readonly checker?: string;
  /** Of events on changes. */
  readonly change?: ChangeState;
}

/** A pipeline that an event gets into, or would but for a requirement. */
export interface ReachedPipeline {
  readonly pipeline: string;
  /** Let in by a trigger, and refused by `require` or `reject`: which, in words. */
  readonly refused?: string;
  /** The system fails on the event instead: its error. */
  readonly error?: string;
}
