import type { Explanation } from '../../model/explanation.js';
import type { ItemAnswer } from '../../model/item-answer.js';
import type { Scenario } from '../../model/scenario.js';
import type { PipelineFilters } from './events/filters.js';
import type { Frozen } from './freeze.js';
import type { LoadedTree, Pipeline, TenantProject } from './load/tree.js';

export function explainItem(
  _tree: LoadedTree,
  _scenario: Scenario,
  answer: ItemAnswer,
  frozen: Frozen,
  _known: { readonly pipeline: Pipeline; readonly filters: PipelineFilters } | undefined,
  _project: TenantProject | undefined,
): Explanation {
  return {
    answer,
    triggers: [],
    jobs: frozen.jobs.map((job) => ({
      name: job.item.name,
      runs: true,
      reasons: [],
      job: job.item,
      attributes: job.attributes(),
    })),
  };
}
