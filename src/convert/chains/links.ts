import type { AfterTrigger, JenkinsJob } from '../../model/jenkins-job.js';
import type { StartJobStep, Step } from '../../model/step.js';
import { isTemplate, type Value } from '../../model/value.js';
import { expandMacros } from '../elements/macros.js';
import type { FindJob } from './job-names.js';

/** A job that becomes one of its own, and what starts it. */
export interface Link {
  readonly job: JenkinsJob;
  readonly trigger: AfterTrigger;
}

/**
 * What the jobs that a step starts become when they wait for others instead.
 *
 * @param after The jobs they wait for, by their Jenkins names.
 * @param beside The job in whose pipelines they run; absent: those of the jobs they wait for.
 * @returns Nothing where a job is not known or does not run, where it leads back to the starter (folding tells of circles), or where
 *   a parameter is only known at run time.
 */
export function linksTo(
  { jobs, at, ...step }: StartJobStep,
  after: readonly string[],
  starter: JenkinsJob,
  find: FindJob<JenkinsJob>,
  beside?: string,
): readonly Link[] | undefined {
  const links: Link[] = [];
  for (const name of jobs) {
    const job = find(name, starter.name);
    if (job === undefined || job.disabled === true || job.status === 'skipped') return undefined;
    if (reaches(job, starter, find)) return undefined;
    const parameters = parametersFor(job, step, starter);
    if (parameters === undefined) return undefined;
    const trigger = {
      kind: 'after',
      jobs: after,
      ...(beside === undefined ? {} : { beside }),
      parameters,
      at,
    } as const;
    links.push({ job, trigger });
  }
  return links;
}

/** Whether a job starts another at its end, or is it, or one does that it starts. */
function reaches(job: JenkinsJob, wanted: JenkinsJob, find: FindJob<JenkinsJob>): boolean {
  const open = [job];
  const seen = new Set<JenkinsJob>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === wanted) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const { name } = next;
    for (const started of startedBy([...next.run, ...next.post, ...(next.combinations?.post ?? [])])) {
      const found = find(started, name);
      if (found !== undefined) open.push(found);
    }
  }
  return false;
}

function startedBy(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'start-job') return step.jobs;
    return step.kind === 'block' ? startedBy([...step.steps, ...(step.always ?? [])]) : [];
  });
}

/** Values that are known now; nothing where one is not. */
function parametersFor(
  job: JenkinsJob,
  step: Pick<StartJobStep, 'parameters' | 'passParameters'>,
  starter: JenkinsJob,
): Record<string, Value> | undefined {
  const literal = (name: string): string | undefined => {
    const value = starter.environment[name];
    return typeof value === 'string' ? value : undefined;
  };
  const parameters: Record<string, Value> = {};
  if (step.passParameters) {
    for (const name of Object.keys(job.environment)) {
      const value = starter.environment[name];
      if (isTemplate(value)) return undefined;
      if (value !== undefined && value !== job.environment[name]) parameters[name] = value;
    }
  }
  for (const [name, text] of Object.entries(step.parameters)) {
    const value = expandMacros(text, literal);
    if (isTemplate(value)) return undefined;
    parameters[name] = value;
  }
  return parameters;
}
