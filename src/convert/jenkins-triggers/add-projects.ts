import type { ZuulProject } from '../../model/zuul.js';

/** Adds what projects run in further pipelines to their stanzas; projects that have none yet come last, by name. */
export function addProjects(projects: readonly ZuulProject[], further: readonly ZuulProject[]): readonly ZuulProject[] {
  if (further.length === 0) return projects;
  const left = new Map(further.map((project) => [project.name, project]));
  const joined = projects.map((project) => {
    const more = left.get(project.name);
    if (more === undefined) return project;
    left.delete(project.name);
    return { ...project, pipelines: [...project.pipelines, ...more.pipelines] };
  });
  return [...joined, ...left.values()];
}
