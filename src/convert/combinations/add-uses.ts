import type { Dependency, JobUse, ProjectPipeline, ZuulProject, ZuulTemplate } from '../../model/zuul.js';

/** A job that runs one combination, by its name in Zuul. */
export interface CombinationJob {
  readonly name: string;
  /** Names of those that have to succeed before, as its definition says. */
  readonly after: readonly string[];
}

/** Name in Zuul of a job that waits for combinations → the jobs of those. */
export type CombinationJobs = ReadonlyMap<string, readonly CombinationJob[]>;

interface Uses {
  readonly templates: readonly ZuulTemplate[];
  readonly projects: readonly ZuulProject[];
}

/**
 * Adds the jobs of combinations wherever the job that waits for them is used, under the same conditions. What that job would
 * have waited for, its combinations wait for. Equal entries stay one object.
 *
 * Zuul reference: Project pipeline: attributes of an entry take the place of those of the definition.
 */
export function addCombinationUses({ templates, projects }: Uses, jobs: CombinationJobs): Uses {
  if (jobs.size === 0) return { templates, projects };
  const known = new Map<JobUse, readonly JobUse[]>();
  const usesOf = (use: JobUse): readonly JobUse[] => {
    const parts = jobs.get(use.name);
    if (parts === undefined || parts.length === 0) return [use];
    let uses = known.get(use);
    if (uses === undefined) known.set(use, (uses = [...parts.map((part) => useOf(use, part)), wholeUse(use)]));
    return uses;
  };
  const inPipelines = (pipelines: readonly ProjectPipeline[]): ProjectPipeline[] =>
    pipelines.map((one) => ({ ...one, jobs: one.jobs.flatMap(usesOf) }));
  return {
    templates: templates.map((template) => ({ ...template, pipelines: inPipelines(template.pipelines) })),
    projects: projects.map((project) => ({ ...project, pipelines: inPipelines(project.pipelines) })),
  };
}

function useOf(use: JobUse, { name, after }: CombinationJob): JobUse {
  if (use.dependencies === undefined) return { ...use, name };
  const dependencies: Dependency[] = [...use.dependencies, ...after.map((other) => ({ name: other }))];
  return { ...use, name, dependencies };
}

/** Its definition says what it waits for: its combinations, which wait for the rest. */
function wholeUse(use: JobUse): JobUse {
  const { dependencies, ...rest } = use;
  void dependencies;
  return rest;
}

/** The same pipelines for the jobs of combinations as for the job that waits for them. */
export function withCombinations<T>(byJob: ReadonlyMap<string, T>, jobs: CombinationJobs): ReadonlyMap<string, T> {
  if (jobs.size === 0) return byJob;
  const all = new Map(byJob);
  for (const [whole, parts] of jobs) {
    const value = byJob.get(whole);
    if (value !== undefined) for (const { name } of parts) all.set(name, value);
  }
  return all;
}
