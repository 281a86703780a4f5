import type { Placed, V2SkipIf } from '../../model/layout.js';
import { anyOf, both, conditionKey, type Clause, type Condition } from './clauses.js';
import { branchVerdict, neverBecause, type ConditionContext, type Verdict } from './condition-context.js';
import { ALWAYS, type RunCondition } from './conditions.js';
import { acceptsRefs } from './definition.js';
import type { EffectiveJob } from './effective-jobs.js';
import { BRANCH_PREFIX, TAG_PREFIX } from './item-kinds.js';
import { branchSkips } from './own-condition.js';
import { onNamesWithout } from '../../regex/derivatives/names-without.js';
import { behindPrefix, type BehindPrefix } from '../../regex/derivatives/remainder.js';

const REFS = 'refs/';
const NO_REF: Condition = [[{ regex: '^refs/', negate: true }]];
const ANY_REF: Condition = [[{ regex: '^refs/' }]];

/**
 * When v2 ran a job for an updated ref, as Zuul can say it.
 *
 * v2 compared `branch` with the name of the ref as the event gave it: `refs/heads/x` or `x` (setting `ref-names`),
 * `refs/tags/x`. Zuul compares with the branch `x`; for tags with the full ref, and with the branches that contain them.
 * There are no files, so `files` never fits and `all-files-match-any` never holds.
 */
export function refCondition(
  job: EffectiveJob,
  skips: readonly V2SkipIf[],
  context: ConditionContext,
): RunCondition | 'never' {
  if (job.files.length > 0) return neverBecause('matcher/files-without-changes', job.files, job, context);
  const patterns = [...job.branch, ...branchSkips(skips)];
  if (patterns.length === 0) return ALWAYS;

  const { kinds, settings } = context;
  const prefix = settings.refNames === 'full' ? BRANCH_PREFIX : '';
  const onBranches = kinds.branch ? verdictFor(job, skips, prefix, context) : undefined;
  const onRefs = refVerdict(job, skips, context);

  const verdict = combined(onBranches, onRefs);
  if (verdict === 'never') return neverBecause('matcher/branch-on-ref', patterns, job, context);
  const branches = verdict === 'always' ? [] : verdict;
  if (branches.length === 0 && onBranches === 'always' && prefix !== '') {
    noteBranches('matcher/branch-on-ref-always', patterns, job, context);
  }
  if (branches.length > 0 && kinds.tag && !letsRefsThrough(branches)) {
    noteBranches('matcher/branch-on-tag', patterns, job, context);
  }
  return { ...ALWAYS, branches };
}

/** About refs that are no branches, whose full names both versions compare. */
function refVerdict(job: EffectiveJob, skips: readonly V2SkipIf[], context: ConditionContext): Verdict | undefined {
  const { tag, otherRef } = context.kinds;
  if (!tag && !otherRef) return undefined;
  return verdictFor(job, skips, otherRef ? REFS : TAG_PREFIX, context);
}

/** What `branch` and `skip-if` say about refs that begin with a prefix. */
function verdictFor(job: EffectiveJob, skips: readonly V2SkipIf[], prefix: string, context: ConditionContext): Verdict {
  const wanted = job.branch.length === 0 ? 'always' : behind(job.branch, prefix, false, job, context);
  const excluded = branchSkips(skips);
  const allowed = excluded.length === 0 ? 'always' : behind(excluded, prefix, true, job, context);
  if (wanted === 'never' || allowed === 'never') return 'never';
  if (wanted === 'always') return allowed;
  return allowed === 'always' ? wanted : both(wanted, allowed);
}

/** Any (`negated`: none) of these patterns behind a prefix. For branches Zuul sees what follows it, for others the whole ref. */
function behind(
  patterns: readonly Placed<string>[],
  prefix: string,
  negated: boolean,
  job: EffectiveJob,
  context: ConditionContext,
): Verdict {
  const left: Placed<string>[] = [];
  for (const pattern of patterns) {
    const rest = prefix === REFS ? behindRefs(pattern.value) : behindPrefix(pattern.value, prefix);
    if (rest === 'always') return negated ? 'never' : 'always';
    if (rest === 'never') continue;
    if ('unknown' in rest) {
      const detail = `${pattern.value} (${rest.unknown})`;
      context.notes.raise(negated ? 'matcher/skip-regex' : 'matcher/regex', pattern, { job: job.name, detail });
      return 'always';
    }
    left.push(prefix === BRANCH_PREFIX ? { ...pattern, value: rest.pattern } : pattern);
  }
  if (left.length === 0) return negated ? 'always' : 'never';
  const verdict = branchVerdict(left, { negated, places: 2 }, job, context);
  return verdict;
}

/** As `behindPrefix`, for refs that are no branches. */
function behindRefs(pattern: string): BehindPrefix {
  const rest = behindPrefix(pattern, REFS);
  if (typeof rest === 'string' || 'unknown' in rest) return rest;
  return onNamesWithout(rest.pattern, BRANCH_PREFIX.slice(REFS.length)) ?? rest;
}

/**
 * One condition for branches, which Zuul compares by name, and for other refs, which it compares in full: what is no
 * full ref has to fit the one, what is a full ref the other.
 */
function combined(onBranches: Verdict | undefined, onRefs: Verdict | undefined): Verdict {
  if (onBranches === undefined) return onRefs!;
  if (onRefs === undefined || isSame(onBranches, onRefs)) return onBranches;
  if (onRefs === 'always' && onBranches !== 'never' && letsRefsThrough(onBranches as Condition)) return onBranches;
  if (onRefs === 'never' && onBranches !== 'always' && keepsRefsOut(onBranches as Condition)) return onBranches;
  if (onBranches === 'never' && onRefs !== 'always' && (onRefs as Condition).some(refusesNames)) return onRefs;
  if (onBranches === 'always' && onRefs !== 'never' && (onRefs as Condition).every(acceptsNames)) return onRefs;
  return both(limitedTo(ANY_REF, onBranches), limitedTo(NO_REF, onRefs));
}

function isSame(one: Verdict, other: Verdict): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return conditionKey(one) === conditionKey(other);
}

/** `exempt`, or what the verdict says. */
function limitedTo(exempt: Condition, verdict: Verdict): Condition {
  if (verdict === 'always') return [];
  return verdict === 'never' ? exempt : (anyOf([exempt, verdict]) ?? []);
}

/** Whether nothing but full refs fits. */
function refusesNames(clause: Clause): boolean {
  return clause.every((matcher) => matcher.negate !== true && onNamesWithout(matcher.regex, REFS) === 'never');
}

/** Whether every text fits that is no full ref. */
function acceptsNames(clause: Clause): boolean {
  return clause.some((matcher) => matcher.negate === true && onNamesWithout(matcher.regex, REFS) === 'never');
}

/** Whether no full ref fits. */
function keepsRefsOut(condition: Condition): boolean {
  return condition.some((clause) =>
    clause.every((matcher) => matcher.negate !== true && behindPrefix(matcher.regex, REFS) === 'never'),
  );
}

/** Whether exclusions of branches let every full ref through by themselves. */
function letsRefsThrough(condition: Condition): boolean {
  return condition.every((clause) => clause.some(acceptsRefs));
}

function noteBranches(
  code: 'matcher/branch-on-ref-always' | 'matcher/branch-on-tag',
  patterns: readonly Placed<string>[],
  job: EffectiveJob,
  context: ConditionContext,
): void {
  context.notes.raise(code, patterns[0]!, {
    job: job.name,
    detail: `${job.name} in ${context.pipeline}`,
    leaves: patterns,
  });
}
