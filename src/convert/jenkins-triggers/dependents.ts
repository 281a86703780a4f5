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

interface Made {
  readonly use: JobUse;
  readonly before: Set<string>;
  readonly values: Record<string, Value>;
}

/** The uses with those of one dependent job made anew: one for each set of conditions of the jobs before it, or beside it. */
function withUses(
  given: readonly JobUse[],
  uses: readonly JobUse[],
  { job, after, names }: Dependent,
): readonly JobUse[] {
  const own = given.filter((use) => use.name === job.v3Name);
  const made = new Map<string, Made>();
  for (const trigger of after) {
    const before = trigger.jobs.map((name) => names.get(name) ?? name);
    const beside = trigger.beside === undefined ? before[0]! : (names.get(trigger.beside) ?? trigger.beside);
    if (before.some((name) => !uses.some((use) => use.name === name))) continue;
    for (const other of (beside === job.v3Name ? own : uses).filter((use) => use.name === beside)) {
      const conditions = conditionsOf(other);
      const key = JSON.stringify(conditions);
      // Nobody took notice of the result of a job that was only started.
      const ofItself = own.find((use) => JSON.stringify(conditionsOf(use)) === key);
      const bare = { name: job.v3Name, ...(trigger.beside === undefined && own.length === 0 && { voting: false }) };
      const entry = made.get(key) ?? { use: ofItself ?? { ...bare, ...conditions }, before: new Set(), values: {} };
      made.set(key, entry);
      for (const name of before) entry.before.add(name);
      Object.assign(entry.values, trigger.parameters);
    }
  }
  if (made.size === 0) return uses;
  const added = [...made.values()].map(({ use, before, values }): JobUse => ({
    ...use,
    ...(Object.keys(values).length > 0 && { vars: { ...use.vars, jenkins_parameters: values } }),
    ...(before.size > 0 && { dependencies: [...before].sort().map((name) => ({ name })) }),
  }));
  return [...uses.filter((use) => use.name !== job.v3Name), ...own.filter((use) => !isAmong(use, added)), ...added];
}

function isAmong(use: JobUse, added: readonly JobUse[]): boolean {
  const key = JSON.stringify(conditionsOf(use));
  return added.some((one) => JSON.stringify(conditionsOf(one)) === key);
}
