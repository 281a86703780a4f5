import type { V2Value } from '../../../model/layout.js';
import type { Matcher } from '../../../model/zuul.js';
import { translate } from '../../../regex/translate.js';
import { BRANCH_PREFIX } from '../item-kinds.js';
import { onNamesWithout } from '../../../regex/derivatives/names-without.js';
import { behindPrefix, withoutStartOf } from '../../../regex/derivatives/remainder.js';
import { itemsOf, textOf } from '../values.js';
import { outputOf, type ListResult, type PipelineContext } from './pipeline-context.js';
import { writtenList } from './regex-lists.js';

const REFS = 'refs/';

/**
 * Patterns of `ref` for Zuul, which sees full names. v2 saw what Gerrit sent: full names (setting `ref-names: full`), or
 * bare names of branches and full names of everything else (`short`).
 */
export function refList(value: V2Value, context: PipelineContext): ListResult {
  const matchers: Matcher[] = [];
  for (const item of itemsOf(value)) {
    const pattern = textOf(item);
    const sources =
      context.settings.refNames === 'full' ? [fullName(pattern, item, context)] : longNames(pattern, item, context);
    if (sources === undefined) return impossible(item, 'it looks back, or refers to a group', context);
    for (const source of sources) {
      const translation = translate(source, { use: 'match', places: 1 });
      if (translation.kind === 'always') return { kind: 'always' };
      if (translation.kind === 'conditions') matchers.push(...translation.conditions[0]!);
      if (translation.kind === 'impossible') return impossible(item, translation.reason, context);
    }
  }
  return matchers.length === 0 ? { kind: 'never' } : { kind: 'list', list: writtenList(matchers) };
}

function impossible(item: V2Value, reason: string, context: PipelineContext): ListResult {
  context.notes.raise('trigger-gerrit/regex', item, { detail: `${textOf(item)} (${reason})` });
  return { kind: 'impossible' };
}

/** The pattern as it is; one that fits no full name never started anything. */
function fullName(pattern: string, item: V2Value, context: PipelineContext): string {
  if (behindPrefix(pattern, REFS) === 'never') {
    context.notes.raise('trigger-gerrit/no-such-ref', item, { detail: pattern, output: outputOf(context.pipeline) });
  }
  return pattern;
}

/** What a pattern for bare branch names is for full ones. */
function longNames(pattern: string, item: V2Value, context: PipelineContext): string[] | undefined {
  const onBareNames = onNamesWithout(pattern, REFS);
  const onBranches = behindPrefix(pattern, BRANCH_PREFIX);
  // The same verdict on `x` and on `refs/heads/x`.
  if (onBareNames !== undefined && onBareNames === onBranches) return [pattern];

  context.notes.raise('trigger-gerrit/ref-rewritten', item, { detail: pattern, output: outputOf(context.pipeline) });
  const sources: string[] = [];
  if (onBareNames === 'always') sources.push('^refs/heads/');
  else if (onBareNames === undefined) {
    const onHeads = withoutStartOf(pattern, '^refs/heads/');
    if (onHeads === undefined) return undefined;
    sources.push(onHeads);
  }
  const elsewhere = behindPrefix(pattern, REFS);
  if (elsewhere === 'always') sources.push('^refs/(?!heads/)');
  else if (elsewhere !== 'never' && hasOtherRefs(pattern)) sources.push(`^(?!refs/heads/)(?:${pattern})`);
  return sources;
}

/** Whether a pattern can fit refs that are no branches. */
function hasOtherRefs(pattern: string): boolean {
  return ['refs/tags/', 'refs/meta/', 'refs/notes/', 'refs/changes/'].some(
    (prefix) => behindPrefix(pattern, prefix) !== 'never',
  );
}
