import type { FrozenGraph, FrozenJob } from './frozen-graph.js';
import type { FrozenName, FrozenParams, PlaceOnBranch, Rest } from './rest.js';

/** Asks the running Zuul for frozen graphs. */
export interface RestFreezer {
  /** Names and dependencies: one call. `error` where Zuul cannot freeze. */
  names(place: PlaceOnBranch): Promise<readonly FrozenName[] | 'error'>;
  /** One job of the place with all attributes. */
  job(place: PlaceOnBranch, frozen: FrozenName): Promise<FrozenJob>;
  /** Every job with all attributes. */
  graph(place: PlaceOnBranch): Promise<FrozenGraph>;
}

interface Variant {
  readonly source_context?: { readonly path: string };
  readonly semaphores: readonly { readonly name: string }[];
}

interface ProjectAnswer {
  readonly configs: readonly {
    readonly pipelines: readonly {
      readonly name: string;
      readonly jobs: readonly (readonly (Variant & { name: string })[])[];
    }[];
  }[];
}

export function restFreezer(rest: Rest): RestFreezer {
  const variants = remember((name: string) => rest.get<Variant[]>(`job/${name}`));
  const projects = remember((name: string) => rest.get<ProjectAnswer>(`project/${name}`));

  // freeze-job does not tell semaphores: they are those of the variants that it says it used.
  const semaphores = async (place: PlaceOnBranch, path: readonly string[], job: string): Promise<string[]> => {
    // Zuul's own job noop has no source.
    const used = path.flatMap((text) => {
      const [, name, file] = /^<Job (\S+) .* source: (\S+?)@/.exec(text) ?? [];
      return name === undefined || file === undefined ? [] : [{ name, file }];
    });
    const found = new Set<string>();
    for (const name of new Set(used.map((variant) => variant.name))) {
      const files = used.filter((variant) => variant.name === name).map((variant) => variant.file);
      for (const variant of await variants(name)) {
        const file = variant.source_context?.path ?? '';
        if (files.some((path) => path.endsWith(`/${file}`))) variant.semaphores.forEach((one) => found.add(one.name));
      }
    }
    const { configs } = await projects(place.project);
    for (const { name, jobs } of configs.flatMap(({ pipelines }) => pipelines)) {
      if (name !== place.pipeline) continue;
      for (const variant of jobs.flat()) {
        if (variant.name === job) variant.semaphores.forEach((one) => found.add(one.name));
      }
    }
    return [...found].sort();
  };

  const names = async (place: PlaceOnBranch): Promise<readonly FrozenName[] | 'error'> => {
    const answer = await rest.freezeJobs(place);
    if (typeof answer !== 'number') return answer;
    if (answer === 500) return 'error';
    throw new Error(`freeze-jobs of ${JSON.stringify(place)}: ${String(answer)}`);
  };
  const job = async (place: PlaceOnBranch, frozen: FrozenName): Promise<FrozenJob> => {
    const params: FrozenParams = await rest.freezeJob(place, frozen.name);
    return {
      voting: params.zuul.voting,
      dependencies: [...frozen.dependencies].sort((a, b) => (a.name < b.name ? -1 : 1)),
      nodeset: (params.nodeset.nodes ?? []).map(({ label }) => label),
      semaphores: await semaphores(place, params.zuul._inheritance_path, frozen.name),
      timeout: params.timeout,
      tags: [...params.zuul.jobtags].sort(),
      vars: params.vars,
    };
  };
  const graph = async (place: PlaceOnBranch): Promise<FrozenGraph> => {
    const list = await names(place);
    if (list === 'error') return 'error';
    const jobs = new Map<string, FrozenJob>();
    for (const frozen of list) jobs.set(frozen.name, await job(place, frozen));
    return jobs;
  };
  return { names, job, graph };
}

/** Asks once for each name. */
function remember<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}
