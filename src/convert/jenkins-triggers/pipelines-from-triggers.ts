import { emptyAccounting, type Accounting, type Finding } from '../../model/finding.js';
import type { EventTrigger, JenkinsJob, JenkinsTrigger } from '../../model/jenkins-job.js';
import type { Settings } from '../../model/settings.js';
import type { ConfigValue, JobAttributes, JobUse, Matcher, ZuulPipeline, ZuulProject } from '../../model/zuul.js';
import type { AttachedJob } from '../attach/attach.js';
import { escapeRegex } from '../elements/ant-regex.js';
import { branchMatchers } from './branches.js';
import { CronFault } from './cron-field.js';
import { pipelineName } from './event-name.js';
import { collectPipelines, type Pipelines } from './collect-pipelines.js';
import { withDependents } from './dependents.js';
import { offerPipelines } from './started-by-hand.js';
import { repositoryOf, type Repository } from './project-of-url.js';
import { readSchedule, type Schedule } from './schedule.js';
import { timerName } from './timer-name.js';
import { triggerNotes, type TriggerNotes } from './trigger-notes.js';

/** What the triggers of Jenkins jobs become where there is no layout. */
export interface TriggerPipelines {
  readonly pipelines: readonly ZuulPipeline[];
  readonly templates: readonly never[];
  readonly projects: readonly ZuulProject[];
  readonly queues: readonly never[];
  /** v3 names of jobs → their pipelines where nobody reviewed the change yet. */
  readonly beforeReview: ReadonlyMap<string, readonly string[]>;
  readonly baseJob: JobAttributes;
  readonly findings: readonly Finding[];
  /** Nothing: the leaves of triggers are counted with their jobs. */
  readonly accounting: Accounting;
}

/**
 * Makes pipelines and project stanzas of what starts Jenkins jobs: schedules (one timer pipeline for each), looking for
 * commits (`post`), events of Gerrit and GitHub. A job is attached to the project it checks out; where nobody can tell it,
 * a finding says so and the pipeline is there for it. Zuul reference: Pipeline, Timer driver; v2-to-v3, section 8.6.
 *
 * @param jobs In any order; the result does not depend on it.
 */
export function pipelinesFromTriggers(jobs: readonly AttachedJob[], settings: Settings): TriggerPipelines {
  const notes = triggerNotes();
  const pipelines = collectPipelines();
  const sorted = [...jobs].sort((a, b) => (a.v2Name < b.v2Name ? -1 : 1));
  const timers = new Map<string, Timer>();
  for (const job of sorted) {
    for (const trigger of job.jenkins.triggers) addTrigger(job, trigger, { settings, notes, pipelines, timers });
  }
  // What a person starts may have jobs behind it too.
  offerPipelines(withDependents(pipelines.projects(), sorted, triggerNotes()), sorted, pipelines, notes);
  const projects = withDependents(pipelines.projects(), sorted, notes);
  return {
    pipelines: pipelines.pipelines(),
    templates: [],
    projects,
    queues: [],
    beforeReview: beforeReview(pipelines.pipelines(), projects),
    baseJob: {},
    findings: notes.findings,
    accounting: emptyAccounting(),
  };
}

function beforeReview(pipelines: readonly ZuulPipeline[], projects: readonly ZuulProject[]): Map<string, string[]> {
  const open = new Set(pipelines.flatMap(({ name, settings }) => (settings['post-review'] === true ? [] : [name])));
  const jobs = new Map<string, string[]>();
  for (const project of projects) {
    for (const { pipeline, jobs: uses } of project.pipelines.filter((one) => open.has(one.pipeline))) {
      for (const { name } of uses) jobs.set(name, [...new Set([...(jobs.get(name) ?? []), pipeline])]);
    }
  }
  return jobs;
}

/** The pipeline of one schedule. */
interface Timer {
  readonly name: string;
  readonly schedule: Schedule;
}

interface Context {
  readonly settings: Settings;
  readonly notes: TriggerNotes;
  readonly pipelines: Pipelines;
  readonly timers: Map<string, Timer>;
}

function addTrigger(job: AttachedJob, trigger: JenkinsTrigger, context: Context): void {
  switch (trigger.kind) {
    case 'timer':
      return addTimer(job, trigger.spec, trigger, context);
    case 'poll':
      return addPoll(job, trigger, context);
    case 'events':
      return addEvents(job, trigger, context);
    case 'other':
      return context.notes.note('unknown', job.v2Name, trigger.at, trigger.type);
    case 'after':
    case 'manual':
      // Come with the jobs before them.
      return undefined;
    case 'upstream':
      return context.notes.note('unknown', job.v2Name, trigger.at, `the end of ${trigger.jobs.join(', ')}`);
  }
}

/** Jobs with the same schedule share a pipeline: `H` spread them over the time, which Zuul's queues do by themselves. */
function addTimer(job: AttachedJob, spec: string, trigger: JenkinsTrigger, context: Context): void {
  const { notes, pipelines, timers, settings } = context;
  const key = spec.trim().replaceAll(/[ \t]+/g, ' ');
  let timer = timers.get(key);
  if (timer === undefined) {
    const schedule = scheduleOf(spec, job, trigger, notes);
    if (schedule === undefined || schedule.times.length === 0) return;
    const name = pipelines.pipeline(timerName(key, schedule.times), {
      description: `Jobs that Jenkins started at "${key.split('\n').join('", "')}".`,
      'post-review': true,
      precedence: 'low',
      trigger: { timer: schedule.times.map((time) => ({ time })) },
    });
    timers.set(key, (timer = { name, schedule }));
    if (schedule.zone !== undefined) notes.note('time-zone', job.v2Name, trigger.at, schedule.zone);
  } else if (timer.schedule.hashed) {
    const own = scheduleOf(spec, job, trigger, notes)?.times.join(', ');
    notes.note('spread-times', job.v2Name, trigger.at, `${own ?? ''}, now ${timer.schedule.times.join(', ')}`);
  }
  const branches = branchMatchers(job.jenkins.checkouts[0]?.branches ?? []) ?? settings.defaultBranches.map(exactly);
  attachTo(timer.name, job, branches, trigger, context);
}

function scheduleOf(spec: string, job: AttachedJob, { at }: JenkinsTrigger, notes: TriggerNotes): Schedule | undefined {
  try {
    return readSchedule(spec, job.v2Name);
  } catch (error) {
    if (!(error instanceof CronFault)) throw error;
    notes.note('bad-schedule', job.v2Name, at, error.message);
    return undefined;
  }
}

function exactly(branch: string): string {
  return `^${escapeRegex(branch)}$`;
}

/** Zuul hears of commits: every update of a branch is an event. */
function addPoll(job: AttachedJob, trigger: JenkinsTrigger, context: Context): void {
  const repository = repositoryOfJob(job.jenkins);
  const forge = repository?.forge ?? 'gerrit';
  const update = { ref: '^refs/heads/.*$' };
  const event = forge === 'gerrit' ? { event: 'ref-updated', ...update } : { event: 'push', ...update };
  const name = context.pipelines.pipeline('post', {
    description: 'Jobs that Jenkins started when it found new commits.',
    'post-review': true,
    precedence: 'low',
    trigger: { [connection(forge, context.settings)]: [event] },
  });
  attachTo(name, job, branchMatchers(job.jenkins.checkouts[0]?.branches ?? []) ?? [], trigger, context);
}

/** Events of what has been merged already. */
const AFTER_REVIEW: ReadonlySet<string> = new Set(['change-merged', 'ref-updated', 'push']);

function addEvents(job: AttachedJob, trigger: EventTrigger, context: Context): void {
  const { settings, pipelines } = context;
  const name = connection(trigger.driver, settings);
  const pipeline = pipelines.pipeline(pipelineName(trigger), {
    description: `Jobs that Jenkins started at events of ${trigger.driver === 'gerrit' ? 'Gerrit' : 'GitHub'}.`,
    ...(trigger.events.every(({ event }) => AFTER_REVIEW.has(String(event))) && { 'post-review': true }),
    trigger: { [name]: trigger.events.map((event): ConfigValue => ({ ...event })) },
    ...(trigger.report !== null && {
      success: { [name]: trigger.report.success },
      failure: { [name]: trigger.report.failure },
    }),
  });
  if (trigger.projects.length === 0) {
    attachTo(pipeline, job, branchMatchers(job.jenkins.checkouts[0]?.branches ?? []) ?? [], trigger, context);
  }
  for (const project of trigger.projects) {
    pipelines.use(project.name, pipeline, {
      name: job.v3Name,
      ...matchers('branches', project.branches),
      ...matchers('files', project.files),
      ...matchers('irrelevantFiles', project.irrelevantFiles),
    });
  }
}

function matchers<Key extends 'branches' | 'files' | 'irrelevantFiles'>(
  key: Key,
  regexes: readonly string[],
): { readonly [K in Key]?: readonly Matcher[] } {
  if (regexes.length === 0) return {};
  const list: readonly Matcher[] = regexes.map((regex) => ({ regex }));
  return { [key]: list } as unknown as { readonly [K in Key]: readonly Matcher[] };
}

/** Adds the job to the project it checks out. */
function attachTo(
  pipeline: string,
  job: AttachedJob,
  branches: readonly string[],
  { at }: JenkinsTrigger,
  { notes, pipelines, settings }: Context,
): void {
  const repository = repositoryOfJob(job.jenkins);
  if (repository === undefined) {
    notes.note('no-project', job.v2Name, at, `pipeline ${pipeline}`);
    return;
  }
  if (settings.connections[repository.forge] === undefined) {
    notes.note('connection', job.v2Name, at, `${repository.forge} for ${repository.project}`);
  }
  if (new Set(job.jenkins.checkouts.map(({ url }) => url)).size > 1) {
    notes.note('other-repository', job.v2Name, at, repository.project);
  }
  const use: JobUse = { name: job.v3Name, ...matchers('branches', branches) };
  pipelines.use(repository.project, pipeline, use);
}

function repositoryOfJob({ checkouts }: JenkinsJob): Repository | undefined {
  return checkouts[0] === undefined ? undefined : repositoryOf(checkouts[0].url);
}

function connection(forge: string, settings: Settings): string {
  return settings.connections[forge] ?? forge;
}
