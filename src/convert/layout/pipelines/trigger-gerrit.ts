import type { V2Map, V2Value } from '../../../model/layout.js';
import type { ConfigValue } from '../../../model/zuul.js';
import type { LayoutCode } from '../findings.js';
import { entriesOf, isEmpty, isMap, itemsOf, textOf } from '../values.js';
import { approvalList } from './approvals.js';
import { outputOf, type ConfigMap, type ListResult, type PipelineContext } from './pipeline-context.js';
import { refList } from './ref-names.js';
import { regexList } from './regex-lists.js';

/** The filter lets nothing through, or cannot be written. */
const NO_FILTER = Symbol('no filter');

/**
 * Filters of a Gerrit trigger. A filter that let nothing through in v2, or that RE2 cannot say, is left out with a finding.
 *
 * Zuul reference: Gerrit driver, trigger configuration. Source: Zuul 2.6, `zuul/trigger/gerrit.py`, `EventFilter.matches`.
 */
export function gerritTrigger(value: V2Value, context: PipelineContext): ConfigValue[] {
  return itemsOf(value)
    .filter(isMap)
    .flatMap((filter) => {
      const written = filterOf(filter, context);
      return written === NO_FILTER ? [] : [written];
    });
}

function filterOf(filter: V2Map, context: PipelineContext): ConfigMap | typeof NO_FILTER {
  const events = eventsOf(filter, context);
  if (events.length === 0) return NO_FILTER;
  const written: ConfigMap = { event: events.length === 1 ? events[0]! : events };

  const lists: readonly (readonly [string, ListResult | undefined])[] = [
    ['branch', listOf(filter, ['branch'], { use: 'match' }, context)],
    ['ref', refsOf(filter, context)],
    ['comment', listOf(filter, ['comment', 'comment_filter'], { use: 'search', text: 'prose' }, context)],
    ['email', listOf(filter, ['email', 'email_filter'], { use: 'search', text: 'name' }, context)],
    ['username', listOf(filter, ['username', 'username_filter'], { use: 'search', text: 'name' }, context)],
  ];
  for (const [key, result] of lists) {
    if (result === undefined || result.kind === 'always') continue;
    if (result.kind !== 'list')
      return leaveOut(result.kind === 'never' ? 'trigger-gerrit/never' : undefined, filter, key, context);
    written[key] = result.list;
  }

  const approval = eventApproval(filter, context);
  if (approval === NO_FILTER) return NO_FILTER;
  if (approval.length > 0) written.approval = approval;
  addStanding(written, filter, context);
  const deletes = filter.entries.get('ignore-deletes');
  if (deletes?.kind === 'scalar' && typeof deletes.value === 'boolean') written['ignore-deletes'] = deletes.value;
  return written;
}

function leaveOut(
  code: LayoutCode | undefined,
  filter: V2Map,
  key: string,
  context: PipelineContext,
): typeof NO_FILTER {
  if (code !== undefined) {
    context.notes.raise(code, filter, { detail: key, output: outputOf(context.pipeline) });
  }
  return NO_FILTER;
}

/** `ref-updated` with `branch` made v2 fail on every such event; what else the filter names works. */
function eventsOf(filter: V2Map, context: PipelineContext): string[] {
  const items = itemsOf(filter.entries.get('event')!);
  const branch = filter.entries.get('branch');
  const failsOnRefs = branch !== undefined && itemsOf(branch).length > 0;
  return items.flatMap((item) => {
    const event = textOf(item);
    const output = outputOf(context.pipeline);
    if (event === 'ref-updated' && failsOnRefs) {
      context.notes.raise('trigger-gerrit/branch-on-ref-updated', item, { output });
      return [];
    }
    if (event === 'draft-published') context.notes.raise('trigger-gerrit/draft-published', item, { output });
    return [event];
  });
}

/** The value under the first of these names that says something; the rest was not looked at. */
function listOf(
  filter: V2Map,
  names: readonly string[],
  options: { readonly use: 'match' | 'search'; readonly text?: 'name' | 'prose' },
  context: PipelineContext,
): ListResult | undefined {
  const given = names.flatMap((name) => {
    const value = filter.entries.get(name);
    return value === undefined || itemsOf(value).length === 0 ? [] : [value];
  });
  for (const other of given.slice(1)) context.notes.raise('trigger-gerrit/old-spelling', other);
  return given[0] === undefined ? undefined : regexList(given[0], options, context);
}

function refsOf(filter: V2Map, context: PipelineContext): ListResult | undefined {
  const ref = filter.entries.get('ref');
  return ref === undefined || itemsOf(ref).length === 0 ? undefined : refList(ref, context);
}

/** Votes of the event itself: all of them have to be there. Of a label given twice the last value counts. */
function eventApproval(filter: V2Map, context: PipelineContext): ConfigValue[] | typeof NO_FILTER {
  const value = filter.entries.get('approval');
  const votes = new Map<string, { about: V2Value; vote: number }>();
  for (const approval of value === undefined ? [] : itemsOf(value)) {
    for (const [category, vote] of entriesOf(approval)) {
      if (vote.kind !== 'scalar' || !/^[+-]?\d+$/.test(textOf(vote))) {
        return leaveOut('trigger-gerrit/approval-fails', filter, category, context);
      }
      const label = context.spell(category, vote);
      const earlier = votes.get(label);
      if (earlier !== undefined)
        context.notes.raise('trigger-gerrit/repeated-approval', earlier.about, { detail: label });
      votes.set(label, { about: vote, vote: Number(textOf(vote)) });
    }
  }
  return [...votes].map(([label, { vote }]) => ({ [label]: vote }));
}

/** Votes that stand on the change. Since Zuul 8.3 a trigger has `require` and `reject` for them. */
function addStanding(written: ConfigMap, filter: V2Map, context: PipelineContext): void {
  const required = filter.entries.get('require-approval');
  const rejected = filter.entries.get('reject-approval');
  if (required !== undefined && !isEmpty(required)) written.require = { approval: approvalList(required, context) };
  if (rejected === undefined || isEmpty(rejected)) return;
  written.reject = { approval: approvalList(rejected, context) };
  if (context.settings.zuulV2Version !== 'wikimedia') {
    context.notes.raise('trigger-gerrit/reject-without-votes', rejected, { output: outputOf(context.pipeline) });
  }
}
