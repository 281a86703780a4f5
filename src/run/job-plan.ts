/** One playbook of a job, in the order in which Zuul plays them. */
export interface PlannedPlaybook {
  /** Absolute path. */
  readonly path: string;
  /** As the job says it: `playbooks/base/pre.yaml`. */
  readonly name: string;
  /** How deep in the chain of parents it stands; 0: the base job. */
  readonly level: number;
  /** Variables of the secrets that stand in the same definition: name → fields. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** Of post-run: how it ends changes nothing. */
  readonly cleanup?: boolean;
}

export interface PlannedNode {
  /** One node may stand for several hosts. */
  readonly names: readonly string[];
  readonly label: string;
}

export interface PlannedProject {
  readonly name: string;
  /** Branch that the job asks for, whatever the item's branch is. */
  readonly overrideCheckout?: string;
}

export type Variables = Readonly<Record<string, unknown>>;

/** What the item that the job runs for is about. */
export type ItemKind = 'change' | 'ref' | 'timer';

/** One job, frozen for one item. */
export interface JobPlan {
  readonly job: string;
  readonly tenant: string;
  readonly pipeline: string;
  readonly kind: ItemKind;
  /** The item's project: its name in Zuul. */
  readonly project: string;
  readonly voting: boolean;
  readonly postReview: boolean;
  readonly tags: readonly string[];
  readonly attempts: number;
  /** Seconds; absent: no limit. */
  readonly timeout?: number;
  readonly preTimeout?: number;
  readonly postTimeout?: number;
  readonly pre: readonly PlannedPlaybook[];
  readonly run: readonly PlannedPlaybook[];
  readonly post: readonly PlannedPlaybook[];
  /** Folders with roles that lie in the tree. */
  readonly rolePaths: readonly string[];
  readonly nodes: readonly PlannedNode[];
  /** Name of a group → names of hosts. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly vars: Variables;
  readonly extraVars: Variables;
  readonly hostVars: Readonly<Record<string, Variables>>;
  readonly groupVars: Readonly<Record<string, Variables>>;
  readonly requiredProjects: readonly PlannedProject[];
  readonly overrideCheckout?: string;
  /** Sentences about what this machine cannot give: roles of other repositories, several nodes. */
  readonly remarks: readonly string[];
}
