import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { Trunk } from './trunk.js';
import type { Playbook, SharedRole } from '../../model/estate.js';
import type { Value } from '../../model/value.js';
import type { Commented, JobAttributes, RequiredProject, SecretReference, ZuulJob } from '../../model/zuul.js';

/** One job with everything that is known about it: its own definition, and what the layout says. */
export interface ConvertedJob extends Commented {
  readonly v3Name: string;
  /** Run and post steps with started jobs folded in and containers recognised. */
  readonly jenkins: JenkinsJob;
  /** What the layout and the label say. A `timeout` here wins over that of the definition. */
  readonly attributes: JobAttributes;
  readonly secrets: readonly SecretReference[];
  /** Environment variable → template on a secret. Goes on the play of the run playbook. */
  readonly secretEnvironment: Readonly<Record<string, Value>>;
  readonly requiredProjects: readonly RequiredProject[];
  readonly postReview?: true;
}

/** Role → its variable → value: what a role of the output takes where nobody says otherwise. */
export type RoleDefaults = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** Jobs as Zuul has them, with everything they run. */
export interface FactoredJobs {
  /** Names of the two jobs that all others descend from: the site's base job, and what Jenkins gave every build. */
  readonly trunk: Trunk;
  /** Parents before their children: base jobs, families with their members, single jobs. */
  readonly jobs: readonly ZuulJob[];
  readonly playbooks: readonly Playbook[];
  readonly sharedRoles: readonly SharedRole[];
  /** Roles of `templates/roles/` that are used. */
  readonly usedRoles: readonly string[];
  /**
   * What the calls of a role have in common over the whole site and no job variable can hold, because it is known at run time
   * only (Zuul freezes job variables before the run). To be laid over the role's own `defaults/main.yaml`.
   */
  readonly roleDefaults: RoleDefaults;
}
