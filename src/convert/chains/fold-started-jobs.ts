import type { Finding } from '../../model/finding.js';
import type { JenkinsJob } from '../../model/jenkins-job.js';
import { firstFailing } from '../elements/first-failing.js';
import { startedAlone } from './alias.js';
import { declareArtifacts, nameArtifacts } from './artifacts.js';
import { offerByHand } from './by-hand.js';
import { chainNotes, type ChainNotes } from './findings.js';
import { folder, noCharge, startsJobs, type Charge, type Folder } from './fold-steps.js';
import { findByName } from './job-names.js';
import { linkJobs } from './link-jobs.js';
import { ownScope } from './started-environment.js';
import { orderSteps } from './step-order.js';
import { startByUpstream } from './upstream-starts.js';

export interface FoldedJobs {
  /** All jobs, in the same order; none of their steps starts a job. */
  readonly jobs: readonly JenkinsJob[];
  readonly findings: readonly Finding[];
  /** Jobs that only others start → names of the jobs their steps went into, sorted. */
  readonly folded: ReadonlyMap<string, readonly string[]>;
}

export interface FoldOptions {
  /** Whether jobs that others start at their end become jobs of their own, which depend on those. Default false. */
  readonly link?: boolean;
}

/**
 * Replaces steps that start other jobs by the steps of those jobs, also where those start others. Zuul jobs cannot start
 * each other in the middle of a build (v2-to-v3, section 8.2: `trigger-builds`; jenkins-elements: TriggerBuilder).
 *
 * A job that does nothing but start another one and wait for it is that other job: it takes over its label, time limit,
 * credentials and semaphore. In all other cases the started steps run on the starter's node, in a folder beside its workspace.
 */
export function foldStartedJobs(given: readonly JenkinsJob[], { link = false }: FoldOptions = {}): FoldedJobs {
  const notes = chainNotes();
  const findings: Finding[] = [];
  const starters = new Map<string, Set<string>>();
  const jobs = prepared(given, link, notes, findings);
  const steps = folder({ find: findByName(jobs), notes, findings, starters });
  const result = declareArtifacts(
    jobs.map((job) => foldJob(job, steps)),
    findings,
  );
  const folded = new Map<string, readonly string[]>();
  for (const { name, triggers } of jobs) {
    const into = starters.get(name);
    if (into !== undefined && triggers.length === 0) folded.set(name, [...into].sort());
  }
  return { jobs: result, findings: [...findings, ...notes.findings()], folded };
}

/** Brings everything that links jobs into the form of steps that start others, and of jobs that depend on others. */
function prepared(
  given: readonly JenkinsJob[],
  link: boolean,
  notes: ChainNotes,
  findings: Finding[],
): readonly JenkinsJob[] {
  const named = nameArtifacts(given, findByName(given), findings);
  const started = startByUpstream(named, findByName(named), findings);
  const offered = offerByHand(started, findByName(started), findings);
  const linked = link ? linkJobs(offered, findByName(offered), notes) : offered;
  return linked.map(orderSteps);
}

function foldJob(job: JenkinsJob, steps: Folder): JenkinsJob {
  if (![...job.run, ...job.post, ...(job.combinations?.post ?? [])].some(startsJobs)) return job;
  const alone = startedAlone(job);
  const charge = noCharge();
  const place = { root: job, path: [job], charge, scope: ownScope(job, 'run'), heldBack: false };
  const replaced = alone === undefined ? undefined : steps.replace(alone, place);
  const run = replaced?.run ?? steps.fold(job.run, place);
  const post = replaced?.post ?? steps.foldEach(job.post, { ...place, scope: ownScope(job, 'post') });
  const whole = steps.foldLast(job, { ...place, scope: ownScope(job, 'post') });
  return withStatus({ ...whole, ...replaced?.facts, run, post, ...taken(job, charge) }, charge);
}

/** What the job gets from the jobs whose steps it took in. */
function taken(job: JenkinsJob, charge: Charge): Partial<JenkinsJob> {
  const secrets = [...job.secrets];
  const known = new Set(secrets.map((use) => JSON.stringify([use.credential, use.binds])));
  for (const use of charge.secrets) {
    const key = JSON.stringify([use.credential, use.binds]);
    if (!known.has(key)) secrets.push(use);
    known.add(key);
  }
  const semaphores = [...charge.semaphores.values()].filter(({ name }) => name !== job.semaphore?.name);
  const furtherSemaphores = [...(job.furtherSemaphores ?? []), ...semaphores];
  return {
    secrets,
    checkouts: [...job.checkouts, ...charge.checkouts],
    ...(furtherSemaphores.length > 0 && { furtherSemaphores }),
  };
}

function withStatus(job: JenkinsJob, charge: Charge): JenkinsJob {
  if (job.status === 'skipped') return job;
  const failing = firstFailing([...job.run, ...job.post]);
  if (failing !== undefined) return { ...job, status: 'needs-human', reason: failing.message };
  if (job.status !== 'converted' || charge.reason === undefined) return job;
  return { ...job, status: 'partly', reason: charge.reason };
}
