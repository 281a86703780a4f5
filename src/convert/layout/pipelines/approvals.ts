import type { V2Map, V2Value } from '../../../model/layout.js';
import type { ConfigValue } from '../../../model/zuul.js';
import { translate } from '../../../regex/translate.js';
import { isMap, itemsOf, textOf } from '../values.js';
import type { ConfigMap, PipelineContext } from './pipeline-context.js';

/** Keys of an approval that are not labels. */
const AGES = new Set(['older-than', 'newer-than']);

/**
 * Approvals that are required or rejected: a list of votes, each with the label, who gave it, and how old it is.
 *
 * Zuul reference: Gerrit driver, pipeline requirements, `approval`.
 */
export function approvalList(value: V2Value, context: PipelineContext): ConfigValue[] {
  return itemsOf(value)
    .filter(isMap)
    .map((approval) => approvalOf(approval, context));
}

function approvalOf(approval: V2Map, context: PipelineContext): ConfigValue {
  const written: ConfigMap = {};
  for (const [key, value] of approval.entries) {
    if (key === 'username') written.username = person(value, context);
    else if (key === 'email' || key === 'email-filter') written.email = person(value, context);
    else if (AGES.has(key)) written[key] = textOf(value);
    else written[context.spell(key, value)] = votes(value, context);
  }
  return written;
}

/** A search in a name or address. Zuul takes a text here and no negation. */
function person(value: V2Value, context: PipelineContext): string {
  const pattern = textOf(value);
  const translation = translate(pattern, { use: 'search', text: 'name', places: 1 });
  if (translation.kind === 'always') return '';
  const [matcher, ...more] = translation.kind === 'conditions' ? translation.conditions[0]! : [];
  if (matcher !== undefined && matcher.negate !== true && more.length === 0) return matcher.regex;
  // Without it the requirement would let more through; Zuul 14 takes the expression of Python, with a warning.
  context.notes.raise('pipeline/requirement-regex', value, { detail: pattern });
  return pattern;
}

/** A vote or several, as numbers. */
function votes(value: V2Value, context: PipelineContext): ConfigValue {
  if (value.kind === 'list') return value.items.map((item) => vote(item, context));
  return vote(value, context);
}

function vote(value: V2Value, context: PipelineContext): number {
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    context.notes.raise('pipeline/vote-as-text', value, { detail: value.value });
  }
  return Number(textOf(value));
}
