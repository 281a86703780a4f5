import type { V2Value } from '../../../model/layout.js';
import type { ConfigValue, Matcher } from '../../../model/zuul.js';
import { translate, type TranslateOptions } from '../../../regex/translate.js';
import { itemsOf, textOf } from '../values.js';
import type { ListResult, PipelineContext } from './pipeline-context.js';

/**
 * A value that is one pattern or a list of them, of which one has to fit. The same value of the layout gives the same
 * list, so that the writer can write it once.
 *
 * @returns the list; `always` where no filter is needed, `never` where nothing can fit, `impossible` with a finding.
 */
export function regexList(
  value: V2Value,
  options: Pick<TranslateOptions, 'use' | 'text'>,
  context: PipelineContext,
): ListResult {
  const key = `${options.use} ${options.text ?? ''}`;
  const lists = context.lists.get(key) ?? new Map<V2Value, ListResult>();
  context.lists.set(key, lists);
  let result = lists.get(value);
  if (result === undefined) {
    result = convertList(value, options, context);
    lists.set(value, result);
  }
  return result;
}

function convertList(
  value: V2Value,
  options: Pick<TranslateOptions, 'use' | 'text'>,
  context: PipelineContext,
): ListResult {
  const matchers: Matcher[] = [];
  let failed = 0;
  for (const item of itemsOf(value)) {
    const translation = translate(textOf(item), { ...options, places: 1 });
    if (translation.kind === 'always') return { kind: 'always' };
    if (translation.kind === 'conditions') matchers.push(...translation.conditions[0]!);
    if (translation.kind === 'impossible') {
      failed += 1;
      context.notes.raise('trigger-gerrit/regex', item, { detail: `${textOf(item)} (${translation.reason})` });
    }
  }
  if (matchers.length === 0) return { kind: failed > 0 ? 'impossible' : 'never' };
  return { kind: 'list', list: writtenList(matchers) };
}

/** One matcher stands alone, several in a list. A plain expression is a text. */
export function writtenList(matchers: readonly Matcher[]): ConfigValue {
  const written = matchers.map(writtenMatcher);
  return written.length === 1 ? written[0]! : written;
}

function writtenMatcher(matcher: Matcher): ConfigValue {
  return matcher.negate === true ? { regex: matcher.regex, negate: true } : matcher.regex;
}
