import type { Placed, V2SkipIf } from '../../model/layout.js';
import type { Matcher } from '../../model/zuul.js';
import type { Condition } from './clauses.js';
import { fileMatchers, filesOf, tryBranches, type ConditionContext } from './condition-context.js';
import { isPartOf, type RunCondition } from './conditions.js';
import type { EffectiveJob } from './effective-jobs.js';
import { disjoint } from '../../regex/derivatives/disjoint.js';

/** A list of files for some branches, before it is settled what else holds there. */
interface BranchSkip {
  readonly skip: V2SkipIf;
  readonly branch: Placed<string>;
  readonly branches: Condition;
  readonly files: readonly Matcher[];
}

const EVERY_FILE: Matcher = { regex: '.*' };

/**
 * `all-files-match-any`: a list of files for all branches, and lists for some branches.
 *
 * v2 skips when any of its entries covers the change. Zuul holds one list for a job, and the list of a further entry for
 * some branches takes its place there. So each list has to hold what else applies; two lists of which neither holds the
 * other cannot both be kept, because their union would also skip a change with files of both.
 */
export function skippedFiles(
  job: EffectiveJob,
  skips: readonly V2SkipIf[],
  context: ConditionContext,
): Pick<RunCondition, 'irrelevantFiles' | 'variants'> {
  let everywhere: readonly Matcher[] = [];
  const some: BranchSkip[] = [];
  for (const skip of skips) {
    const files = irrelevantFiles(job, skip, context);
    if (files.length === 0) continue;
    if (skip.branch === undefined) {
      everywhere = widerOf(everywhere, files, job, skip, context);
      continue;
    }
    const use = { negated: false, places: 1, code: 'matcher/skip-regex' } as const;
    const branches = tryBranches([skip.branch], use, job, context);
    // For all branches it would skip more than v2 did.
    if (branches === 'impossible') continue;
    if (branches === 'always') everywhere = widerOf(everywhere, files, job, skip, context);
    else if (branches !== 'never') some.push({ skip, branch: skip.branch, branches, files });
  }
  return { irrelevantFiles: everywhere, variants: settle(everywhere, some, job, context) };
}

function irrelevantFiles(job: EffectiveJob, skip: V2SkipIf, context: ConditionContext): readonly Matcher[] {
  const patterns = filesOf(skip);
  if (patterns.length === 0) return [];
  const files = fileMatchers(patterns, 'matcher/skip-regex', job, context);
  if (files === 'never' || files === 'impossible') return [];
  context.notes.raise('matcher/single-file', patterns[0]!, { leaves: [] });
  return files === 'always' ? [EVERY_FILE] : files;
}

function widerOf(
  one: readonly Matcher[],
  other: readonly Matcher[],
  job: EffectiveJob,
  skip: V2SkipIf,
  context: ConditionContext,
): readonly Matcher[] {
  if (isPartOf(one, other)) return other;
  if (!isPartOf(other, one)) noteOverlap(job, skip, context);
  return one;
}

function settle(
  everywhere: readonly Matcher[],
  some: readonly BranchSkip[],
  job: EffectiveJob,
  context: ConditionContext,
): RunCondition['variants'] {
  const settled: BranchSkip[] = [];
  for (const entry of some) {
    const rivals = settled.filter((earlier) => !disjoint(earlier.branch.value, entry.branch.value));
    const keepsAll = rivals.every((rival) => isPartOf(rival.files, entry.files));
    if (isPartOf(everywhere, entry.files)) {
      settled.push(entry);
      if (!keepsAll) noteOverlap(job, entry.skip, context);
    } else if (!isPartOf(entry.files, everywhere)) {
      // The list for all branches stays.
      noteOverlap(job, entry.skip, context);
    }
  }
  return settled.map(({ branches, files }) => ({ branches, irrelevantFiles: files }));
}

function noteOverlap(job: EffectiveJob, skip: V2SkipIf, context: ConditionContext): void {
  context.notes.raise('matcher/overlapping-skips', skip, { job: job.name, detail: job.name });
}
