import type { ChangeEvent } from '../../model/change-event.js';
import type { Finding } from '../../model/finding.js';
import { isAboutPipeline, type FindingIndex } from './finding-index.js';
import type { LayoutFacts } from './layout-facts.js';

/** What a finding about a pipeline's triggers and requirements may make of an event: only v2 takes it, only v3, or either. */
type Effect = 'missing' | 'extra' | 'either';

/** Code → what it announces, as its sentence says. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  'pipeline/vote-as-text': 'extra',
  'pipeline/reject-without-votes': 'extra',
  'pipeline/requirement-regex': 'either',
  'pipeline/dependent-with-refs': 'extra',
  'pipeline/several-connections': 'either',
  'gerrit/label-guessed': 'either',
  'trigger-gerrit/draft-published': 'either',
  'trigger-gerrit/branch-on-ref-updated': 'extra',
  'trigger-gerrit/reject-without-votes': 'extra',
  'trigger-gerrit/approval-fails': 'extra',
  'trigger-gerrit/regex': 'missing',
  'trigger-zuul/approval': 'missing',
  'trigger-zuul/pipeline': 'extra',
};

/** Those that are told once for the whole layout, at the first of the places. */
const EVERYWHERE: ReadonlySet<string> = new Set(['gerrit/label-guessed', 'pipeline/several-connections']);

/**
 * Who announces that an event gets into a pipeline on one side only.
 *
 * @param event What differs: some findings are about some events only.
 * @param pipeline The pipeline, or the one that v2 failed in, after which it forgets the event.
 */
export function announceEvent(
  event: ChangeEvent,
  pipeline: string,
  change: 'missing' | 'extra',
  facts: LayoutFacts,
  findings: FindingIndex,
): Finding | undefined {
  const isHere = isAboutPipeline(pipeline);
  if (change === 'missing' && event.change?.workInProgress === true) {
    const finding = findings.of('pipeline/work-in-progress').find(isHere);
    if (finding !== undefined) return finding;
  }
  for (const [code, effect] of Object.entries(EFFECTS)) {
    if (effect !== 'either' && effect !== change) continue;
    const finding = findings
      .of(code)
      .find((one) => EVERYWHERE.has(code) || isHere(one) || facts.pipelinesAt(one.at.line).includes(pipeline));
    if (finding !== undefined) return finding;
  }
  return undefined;
}
