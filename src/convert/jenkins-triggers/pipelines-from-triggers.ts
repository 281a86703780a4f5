import { emptyAccounting, type Accounting, type Finding } from '../../model/finding.js';
import type { EventTrigger, JenkinsJob, JenkinsTrigger, TimerTrigger } from '../../model/jenkins-job.js';
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
import { inUtc } from './time-zone.js';
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

/** Pipelines beside those of a layout, and what projects run in them. */
export type FurtherPipelines = Pick<TriggerPipelines, 'pipelines' | 'projects' | 'findings'>;

/**
 * Makes timer pipelines of the schedules by which Jenkins started jobs beside Zuul v2.
 *
 * @param taken Names of the layout's pipelines.
 */
export function timersBesideLayout(
  jobs: readonly AttachedJob[],
  settings: Settings,
  taken: ReadonlySet<string>,
): FurtherPipelines {
  const notes = triggerNotes();
  const pipelines = collectPipelines(taken);
  const timers = new Map<string, Timer>();
  for (const job of [...jobs].sort((a, b) => (a.v2Name < b.v2Name ? -1 : 1))) {
    for (const trigger of job.jenkins.triggers) {
      if (trigger.kind !== 'timer') continue;
      const name = addTimer(job, trigger, { settings, notes, pipelines, timers });
      if (name !== undefined && settings.timers === 'enabled') notes.note('beside', job.v2Name, trigger.at, name);
    }
  }
  return { pipelines: pipelines.pipelines(), projects: pipelines.projects(), findings: notes.findings };
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
      return void addTimer(job, trigger, context);
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

/**
 * Jobs with the same schedule share a pipeline: `H` spread them over the time, which Zuul's queues do by themselves.
 *
 * @returns The pipeline's name; nothing for a schedule that never starts anything.
 */
function addTimer(job: AttachedJob, trigger: TimerTrigger, context: Context): string | undefined {
  const { notes, timers, settings } = context;
  const key = trigger.spec.trim().replaceAll(/[ \t]+/g, ' ');
  let timer = timers.get(key);
  if (timer === undefined) {
    const schedule = movedSchedule(scheduleOf(trigger.spec, job, trigger, notes), job, trigger, notes);
    if (schedule === undefined || schedule.times.length === 0) return undefined;
    const name = timerPipeline(key, schedule, context);
    timers.set(key, (timer = { name, schedule }));
    if (settings.timers === 'disabled') notes.note('timers-off', job.v2Name, trigger.at, `pipeline ${name}`);
  } else if (timer.schedule.hashed) {
    const own = scheduleOf(trigger.spec, job, trigger, notes)?.times.join(', ');
    notes.note('spread-times', job.v2Name, trigger.at, `${own ?? ''}, now ${timer.schedule.times.join(', ')}`);
  }
  const branches = branchMatchers(job.jenkins.checkouts[0]?.branches ?? []) ?? settings.defaultBranches.map(exactly);
  const { parameters } = trigger;
  const more = parameters === undefined ? {} : { vars: { jenkins_parameters: parameters } };
  const use = { ...matchers('branches', branches), ...more };
  if (job.jenkins.checkouts.length > 0) attachTo(timer.name, job, use, trigger, context);
  else {
    // Some project has to be there for the timer; which branches that one has nobody can tell.
    notes.note('config-project', job.v2Name, trigger.at, `${settings.configProject} in ${timer.name}`);
    context.pipelines.use(settings.configProject, timer.name, { name: job.v3Name, ...more });
  }
  return timer.name;
}

/** Times of another zone are written in UTC, as far as they can. */
function movedSchedule(
  schedule: Schedule | undefined,
  job: AttachedJob,
  { at }: JenkinsTrigger,
  notes: TriggerNotes,
): Schedule | undefined {
  if (schedule?.zone === undefined) return schedule;
  const moved = inUtc(schedule.times, schedule.zone);
  if (moved === undefined) {
    notes.note('time-zone', job.v2Name, at, schedule.zone);
    return schedule;
  }
  const summer = moved.hasSummerTime ? '; an hour late in summer' : '';
  notes.note('time-zone-moved', job.v2Name, at, `${schedule.zone}${summer}`);
  return { ...schedule, times: moved.times };
}

/** Without a trigger until the cut-over: as long as Jenkins starts the jobs, Zuul must not. */
function timerPipeline(key: string, { times }: Schedule, { pipelines, settings }: Context): string {
  const isOn = settings.timers === 'enabled';
  const written = `Jobs that Jenkins started at "${key.split('\n').join('", "')}".`;
  const waits = ` Disabled until the cut-over: timers: enabled in the settings gives it its trigger (${times.join('; ')}).`;
  return pipelines.pipeline(timerName(key, times), {
    description: isOn ? written : `${written}${waits}`,
    'post-review': true,
    precedence: 'low',
    ...(isOn && { trigger: { timer: times.map((time) => ({ time })) } }),
  });
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

/** What drivers call an update of a branch. */
const UPDATES: Readonly<Record<Repository['forge'], string>> = {
  gerrit: 'ref-updated',
  github: 'push',
  gitlab: 'gl_push',
};

/** Zuul hears of commits: every update of a branch is an event. */
function addPoll(job: AttachedJob, trigger: JenkinsTrigger, context: Context): void {
  const repository = repositoryOfJob(job.jenkins);
  const forge = repository?.forge ?? 'gerrit';
  const update = { ref: '^refs/heads/.*$' };
  const event = { event: UPDATES[forge], ...update };
  const name = context.pipelines.pipeline('post', {
    description: 'Jobs that Jenkins started when it found new commits.',
    'post-review': true,
    precedence: 'low',
    trigger: { [connection(forge, context.settings)]: [event] },
  });
  const [checkout] = job.jenkins.checkouts;
  const use = {
    ...matchers('branches', branchMatchers(checkout?.branches ?? []) ?? []),
    ...matchers('files', checkout?.files ?? []),
    ...matchers('irrelevantFiles', checkout?.irrelevantFiles ?? []),
  };
  attachTo(name, job, use, trigger, context);
}

/** Events of what has been merged already. */
const AFTER_REVIEW: ReadonlySet<string> = new Set(['change-merged', 'ref-updated', 'push', 'gl_push']);

/** Names of the drivers for people. */
const FORGES: Readonly<Record<EventTrigger['driver'], string>> = {
  gerrit: 'Gerrit',
  github: 'GitHub',
  gitlab: 'GitLab',
};

function addEvents(job: AttachedJob, trigger: EventTrigger, context: Context): void {
  const { settings, pipelines } = context;
  const name = connection(trigger.driver, settings);
  const pipeline = pipelines.pipeline(pipelineName(trigger), {
    description: `Jobs that Jenkins started at events of ${FORGES[trigger.driver]}.`,
    ...(trigger.events.every(({ event }) => AFTER_REVIEW.has(String(event))) && { 'post-review': true }),
    ...(trigger.require !== undefined && { require: { [name]: trigger.require } }),
    ...(trigger.reject !== undefined && { reject: { [name]: trigger.reject } }),
    trigger: { [name]: trigger.events.map((event): ConfigValue => ({ ...event })) },
    ...messagesOf(trigger, name),
    ...(trigger.report !== null && {
      success: { [name]: trigger.report.success },
      failure: { [name]: trigger.report.failure },
    }),
  });
  if (trigger.projects.length === 0) attachTo(pipeline, job, ownMatchers(job, trigger), trigger, context);
  for (const project of trigger.projects) {
    pipelines.use(project.name, pipeline, {
      name: job.v3Name,
      ...matchers('branches', project.branches),
      ...matchers('files', project.files),
      ...matchers('irrelevantFiles', project.irrelevantFiles),
    });
  }
}

/** Zuul reference: Pipeline, `start-message` and the like. A start is only reported where there is something to say. */
function messagesOf({ messages, report }: EventTrigger, connectionName: string): Readonly<Record<string, ConfigValue>> {
  if (messages === undefined || report === null) return {};
  const { start, success, failure } = messages;
  return {
    ...(success !== undefined && { 'success-message': success }),
    ...(failure !== undefined && { 'failure-message': failure }),
    ...(start !== undefined && { 'start-message': start, start: { [connectionName]: {} } }),
  };
}

/** Where a job runs in the project that it checks out. */
function ownMatchers(job: AttachedJob, { matchers: told }: EventTrigger): Omit<JobUse, 'name'> {
  if (told === undefined) {
    return matchers('branches', branchMatchers(job.jenkins.checkouts[0]?.branches ?? []) ?? []);
  }
  return {
    ...(told.branches.length > 0 && { branches: told.branches }),
    ...matchers('files', told.files),
    ...matchers('irrelevantFiles', told.irrelevantFiles),
  };
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
  attributes: Omit<JobUse, 'name'>,
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
  pipelines.use(repository.project, pipeline, { name: job.v3Name, ...attributes });
}

function repositoryOfJob({ checkouts }: JenkinsJob): Repository | undefined {
  return checkouts[0] === undefined ? undefined : repositoryOf(checkouts[0].url);
}

function connection(forge: string, settings: Settings): string {
  return settings.connections[forge] ?? forge;
}
