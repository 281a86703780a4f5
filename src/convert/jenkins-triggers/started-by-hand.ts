import type { AttachedJob } from '../attach/attach.js';
import type { JobUse, ZuulProject } from '../../model/zuul.js';
import type { Pipelines } from './collect-pipelines.js';
import type { TriggerNotes } from './trigger-notes.js';

/**
 * Gives each job that a person starts after another one a pipeline of its own without a trigger, in the projects where that
 * other one runs: `zuul-client enqueue-ref` starts exactly this job. Zuul reference: Pipeline; zuul-client, enqueue-ref.
 *
 * @param projects Those where the other jobs are used.
 */
export function offerPipelines(
  projects: readonly ZuulProject[],
  jobs: readonly AttachedJob[],
  pipelines: Pipelines,
  notes: TriggerNotes,
): void {
  const names = new Map(jobs.map(({ v2Name, v3Name }) => [v2Name, v3Name]));
  for (const { jenkins, v2Name, v3Name } of jobs) {
    for (const trigger of jenkins.triggers) {
      if (trigger.kind !== 'manual') continue;
      const after = trigger.job === undefined ? undefined : names.get(trigger.job);
      const places = projects.filter((project) => after !== undefined && uses(project, after));
      notes.note('by-hand', v2Name, trigger.at, trigger.job === undefined ? undefined : `after ${trigger.job}`);
      if (places.length === 0) continue;
      const pipeline = pipelines.pipeline(`promote-${v3Name}`, {
        description: `A person starts ${v3Name} here, for a build of ${after ?? ''} that was fine: zuul-client enqueue-ref.`,
        'post-review': true,
      });
      const values = trigger.parameters ?? {};
      const vars = Object.keys(values).length > 0 && { vars: { jenkins_parameters: values } };
      const use: JobUse = { name: v3Name, ...vars };
      for (const { name } of places) pipelines.use(name, pipeline, use);
    }
  }
}

function uses(project: ZuulProject, job: string): boolean {
  return project.pipelines.some(({ jobs }) => jobs.some(({ name }) => name === job));
}
