import type { SkipCondition, V2Job } from '../../evaluate/v2/jobs.js';
import { branchFits, skipHolds, someFileFits } from '../../evaluate/v2/matchers.js';
import type { Patterns } from '../../evaluate/v2/patterns.js';
import type { Finding } from '../../model/finding.js';
import type { Scenario } from '../../model/scenario.js';
import type { FindingIndex } from './finding-index.js';

const COMMIT_MESSAGE = '/COMMIT_MSG';
const NONE: readonly Finding[] = [];

/**
 * Whether a job by itself fits an item in v2, or would without those of its conditions of which a finding says that the
 * conversion left them out.
 *
 * @returns The findings that were needed, none where it fits as it is; `undefined` where it does not fit.
 */
export function relaxedFit(job: V2Job, item: Scenario, findings: FindingIndex): readonly Finding[] | undefined {
  const used: Finding[] = [];
  const excuse = (finding: Finding | undefined): boolean => finding !== undefined && used.push(finding) > 0;
  if (job.branch !== undefined && !branchFits(job.branch, item)) {
    if (!excuse(branchLeftOut(job, job.branch, findings))) return undefined;
  }
  if (job.files !== undefined && !someFileFits(job.files, item)) {
    if (!excuse(filesLeftOut(job.files, item, findings))) return undefined;
  }
  for (const skip of job.skipIf) {
    if (skipHolds(skip, item) && !excuse(skipLeftOut(job, skip, findings))) return undefined;
  }
  return used.length === 0 ? NONE : used;
}

function branchLeftOut(job: V2Job, branch: Patterns, findings: FindingIndex): Finding | undefined {
  return atPatterns('matcher/regex', branch, findings) ?? findings.about('matcher/too-many-conditions', job.name);
}

function filesLeftOut(files: Patterns, item: Scenario, findings: FindingIndex): Finding | undefined {
  if (item.kind !== 'change') return undefined;
  if (item.files.every((file) => file === COMMIT_MESSAGE)) {
    const finding = findings.at('matcher/empty-change', linesOf(files).slice(0, 1));
    if (finding !== undefined) return finding;
  }
  return findings.at('matcher/commit-message', linesOf(files)) ?? atPatterns('matcher/regex', files, findings);
}

function skipLeftOut(job: V2Job, { branch, allFiles }: SkipCondition, findings: FindingIndex): Finding | undefined {
  if (allFiles !== undefined) {
    return (
      atPatterns('matcher/skip-regex', allFiles, findings) ??
      (branch === undefined ? undefined : atPatterns('matcher/skip-regex', branch, findings)) ??
      findings.about('matcher/overlapping-skips', job.name)
    );
  }
  if (branch === undefined) return undefined;
  // The branches of all such entries are one condition, which goes as a whole.
  for (const other of job.skipIf) {
    if (other.branch === undefined || other.allFiles !== undefined) continue;
    const finding = atPatterns('matcher/skip-regex', other.branch, findings);
    if (finding !== undefined) return finding;
  }
  return findings.about('matcher/too-many-conditions', job.name);
}

/** A finding at the line of a pattern that names the pattern. */
function atPatterns(code: string, { list }: Patterns, findings: FindingIndex): Finding | undefined {
  for (const { value, at } of list) {
    const finding = findings.at(code, [at.line], ({ message }) => message.includes(value));
    if (finding !== undefined) return finding;
  }
  return undefined;
}

function linesOf({ list }: Patterns): number[] {
  return list.map(({ at }) => at.line);
}
