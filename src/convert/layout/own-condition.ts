import type { Placed, V2SkipIf } from '../../model/layout.js';
import { evaluatePython } from '../../regex/evaluate-python.js';
import { both, type Condition } from './clauses.js';
import { branchVerdict, fileMatchers, filesOf, neverBecause, type ConditionContext } from './condition-context.js';
import { ALWAYS, type RunCondition } from './conditions.js';
import { timerClause } from './definition.js';
import type { EffectiveJob } from './effective-jobs.js';
import { refCondition } from './ref-condition.js';
import { skippedFiles } from './skipped-files.js';

const COMMIT_MESSAGE = '/COMMIT_MSG';

/**
 * When v2 ran a job in a pipeline for one project, as Zuul can say it; `never` when no item that gets into the pipeline
 * makes it run. Looks at the job alone, not at the jobs above it.
 *
 * Source: Zuul 2.6, `Job.changeMatches`, `zuul/change_matcher.py`; Zuul 14.2, `zuul/change_matcher.py`.
 *
 * @param skips `skip-if` entries whose project fits.
 */
export function ownCondition(
  job: EffectiveJob,
  skips: readonly V2SkipIf[],
  context: ConditionContext,
): RunCondition | 'never' {
  // An entry with nothing else than the project (or with nothing at all) always holds.
  if (skips.some((skip) => skip.branch === undefined && filesOf(skip).length === 0)) return 'never';

  const { kinds } = context;
  const conditions: (RunCondition | 'never')[] = [];
  if (kinds.change) conditions.push(changeCondition(job, skips, context));
  if (kinds.branch || kinds.tag || kinds.otherRef) conditions.push(refCondition(job, skips, context));
  if (kinds.timer) conditions.push(timerCondition(job, context));

  const conditioned = job.branch[0] ?? job.files[0] ?? skips[0];
  if (conditions.length > 1 && conditioned !== undefined) {
    context.notes.raise('pipeline/mixed-events', conditioned, { job: job.name, detail: context.pipeline });
  }
  return conditions[0]!;
}

function changeCondition(
  job: EffectiveJob,
  skips: readonly V2SkipIf[],
  context: ConditionContext,
): RunCondition | 'never' {
  const branches = branchCondition(job, skips, context);
  const files = filesCondition(job, context);
  if (branches === 'never' || files === 'never') return 'never';
  return { branches, files, ...skippedFiles(job, skips, context) };
}

/** Any of the patterns of `branch`, and none of those of `skip-if`. */
function branchCondition(
  job: EffectiveJob,
  skips: readonly V2SkipIf[],
  context: ConditionContext,
): Condition | 'never' {
  const positive = branchVerdict(job.branch, { negated: false, places: 2 }, job, context);
  const wanted = job.branch.length === 0 ? 'always' : positive;
  const excluded = branchSkips(skips);
  const allowed =
    excluded.length === 0 ? 'always' : branchVerdict(excluded, { negated: true, places: 2 }, job, context);
  if (wanted === 'never' || allowed === 'never') return 'never';
  return both(wanted === 'always' ? [] : wanted, allowed === 'always' ? [] : allowed);
}

/** The patterns of the entries of `skip-if` that look at the branch and at no files. */
export function branchSkips(skips: readonly V2SkipIf[]): Placed<string>[] {
  return skips.flatMap((skip) => (skip.branch !== undefined && filesOf(skip).length === 0 ? [skip.branch] : []));
}

/** v2 items of a timer have neither branch nor files, so a job that asks for one never ran. */
function timerCondition(job: EffectiveJob, context: ConditionContext): RunCondition | 'never' {
  if (job.files.length > 0) return neverBecause('matcher/files-without-changes', job.files, job, context);
  if (job.branch.length > 0) return neverBecause('matcher/branch-in-timer', job.branch, job, context);
  return { ...ALWAYS, branches: [timerClause(context.settings)] };
}

/** `files`, unless one of its patterns fits the commit message: then every change of Gerrit has a file that fits. */
function filesCondition(job: EffectiveJob, context: ConditionContext): RunCondition['files'] | 'never' {
  if (job.files.length === 0) return [];
  const catchAll = job.files.find((pattern) => fitsCommitMessage(pattern.value));
  if (catchAll !== undefined) {
    context.notes.raise('matcher/commit-message', catchAll, { detail: catchAll.value, leaves: job.files });
    return [];
  }
  const files = fileMatchers(job.files, 'matcher/regex', job, context);
  if (files === 'never') return 'never';
  if (files === 'always' || files === 'impossible') return [];
  context.notes.raise('matcher/empty-change', job.files[0]!, { leaves: [] });
  return files;
}

/** Most patterns begin with a name, which the commit message does not: those need no look. */
function fitsCommitMessage(pattern: string): boolean {
  if (/^\^?[\w-](?![?*{])/.test(pattern) && !pattern.includes('|')) return false;
  return evaluatePython(pattern, COMMIT_MESSAGE, 'match');
}
