import type { ProjectInPipeline } from '../../../src/model/evaluator.js';
import { createV3Evaluator } from '../../../src/evaluate/v3/evaluator.js';
import type { FrozenJob as EvaluatorJob } from '../../../src/evaluate/v3/frozen-job.js';
import type { FrozenGraph, FrozenJob } from './frozen-graph.js';
import type { PlaceOnBranch } from './rest.js';

/** What our own evaluator freezes of a tree, in the form in which the running Zuul's answers are compared. */
export interface EvaluatorFreezer {
  readonly places: readonly ProjectInPipeline[];
  /** Every job that a place can have, whatever the branch. */
  graph(place: PlaceOnBranch): FrozenGraph;
}

/** @param tree folder with a converted tree */
export function evaluatorFreezer(tree: string): EvaluatorFreezer {
  const evaluator = createV3Evaluator(tree);
  const known = new Map<EvaluatorJob, FrozenJob>();
  const plain = (job: EvaluatorJob): FrozenJob => {
    const found = known.get(job) ?? plainJob(job);
    known.set(job, found);
    return found;
  };
  return {
    places: evaluator.places,
    // Zuul's REST interface freezes a branch without files, as an updated branch is.
    graph: ({ project, pipeline, branch }) => {
      const ref = `refs/heads/${branch}`;
      const { outcome, jobs } = evaluator.freeze({ kind: 'ref', project, pipeline, ref, op: 'update' });
      if (outcome === 'unknown') throw new Error(`the evaluator does not know ${project} in ${pipeline}`);
      return outcome === 'error' ? 'error' : new Map(jobs.map((job) => [job.item.name, plain(job)]));
    },
  };
}

function plainJob({ item, attributes }: EvaluatorJob): FrozenJob {
  const all = attributes();
  return {
    voting: item.voting,
    dependencies: item.dependencies,
    nodeset: all['nodeset'] as string[],
    semaphores: [...item.semaphores].sort(),
    timeout: all['timeout'] as number | null,
    tags: item.tags,
    vars: all['vars'] as Record<string, unknown>,
  };
}
