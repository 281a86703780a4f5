import type { Value } from './value.js';

/** A regular expression for Zuul ≥ 9.2 (RE2), matched from the start. Written as a bare string unless negated. */
export interface Matcher {
  readonly regex: string;
  readonly negate?: true;
}

/** A comment that travels with an object, one entry a line, without `#`. */
export interface Commented {
  readonly comment?: readonly string[];
}

export interface Dependency {
  readonly name: string;
  readonly soft?: boolean;
}

/** A nodeset that is another one on some branches: further variants of the job say so. */
export interface NodesetByBranch {
  readonly name: string;
  /** The first that fits counts; where none does, `name` holds. */
  readonly byBranch: readonly { readonly branches: string; readonly nodeset: string }[];
}

/** Attributes a job definition and an entry of a project pipeline share. Zuul reference: Job. */
export interface JobAttributes {
  readonly voting?: boolean;
  readonly branches?: readonly Matcher[];
  readonly files?: readonly Matcher[];
  readonly irrelevantFiles?: readonly Matcher[];
  readonly dependencies?: readonly Dependency[];
  readonly holdFollowingChanges?: boolean;
  readonly tags?: readonly string[];
  readonly semaphores?: readonly string[];
  readonly attempts?: number;
  readonly successMessage?: string;
  readonly failureMessage?: string;
  readonly nodeset?: string | NodesetByBranch;
  /** Seconds. */
  readonly timeout?: number;
  readonly matchOnConfigUpdates?: boolean;
  readonly vars?: Readonly<Record<string, Value>>;
  /** Artifacts that the job makes, in free words; jobs of changes behind that require one of them wait for it. */
  readonly provides?: readonly string[];
  /** Artifacts that the job needs; they come in `zuul.artifacts`. */
  readonly requires?: readonly string[];
}

export interface SecretReference {
  /** Variable name in playbooks. */
  readonly name: string;
  readonly secret: string;
}

export interface RequiredProject {
  readonly name: string;
  readonly overrideCheckout?: string;
}

export interface ZuulJob extends JobAttributes, Commented {
  readonly name: string;
  /** `null`: a base job. Absent: the tenant's default parent. */
  readonly parent?: string | null;
  readonly abstract?: boolean;
  readonly description?: string;
  readonly preRun?: readonly string[];
  readonly run?: readonly string[];
  readonly postRun?: readonly string[];
  /** Seconds. */
  readonly postTimeout?: number;
  readonly secrets?: readonly SecretReference[];
  readonly postReview?: true;
  readonly requiredProjects?: readonly RequiredProject[];
  readonly roles?: readonly string[];
}

export interface JobUse extends JobAttributes {
  readonly name: string;
}

export interface ProjectPipeline {
  readonly pipeline: string;
  readonly jobs: readonly JobUse[];
}

export interface ZuulTemplate extends Commented {
  readonly name: string;
  readonly description?: string;
  readonly queue?: string;
  readonly pipelines: readonly ProjectPipeline[];
}

export interface ZuulProject extends Commented {
  readonly name: string;
  readonly templates: readonly string[];
  readonly mergeMode?: string;
  readonly queue?: string;
  /** For all its jobs; weaker than those of the jobs. */
  readonly vars?: Readonly<Record<string, Value>>;
  readonly pipelines: readonly ProjectPipeline[];
}

/** A value of a pipeline's trigger, requirement or reporter, ready to be written. Shared lists stay the same object, so that the writer can anchor them. */
export type ConfigValue = string | number | boolean | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

export interface ZuulPipeline extends Commented {
  readonly name: string;
  readonly manager: 'independent' | 'dependent';
  readonly description?: string;
  /** The rest in the order in which it is written: Zuul's own key (`success-message`, `trigger`, `window`) → value. */
  readonly settings: Readonly<Record<string, ConfigValue>>;
}

export interface ZuulQueue extends Commented {
  readonly name: string;
}

export interface ZuulSemaphore extends Commented {
  readonly name: string;
  readonly max: number;
}

export interface ZuulNodeset extends Commented {
  readonly name: string;
  readonly nodes: readonly { readonly name: string; readonly label: string }[];
  readonly alternatives?: readonly string[];
}

/** A placeholder: the value has to be put in by a person with `zuul-client encrypt`. */
export interface ZuulSecret extends Commented {
  readonly name: string;
  readonly fields: readonly string[];
}

/** Everything that goes into `zuul.d/`. */
export interface ZuulConfig {
  readonly pipelines: readonly ZuulPipeline[];
  readonly jobs: readonly ZuulJob[];
  readonly templates: readonly ZuulTemplate[];
  readonly projects: readonly ZuulProject[];
  readonly queues: readonly ZuulQueue[];
  readonly nodesets: readonly ZuulNodeset[];
  readonly semaphores: readonly ZuulSemaphore[];
  readonly secrets: readonly ZuulSecret[];
}
