import type { V2Map, V2Value } from '../../../model/layout.js';
import type { ConfigValue } from '../../../model/zuul.js';
import { isMap, itemsOf, textOf } from '../values.js';
import { approvalList } from './approvals.js';
import { regexList } from './regex-lists.js';
import { outputOf, type ConfigMap, type PipelineContext } from './pipeline-context.js';

/** Filters of a zuul trigger, with what moves to the requirements of the pipeline. */
export interface ZuulTrigger {
  readonly filters: readonly ConfigValue[];
  readonly require: readonly ConfigValue[];
  readonly reject: readonly ConfigValue[];
}

/** Zuul reference: Zuul driver, trigger. It has no approvals; the pipeline's requirements have. */
export function zuulTrigger(value: V2Value, context: PipelineContext): ZuulTrigger {
  const filters: ConfigValue[] = [];
  const require: ConfigValue[] = [];
  const reject: ConfigValue[] = [];
  for (const filter of itemsOf(value).filter(isMap)) {
    const written = filterOf(filter, context);
    if (written !== undefined) filters.push(written);
    require.push(...moved(filter, 'require-approval', context));
    reject.push(...moved(filter, 'reject-approval', context));
  }
  return { filters, require, reject };
}

function filterOf(filter: V2Map, context: PipelineContext): ConfigMap | undefined {
  const event = eventOf(filter, context);
  const pipeline = filter.entries.get('pipeline');
  if (pipeline === undefined || itemsOf(pipeline).length === 0) return { event };
  if (event === 'project-change-merged') {
    context.notes.raise('trigger-zuul/pipeline', pipeline, { output: outputOf(context.pipeline) });
    return undefined;
  }
  const pipelines = regexList(pipeline, { use: 'match' }, context);
  if (pipelines.kind === 'always') return { event };
  return pipelines.kind === 'list' ? { event, pipeline: pipelines.list } : undefined;
}

/** v2 generated one kind of event for a filter, whatever else it names. */
function eventOf(filter: V2Map, context: PipelineContext): string {
  const items = itemsOf(filter.entries.get('event')!);
  const chosen = items.find((item) => textOf(item) === 'parent-change-enqueued') ?? items[0]!;
  for (const item of items) {
    if (textOf(item) !== textOf(chosen)) context.notes.raise('trigger-zuul/second-event', item);
  }
  return textOf(chosen);
}

function moved(filter: V2Map, key: 'require-approval' | 'reject-approval', context: PipelineContext): ConfigValue[] {
  const value = filter.entries.get(key);
  if (value === undefined || itemsOf(value).length === 0) return [];
  context.notes.raise('trigger-zuul/approval', value, { detail: key, output: outputOf(context.pipeline) });
  return approvalList(value, context);
}
