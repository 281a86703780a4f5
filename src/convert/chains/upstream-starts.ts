import type { Finding } from '../../model/finding.js';
import type { JenkinsJob, JenkinsTrigger, UpstreamTrigger } from '../../model/jenkins-job.js';
import type { Step, StartJobStep } from '../../model/step.js';
import type { FindJob } from './job-names.js';

/**
 * Turns triggers that name the jobs before ("start me after those") round: the jobs before start the others, as if they named
 * them in a publisher. So both ways to say it come to the same. Tells of jobs before that nobody defines.
 * Source: Jenkins core, ReverseBuildTrigger.
 */
export function startByUpstream(
  jobs: readonly JenkinsJob[],
  find: FindJob<JenkinsJob>,
  findings: Finding[],
): readonly JenkinsJob[] {
  const added = new Map<JenkinsJob, Step[]>();
  const changed = new Map<JenkinsJob, JenkinsJob>();
  for (const job of jobs) {
    checkPromotions(job, find, findings);
    const upstream = job.triggers.filter((trigger) => trigger.kind === 'upstream');
    if (upstream.length === 0 && !job.triggers.some((trigger) => trigger.kind === 'manual')) continue;
    const others = job.triggers.filter((trigger) => trigger.kind !== 'upstream');
    changed.set(job, { ...job, triggers: others.map((trigger) => withFullName(trigger, job, find, findings)) });
    for (const trigger of upstream) {
      for (const name of trigger.jobs) {
        const before = find(name, job.name);
        if (before === undefined) findings.push(unknown(name, job, trigger));
        else if (!startsAlready(before, job, find)) {
          added.set(before, [...(added.get(before) ?? []), startOf(job, trigger)]);
        }
      }
    }
  }
  if (changed.size === 0) return jobs;
  return jobs.map((job) => withSteps(changed.get(job) ?? job, added.get(job)));
}

/** A promotion by hand only knows where its job is, seen from itself. */
function withFullName(
  trigger: JenkinsTrigger,
  job: JenkinsJob,
  find: FindJob<JenkinsJob>,
  findings: Finding[],
): JenkinsTrigger {
  if (trigger.kind !== 'manual' || trigger.job === undefined) return trigger;
  const found = find(trigger.job, job.name);
  if (found !== undefined) return { ...trigger, job: found.name };
  findings.push(unknown(trigger.job, job, trigger));
  const { job: gone, ...rest } = trigger;
  void gone;
  return rest;
}

function startOf(job: JenkinsJob, { when, joins, at }: UpstreamTrigger): Step {
  const start: StartJobStep = {
    kind: 'start-job',
    name: `Do what ${job.name} did`,
    at,
    jobs: [`/${job.name}`],
    parameters: {},
    // A promotion sees the parameters of the build that it promotes.
    passParameters: isPromotion(job),
    wait: false,
    failsOn: null,
    ...(when.length > 0 && { when }),
  };
  return joins ? { kind: 'block', name: start.name, at, steps: [], always: [start], joins } : start;
}

function isPromotion({ name }: JenkinsJob): boolean {
  return /\/promotions\/[^/]+$/.test(name);
}

function startsAlready(before: JenkinsJob, job: JenkinsJob, find: FindJob<JenkinsJob>): boolean {
  return [...before.post, ...(before.combinations?.post ?? [])].some(
    (step) => step.kind === 'start-job' && step.jobs.some((name) => find(name, before.name) === job),
  );
}

function withSteps(job: JenkinsJob, steps: readonly Step[] | undefined): JenkinsJob {
  if (steps === undefined) return job;
  // What a job of several combinations does after all of them stands apart.
  const { combinations } = job;
  if (combinations === undefined) return { ...job, post: [...job.post, ...steps] };
  return { ...job, combinations: { ...combinations, post: [...combinations.post, ...steps] } };
}

function unknown(name: string, job: JenkinsJob, { at }: Pick<UpstreamTrigger, 'at'>): Finding {
  const isOfPromotion = name.startsWith('..') || isPromotion(job);
  const message = isOfPromotion
    ? `The job whose builds ${job.name} promotes was not given. Keep the promotion as jobs/<job>/promotions/<name>/config.xml beside the job, or decide what shall start it.`
    : `${job.name} is started after ${name}, and no definition of that job was given. Give it, or decide what shall start ${job.name}.`;
  return { outcome: 'needs-human', code: 'started-job/unknown-upstream', message, at, job: job.name };
}

function checkPromotions(job: JenkinsJob, find: FindJob<JenkinsJob>, findings: Finding[]): void {
  const missing = (job.promotions ?? []).filter((name) => find(`/${name}`, job.name) === undefined);
  if (missing.length === 0) return;
  const shown = missing.map((name) => name.split('/').at(-1)!).join(', ');
  const message = `${job.name} offers promotions that were not given (${shown}). Give promotions/<name>/config.xml of the job, or write jobs for them.`;
  findings.push({ outcome: 'needs-human', code: 'started-job/no-promotion', message, at: job.at, job: job.name });
}
