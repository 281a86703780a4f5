import type { Scenario } from '../../model/scenario.js';
import type { SkipCondition, V2Job } from './jobs.js';
import type { Patterns } from './patterns.js';

/** The file that stands for the commit message; `all-files-match-any` takes it as matched. */
const COMMIT_MESSAGE = /^\/COMMIT_MSG\n?$/;

/** Whether anything but its place in the tree decides if a job runs. */
export function isConditional(job: V2Job): boolean {
  return job.branch !== undefined || job.files !== undefined || job.skipIf.length > 0;
}

/** Source: Zuul 2.6, `model.py`, `Job.changeMatches`. */
export function jobFits(job: V2Job, item: Scenario): boolean {
  if (job.branch !== undefined && !branchFits(job.branch, item)) return false;
  if (job.files !== undefined && !someFileFits(job.files, item)) return false;
  return !job.skipIf.some((condition) => skipHolds(condition, item));
}

/** The branch of a change, the ref of a ref item as it came. The clock has neither. */
export function branchFits(patterns: Patterns, item: Scenario): boolean {
  if (item.kind === 'timer') return false;
  return patterns.fits(item.kind === 'change' ? item.branch : item.ref);
}

/** Only changes have files. */
export function someFileFits(patterns: Patterns, item: Scenario): boolean {
  return item.kind === 'change' && item.files.some((file) => patterns.fits(file));
}

/** Source: Zuul 2.6, `change_matcher.py`, `MatchAllFiles`: never for fewer than two files. */
export function allFilesFit(patterns: Patterns, item: Scenario): boolean {
  if (item.kind !== 'change' || item.files.length < 2) return false;
  return item.files.every((file) => COMMIT_MESSAGE.test(file) || patterns.fits(file));
}

/** Source: Zuul 2.6, `change_matcher.py`, `MatchAll`. */
export function skipHolds({ project, branch, allFiles }: SkipCondition, item: Scenario): boolean {
  if (project !== undefined && !project.fits(item.project)) return false;
  if (branch !== undefined && !branchFits(branch, item)) return false;
  return allFiles === undefined || allFilesFit(allFiles, item);
}
