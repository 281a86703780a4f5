import type { Accounting, Finding } from './finding.js';
import type { JobStatus } from './jenkins-job.js';
import type { NativeProposal } from './native.js';
import type { Step } from './step.js';
import type { Value } from './value.js';
import type { ZuulConfig } from './zuul.js';

/** A file `playbooks/<folder>/<file>`, one play on all hosts. */
export interface Playbook {
  /** `playbooks/composer-docker/run.yaml`. */
  readonly path: string;
  /** Variables of the play: what depends on secrets, which job variables cannot hold. */
  readonly vars?: Readonly<Record<string, Value>>;
  readonly steps: readonly Step[];
}

/** A sequence of steps that several playbooks share; written to `roles/<name>/`. */
export interface SharedRole {
  readonly name: string;
  /** One line for the reader of the role's main file. */
  readonly description: string;
  readonly steps: readonly Step[];
}

/** What became of one v2 job. */
export interface JobReport {
  /** Name in v2. */
  readonly name: string;
  /** Name in v3; absent where nothing was written. */
  readonly v3?: string;
  readonly status: JobStatus;
  readonly reason?: string;
  /** Whether a layout names it. */
  readonly attached: boolean;
  /** It is one combination of this job of v2, and no job of v2 by itself. */
  readonly combinationOf?: string;
  /** Semaphores that stand for limits of Jenkins (no concurrent builds), beside the mutex of Zuul v2. */
  readonly semaphores?: readonly string[];
  readonly file?: string;
}

/** A whole conversion, before it is written. */
export interface Estate {
  readonly config: ZuulConfig;
  readonly playbooks: readonly Playbook[];
  readonly sharedRoles: readonly SharedRole[];
  /** Roles of `templates/roles/` that the playbooks use. */
  readonly roles: readonly string[];
  /** Role → what all its calls on this site have in common and only the node knows; laid over the role's own defaults. */
  readonly roleDefaults?: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  readonly tenant: {
    readonly name: string;
    readonly connection: string;
    readonly configProject: string;
    readonly maxJobTimeout: number;
    /** Projects whose jobs are used as parents. */
    readonly jobProjects?: readonly string[];
    /** Where it is not `base`. */
    readonly defaultParent?: string;
  };
  /** What a person would write instead of converted jobs. */
  readonly native?: readonly NativeProposal[];
  readonly jobs: readonly JobReport[];
  readonly findings: readonly Finding[];
  readonly accounting: Accounting;
}
