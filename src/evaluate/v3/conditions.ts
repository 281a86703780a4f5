import type { ProjectInPipeline } from '../../model/evaluator.js';
import type { ItemConditions } from '../../model/item-conditions.js';
import type { PipelineFilters } from './events/filters.js';
import type { LoadedTree } from './load/tree.js';
import type { QueueFinder } from './queues.js';

export interface ConditionsContext {
  readonly tree: LoadedTree;
  readonly queues: QueueFinder;
  readonly filters: (pipeline: string) => PipelineFilters | undefined;
}

export function conditionsOf(_context: ConditionsContext, _place: ProjectInPipeline): ItemConditions {
  return { kinds: [], branches: [], refs: [], files: [], chains: [] };
}
