import { jobBook, type V2Job } from '../../evaluate/v2/jobs.js';
import { growTree, sectionReader, type JobTree } from '../../evaluate/v2/tree.js';
import type { V2Layout, V2Pipeline, V2Value } from '../../model/layout.js';

/** The jobs above a place in a tree, from the top down. Empty: at the top. */
export type Above = readonly V2Job[];

/** What a layout says, as far as findings of its conversion are about it. Worked out when it is asked for. */
export interface LayoutFacts {
  readonly layout: V2Layout;
  /** Every place of a job in the tree of a project in a pipeline; nothing where it has none. */
  placesOf(job: string, project: string, pipeline: string): readonly Above[];
  /** Every job of such a tree, once. */
  jobsOf(project: string, pipeline: string): readonly V2Job[];
  /** Pipelines where a value stands at this line below a trigger, a requirement or a rejection. */
  pipelinesAt(line: number): readonly string[];
  /** Name of the project whose stanza begins at this line. */
  projectAt(line: number): string | undefined;
}

interface Positions {
  readonly jobs: readonly V2Job[];
  readonly places: ReadonlyMap<string, readonly Above[]>;
}

export function layoutFacts(layout: V2Layout): LayoutFacts {
  const jobs = jobBook(layout.jobs);
  const sectionsOf = sectionReader(layout);
  const projects = new Map(layout.projects.map((project) => [project.name.value, project]));
  const byLine = new Map(layout.projects.map(({ at, name }) => [at.line, name.value]));
  const known = new Map<string, Positions>();
  let pipelines: ReadonlyMap<number, readonly string[]> | undefined;

  const positions = (project: string, pipeline: string): Positions => {
    const key = `${project}\n${pipeline}`;
    let found = known.get(key);
    if (found === undefined) {
      const stanza = projects.get(project);
      const lists = stanza === undefined ? undefined : sectionsOf(stanza).get(pipeline);
      known.set(key, (found = positionsIn(growTree(lists ?? [], jobs))));
    }
    return found;
  };
  return {
    layout,
    placesOf: (job, project, pipeline) => positions(project, pipeline).places.get(job) ?? [],
    jobsOf: (project, pipeline) => positions(project, pipeline).jobs,
    pipelinesAt: (line) => (pipelines ??= linesOfPipelines(layout.pipelines)).get(line) ?? [],
    projectAt: (line) => byLine.get(line),
  };
}

function positionsIn(tree: JobTree): Positions {
  const places = new Map<string, Above[]>();
  const jobs = new Map<string, V2Job>();
  const walk = (level: JobTree, above: Above): void => {
    for (const { job, children } of level) {
      jobs.set(job.name, job);
      const found = places.get(job.name);
      if (found === undefined) places.set(job.name, [above]);
      else found.push(above);
      if (children.length > 0) walk(children, [...above, job]);
    }
  };
  walk(tree, []);
  return { jobs: [...jobs.values()], places };
}

function linesOfPipelines(pipelines: readonly V2Pipeline[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { name, keys } of pipelines) {
    const lines = new Set<number>();
    for (const key of ['trigger', 'require', 'reject']) {
      const value = keys.get(key);
      if (value !== undefined) collectLines(value, lines);
    }
    for (const line of lines) found.set(line, [...(found.get(line) ?? []), name.value]);
  }
  return found;
}

function collectLines(value: V2Value, into: Set<number>): void {
  into.add(value.at.line);
  if (value.kind === 'list') for (const item of value.items) collectLines(item, into);
  if (value.kind === 'map') for (const item of value.entries.values()) collectLines(item, into);
}
