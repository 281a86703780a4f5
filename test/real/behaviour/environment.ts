/** The variables of a build for a change, as the manuals of Jenkins and Zuul v2 give them, and as our README promises where no other value is possible. */

export interface BuildFacts {
  readonly home: string;
  readonly workspace: string;
  readonly job: string;
  readonly node: string;
  readonly label: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The variable `zuul` of the build. */
  readonly zuul: Zuul;
}

/** What of the variable `zuul` decides about variables. */
export interface Zuul {
  readonly build: string;
  readonly tenant: string;
  readonly pipeline: string;
  readonly branch: string;
  readonly change: string;
  readonly patchset: string;
  readonly commit: string;
  readonly project: string;
  /** Folder below home that holds the repositories by name. */
  readonly area: string;
}

/** Zuul v2: Gearman.launch, change items. Jenkins: "Set by Jenkins". */
export function variablesOf({
  home,
  workspace,
  job,
  node,
  label,
  parameters,
  zuul,
}: BuildFacts): Record<string, string> {
  const number = String(Number.parseInt(zuul.build.slice(0, 7), 16));
  const log = `${zuul.change.slice(-2)}/${zuul.change}/${zuul.patchset}`;
  const url = `/t/${zuul.tenant}/build/${zuul.build}`;
  return {
    HOME: home,
    CI: 'true',
    JOB_NAME: job,
    JOB_BASE_NAME: job.split('/').at(-1) ?? job,
    JOB_URL: `/t/${zuul.tenant}/job/${job}/`,
    BUILD_NUMBER: number,
    BUILD_DISPLAY_NAME: `#${number}`,
    BUILD_ID: zuul.build,
    BUILD_TAG: `jenkins-${job.replaceAll('/', '-')}-${zuul.build}`,
    BUILD_URL: `${url}/`,
    RUN_DISPLAY_URL: url,
    NODE_NAME: node,
    NODE_LABELS: label,
    EXECUTOR_NUMBER: '0',
    ...parameters,
    ZUUL_UUID: zuul.build,
    ZUUL_PROJECT: zuul.project,
    ZUUL_PIPELINE: zuul.pipeline,
    ZUUL_VOTING: '1',
    ZUUL_URL: `${home}/${zuul.area}`,
    BASE_LOG_PATH: log,
    LOG_PATH: `${log}/${zuul.pipeline}/${job}/${zuul.build.slice(0, 7)}`,
    JOB_TAGS: '',
    ZUUL_BRANCH: zuul.branch,
    ZUUL_CHANGE: zuul.change,
    ZUUL_PATCHSET: zuul.patchset,
    ZUUL_REF: `refs/heads/${zuul.branch}`,
    ZUUL_CHANGES: `${zuul.project}:${zuul.branch}:refs/changes/${zuul.change.padStart(2, '0').slice(-2)}/${zuul.change}/${zuul.patchset}`,
    ZUUL_CHANGE_IDS: `${zuul.change},${zuul.patchset}`,
    ZUUL_COMMIT: zuul.commit,
    WORKSPACE: workspace,
  };
}
