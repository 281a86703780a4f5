import { filterVerdict, isTriggered, type EventFilter } from '../../evaluate/v2/triggers.js';
import type { Finding } from '../../model/finding.js';
import type { V2Pipeline, V2Value } from '../../model/layout.js';
import type { Scenario } from '../../model/scenario.js';
import type { FindingIndex } from './finding-index.js';

/** A filter, or one of its patterns, is not in the output. */
const LEFT_OUT = [
  'trigger-gerrit/regex',
  'trigger-gerrit/never',
  'trigger-gerrit/approval-fails',
  'trigger-zuul/pipeline',
] as const;

/** v2 fails on the event; without the filter that does it the others are asked. */
const FAILS = ['trigger-gerrit/branch-on-ref-updated'] as const;

/**
 * Who announces that only one of the two lets an item in.
 *
 * @param filters Of the pipeline, in the order in which v2 asks them.
 */
export function announceTrigger(
  pipeline: V2Pipeline,
  filters: readonly EventFilter[],
  item: Scenario,
  change: 'missing' | 'extra',
  findings: FindingIndex,
): Finding | undefined {
  return change === 'missing'
    ? announceLeftOut(filters, pipeline, item, findings)
    : announceFailure(filters, pipeline, item, findings);
}

/** Every filter that let the item in has to be told about. */
function announceLeftOut(
  filters: readonly EventFilter[],
  pipeline: V2Pipeline,
  item: Scenario,
  findings: FindingIndex,
): Finding | undefined {
  let first: Finding | undefined;
  for (const filter of filters) {
    if (filterVerdict(filter, item) !== 'in') continue;
    const finding = atFilter(LEFT_OUT, filter, pipeline, findings);
    if (finding === undefined) return undefined;
    first ??= finding;
  }
  return first;
}

function announceFailure(
  filters: readonly EventFilter[],
  pipeline: V2Pipeline,
  item: Scenario,
  findings: FindingIndex,
): Finding | undefined {
  const told = new Map<EventFilter, Finding>();
  for (const filter of filters) {
    const finding = filterVerdict(filter, item) === 'fails' ? atFilter(FAILS, filter, pipeline, findings) : undefined;
    if (finding !== undefined) told.set(filter, finding);
  }
  const rest = filters.filter((filter) => !told.has(filter));
  return isTriggered(rest, item) ? [...told.values()][0] : undefined;
}

function atFilter(
  codes: readonly string[],
  filter: EventFilter,
  pipeline: V2Pipeline,
  findings: FindingIndex,
): Finding | undefined {
  const trigger = pipeline.keys.get('trigger');
  const lines = trigger === undefined ? [] : linesOfFilter(trigger, filter);
  for (const code of codes) {
    const finding = findings.at(code, lines);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

/** The lines of the filter's mapping. */
function linesOfFilter(value: V2Value, filter: EventFilter): number[] {
  if (value.kind === 'scalar') return [];
  const below = value.kind === 'list' ? value.items : [...value.entries.values()];
  if (value.kind === 'map' && value.at === filter.at) return [...linesBelow(value)];
  return below.flatMap((item) => linesOfFilter(item, filter));
}

function linesBelow(value: V2Value): Set<number> {
  const lines = new Set([value.at.line]);
  const below = value.kind === 'list' ? value.items : value.kind === 'map' ? [...value.entries.values()] : [];
  for (const item of below) for (const line of linesBelow(item)) lines.add(line);
  return lines;
}
