import type { Finding } from '../../model/finding.js';
import type { JenkinsTrigger, TimerTrigger } from '../../model/jenkins-job.js';
import type { Settings } from '../../model/settings.js';
import type { ZuulPipeline, ZuulProject } from '../../model/zuul.js';
import type { AttachedJob } from '../attach/attach.js';
import { escapeRegex } from '../elements/ant-regex.js';
import { attachJob, matchers, type TriggerContext } from './attach-job.js';
import { branchMatchers } from './branches.js';
import { collectPipelines } from './collect-pipelines.js';
import { CronFault } from './cron-field.js';
import { readSchedule, type Schedule } from './schedule.js';
import { inUtc } from './time-zone.js';
import { timerName } from './timer-name.js';
import { triggerNotes, type TriggerNotes } from './trigger-notes.js';

/** Pipelines beside those of a layout, and what projects run in them. */
export interface FurtherPipelines {
  readonly pipelines: readonly ZuulPipeline[];
  readonly projects: readonly ZuulProject[];
  readonly findings: readonly Finding[];
}

/** The pipeline of one schedule. */
export interface Timer {
  readonly name: string;
  readonly schedule: Schedule;
}

export interface TimerContext extends TriggerContext {
  /** Schedule as written → its pipeline. */
  readonly timers: Map<string, Timer>;
}

/**
 * Makes timer pipelines of the schedules by which Jenkins started jobs beside Zuul v2.
 *
 * Zuul reference: Timer driver.
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

/**
 * Jobs with the same schedule share a pipeline: `H` spread them over the time, which Zuul's queues do by themselves.
 *
 * @returns The pipeline's name; nothing for a schedule that never starts anything.
 */
export function addTimer(job: AttachedJob, trigger: TimerTrigger, context: TimerContext): string | undefined {
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
  if (job.jenkins.checkouts.length > 0) attachJob(timer.name, job, use, trigger, context);
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
function timerPipeline(key: string, { times }: Schedule, { pipelines, settings }: TriggerContext): string {
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
