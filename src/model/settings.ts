import type { Place } from './place.js';
import type { ZuulV2Version } from './layout.js';

/** Major versions of Zuul whose vocabulary can be written: all take RE2 with `negate`, which came with 9.2. */
export const TARGET_VERSIONS = { oldest: 10, newest: 14 } as const;

/** One rule of a renaming table. The first rule that fits a name is used. */
export interface Rename {
  /** Exact old name, or with `isPattern` a regular expression (Python syntax, named groups) that has to match the whole name. */
  readonly from: string;
  readonly isPattern: boolean;
  /** New name; `\g<group>`, `\1` stand for what the groups matched. */
  readonly to: string;
  readonly at: Place;
}

/** A list of names, each exact or a regular expression (leading `^`). */
export type NameList = readonly string[];

/** Which nodeset holds on which branches, in order; the first whose pattern fits counts. */
export type BranchImages = readonly BranchImage[];

export interface BranchImage {
  /** RE2, matched from the start of the branch's name; `undefined`: all branches. */
  readonly branches: string | undefined;
  /** Nodeset; one that the conversion makes has one node with the label of that name. */
  readonly nodeset: string;
}

/** What a Jenkins label expression stands for, by whether the job is as converted or rewritten by hand. */
export interface LabelRule {
  readonly legacy: BranchImages;
  readonly native: BranchImages;
}

/** Keeps one job on a nodeset. */
export interface NodesetPin {
  /** Name of the job in v3 or v2. */
  readonly job: string;
  readonly nodeset: string;
  /** RE2; absent: on all branches. */
  readonly branches?: string;
  readonly reason?: string;
  readonly owner?: string;
  /** What has to be done before the pin can go. */
  readonly blocker?: string;
  /** Last day of the pin, `2026-12-31`. */
  readonly expires?: string;
  readonly at: Place;
}

/** `nodesets`: on what nodes jobs run. */
export interface NodesetSettings {
  /** `labels`: Jenkins label expression → nodeset, for all jobs or by what they are. */
  readonly labels: Readonly<Record<string, LabelRule>>;
  /** `offered`: label of Zuul → labels that Jenkins gave such nodes. Its own name is always one of them. */
  readonly offered: Readonly<Record<string, readonly string[]>>;
  /** `legacy`: nodesets of converted jobs. Empty: each has that of its label. */
  readonly legacy: BranchImages;
  /** `native`: nodesets of jobs that people rewrote. Empty: nothing is said about them. */
  readonly native: BranchImages;
  /** `native-jobs`: generated jobs that count as native. */
  readonly nativeJobs: NameList;
  readonly pins: readonly NodesetPin[];
}

/** What a site can tell about itself in `zuulshift.yaml`. Every field has a default. */
export interface Settings {
  /** Path of the settings file, where there is one. */
  readonly file?: string;
  /** `tenant`, default `example`. */
  readonly tenant: string;
  /** `config-project`: repository that will hold the output. Default `ci-config`. */
  readonly configProject: string;
  /** `connections`: name in v2 → name in v3. Default: unchanged. */
  readonly connections: Readonly<Record<string, string>>;
  /** `zuul-version`: major version of the target. Default 14. */
  readonly zuulVersion: number;
  /** `zuul-v2-version`, default `2.6`. */
  readonly zuulV2Version: ZuulV2Version;
  /** `ref-names`: how the old Gerrit named updated branches: `refs/heads/x` or `x`. Default `full`. */
  readonly refNames: 'full' | 'short';
  /** `default-branches`, default `['master']`. */
  readonly defaultBranches: readonly string[];
  /**
   * `timers`: whether schedules of Jenkins start jobs in Zuul. Default `disabled`: pipelines without a trigger, so that nothing runs
   * twice before the cut-over.
   */
  readonly timers: 'disabled' | 'enabled';
  /** `gerrit-labels`: lower-case v2 spelling → Gerrit's spelling. Default: every part between hyphens capitalised. */
  readonly gerritLabels: Readonly<Record<string, string>>;
  /** `nodesets`. Default: every label is a nodeset of that name. */
  readonly nodesets: NodesetSettings;
  /** `default-label`: node label of jobs without one. */
  readonly defaultLabel?: string;
  /** `jenkins-shell`: Jenkins' global "Shell executable", run with `-xe`. Default `/bin/sh`. */
  readonly jenkinsShell: string;
  /** `environment`: variables that Jenkins gave every build of the site (Manage Jenkins, "Global properties"). */
  readonly environment: Readonly<Record<string, string>>;
  /** `rename-jobs` */
  readonly renameJobs: readonly Rename[];
  /** `rename-templates` */
  readonly renameTemplates: readonly Rename[];
  /** `skip-jobs`: v2 or Jenkins jobs that are not converted; uses of them go too, and the report says so. */
  readonly skipJobs: NameList;
  /** `skip-projects` */
  readonly skipProjects: NameList;
  /** `separate-queues`: jobs that shall not tie projects together, by name. */
  readonly separateQueues: NameList;
  /** `required-projects`: v3 job → projects its scripts clone. */
  readonly requiredProjects: Readonly<Record<string, readonly string[]>>;
}

export const NO_NODESETS: NodesetSettings = {
  labels: {},
  offered: {},
  legacy: [],
  native: [],
  nativeJobs: [],
  pins: [],
};

export const DEFAULT_SETTINGS: Settings = {
  tenant: 'example',
  configProject: 'ci-config',
  connections: {},
  zuulVersion: 14,
  zuulV2Version: '2.6',
  refNames: 'full',
  defaultBranches: ['master'],
  timers: 'disabled',
  gerritLabels: {},
  nodesets: NO_NODESETS,
  jenkinsShell: '/bin/sh',
  environment: {},
  renameJobs: [],
  renameTemplates: [],
  skipJobs: [],
  skipProjects: [],
  separateQueues: [],
  requiredProjects: {},
};
