import type { Matcher } from '../../model/zuul.js';
import { conditionKey, matcherKey, type Condition } from './clauses.js';

/** Another list of files for some branches. */
export interface SkipVariant {
  readonly branches: Condition;
  readonly irrelevantFiles: readonly Matcher[];
}

/** When a job runs in a project pipeline, in Zuul's terms. */
export interface RunCondition {
  readonly branches: Condition;
  /** Empty: whatever the files. */
  readonly files: readonly Matcher[];
  readonly irrelevantFiles: readonly Matcher[];
  readonly variants: readonly SkipVariant[];
}

export const ALWAYS: RunCondition = { branches: [], files: [], irrelevantFiles: [], variants: [] };

export function isAlways(condition: RunCondition): boolean {
  return (
    condition.branches.length === 0 &&
    condition.files.length === 0 &&
    condition.irrelevantFiles.length === 0 &&
    condition.variants.length === 0
  );
}

/** Equal conditions have equal keys. */
export function runConditionKey(condition: RunCondition): string {
  if (isAlways(condition)) return '';
  const variants = condition.variants.map(
    (variant) => `${conditionKey(variant.branches)}\t${listKey(variant.irrelevantFiles)}`,
  );
  return [
    conditionKey(condition.branches),
    listKey(condition.files),
    listKey(condition.irrelevantFiles),
    variants.join('\f'),
  ].join('\v');
}

export function listKey(matchers: readonly Matcher[]): string {
  return matchers.map(matcherKey).join('\n');
}

/** Whether every matcher of `part` is in `whole`. */
export function isPartOf(part: readonly Matcher[], whole: readonly Matcher[]): boolean {
  const keys = new Set(whole.map(matcherKey));
  return part.every((matcher) => keys.has(matcherKey(matcher)));
}
