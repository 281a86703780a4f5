import type { ZuulJob } from '../../model/zuul.js';

/**
 * Gives jobs that are for some branches only, and whose nodeset differs by branch, an abstract parent that says the nodeset. A
 * variant of such a job would match on branches that the job is not for, and matchers of one variant cannot be told to hold
 * together; those of a parent only decide which of its variants are used (Zuul reference: Job, `branches`).
 */
export function parentsForNodesets(jobs: readonly ZuulJob[]): readonly ZuulJob[] {
  const taken = new Set(jobs.map(({ name }) => name));
  return jobs.flatMap((job): readonly ZuulJob[] => {
    const { nodeset, ...rest } = job;
    if (typeof nodeset !== 'object' || job.branches === undefined) return [job];
    const name = freeName(`${job.name}-nodes`, taken);
    const parent: ZuulJob = {
      name,
      ...(job.parent === undefined ? {} : { parent: job.parent }),
      abstract: true,
      description: `Nodes of ${job.name}, by branch.`,
      nodeset,
    };
    return [parent, { ...rest, parent: name }];
  });
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}-${String(count)}`;
  taken.add(name);
  return name;
}
