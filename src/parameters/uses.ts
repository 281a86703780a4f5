import type { ItemFacts } from '../model/parameters.js';
import type { V2Layout } from '../model/layout.js';
import type { Scenario } from '../model/scenario.js';
import { jobBook, type V2Job } from '../evaluate/v2/jobs.js';
import { branchFits } from '../evaluate/v2/matchers.js';
import { growTree, nodesOf, sectionReader } from '../evaluate/v2/tree.js';
import type { JobFacts } from './run-python.js';

/** A job with a parameter function, at all places where projects list it. */
export interface JobUses {
  readonly job: V2Job;
  readonly function: string;
  readonly places: readonly { readonly project: string; readonly pipeline: string }[];
}

/** Every job with a parameter function, in the order in which projects first name them. */
export function usesWithFunctions(layout: V2Layout): JobUses[] {
  const jobs = jobBook(layout.jobs);
  const sections = sectionReader(layout);
  const found = new Map<string, { job: V2Job; function: string; places: { project: string; pipeline: string }[] }>();
  for (const project of layout.projects) {
    for (const [pipeline, lists] of sections(project)) {
      const seen = new Set<string>();
      for (const { job } of nodesOf(growTree(lists, jobs))) {
        const name = functionOf(job);
        if (name === undefined || seen.has(job.name)) continue;
        seen.add(job.name);
        let uses = found.get(job.name);
        if (uses === undefined) found.set(job.name, (uses = { job, function: name, places: [] }));
        uses.places.push({ project: project.name.value, pipeline });
      }
    }
  }
  return [...found.values()];
}

export function functionOf(job: V2Job): string | undefined {
  return job.setBy.get('parameterFunction')?.parameterFunction?.value;
}

/** Whether a job can run for such an item, whatever files it touches. */
export function canRun(job: V2Job, item: Scenario): boolean {
  if (job.branch !== undefined && !branchFits(job.branch, item)) return false;
  return !job.skipIf.some(
    ({ project, branch, allFiles }) =>
      allFiles === undefined &&
      (project === undefined || project.fits(item.project)) &&
      (branch === undefined || branchFits(branch, item)),
  );
}

/** The item of some facts in one place. */
export function scenarioOf(facts: ItemFacts, project: string, pipeline: string): Scenario {
  return facts.kind === 'change' ? { ...facts, project, pipeline, files: [] } : { ...facts, project, pipeline };
}

/** What a parameter function can ask a job for. Source: Zuul 2.6, `model.py`, `Job`. */
export function jobFacts(job: V2Job): JobFacts {
  const text = (key: 'successMessage' | 'failureMessage' | 'successPattern' | 'failurePattern'): string | null =>
    job.setBy.get(key)?.[key]?.value ?? null;
  return {
    name: job.name,
    voting: job.voting,
    tags: job.tags,
    hold_following_changes: job.hold,
    mutex: job.mutex ?? null,
    queue_name: job.queueName?.value ?? null,
    attempts: job.attempts,
    branches: (job.setBy.get('branch')?.branch ?? []).map(({ value }) => value),
    files: (job.setBy.get('files')?.files ?? []).map(({ value }) => value),
    success_message: text('successMessage'),
    failure_message: text('failureMessage'),
    success_pattern: text('successPattern'),
    failure_pattern: text('failurePattern'),
    parameter_function: null,
  };
}
