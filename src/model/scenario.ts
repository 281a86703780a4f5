/** What an item in a pipeline is about: a change under review, an updated ref, or the clock. */
export type ItemKind = 'change' | 'ref' | 'timer';

/** What happened to the ref of a ref item. */
export type RefOperation = 'update' | 'create' | 'delete';

interface ItemInPipeline {
  readonly project: string;
  readonly pipeline: string;
}

/** A change to `branch` that touches `files`, as Gerrit lists them: `/COMMIT_MSG` is an entry of its own. */
export interface ChangeScenario extends ItemInPipeline {
  readonly kind: 'change';
  readonly branch: string;
  readonly files: readonly string[];
}

/** A ref that was updated, created or deleted. `ref` is as the event carries it: `master` from an old Gerrit, `refs/heads/master` from a newer one. */
export interface RefScenario extends ItemInPipeline {
  readonly kind: 'ref';
  readonly ref: string;
  readonly op: RefOperation;
}

/** A timer that fired. It has neither branch, nor ref, nor files. */
export interface TimerScenario extends ItemInPipeline {
  readonly kind: 'timer';
}

/** One hypothetical item, put to Zuul v2 and to Zuul v3 alike. */
export type Scenario = ChangeScenario | RefScenario | TimerScenario;
