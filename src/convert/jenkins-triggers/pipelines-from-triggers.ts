import { emptyAccounting, type Accounting, type Finding } from '../../model/finding.js';
import type { EventTrigger, JenkinsTrigger } from '../../model/jenkins-job.js';
import type { Settings } from '../../model/settings.js';
import type { ConfigValue, JobAttributes, JobUse, ZuulPipeline, ZuulProject } from '../../model/zuul.js';
import type { AttachedJob } from '../attach/attach.js';
import { attachJob, connectionOf, matchers, repositoryOfJob } from './attach-job.js';
import { branchMatchers } from './branches.js';
import { collectPipelines } from './collect-pipelines.js';
import { withDependents } from './dependents.js';
import { pipelineName } from './event-name.js';
import type { Repository } from './project-of-url.js';
import { offerPipelines } from './started-by-hand.js';
import { addTimer, type Timer, type TimerContext } from './timer-pipelines.js';
import { triggerNotes } from './trigger-notes.js';

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

function addTrigger(job: AttachedJob, trigger: JenkinsTrigger, context: TimerContext): void {
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

/** What drivers call an update of a branch. */
const UPDATES: Readonly<Record<Repository['forge'], string>> = {
  gerrit: 'ref-updated',
  github: 'push',
  gitlab: 'gl_push',
};

/** Zuul hears of commits: every update of a branch is an event. */
function addPoll(job: AttachedJob, trigger: JenkinsTrigger, context: TimerContext): void {
  const repository = repositoryOfJob(job.jenkins);
  const forge = repository?.forge ?? 'gerrit';
  const update = { ref: '^refs/heads/.*$' };
  const event = { event: UPDATES[forge], ...update };
  const name = context.pipelines.pipeline('post', {
    description: 'Jobs that Jenkins started when it found new commits.',
    'post-review': true,
    precedence: 'low',
    trigger: { [connectionOf(forge, context.settings)]: [event] },
  });
  const [checkout] = job.jenkins.checkouts;
  const use = {
    ...matchers('branches', branchMatchers(checkout?.branches ?? []) ?? []),
    ...matchers('files', checkout?.files ?? []),
    ...matchers('irrelevantFiles', checkout?.irrelevantFiles ?? []),
  };
  attachJob(name, job, use, trigger, context);
}

/** Events of what has been merged already. */
const AFTER_REVIEW: ReadonlySet<string> = new Set(['change-merged', 'ref-updated', 'push', 'gl_push']);

/** Names of the drivers for people. */
const FORGES: Readonly<Record<EventTrigger['driver'], string>> = {
  gerrit: 'Gerrit',
  github: 'GitHub',
  gitlab: 'GitLab',
};

function addEvents(job: AttachedJob, trigger: EventTrigger, context: TimerContext): void {
  const { settings, pipelines } = context;
  const name = connectionOf(trigger.driver, settings);
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
  if (trigger.projects.length === 0) attachJob(pipeline, job, ownMatchers(job, trigger), trigger, context);
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
