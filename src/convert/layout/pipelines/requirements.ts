import type { V2Value } from '../../../model/layout.js';
import type { ConfigValue } from '../../../model/zuul.js';
import { entriesOf, itemsOf, textOf } from '../values.js';
import { approvalList } from './approvals.js';
import type { ConfigMap, PipelineContext } from './pipeline-context.js';
import { outputOf } from './pipeline-context.js';

/**
 * `require` of a pipeline, without the connection around it.
 *
 * Zuul reference: Gerrit driver, pipeline requirements.
 */
export function requireFilter(value: V2Value, context: PipelineContext): ConfigMap {
  const written: ConfigMap = {};
  for (const [key, given] of entriesOf(value)) {
    if (key === 'approval') {
      const approvals = approvalList(given, context);
      if (approvals.length > 0) written.approval = approvals;
    } else if (key === 'status') {
      const statuses: ConfigValue[] = itemsOf(given).map(textOf);
      if (statuses.length > 0) written.status = statuses.length === 1 ? statuses[0]! : statuses;
    } else if (given.kind === 'scalar' && typeof given.value === 'boolean') {
      written[key] = given.value;
    }
  }
  return written;
}

/** `reject` of a pipeline: approvals. Upstream's v2 also turned away what has no vote at all; Wikimedia's did not. */
export function rejectFilter(value: V2Value, context: PipelineContext): ConfigMap {
  const approval = value.kind === 'map' ? value.entries.get('approval') : undefined;
  if (approval === undefined) return {};
  const approvals = approvalList(approval, context);
  if (approvals.length === 0) return {};
  if (context.settings.zuulV2Version !== 'wikimedia') {
    context.notes.raise('pipeline/reject-without-votes', approval, { output: outputOf(context.pipeline) });
  }
  return { approval: approvals };
}
