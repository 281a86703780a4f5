import type { AttachedJob } from '../convert/attach/attach.js';
import type { FactoredJobs } from '../convert/factor/converted-job.js';
import type { Estate } from '../model/estate.js';
import type { Finding } from '../model/finding.js';
import type { ZuulJob } from '../model/zuul.js';
import { ZUUL_JOBS_PROJECT } from '../model/zuul-jobs.js';
import { nativeHints } from '../native/hints.js';
import { nativeProposals, replacedFindings } from '../native/native-jobs.js';
import { jobText } from '../write/zuul/job-text.js';
import type { Stages } from './stages.js';

export interface NativeStage {
  /** Without the jobs that native ones stand for. */
  readonly factored: FactoredJobs;
  /** Native jobs, written in place of converted ones. */
  readonly jobs: readonly ZuulJob[];
  readonly native: NonNullable<Estate['native']>;
  readonly tenant: Pick<Estate['tenant'], 'jobProjects' | 'defaultParent'>;
  readonly findings: readonly Finding[];
}

export interface NativeRequest {
  /** Jobs and families of `--native`. */
  readonly names: readonly string[];
  /** Whether jobs that people write have a nodeset of their own on the base job. */
  readonly hasNodeset: boolean;
}

/** Zuul's own default for the job that jobs without a parent descend from (Zuul reference: Tenant, `default-parent`). */
const DEFAULT_PARENT = 'base';

/**
 * Looks for jobs that are a known thing, and puts native ones in place of those that were asked for.
 *
 * @param factor Makes Zuul jobs of converted ones.
 * @throws InputError for a name that stands for nothing, or for a job that cannot be replaced
 */
export async function nativeStage(
  jobs: readonly AttachedJob[],
  factor: (jobs: readonly AttachedJob[]) => FactoredJobs,
  { names, hasNodeset }: NativeRequest,
  stages: Stages,
): Promise<NativeStage> {
  const all = stages.time('factor', () => factor(jobs));
  const hints = stages.time('look for known tools', () => nativeHints(jobs));
  const chosen =
    names.length === 0
      ? new Set<string>()
      : (await import('../native/choose.js')).chooseNative(names, jobs, hints, all.jobs);
  const native = nativeProposals(jobs, hints, all.jobs, chosen, !hasNodeset, jobText);
  if (chosen.size === 0) return { factored: all, jobs: [], native, tenant: {}, findings: [] };
  const factored = stages.time('factor again', () => factor(jobs.filter(({ v3Name }) => !chosen.has(v3Name))));
  const { base } = factored.trunk;
  return {
    factored,
    jobs: native.flatMap(({ written, variant }) => (written ? [variant] : [])),
    native,
    tenant: { jobProjects: [ZUUL_JOBS_PROJECT], ...(base === DEFAULT_PARENT ? {} : { defaultParent: base }) },
    findings: replacedFindings(jobs, native),
  };
}
