import type { Combinations } from './combinations.js';
import type { Place } from './place.js';
import type { Step } from './step.js';
import type { Value } from './value.js';

export type JobStatus = 'converted' | 'partly' | 'needs-human' | 'skipped';

/** How a Jenkins credential reaches the steps. */
export interface SecretUse {
  /** Jenkins' credential id. Never a value. */
  readonly credential: string;
  /** `step`: no variable of the build; only steps that name its fields see them. */
  readonly kind: 'text' | 'file' | 'username-password' | 'ssh-key' | 'config-file' | 'step';
  /** Environment variable (or target path for `config-file`) → field of the secret (`value`, `username`, `password`, `private_key`, `content`). */
  readonly binds: Readonly<Record<string, string>>;
  readonly at: Place;
}

/** What starts a job besides Zuul. */
export type JenkinsTrigger =
  | TimerTrigger
  | { readonly kind: 'poll'; readonly spec: string; readonly at: Place }
  | EventTrigger
  | UpstreamTrigger
  | ManualTrigger
  | AfterTrigger
  | { readonly kind: 'other'; readonly type: string; readonly at: Place };

/** Times, in Jenkins' words. */
export interface TimerTrigger {
  readonly kind: 'timer';
  /** Lines of five fields, comments, `TZ=`. */
  readonly spec: string;
  /** Values of parameters for builds that it starts. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly at: Place;
}

/** The end of other jobs. Replaced by starts in those jobs before anything is written. */
export interface UpstreamTrigger {
  readonly kind: 'upstream';
  readonly jobs: readonly string[];
  /** Jinja tests on the build of such a job, all of which must hold. */
  readonly when: readonly string[];
  /** Runs after all jobs that the upstream job starts have succeeded. Default: after the upstream job itself. */
  readonly joins?: true;
  readonly at: Place;
}

/** A person who looked at the build of another job. */
export interface ManualTrigger {
  readonly kind: 'manual';
  /** The job whose builds are looked at; absent where nobody can tell. */
  readonly job?: string;
  /** Values that the other job hands over. */
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly at: Place;
}

/** Success of other jobs of the same change: a job that depends on them, wherever they run. */
export interface AfterTrigger {
  readonly kind: 'after';
  /** Full names. */
  readonly jobs: readonly string[];
  /** Full name of the job of which it is a part: it runs wherever that one does, and its result counts. */
  readonly beside?: string;
  /** Values that the other jobs hand over. */
  readonly parameters: Readonly<Record<string, Value>>;
  readonly at: Place;
}

/** Events of a code review or a forge, in the words of Zuul's drivers. */
export interface EventTrigger {
  readonly kind: 'events';
  /** Driver that has these events; also the usual name of its connection. */
  readonly driver: 'gerrit' | 'github' | 'gitlab';
  readonly events: readonly TriggerEvent[];
  /** Projects it listens to; none: the one the job checks out. */
  readonly projects: readonly TriggerProject[];
  /** Of the project the job checks out: where it runs. Absent: on the branches that it builds. */
  readonly matchers?: TriggerMatchers;
  /** What a change has to be, or must not be. Keys and values as in `require` and `reject` of that driver. */
  readonly require?: TriggerRequirements;
  readonly reject?: TriggerRequirements;
  /** What is reported on success and failure; `null`: nothing. Keys and values as in a reporter of that driver. */
  readonly report: { readonly success: ReportedValues; readonly failure: ReportedValues } | null;
  /** What is said at the start and with each result. */
  readonly messages?: { readonly start?: string; readonly success?: string; readonly failure?: string };
  readonly at: Place;
}

export type ReportedValues = Readonly<Record<string, string | number | boolean>>;

/** One entry of a pipeline's trigger: key (`event`, `comment`, `approval`) → value. */
export type TriggerEvent = Readonly<Record<string, string | readonly Readonly<Record<string, number>>[]>>;

export type TriggerRequirements = Readonly<Record<string, string | boolean | readonly string[]>>;

/** Each matcher is for RE2. Empty: any. */
export interface TriggerMatchers {
  readonly branches: readonly { readonly regex: string; readonly negate?: true }[];
  readonly files: readonly string[];
  readonly irrelevantFiles: readonly string[];
}

export interface TriggerProject {
  /** A name, or with a leading `^` a regular expression. */
  readonly name: string;
  /** Matchers, each for RE2; empty: any. */
  readonly branches: readonly string[];
  readonly files: readonly string[];
  readonly irrelevantFiles: readonly string[];
}

/** A repository a job checks out by itself. */
export interface ScmCheckout {
  readonly url: string;
  readonly branches: readonly string[];
  /** Folder below the workspace; empty: the workspace itself. */
  readonly targetDirectory: string;
  /** Regular expressions (RE2) for paths: new commits in such files alone started the job. */
  readonly files?: readonly string[];
  /** Regular expressions (RE2) for paths: new commits in such files alone did not start the job. */
  readonly irrelevantFiles?: readonly string[];
  readonly at: Place;
}

/** Facts that hold for a job as a whole. */
export interface JobFacts {
  readonly description?: string;
  /** Seconds. */
  readonly timeout?: number;
  /** Jenkins label expression. */
  readonly label?: string;
  readonly semaphore?: { readonly name: string; readonly max: number };
  /** Semaphores beside the job's own: locks and limits it shares with others, those of jobs it starts. */
  readonly furtherSemaphores?: readonly { readonly name: string; readonly max: number }[];
  /** Regular expressions (Java's) for whole names of jobs: this one does not run while one of them does. */
  readonly blockedBy?: readonly string[];
  /** Label that a parameter asks for by default: it counts instead of {@link label}. */
  readonly labelOfParameter?: string;
  readonly disabled?: boolean;
  /** Full names of the promotion processes that the job offers for its builds. */
  readonly promotions?: readonly string[];
  /** Artifacts that other jobs copy from this one, as Zuul's `provides`. */
  readonly provides?: readonly string[];
  /** Artifacts that the job copies from others, as Zuul's `requires`. */
  readonly requires?: readonly string[];
  /** The definition gives several jobs, which run its steps with different values. */
  readonly combinations?: Combinations;
  /** Why this definition is no job that could run (a folder, a view). Such a definition is reported as `skipped`. */
  readonly skipped?: string;
}

/** What one converter has to say. Order and clashes are settled in `src/convert/`, not in converters. */
export interface Contribution {
  readonly job?: JobFacts;
  /** Parameters with their defaults, and other variables that every step sees. */
  readonly environment?: Readonly<Record<string, Value>>;
  readonly secrets?: readonly SecretUse[];
  /** Before the checkout (pre-SCM steps, cleaning, agents that the checkout may need). */
  readonly before?: readonly Step[];
  /** What the job's own SCM fetches. */
  readonly checkout?: readonly Step[];
  /** After the checkout, before the builders: set-up of wrappers. */
  readonly setUp?: readonly Step[];
  /** Builders. */
  readonly run?: readonly Step[];
  /** Tear-down of wrappers: after the builders, whatever their result, before publishers. Put together in reverse order. */
  readonly after?: readonly Step[];
  /** Publishers. */
  readonly post?: readonly Step[];
  readonly triggers?: readonly JenkinsTrigger[];
  readonly checkouts?: readonly ScmCheckout[];
}

/** What a job that is one combination of a definition knows about its kin. */
export interface CombinationOf {
  /** Name of the job that waits for it. */
  readonly parent: string;
  /** What its name in Zuul ends with. */
  readonly words: readonly string[];
  /** Names of the combinations of the same definition that have to succeed before. */
  readonly after: readonly string[];
}

/** One Jenkins job, converted as far as its own definition tells. */
export interface JenkinsJob extends JobFacts {
  /** Full name, folders joined by `/`. */
  readonly name: string;
  readonly at: Place;
  /** XML root element. */
  readonly type: string;
  readonly environment: Readonly<Record<string, Value>>;
  readonly secrets: readonly SecretUse[];
  /** Everything up to the first failure: before, checkout, set-up, builders. */
  readonly run: readonly Step[];
  /** What runs whatever the result: tear-down of wrappers, then publishers. */
  readonly post: readonly Step[];
  readonly triggers: readonly JenkinsTrigger[];
  readonly checkouts: readonly ScmCheckout[];
  /** Of a job that `combinations` of another gave: which, and what it waits for. */
  readonly combination?: CombinationOf;
  readonly status: JobStatus;
  /** Why it is not `converted`. */
  readonly reason?: string;
}
