import type { V2Pipeline, V2Value } from '../../../model/layout.js';
import type { ConfigValue, ZuulPipeline } from '../../../model/zuul.js';
import type { ItemKinds } from '../item-kinds.js';
import { entriesOf, isEmpty, isMap, isScalar, textOf } from '../values.js';
import {
  connectionName,
  outputOf,
  type ConfigMap,
  type PipelineContext,
  type PipelineTools,
} from './pipeline-context.js';
import { rejectFilter, requireFilter } from './requirements.js';
import { reportersOf } from './reporters.js';
import { gerritTrigger } from './trigger-gerrit.js';
import { timerTrigger } from './trigger-timer.js';
import { zuulTrigger } from './trigger-zuul.js';

/** Keys that mean the same in both versions and hold one plain value: v2 → v3. */
const SAME_BEFORE: readonly (readonly [string, string])[] = [
  ['precedence', 'precedence'],
  ['ignore-dependencies', 'ignore-dependencies'],
  ['dequeue-on-new-patchset', 'dequeue-on-new-patchset'],
];

const SAME_AFTER: readonly (readonly [string, string])[] = [
  ['footer-message', 'footer-message'],
  ['disable-after-consecutive-failures', 'disable-after-consecutive-failures'],
  ['window', 'window'],
  ['window-floor', 'window-floor'],
  ['window-increase-type', 'window-increase-type'],
  ['window-increase-factor', 'window-increase-factor'],
  ['window-decrease-type', 'window-decrease-type'],
  ['window-decrease-factor', 'window-decrease-factor'],
];

/** Actions with the message that goes with them. */
const ACTIONS: readonly { action: string; becomes: string; message?: string; messageBecomes?: string }[] = [
  { action: 'start', becomes: 'start' },
  { action: 'success', becomes: 'success', message: 'success-message', messageBecomes: 'success-message' },
  { action: 'failure', becomes: 'failure', message: 'failure-message', messageBecomes: 'failure-message' },
  {
    action: 'merge-failure',
    becomes: 'merge-conflict',
    message: 'merge-failure-message',
    messageBecomes: 'merge-conflict-message',
  },
  { action: 'disabled', becomes: 'disabled' },
];

/** Every key of a pipeline that is looked at, besides `name` and `manager`. */
export const PIPELINE_KEYS: ReadonlySet<string> = new Set([
  ...SAME_BEFORE.map(([key]) => key),
  ...SAME_AFTER.map(([key]) => key),
  ...ACTIONS.flatMap(({ action, message }) => (message === undefined ? [action] : [action, message])),
  'description',
  'source',
  'trigger',
  'require',
  'reject',
]);

/**
 * Converts a pipeline, for Zuul ≥ 9.2.
 *
 * Zuul reference: Pipeline.
 */
export function convertPipeline(pipeline: V2Pipeline, kinds: ItemKinds, tools: PipelineTools): ZuulPipeline {
  const context: PipelineContext = { ...tools, pipeline, kinds };
  const settings: ConfigMap = {};
  copyPlain(SAME_BEFORE, settings, context);
  // Jobs that hold secrets may run only where somebody has agreed to the change.
  if (pipeline.manager === 'dependent' || kinds.afterReview) settings['post-review'] = true;
  addEntrance(settings, context);
  for (const { action, becomes, message, messageBecomes } of ACTIONS) {
    if (message !== undefined) copyPlain([[message, messageBecomes!]], settings, context);
    const value = pipeline.keys.get(action);
    if (value === undefined || isEmpty(value)) continue;
    if (action === 'start')
      context.notes.raise('pipeline/start-message', value, { leaves: [], output: outputOf(pipeline) });
    const reporters = reportersOf(value, context);
    if (reporters !== undefined) settings[becomes] = reporters;
  }
  copyPlain(SAME_AFTER, settings, context);
  noteKinds(context);

  const description = pipeline.keys.get('description');
  return {
    name: pipeline.name.value,
    manager: pipeline.manager,
    ...(description === undefined ? {} : { description: textOf(description).trimEnd() }),
    ...(pipeline.comment === undefined ? {} : { comment: pipeline.comment }),
    settings,
  };
}

function copyPlain(keys: readonly (readonly [string, string])[], into: ConfigMap, context: PipelineContext): void {
  for (const [key, becomes] of keys) {
    const value = context.pipeline.keys.get(key);
    if (isScalar(value) && value.value !== null) into[becomes] = value.value;
  }
}

/** What may come in: requirements below the connection they are about, and triggers. */
function addEntrance(settings: ConfigMap, context: PipelineContext): void {
  const { keys } = context.pipeline;
  const source = connectionName(textOf(keys.get('source') ?? NOTHING) || 'gerrit', context.settings);
  const requirements = {
    require: requireFilter(keys.get('require') ?? NOTHING, context),
    reject: rejectFilter(keys.get('reject') ?? NOTHING, context),
  };
  const trigger = triggersOf(requirements, context);
  for (const [key, filter] of Object.entries(requirements)) {
    if (Object.keys(filter).length > 0) settings[key] = { [source]: filter };
  }
  if (Object.keys(trigger).length > 0) settings.trigger = trigger;
}

const NOTHING: V2Value = { kind: 'scalar', value: null, at: { file: '', line: 0 } };

function triggersOf(requirements: Record<'require' | 'reject', ConfigMap>, context: PipelineContext): ConfigMap {
  const written: ConfigMap = {};
  const trigger = context.pipeline.keys.get('trigger');
  for (const [name, value] of isMap(trigger) ? entriesOf(trigger) : []) {
    let filters: readonly ConfigValue[];
    if (name === 'timer') filters = timerTrigger(value, context);
    else if (name === 'zuul') {
      const zuul = zuulTrigger(value, context);
      addApprovals(requirements.require, zuul.require);
      addApprovals(requirements.reject, zuul.reject);
      filters = zuul.filters;
    } else filters = gerritTrigger(value, context);
    if (filters.length > 0) written[connectionName(name, context.settings)] = filters;
  }
  return written;
}

function addApprovals(filter: ConfigMap, approvals: readonly ConfigValue[]): void {
  if (approvals.length === 0) return;
  filter.approval = [...((filter.approval as readonly ConfigValue[] | undefined) ?? []), ...approvals];
}

function noteKinds(context: PipelineContext): void {
  const { pipeline, kinds, notes } = context;
  const refs = kinds.branch || kinds.tag || kinds.otherRef || kinds.timer;
  const output = outputOf(pipeline);
  const requirement = pipeline.keys.get('require') ?? pipeline.keys.get('reject');
  if (refs && requirement !== undefined && !isEmpty(requirement)) {
    notes.raise('pipeline/requirement-on-refs', requirement, { output });
  }
  if (refs && pipeline.manager === 'dependent') notes.raise('pipeline/dependent-with-refs', pipeline.name, { output });
  const trigger = pipeline.keys.get('trigger');
  if (kinds.change && pipeline.manager === 'dependent' && trigger !== undefined && !isEmpty(trigger)) {
    notes.raise('pipeline/work-in-progress', pipeline.name, { output, leaves: [] });
  }
  if (kinds.timer) notes.raise('timer/branch', pipeline.keys.get('trigger')!, { output, leaves: [] });
}
