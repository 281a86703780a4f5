import type { Evaluator } from '../model/evaluator.js';

/** Names of one system in the words of the other. */
export interface NameMap {
  /** v3's names for those of v2. */
  readonly v3: Translation;
  /** v2's names for those of v3. What v2 does not know keeps its name. */
  readonly v2: Translation;
}

export interface Translation {
  job(name: string): string;
  project(name: string): string;
  pipeline(name: string): string;
}

/**
 * Finds out which name in v3 stands for which name in v2.
 *
 * Jobs: by `migration/names.json`, where the tree has one; what it does not name has the same name. Projects and
 * pipelines: by the same name, else (in trees that somebody else wrote) by the same name behind the host of a canonical
 * name, or with `-` for `_`.
 *
 * @param jobs v2 job → v3 job, as `names.json` has it; empty where there is none.
 * @param attached v2 names of jobs that the layout uses: of several that became one, such a name is the one to tell, else the one
 *   that stayed as it was.
 */
export function nameMap(
  v2: Pick<Evaluator, 'places' | 'pipelines'>,
  v3: Pick<Evaluator, 'places' | 'pipelines'>,
  jobs: Readonly<Record<string, string>>,
  attached: ReadonlySet<string> = new Set(),
): NameMap {
  const projects = matchNames(projectsOf(v2), projectsOf(v3), [withoutHost]);
  const pipelines = matchNames(pipelinesOf(v2), pipelinesOf(v3), [dashed]);
  const there = new Map(Object.entries(jobs));
  const back = new Map<string, string>();
  for (const [name, becomes] of there) if (attached.has(name) && !back.has(becomes)) back.set(becomes, name);
  for (const [name, becomes] of there) if (name === becomes && !back.has(becomes)) back.set(becomes, name);
  for (const [name, becomes] of there) if (!back.has(becomes)) back.set(becomes, name);
  return {
    v3: { job: lookUp(there), project: lookUp(projects.there), pipeline: lookUp(pipelines.there) },
    v2: { job: lookUp(back), project: lookUp(projects.back), pipeline: lookUp(pipelines.back) },
  };
}

function lookUp(map: ReadonlyMap<string, string>): (name: string) => string {
  return (name) => map.get(name) ?? name;
}

function projectsOf({ places }: Pick<Evaluator, 'places'>): Set<string> {
  return new Set(places.map(({ project }) => project));
}

function pipelinesOf({ pipelines }: Pick<Evaluator, 'pipelines'>): Set<string> {
  return new Set(pipelines.map(({ name }) => name));
}

/** `opendev.org/zuul/zuul` and `zuul/zuul`. */
function withoutHost(name: string): string {
  return name.replace(/^[^/]*\.[^/]*\//, '');
}

function dashed(name: string): string {
  return name.replaceAll('_', '-');
}

/** Pairs of names that differ and mean the same; a name that has its equal is none. */
function matchNames(
  from: ReadonlySet<string>,
  to: ReadonlySet<string>,
  shapes: readonly ((name: string) => string)[],
): { there: Map<string, string>; back: Map<string, string> } {
  const there = new Map<string, string>();
  const back = new Map<string, string>();
  for (const shape of shapes) {
    const free = new Map<string, string>();
    for (const name of to) if (!from.has(name) && !free.has(shape(name))) free.set(shape(name), name);
    for (const name of from) {
      const becomes = to.has(name) ? undefined : free.get(shape(name));
      if (becomes === undefined || back.has(becomes)) continue;
      there.set(name, becomes);
      back.set(becomes, name);
    }
  }
  return { there, back };
}
