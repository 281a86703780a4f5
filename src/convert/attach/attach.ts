import type { Finding } from '../../model/finding.js';
import type { JenkinsJob, JobStatus } from '../../model/jenkins-job.js';
import type { Settings } from '../../model/settings.js';
import type { FailStep } from '../../model/step.js';
import type { NodesetByBranch, ZuulNodeset, ZuulSecret, ZuulSemaphore } from '../../model/zuul.js';
import type { JobReport } from '../../model/estate.js';
import type { ConvertedJob } from '../factor/converted-job.js';
import type { CombinationJobs } from '../combinations/add-uses.js';
import { withArtifactSources } from '../chains/artifact-sources.js';
import { collectKin } from '../combinations/kin.js';
import { jobName } from '../job-name.js';
import type { LayoutJob } from '../layout/layout-jobs.js';
import { collectNodesets, type NodesetChoice } from './nodesets.js';
import { collectSecrets } from './secrets.js';
import { secretBeforeReview } from './secret-before-review.js';
import { slug } from './slug.js';

/** A job with everything that both inputs say about it: what the factor pass works on. */
export interface AttachedJob extends ConvertedJob {
  readonly v2Name: string;
}

export interface Attached {
  readonly jobs: readonly AttachedJob[];
  readonly reports: readonly JobReport[];
  readonly nodesets: readonly ZuulNodeset[];
  /** For the site's base job: what jobs have that people write themselves. */
  readonly native?: string | NodesetByBranch;
  readonly secrets: readonly ZuulSecret[];
  readonly semaphores: readonly ZuulSemaphore[];
  /** Jobs of combinations: they are to be used where the job is that waits for them. */
  readonly combinations: CombinationJobs;
  readonly findings: readonly Finding[];
}

export interface AttachInput {
  readonly jenkinsJobs: readonly JenkinsJob[];
  /** Jobs whose steps went into others, with the names of those. */
  readonly folded: ReadonlyMap<string, readonly string[]>;
  /** By v2 name; empty without a layout. */
  readonly layoutJobs: ReadonlyMap<string, LayoutJob>;
  readonly settings: Settings;
}

/** Stands for the root element where there is no definition. */
const UNDEFINED = 'undefined';

/** The job that Zuul has built in; never defined (Zuul reference: Job `noop`). */
const NOOP = 'noop';

/** Joins Jenkins jobs with what the layout says about them, by name. */
export function attach({ jenkinsJobs, folded, layoutJobs, settings }: AttachInput): Attached {
  const findings: Finding[] = [];
  const nodesets = collectNodesets(settings, settings.defaultLabel ?? mostFrequentLabel(jenkinsJobs));
  const secrets = collectSecrets();
  const semaphores = new Map<string, number>();
  const jobs: AttachedJob[] = [];
  const reports: JobReport[] = [];
  const taken = new Map<string, string>();

  const kin = collectKin();

  for (const { name, v3Name } of layoutJobs.values()) taken.set(v3Name, name);
  const nameOf = (job: JenkinsJob): string => {
    const { name: v2Name, at } = job;
    const known = layoutJobs.get(v2Name);
    if (known !== undefined) return known.v3Name;
    const wanted = kin.wantedName(job) ?? jobName(v2Name, settings.renameJobs);
    const free = firstFree(wanted, taken);
    taken.set(free, v2Name);
    if (free !== wanted) {
      const message = `${v2Name} and ${taken.get(wanted) ?? ''} both become ${wanted}; ${v2Name} is written as ${free}. Give one of them another name in rename-jobs.`;
      findings.push({ outcome: 'approximated', code: 'job/name-clash', message, at, job: v2Name });
    }
    return free;
  };

  const nodesetOf = (jenkins: JenkinsJob, v3Name: string): NodesetChoice =>
    jenkins.combinations !== undefined && jenkins.post.length === 0
      ? { nodeset: nodesets.none(), findings: [] }
      : nodesets.choose(layoutJobs.get(jenkins.name)?.label ?? jenkins.label, jenkins.name, jenkins.at, v3Name);

  const add = (jenkins: JenkinsJob, layout: LayoutJob | undefined): void => {
    const v3Name = nameOf(jenkins);
    kin.note(jenkins, v3Name);
    findings.push(...mutexOfSeveral(jenkins, layout));
    const choice = nodesetOf(jenkins, v3Name);
    // Of a job that nobody defined only that is worth telling.
    if (jenkins.type !== UNDEFINED) findings.push(...choice.findings);
    const attached = secrets.attach(jenkins.secrets);
    const held = holdSemaphores(jenkins, layout, semaphores);
    const early = layout?.preReviewPipelines ?? [];
    if (jenkins.secrets.length > 0 && early.length > 0) findings.push(secretBeforeReview(jenkins, early));
    const required = settings.requiredProjects[v3Name] ?? settings.requiredProjects[kin.wholeOf(jenkins) ?? ''] ?? [];
    const ofLayout = jenkins.combination === undefined ? (layout?.comment ?? []) : [];
    const comment = [...ofLayout, ...(choice.comment ?? [])];
    jobs.push({
      v2Name: jenkins.name,
      v3Name,
      jenkins,
      attributes: {
        ...layout?.attributes,
        nodeset: choice.nodeset,
        ...(jenkins.timeout === undefined ? {} : { timeout: jenkins.timeout }),
        ...(held.length === 0 ? {} : { semaphores: held }),
        ...(jenkins.provides === undefined ? {} : { provides: jenkins.provides }),
        ...(jenkins.requires === undefined ? {} : { requires: jenkins.requires }),
      },
      secrets: attached.references,
      secretEnvironment: attached.environment,
      ...(jenkins.secrets.length > 0 && early.length === 0 ? { postReview: true as const } : {}),
      requiredProjects: required.map((project) => ({ name: project })),
      ...(comment.length === 0 ? {} : { comment }),
    });
    const fromLayout = layout?.attributes.semaphores ?? [];
    const fromJenkins = held.filter((name) => !fromLayout.includes(name));
    reports.push({
      ...report(jenkins, v3Name, layout?.used === true),
      ...(fromJenkins.length === 0 ? {} : { semaphores: fromJenkins }),
    });
  };

  const defined = new Set<string>();
  for (const jenkins of jenkinsJobs) {
    defined.add(jenkins.name);
    // A combination is used where the job is that waits for it.
    const name = jenkins.combination?.parent ?? jenkins.name;
    const layout = layoutJobs.get(name);
    const into = folded.get(name);
    const used = layout?.used === true;
    if (jenkins.status === 'skipped') reports.push(report(jenkins, undefined, used));
    else if (into === undefined || used) add(jenkins, layout);
  }
  for (const layout of layoutJobs.values()) {
    if (layout.name === NOOP || defined.has(layout.name) || !layout.used) continue;
    const stub = undefinedJob(layout);
    findings.push(stub.finding);
    add(stub.job, layout);
  }
  reports.push(...foldedReports(jenkinsJobs, folded, layoutJobs, reports));
  if (layoutJobs.size > 0) findings.push(...unattached(jobs, layoutJobs));
  findings.push(...nodesets.unused());
  const native = nodesets.native();
  return {
    jobs: withArtifactSources(
      jobs.map((job) => ({
        ...job,
        attributes: { ...job.attributes, ...kin.dependenciesOf(job.jenkins, job.v3Name) },
      })),
    ),
    combinations: kin.jobs,
    reports: reports.sort((a, b) => (a.name < b.name ? -1 : 1)),
    nodesets: nodesets.all(),
    ...(native === undefined ? {} : { native }),
    secrets: secrets.all(),
    semaphores: [...semaphores]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([semaphore, max]) => ({ name: semaphore, max })),
    findings,
  };
}

/** v2 held the mutex for all combinations together. */
function mutexOfSeveral({ name, at, combinations }: JenkinsJob, layout: LayoutJob | undefined): Finding[] {
  const held = layout?.attributes.semaphores ?? [];
  if (combinations === undefined || combinations.list.length < 2 || held.length === 0) return [];
  const message = `The mutex ${held.join(', ')} was held for all combinations together, which ran beside each other. Now each holds it by itself: they run one after the other, and others may come between. Take it off the combinations if they may meet.`;
  return [{ outcome: 'approximated', code: 'combinations/mutex', message, at, job: name }];
}

function firstFree(wanted: string, taken: ReadonlyMap<string, string>): string {
  let free = wanted;
  for (let count = 2; taken.has(free); count += 1) free = `${wanted}-${String(count)}`;
  return free;
}

/**
 * Semaphores of a job: Zuul v2's mutex stands for what Jenkins' own "no concurrent builds" says as well, so a job that has
 * one does not get a second for itself. Those of jobs whose steps it took in are added.
 */
function holdSemaphores(jenkins: JenkinsJob, layout: LayoutJob | undefined, all: Map<string, number>): string[] {
  const held = new Map((layout?.attributes.semaphores ?? []).map((name) => [name, 1]));
  const own = held.size === 0 && jenkins.semaphore !== undefined ? [jenkins.semaphore] : [];
  for (const { name, max } of [...own, ...(jenkins.furtherSemaphores ?? [])]) held.set(slug(name), max);
  for (const [name, max] of held) all.set(name, Math.max(max, all.get(name) ?? 0));
  return [...held.keys()].sort();
}

function report(jenkins: JenkinsJob, v3: string | undefined, attached: boolean, reason = jenkins.reason): JobReport {
  return {
    name: jenkins.name,
    ...(v3 === undefined ? {} : { v3 }),
    status: jenkins.status,
    ...(reason === undefined ? {} : { reason }),
    attached,
    ...(jenkins.combination === undefined ? {} : { combinationOf: jenkins.combination.parent }),
    file: jenkins.at.file,
  };
}

/** A folded job is where its steps went: in the first job that starts it. */
function foldedReports(
  jenkinsJobs: readonly JenkinsJob[],
  folded: AttachInput['folded'],
  layoutJobs: AttachInput['layoutJobs'],
  reports: readonly JobReport[],
): JobReport[] {
  const v3 = new Map(reports.map((one) => [one.name, one.v3]));
  const reported = new Set(reports.map((one) => one.name));
  return jenkinsJobs
    .filter((jenkins) => folded.has(jenkins.name) && !reported.has(jenkins.name))
    .map((jenkins) => {
      const into = folded.get(jenkins.name) ?? [];
      const where = `its steps are part of ${into.slice(0, 3).join(', ')}${into.length > 3 ? ` and ${String(into.length - 3)} more` : ''}`;
      const reason = jenkins.reason === undefined ? where : `${where}; ${jenkins.reason}`;
      const home = into.map((starter) => v3.get(starter)).find((known) => known !== undefined);
      return report(jenkins, home, layoutJobs.get(jenkins.name)?.used === true, reason);
    });
}

/** Jobs that no project of the layout uses: converted, but nothing starts them. */
function unattached(jobs: readonly AttachedJob[], layoutJobs: AttachInput['layoutJobs']): Finding[] {
  return jobs
    .filter(({ v2Name, jenkins }) => jenkins.combination === undefined && layoutJobs.get(v2Name)?.used !== true)
    .map(({ v2Name, jenkins }) => ({
      outcome: 'approximated' as const,
      code: 'job/not-attached',
      message:
        'No project of the layout uses this job: it is defined, and nothing starts it. Add it to a project, or skip it in the settings (skip-jobs).',
      at: jenkins.at,
      job: v2Name,
    }));
}

/** Zuul v2 answers NOT_REGISTERED, a failure, for a job that no Jenkins offers; so the stub fails (v2-to-v3, section 4). */
function undefinedJob(layout: LayoutJob): { job: JenkinsJob; finding: Finding } {
  const code = 'job/no-definition';
  const message = `The layout uses ${layout.name}, and no Jenkins definition of it was given. The job fails until somebody writes it; give its XML with --jenkins, or its new name in rename-jobs.`;
  const step: FailStep = { kind: 'fail', name: `Refuse to run ${layout.name}`, at: layout.at, code, message };
  const status: JobStatus = 'needs-human';
  const job: JenkinsJob = {
    name: layout.name,
    at: layout.at,
    type: UNDEFINED,
    environment: {},
    secrets: [],
    run: [step],
    post: [],
    triggers: [],
    checkouts: [],
    status,
    reason: message,
  };
  return { job, finding: { outcome: 'needs-human', code, message, at: layout.at, job: layout.name } };
}

/** Most frequent label of the estate; the first by name where several are. */
function mostFrequentLabel(jobs: readonly JenkinsJob[]): string {
  const counts = new Map<string, number>();
  for (const { label } of jobs) {
    if (label !== undefined && /^[\w.-]+$/.test(label)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? 'default';
}
