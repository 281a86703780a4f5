import type { JenkinsJob, JobFacts } from '../../model/jenkins-job.js';
import type { StartJobStep } from '../../model/step.js';

/** The step of a job that does nothing else than start one other job and wait for it. */
export function startedAlone(job: JenkinsJob): StartJobStep | undefined {
  const [only, ...others] = job.run;
  if (only?.kind !== 'start-job' || others.length > 0 || job.post.length > 0) return undefined;
  const isWholeJob =
    only.jobs.length === 1 && only.wait && only.failsOn !== null && only.files === undefined && only.inPlace !== true;
  return isWholeJob && only.when === undefined && only.ignoreErrors !== true ? only : undefined;
}

/** Facts of the job that was started alone, where they win over those of its starter. */
export function factsOfAlone(starter: JobFacts, started: JobFacts): JobFacts {
  const limits = [starter.timeout, started.timeout].filter((limit) => limit !== undefined);
  const semaphores = [starter.semaphore, started.semaphore].filter((semaphore) => semaphore !== undefined);
  const [semaphore, ...furtherSemaphores] = semaphores;
  return {
    ...(started.label !== undefined && { label: started.label }),
    ...(limits.length > 0 && { timeout: Math.min(...limits) }),
    ...(semaphore !== undefined && { semaphore }),
    ...(furtherSemaphores.length > 0 && { furtherSemaphores }),
    ...(started.combinations !== undefined && { combinations: started.combinations }),
  };
}
