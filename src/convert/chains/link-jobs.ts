import type { AfterTrigger, JenkinsJob } from '../../model/jenkins-job.js';
import type { BlockStep, StartJobStep, Step } from '../../model/step.js';
import { SUCCEEDED } from '../elements/results.js';
import { repositoryOf } from '../jenkins-triggers/project-of-url.js';
import type { ChainCode, ChainNotes } from './findings.js';
import type { FindJob } from './job-names.js';
import { linkPhases } from './link-phases.js';
import { linksTo, type Link } from './links.js';

/**
 * Makes jobs of their own of those that others start at their end: they depend on the starter, on a node of their own, with
 * their own credentials, and the build page shows them. Zuul reference: Job, `dependencies`.
 *
 * That is the same as in Jenkins only where
 * - something starts the first job of the chain, so that there is a pipeline to put the others into;
 * - the start asks for success: Zuul skips what depends on a job that failed (zuul-v3, section 5);
 * - the values handed over are known now.
 * All other starts stay steps. Where a layout says which jobs run, none of this happens: Zuul v2 did not know these jobs.
 */
export function linkJobs(
  jobs: readonly JenkinsJob[],
  find: FindJob<JenkinsJob>,
  notes: ChainNotes,
): readonly JenkinsJob[] {
  const links = new Map<JenkinsJob, AfterTrigger[]>();
  const posts = new Map<JenkinsJob, readonly Step[]>();
  const runs = new Map<JenkinsJob, readonly Step[]>();
  const open = jobs.filter(isPlaced);
  const done = new Set<JenkinsJob>();
  for (let starter = open.shift(); starter !== undefined; starter = open.shift()) {
    if (done.has(starter)) continue;
    done.add(starter);
    const phases = linkPhases(starter, find);
    if (phases !== undefined) {
      runs.set(starter, phases.run);
      links.set(starter, [...(links.get(starter) ?? []), phases.trigger]);
      for (const { job, trigger } of phases.found) add(job, trigger, 'own-job-of-phase', starter);
    }
    const { post, found } = linksOf(starter, starter.combinations?.post ?? starter.post, find);
    if (found.length === 0) continue;
    posts.set(starter, post);
    for (const { job, trigger } of found) add(job, trigger, 'own-job', starter);
  }
  if (links.size === 0) return jobs;
  return jobs.map((job) => {
    const after = links.get(job) ?? [];
    const starters = new Set(after.flatMap((trigger) => trigger.jobs));
    if (after.length > 1) for (const name of starters) notes.note('once-for-all', job, name);
    const run = runs.get(job) ?? job.run;
    return { ...withPost(job, posts.get(job)), run, triggers: [...job.triggers, ...after] };
  });

  function add(job: JenkinsJob, trigger: AfterTrigger, code: ChainCode, starter: JenkinsJob): void {
    links.set(job, [...(links.get(job) ?? []), trigger]);
    notes.note(code, job, starter.name);
    open.push(job);
  }
}

function withPost(job: JenkinsJob, post: readonly Step[] | undefined): JenkinsJob {
  if (post === undefined) return job;
  return job.combinations === undefined ? { ...job, post } : { ...job, combinations: { ...job.combinations, post } };
}

/** Whether a trigger puts the job into a pipeline of a project. */
function isPlaced({ triggers, checkouts, status, disabled }: JenkinsJob): boolean {
  if (status === 'skipped' || disabled === true) return false;
  const [checkout] = checkouts;
  const hasProject = checkout !== undefined && repositoryOf(checkout.url) !== undefined;
  return triggers.some(({ kind, ...trigger }) => {
    if (kind === 'events') return hasProject || ('projects' in trigger && trigger.projects.length > 0);
    return hasProject && (kind === 'timer' || kind === 'poll');
  });
}

interface Links {
  /** What is left of the steps. */
  readonly post: readonly Step[];
  readonly found: readonly Link[];
}

function linksOf(starter: JenkinsJob, post: readonly Step[], find: FindJob<JenkinsJob>): Links {
  const starts = post.filter((step): step is StartJobStep => step.kind === 'start-job');
  const joins = post.filter((step): step is BlockStep => step.kind === 'block' && step.joins === true);
  const linked = new Map(starts.map((step) => [step, linksOfStart(step, [starter.name], starter, find)]));
  if (joins.length === 0) {
    const gone = starts.filter((step) => linked.get(step) !== undefined);
    return {
      post: post.filter((step) => !gone.includes(step as StartJobStep)),
      found: gone.flatMap((step) => linked.get(step)!),
    };
  }
  // What waits for all the others can only be a job where they are.
  const first = [...linked.values()];
  const names = first.flatMap((links) => links?.map(({ job }) => job.name) ?? []);
  const inner = joins.flatMap((block) => [...block.steps, ...(block.always ?? [])]);
  const behind = inner.map((step) =>
    step.kind === 'start-job'
      ? linksOfStart(step, names.length > 0 ? names : [starter.name], starter, find)
      : undefined,
  );
  if ([...first, ...behind].includes(undefined)) return { post, found: [] };
  return {
    post: post.filter((step) => !starts.includes(step as StartJobStep) && !joins.includes(step as BlockStep)),
    found: [...first, ...behind].flatMap((links) => links ?? []),
  };
}

/** The jobs of one start as jobs of their own; nothing where one of them has to stay a step. */
function linksOfStart(
  step: StartJobStep,
  after: readonly string[],
  starter: JenkinsJob,
  find: FindJob<JenkinsJob>,
): readonly Link[] | undefined {
  const isJoin = after[0] !== starter.name;
  const asksSuccess = step.when?.length === 1 && step.when[0] === SUCCEEDED;
  if (!asksSuccess && !(isJoin && step.when === undefined)) return undefined;
  if (step.wait || step.files !== undefined) return undefined;
  return linksTo(step, after, starter, find);
}
