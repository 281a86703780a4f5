import type { ConfigValue, JobUse, ZuulPipeline, ZuulProject } from '../../model/zuul.js';

/** Collects pipelines and what projects run in them. */
export interface Pipelines {
  /**
   * Name of the pipeline with these settings: the wanted one, with a number where another pipeline has it.
   *
   * @param settings Zuul's keys; `description` among them.
   */
  pipeline(wanted: string, settings: PipelineSettings): string;
  use(project: string, pipeline: string, job: JobUse): void;
  pipelines(): ZuulPipeline[];
  projects(): ZuulProject[];
}

export type PipelineSettings = Readonly<Record<string, ConfigValue>> & { readonly description: string };

/** @param taken Names that pipelines have elsewhere. */
export function collectPipelines(taken: ReadonlySet<string> = new Set()): Pipelines {
  const pipelines = new Map<string, { readonly pipeline: ZuulPipeline; readonly key: string }>();
  const projects = new Map<string, Map<string, Map<string, JobUse>>>();
  return {
    pipeline(wanted, { description, ...settings }) {
      const key = JSON.stringify(settings);
      let name = wanted;
      const isFree = (): boolean => !taken.has(name) && (pipelines.get(name)?.key ?? key) === key;
      for (let number = 2; !isFree(); number += 1) {
        name = `${wanted}-${String(number)}`;
      }
      if (!pipelines.has(name)) {
        pipelines.set(name, { key, pipeline: { name, manager: 'independent', description, settings } });
      }
      return name;
    },
    use(project, pipeline, job) {
      const uses = entry(entry(projects, project), pipeline);
      uses.set(JSON.stringify(job), job);
    },
    pipelines: () => [...pipelines.values()].map(({ pipeline }) => pipeline).sort(byName),
    projects: () =>
      [...projects]
        .map(([name, uses]) => ({
          name,
          templates: [],
          pipelines: [...uses]
            .map(([pipeline, jobs]) => ({ pipeline, jobs: [...jobs.values()] }))
            .sort((a, b) => (a.pipeline < b.pipeline ? -1 : 1)),
        }))
        .sort(byName),
  };
}

function entry<K, L, V>(map: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = new Map()));
  return found;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
