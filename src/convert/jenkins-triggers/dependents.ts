import type { AfterTrigger } from '../../model/jenkins-job.js';
import type { Value } from '../../model/value.js';
import type { JobUse, ProjectPipeline, ZuulProject } from '../../model/zuul.js';
import type { AttachedJob } from '../attach/attach.js';
import type { TriggerNotes } from './trigger-notes.js';

/**
 * Adds jobs that run after others wherever those are used, under the same conditions: they depend on them. They do not vote,
 * because nobody took notice of their result, unless a trigger of their own put them there.
 *
 * Zuul reference: Job, `dependencies`; Project pipeline.
 *
 * @param jobs In the order of their names.
 */
export function withDependents(
  projects: readonly ZuulProject[],
  jobs: readonly AttachedJob[],
  notes: TriggerNotes,
): readonly ZuulProject[] {
  const names = new Map(jobs.map(({ v2Name, v3Name }) => [v2Name, v3Name]));
  const dependents = jobs.flatMap((job): Dependent[] => {
    const after = job.jenkins.triggers.filter((trigger) => trigger.kind === 'after');
    return after.length === 0 ? [] : [{ job, after, names }];
  });
  if (dependents.length === 0) return projects;
  const used = new Set<string>();
  const result = projects.map((project) => ({
    ...project,
    pipelines: project.pipelines.map((pipeline) => inPipeline(pipeline, dependents, used)),
  }));
  for (const { job, after } of dependents) {
    if (!used.has(job.v3Name)) notes.note('no-project', job.v2Name, after[0]!.at, `after ${after[0]!.jobs.join(', ')}`);
  }
  return result;
}

interface Dependent {
  readonly job: AttachedJob;
  readonly after: readonly AfterTrigger[];
  /** v2 name → v3 name. */
  readonly names: ReadonlyMap<string, string>;
}

/** Chains are followed to their ends: each round adds what depends on the jobs of the one before. */
function inPipeline(pipeline: ProjectPipeline, dependents: readonly Dependent[], used: Set<string>): ProjectPipeline {
  let jobs = pipeline.jobs;
  for (let round = 0; round <= dependents.length; round += 1) {
    const next = dependents.reduce((uses, dependent) => withUses(pipeline.jobs, uses, dependent), jobs);
    if (JSON.stringify(next) === JSON.stringify(jobs)) break;
    jobs = next;
  }
  for (const { job } of dependents) if (jobs.some(({ name }) => name === job.v3Name)) used.add(job.v3Name);
  return { ...pipeline, jobs };
}

type Conditions = Pick<JobUse, 'branches' | 'files' | 'irrelevantFiles'>;

function conditionsOf({ branches, files, irrelevantFiles }: JobUse): Conditions {
  return {
    ...(branches !== undefined && { branches }),
    ...(files !== undefined && { files }),
    ...(irrelevantFiles !== undefined && { irrelevantFiles }),
  };
}

/** The uses with those of one dependent job made anew: one for each set of conditions of the jobs before it. */
function withUses(
  given: readonly JobUse[],
  uses: readonly JobUse[],
  { job, after, names }: Dependent,
): readonly JobUse[] {
  const made = new Map<string, { conditions: Conditions; before: Set<string>; values: Record<string, Value> }>();
  for (const trigger of after) {
    const before = trigger.jobs.map((name) => names.get(name) ?? name);
    const lists = before.map((name) => uses.filter((use) => use.name === name));
    if (lists.some((list) => list.length === 0)) continue;
    for (const use of lists[0]!) {
      const conditions = conditionsOf(use);
      const key = JSON.stringify(conditions);
      const entry = made.get(key) ?? { conditions, before: new Set<string>(), values: {} };
      made.set(key, entry);
      for (const name of before) entry.before.add(name);
      Object.assign(entry.values, trigger.parameters);
    }
  }
  if (made.size === 0) return uses;
  const own = given.filter((use) => use.name === job.v3Name);
  const added = [...made.values()].map(({ conditions, before, values }): JobUse => {
    const parameters = Object.keys(values).length > 0 && { vars: { jenkins_parameters: values } };
    const dependencies = [...before].sort().map((name) => ({ name }));
    return { name: job.v3Name, ...(own.length === 0 && { voting: false }), ...parameters, dependencies, ...conditions };
  });
  return [...uses.filter((use) => use.name !== job.v3Name), ...own.filter((use) => !isAmong(use, added)), ...added];
}

function isAmong(use: JobUse, added: readonly JobUse[]): boolean {
  const key = JSON.stringify(conditionsOf(use));
  return added.some((one) => JSON.stringify(conditionsOf(one)) === key);
}
