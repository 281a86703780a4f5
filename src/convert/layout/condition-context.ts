import type { Placed, V2SkipIf } from '../../model/layout.js';
import type { Settings } from '../../model/settings.js';
import type { Matcher } from '../../model/zuul.js';
import { translateAny } from '../../regex/translate.js';
import type { Condition } from './clauses.js';
import type { EffectiveJob } from './effective-jobs.js';
import type { LayoutCode } from './findings.js';
import type { ItemKinds } from './item-kinds.js';
import type { LayoutNotes } from './notes.js';

/** Where a condition is worked out. */
export interface ConditionContext {
  readonly pipeline: string;
  readonly kinds: ItemKinds;
  readonly settings: Settings;
  readonly notes: LayoutNotes;
}

/** What patterns say about a text: nothing fits them, everything does, or this. */
export type Verdict = 'never' | 'always' | Condition;

/** The files of a `skip-if` entry; none where it does not look at files. */
export function filesOf(skip: V2SkipIf): readonly Placed<string>[] {
  return skip.allFilesMatchAny ?? [];
}

/** Leaves a job out of a pipeline, with a finding. */
export function neverBecause(
  code: LayoutCode,
  values: readonly Placed<string>[],
  job: EffectiveJob,
  context: ConditionContext,
): 'never' {
  context.notes.raise(code, values[0]!, {
    job: job.name,
    detail: `${job.name} in ${context.pipeline}`,
    leaves: values,
  });
  return 'never';
}

/** Any of these patterns for branches; `always` where RE2 cannot say it, with a finding. */
export function branchVerdict(
  patterns: readonly Placed<string>[],
  use: { readonly negated: boolean; readonly places: 1 | 2 },
  job: EffectiveJob,
  context: ConditionContext,
): Verdict {
  const code = use.negated ? 'matcher/skip-regex' : 'matcher/regex';
  const verdict = tryBranches(patterns, { ...use, code }, job, context);
  return verdict === 'impossible' ? 'always' : verdict;
}

/** The same, for who has to know whether RE2 can say it. */
export function tryBranches(
  patterns: readonly Placed<string>[],
  use: { readonly negated: boolean; readonly places: 1 | 2; readonly code: 'matcher/regex' | 'matcher/skip-regex' },
  job: EffectiveJob,
  context: ConditionContext,
): Verdict | 'impossible' {
  const texts = patterns.map((pattern) => pattern.value);
  const { negated, places, code } = use;
  const translation = translateAny(texts, { use: 'match', negated, places });
  if (translation.kind === 'conditions') return translation.conditions;
  if (translation.kind !== 'impossible') return translation.kind;
  context.notes.raise(code, patterns[0]!, {
    job: job.name,
    detail: `${texts.join(', ')} (${translation.reason})`,
    leaves: patterns,
  });
  return 'impossible';
}

/** A list of matchers for files of which one has to fit; `always` and `never` as for branches. */
export function fileMatchers(
  patterns: readonly Placed<string>[],
  code: 'matcher/regex' | 'matcher/skip-regex',
  job: EffectiveJob,
  context: ConditionContext,
): readonly Matcher[] | 'always' | 'never' | 'impossible' {
  const translation = translateAny(
    patterns.map((pattern) => pattern.value),
    { use: 'match', places: 1 },
  );
  if (translation.kind === 'conditions') return translation.conditions[0]!;
  if (translation.kind !== 'impossible') return translation.kind;
  context.notes.raise(code, patterns[0]!, {
    job: job.name,
    detail: `${patterns.map((pattern) => pattern.value).join(', ')} (${translation.reason})`,
    leaves: patterns,
  });
  return 'impossible';
}
