import type { Finding } from '../../model/finding.js';
import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { ConvertedJob } from '../factor/converted-job.js';

/** A job with credentials runs code that nobody has looked at: in Jenkins as well, but Zuul would have refused it. */
export function secretBeforeReview(jenkins: JenkinsJob, pipelines: readonly string[]): Finding {
  const message = `The job gets the credentials ${[...new Set(jenkins.secrets.map((use) => use.credential))].join(', ')} and runs in ${pipelines.join(', ')} before anybody reviewed the change, whose code can read them. Move it to a pipeline after review, or take the credentials away.`;
  return {
    outcome: 'needs-human',
    code: 'secret/before-review',
    message,
    at: jenkins.secrets[0]?.at ?? jenkins.at,
    job: jenkins.name,
  };
}

/**
 * Jobs with credentials of which it turns out late that they run before review. Zuul fails every item with a job that is for
 * after review only (Zuul reference: `post-review`), so they lose that mark and get a finding.
 *
 * @param pipelines v3 name of a job → its pipelines before review.
 */
export function runBeforeReview<T extends ConvertedJob>(
  jobs: readonly T[],
  pipelines: ReadonlyMap<string, readonly string[]>,
): { readonly jobs: readonly T[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const released = jobs.map((job): T => {
    const early = pipelines.get(job.v3Name);
    if (early === undefined || job.postReview !== true) return job;
    findings.push(secretBeforeReview(job.jenkins, early));
    return { ...job, postReview: undefined };
  });
  return { jobs: released, findings };
}
