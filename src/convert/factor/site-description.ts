import type { ZuulJob } from '../../model/zuul.js';

/** A line is the site's when at least this share of its described jobs have it. */
const SHARE = 0.75;
const FEWEST_JOBS = 4;

interface Described {
  readonly job: ZuulJob;
}

/**
 * Finds lines that nearly every description of a site has ("Job is managed by …"), and takes them out: they are said once.
 * Empty lines around them go too.
 */
export function findSiteDescription<T extends Described>(
  jobs: readonly T[],
): { readonly lines: readonly string[]; readonly jobs: readonly T[] } {
  const described = jobs.filter(({ job }) => job.description !== undefined);
  const counts = new Map<string, number>();
  for (const { job } of described) {
    for (const line of new Set(job.description!.split('\n'))) {
      if (line.trim() !== '') counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  }
  const needed = Math.max(FEWEST_JOBS, described.length * SHARE);
  const common = new Set([...counts].filter(([, count]) => count >= needed).map(([line]) => line));
  if (common.size === 0) return { lines: [], jobs };
  return { lines: [...common], jobs: jobs.map((one) => ({ ...one, job: withoutLines(one.job, common) })) };
}

function withoutLines(job: ZuulJob, common: ReadonlySet<string>): ZuulJob {
  const { description, ...rest } = job;
  if (description === undefined) return job;
  const lines = description.split('\n').filter((line) => !common.has(line));
  const left = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return left === '' ? rest : { ...rest, description: left };
}
