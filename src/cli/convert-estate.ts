import { existsSync } from 'node:fs';
import { attach, type Attached } from '../convert/attach/attach.js';
import { runBeforeReview } from '../convert/attach/secret-before-review.js';
import { unmaskedSecrets } from '../convert/attach/unmasked-secrets.js';
import { unsetVariables } from '../convert/attach/unset-variables.js';
import { addCombinationUses, withCombinations } from '../convert/combinations/add-uses.js';
import { splitCombinations } from '../convert/combinations/split-combinations.js';
import type { FactoredJobs } from '../convert/factor/converted-job.js';
import { factorJobs } from '../convert/factor/factor-jobs.js';
import { triggersBesideLayout } from '../convert/jenkins-triggers/triggers-beside-layout.js';
import { recogniseContainers } from '../convert/shell/recognise-containers.js';
import { plainVariables } from '../convert/shell/shell-variables.js';
import type { Estate } from '../model/estate.js';
import { addAccounting, emptyAccounting, type Accounting, type Finding } from '../model/finding.js';
import { InputError, type Fault } from '../model/input-error.js';
import type { Settings } from '../model/settings.js';
import type { Value } from '../model/value.js';
import type { JobAttributes, ZuulJob, ZuulPipeline } from '../model/zuul.js';
import type { JenkinsJobsOptions } from '../read/jjb/run-jenkins-jobs.js';
import type { InputCounts } from '../report/report.js';
import type { ProgramFolders } from './command.js';
import { jobsStage } from './jobs-stage.js';
import { layoutStage, type LayoutStage } from './layout-stage.js';
import { nativeStage } from './native-stage.js';
import type { FunctionFiles } from './parameter-functions.js';
import type { Stages } from './stages.js';

export interface EstateRequest {
  readonly jenkins: readonly string[];
  /** Jenkinsfiles, and folders with Jenkinsfiles. */
  readonly jenkinsfiles?: readonly string[];
  /** Parameter functions to be run. */
  readonly functions?: FunctionFiles;
  /** Sources of Jenkins Job Builder, and how to make XML of them. */
  readonly jjb?: JenkinsJobsOptions & { readonly paths: readonly string[] };
  readonly layout?: string;
  /** Folders with converters of the user. */
  readonly converters?: readonly string[];
  /** Whether families and shared roles are looked for. */
  readonly factor: boolean;
  /** Jobs and families that native jobs are written for. */
  readonly native?: readonly string[];
}

export interface ConvertedEstate {
  readonly estate: Estate;
  /** Definitions that could not be read; all the others were converted. */
  readonly faults: readonly Fault[];
  /** Files that were read, as the user would name them. */
  readonly inputs: readonly string[];
  readonly counts: InputCounts;
  /** What a person who watches should know, and no finding tells: a line each. */
  readonly notes: readonly string[];
}

/** Runs the stages from reading to the whole model, in order. Reads files, writes none. */
export async function convertEstate(
  request: EstateRequest,
  settings: Settings,
  home: ProgramFolders,
  stages: Stages,
): Promise<ConvertedEstate> {
  const findings: Finding[] = [];
  const accounting = emptyAccounting();
  const take = (part: { readonly findings: readonly Finding[]; readonly accounting?: Accounting }): void => {
    for (const finding of part.findings) findings.push(finding);
    if (part.accounting !== undefined) addAccounting(accounting, part.accounting);
  };

  const [layout, { documents, faults, converted, chained, notes, files }] = await bothInputs(
    layoutOf(request, settings, home, stages),
    jobsStage(request, settings, home, stages),
  );
  take(converted);
  take(chained);
  const projects = (layout?.projects ?? []).map(({ name }) => name);
  const plain = projects.length === 0 ? [] : plainVariables({ ZUUL_PROJECT: projects });
  const split = splitCombinations(chained.jobs);
  take(split);
  const jobs = stages.time('recognise containers', () => recogniseContainers(split.jobs, plain));
  const joined = stages.time('join', () =>
    attach({ jenkinsJobs: jobs, folded: chained.folded, layoutJobs: layout?.jobs ?? new Map(), settings }),
  );
  take(joined);
  const zuul = layout === undefined ? await withoutLayout(joined, settings, stages) : await besideLayout(layout);
  take(zuul);
  const reviewed = runBeforeReview(joined.jobs, withCombinations(zuul.beforeReview, joined.combinations));
  take(reviewed);
  take({
    findings: stages.time('look for variables', () => [
      ...unsetVariables(reviewed.jobs, settings.environment),
      ...unmaskedSecrets(reviewed.jobs),
    ]),
  });
  const written = await nativeStage(
    reviewed.jobs,
    (some) => factorJobs(some, { factor: request.factor }),
    { names: request.native ?? [], hasNodeset: joined.native !== undefined },
    stages,
  );
  const { factored } = written;
  take(written);

  const estate: Estate = {
    config: {
      pipelines: zuul.pipelines,
      jobs: [
        ...withBase(factored, { ...zuul.baseJob, vars: baseVariables(factored, settings) }, joined.native),
        ...written.jobs,
      ],
      ...addCombinationUses(zuul, joined.combinations),
      queues: zuul.queues,
      nodesets: joined.nodesets,
      semaphores: joined.semaphores,
      secrets: joined.secrets,
    },
    playbooks: factored.playbooks,
    sharedRoles: factored.sharedRoles,
    roles: factored.usedRoles,
    roleDefaults: factored.roleDefaults,
    tenant: { ...tenantOf(settings, joined, zuul.pipelines), ...written.tenant },
    native: written.native,
    jobs: joined.reports,
    findings,
    accounting,
  };
  /** What Jenkins started by itself comes to what the layout says. */
  async function besideLayout(stage: LayoutStage): Promise<LayoutStage> {
    take({ findings: triggersBesideLayout(joined.jobs) });
    if (!joined.jobs.some(({ jenkins }) => jenkins.triggers.some(({ kind }) => kind === 'timer'))) return stage;
    const [{ timersBesideLayout }, { addProjects }] = await Promise.all([
      import('../convert/jenkins-triggers/timer-pipelines.js'),
      import('../convert/jenkins-triggers/add-projects.js'),
    ]);
    const taken = new Set(stage.pipelines.map(({ name }) => name));
    const timers = timersBesideLayout(joined.jobs, settings, taken);
    take(timers);
    return {
      ...stage,
      pipelines: [...stage.pipelines, ...timers.pipelines],
      projects: addProjects(stage.projects, timers.projects),
    };
  }

  return {
    estate,
    faults,
    inputs: [...files, ...(layout?.files ?? [])],
    notes,
    counts: {
      jenkinsJobs: documents.length,
      projects: layout?.counts.projects ?? 0,
      pipelines: layout?.counts.pipelines ?? 0,
    },
  };
}

async function layoutOf(
  { layout, jenkins, jenkinsfiles, jjb, functions }: EstateRequest,
  settings: Settings,
  home: ProgramFolders,
  stages: Stages,
): Promise<LayoutStage | undefined> {
  if (layout === undefined) return undefined;
  // A second thread is worth its start where there is something to do beside it, and the build has made it.
  const hasJobs = jenkins.length > 0 || jjb !== undefined || jenkinsfiles !== undefined;
  if (!hasJobs || !existsSync(home.layoutWorker)) return layoutStage(layout, settings, stages, functions);
  const { layoutBeside } = await import('./layout-beside.js');
  const order = { path: layout, settings, ...(functions === undefined ? {} : { functions }) };
  return layoutBeside(order, home.layoutWorker, (taken) => stages.add(taken));
}

/** Waits for both, so that the user hears of the faults of both at once. */
async function bothInputs<L, J>(layout: Promise<L>, jobs: Promise<J>): Promise<[L, J]> {
  const [one, other] = await Promise.allSettled([layout, jobs]);
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value];
  const reasons = [one, other].flatMap((ended): unknown[] => (ended.status === 'rejected' ? [ended.reason] : []));
  const faults = reasons.flatMap((reason) => (reason instanceof InputError ? reason.faults : []));
  throw reasons.find((reason) => !(reason instanceof InputError)) ?? new InputError(faults);
}

/** Pipelines and projects as far as the triggers of the Jenkins jobs tell. */
async function withoutLayout(joined: Attached, settings: Settings, stages: Stages): Promise<LayoutStage> {
  const { pipelinesFromTriggers } = await import('../convert/jenkins-triggers/pipelines-from-triggers.js');
  return stages.time('pipelines from triggers', () => ({
    ...pipelinesFromTriggers(joined.jobs, settings),
    jobs: new Map(),
    files: [],
    counts: { projects: 0, pipelines: 0 },
  }));
}

/** What all jobs of the site need to behave as in v2 is said once, on the job that all descend from. */
function withBase(
  { jobs, trunk }: FactoredJobs,
  attributes: JobAttributes,
  native: JobAttributes['nodeset'],
): ZuulJob[] {
  return jobs.map((job) => {
    if (job.name === trunk.jenkins) return { ...job, ...attributes, vars: { ...job.vars, ...attributes.vars } };
    // Jobs that people write descend from it, and not from the one that stands for Jenkins.
    return job.name === trunk.base && native !== undefined ? { ...job, nodeset: native } : job;
  });
}

/** Variables of our roles that follow from the site and not from a job. */
function baseVariables({ usedRoles }: FactoredJobs, { refNames, environment }: Settings): Record<string, Value> {
  return {
    ...(Object.keys(environment).length === 0 ? {} : { jenkins_extra_environment: environment }),
    ...(refNames === 'short' ? { jenkins_environment_short_refs: true } : {}),
    // In v2 the merger's repositories were on the network; here they are folders, which a container has to be given.
    ...(usedRoles.includes('docker-run') ? { docker_run_mount_git_area: true } : {}),
  };
}

/** Zuul's own limit for time limits of jobs, in seconds (Zuul reference: Tenant, `max-job-timeout`). */
const DEFAULT_MAX_TIMEOUT = 10_800;

function tenantOf(settings: Settings, { jobs }: Attached, pipelines: readonly ZuulPipeline[]): Estate['tenant'] {
  const timeouts = jobs.map(({ attributes }) => attributes.timeout ?? 0);
  return {
    name: settings.tenant,
    connection: sourceOf(pipelines) ?? settings.connections['gerrit'] ?? 'gerrit',
    configProject: settings.configProject,
    maxJobTimeout: timeouts.reduce((most, timeout) => Math.max(most, timeout), DEFAULT_MAX_TIMEOUT),
  };
}

/** Triggers that Zuul has without a connection. */
const WITHOUT_SOURCE: ReadonlySet<string> = new Set(['timer', 'zuul']);

/** The connection whose events start most pipelines; the first by name where several do. */
function sourceOf(pipelines: readonly ZuulPipeline[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of pipelines.flatMap(({ settings }) => Object.keys(settings['trigger'] ?? {}))) {
    if (!WITHOUT_SOURCE.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0];
}
