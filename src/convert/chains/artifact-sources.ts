import type { RoleStep, Step } from '../../model/step.js';
import type { AttachedJob } from '../attach/attach.js';

/**
 * Names the jobs of Zuul whose builds return the artifacts that are copied: a job whose steps went into others returns its
 * artifacts there. Only calls that look for earlier builds ask for them by name.
 */
export function withArtifactSources(jobs: readonly AttachedJob[]): readonly AttachedJob[] {
  const returning = new Map<string, string[]>();
  for (const { jenkins, v3Name } of jobs) {
    for (const name of jenkins.provides ?? []) returning.set(name, [...(returning.get(name) ?? []), v3Name]);
  }
  if (returning.size === 0) return jobs;
  return jobs.map((job) => {
    if (job.jenkins.requires === undefined) return job;
    const mapStep = (step: Step): Step => {
      if (step.kind === 'role') return withSources(step, returning);
      if (step.kind !== 'block') return step;
      const always = step.always === undefined ? {} : { always: step.always.map(mapStep) };
      return { ...step, steps: step.steps.map(mapStep), ...always };
    };
    return {
      ...job,
      jenkins: { ...job.jenkins, run: job.jenkins.run.map(mapStep), post: job.jenkins.post.map(mapStep) },
    };
  });
}

function withSources(step: RoleStep, returning: ReadonlyMap<string, readonly string[]>): RoleStep {
  const { copy_artifacts_job: job, copy_artifacts_results: results } = step.vars;
  if (step.role !== 'copy-artifacts' || results === undefined || typeof job !== 'string') return step;
  const from = returning.get(artifactsOf(job)) ?? [];
  const isItself = from.length === 1 && from[0] === job;
  return isItself || from.length === 0
    ? step
    : { ...step, vars: { ...step.vars, copy_artifacts_from: [...from].sort() } };
}

/** What a job's artifacts are called in `provides` and `requires`. */
export function artifactsOf(job: string): string {
  return `${job}-artifacts`;
}
