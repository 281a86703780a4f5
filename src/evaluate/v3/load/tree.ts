import type { JobDependency } from '../../../model/item-answer.js';
import type { Place } from '../../../model/place.js';
import type { YamlMap } from '../../../read/yaml/node.js';
import type { PipelineFilters } from '../events/filters.js';
import type { Driver } from './connections.js';
import type { Regex } from './regex.js';
import type { VariableMap } from './variables.js';

/** A fault of the configuration. Zuul lists it, loses the object or not (Zuul reference, section 2.1), and goes on. */
export interface Problem {
  readonly at: Place;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** A project of the tenant. */
export interface TenantProject {
  readonly name: string;
  /** `review.example.org/name`. */
  readonly canonicalName: string;
  readonly connection: string;
  /** Whether it is a config-project. */
  readonly trusted: boolean;
  /** The default branch first, the others by name. */
  readonly branches: readonly string[];
  /** Types of object that are read from it. */
  readonly classes: ReadonlySet<string>;
  readonly loadBranch: string;
  readonly extraPaths: readonly string[];
  /** Names of projects whose jobs win over this one's. */
  readonly shadows: readonly string[];
  readonly impliedBranchMatchers: boolean | undefined;
  /** Whether it may hold stanzas for another project. */
  readonly mayConfigure: (other: TenantProject) => boolean;
  readonly allowReporterJobs: boolean;
  readonly at: Place;
}

export interface Tenant {
  readonly name: string;
  /** The project whose checkout the tree is. */
  readonly self: TenantProject | undefined;
  /** In the order of the file, config-projects first. */
  readonly projects: readonly TenantProject[];
  /** By its name or its canonical one; `ambiguous` where two connections have one of that name. */
  readonly find: (name: string) => TenantProject | 'ambiguous' | undefined;
  readonly defaultParent: string;
  /** Seconds; Infinity: no limit. */
  readonly maxJobTimeout: number;
  readonly maxNodesPerJob: number;
  readonly allowedLabels: readonly string[];
  readonly disallowedLabels: readonly string[];
  readonly usesNodepool: boolean;
  readonly allowedTriggers: readonly string[] | undefined;
  readonly allowedReporters: readonly string[] | undefined;
  /** Those that the tenant may use, with how many jobs may hold them. */
  readonly globalSemaphores: ReadonlyMap<string, number>;
}

/** The file that an object stands in, and what its pragmas say. */
export interface Source {
  readonly project: TenantProject;
  readonly branch: string;
  /** Below the root of the project. */
  readonly path: string;
  /** As places name the file. */
  readonly file: string;
  /** `pragma: implied-branch-matchers`. */
  impliedBranchMatchers: boolean | undefined;
  /** `pragma: implied-branches`. */
  impliedBranches: readonly BranchMatcher[] | undefined;
  /** Whether a pragma was read to its end. */
  pragma: boolean;
}

/** Compares the branch of an item, or its ref where it has no branch. */
export interface BranchMatcher {
  readonly regex: Regex;
  /** Implied by where the object stands: the branch has to have this very name. */
  readonly exact: boolean;
}

export type Manager = 'independent' | 'dependent' | 'serial' | 'supercedent';

/** One entry below `trigger`, `require` or `reject`, as written; `{}` where the connection has nothing. */
export interface ConnectionNode {
  readonly connection: string;
  readonly driver: Driver;
  readonly node: YamlMap;
}

/** Zuul reference: Pipeline. */
export interface Pipeline {
  readonly name: string;
  readonly manager: Manager;
  readonly postReview: boolean;
  readonly allowOtherConnections: boolean;
  /** In the order of the file. An item gets in by any of them. */
  readonly triggers: readonly ConnectionNode[];
  readonly requires: readonly ConnectionNode[];
  readonly rejects: readonly ConnectionNode[];
  /** The three of them, read: for `isTriggered` and `reachedPipelines`. */
  readonly filters: PipelineFilters;
  /** Connections of triggers, requirements and reporters. */
  readonly connections: readonly string[];
  readonly at: Place;
}

export interface Nodeset {
  /** Empty: written in a job. */
  readonly name: string;
  readonly nodes: readonly { readonly names: readonly string[]; readonly label: string }[];
  readonly groups: readonly { readonly name: string; readonly nodes: readonly string[] }[];
  readonly alternatives: readonly (string | Nodeset)[];
  readonly source?: Source;
  readonly at?: Place;
}

export interface Semaphore {
  readonly name: string;
  readonly resourcesFirst: boolean;
}

export interface SecretUse {
  readonly alias: string;
  readonly secret: string;
  readonly passToParent: boolean;
}

/** An object of which only the name counts. */
export interface NamedObject {
  readonly name: string;
  readonly source: Source;
  readonly at: Place;
  /** All of it as text, to compare copies on other branches. */
  readonly content: string;
}

export type Secret = NamedObject;

export interface DeclaredSemaphore extends NamedObject {
  readonly max: number;
}

export interface Role {
  readonly name: string;
  readonly project: string;
  readonly implicit: boolean;
}

/** A playbook as a job definition names it. */
export interface Playbook {
  /** Absent: the one of `noop`. */
  readonly source: Source | undefined;
  readonly path: string;
  readonly cleanup: boolean;
  readonly semaphores: readonly string[];
  readonly secrets: readonly SecretUse[];
}

export interface RequiredProject {
  readonly name: string;
  readonly overrideCheckout: string | undefined;
}

export interface IncludeVars {
  readonly name: string;
  /** Absent: the project of the item. */
  readonly project: string | undefined;
  readonly required: boolean;
  readonly useRef: boolean;
}

/** What a variant may set. Zuul reference: Job; the names are ours, defaults in `merge.ts`. */
export interface JobAttributes {
  // These may be changed on a final job.
  readonly voting: boolean;
  readonly hold: boolean;
  readonly failureMessage: string;
  readonly successMessage: string;
  readonly branches: readonly BranchMatcher[];
  readonly files: readonly Regex[];
  readonly irrelevantFiles: readonly Regex[];
  readonly matchOnConfigUpdates: boolean;
  readonly deduplicate: boolean | string;
  readonly tags: readonly string[];
  readonly provides: readonly string[];
  readonly requires: readonly string[];
  readonly dependencies: readonly JobDependency[];
  // These say how the job is run.
  /** `null`: none, a base job. */
  readonly parent: string | null;
  readonly preTimeout: number;
  readonly timeout: number;
  readonly postTimeout: number;
  readonly vars: VariableMap;
  readonly extraVars: VariableMap;
  readonly hostVars: VariableMap;
  readonly groupVars: VariableMap;
  readonly includeVars: readonly IncludeVars[];
  readonly nodeset: string | Nodeset;
  readonly preRun: readonly Playbook[];
  readonly postRun: readonly Playbook[];
  readonly cleanupRun: readonly Playbook[];
  readonly run: readonly Playbook[];
  readonly ansibleSplitStreams: boolean;
  readonly ansibleVersion: string;
  readonly semaphores: readonly Semaphore[];
  readonly attempts: number;
  readonly roles: readonly Role[];
  readonly requiredProjects: readonly RequiredProject[];
  readonly includeProjects: readonly string[];
  readonly excludeProjects: readonly string[];
  readonly allowedProjects: readonly string[];
  readonly overrideBranch: string;
  readonly overrideCheckout: string;
  readonly postReview: true;
  readonly workspaceScheme: string;
  readonly workspaceCheckout: boolean | string;
  readonly failureOutput: readonly string[];
  readonly imageBuildName: string;
  readonly type: string;
}

export type JobAttribute = keyof JobAttributes;

/** One definition of a job, or one entry in the list of a stanza. */
export interface Variant {
  readonly name: string;
  /** Absent: Zuul's own `noop`. */
  readonly source: Source | undefined;
  readonly at: Place;
  /** Whether it is an entry of a stanza or a template. */
  readonly isEntry: boolean;
  /** Only what is written. */
  readonly set: Partial<JobAttributes>;
  readonly final: boolean | undefined;
  readonly abstract: boolean;
  readonly intermediate: boolean;
  readonly protected: boolean | undefined;
  readonly secrets: readonly SecretUse[];
  /** `!override`: true, `!inherit`: false. */
  readonly control: ReadonlyMap<JobAttribute, boolean>;
  /** `attribute-control: {x: {final: true}}`. */
  readonly finals: ReadonlySet<JobAttribute>;
  /** What an entry says, as text. */
  readonly content: string;
  /** Of an entry: where its stanza or template stands. */
  readonly stanza: Place | undefined;
}

/** The list of one pipeline in a stanza or template. */
export interface JobList {
  readonly failFast: boolean | undefined;
  /** In the order of the list. */
  readonly entries: readonly Variant[];
  readonly at: Place;
}

/** A `project` or a `project-template`. */
export interface Stanza {
  /** As written; of a project without a name its repository. */
  readonly name: string;
  readonly isTemplate: boolean;
  readonly source: Source;
  readonly at: Place;
  readonly templates: readonly string[];
  readonly pipelines: ReadonlyMap<string, JobList>;
  readonly branches: readonly BranchMatcher[] | undefined;
  readonly variables: VariableMap | undefined;
  readonly queue: string | undefined;
}

export type QueueType = 'all-branches' | 'per-branch' | 'branch-assigned';

export interface Queue extends NamedObject {
  readonly type: QueueType;
}

/** A tree as Zuul has it in memory after loading. */
export interface LoadedTree {
  readonly tenant: Tenant;
  /** How many jobs may hold a semaphore at once, where it is declared; else one. */
  readonly semaphores: ReadonlyMap<string, number>;
  /** Where images are declared. */
  readonly images: ReadonlyMap<string, NamedObject>;
  /** In the order of the files. */
  readonly pipelines: readonly Pipeline[];
  readonly nodesets: ReadonlyMap<string, Nodeset>;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly queues: ReadonlyMap<string, Queue>;
  /** Definitions by name, each in load order; `noop` is there. */
  readonly jobs: ReadonlyMap<string, readonly Variant[]>;
  readonly templates: ReadonlyMap<string, readonly Stanza[]>;
  /** Stanzas of each project by canonical name in the order in which Zuul looks at them; projects in load order. */
  readonly stanzas: ReadonlyMap<string, readonly Stanza[]>;
  readonly problems: readonly Problem[];
}
