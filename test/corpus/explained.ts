import type { Finding } from '../../src/model/finding.js';
import type { Scenario } from '../../src/model/scenario.js';
import type { LineDifference } from './compare-lines.js';

/**
 * The finding of the conversion that explains a difference; undefined where there is none. A finding about a job explains
 * only what happens to that job.
 *
 * @param all What differs in this scenario.
 * @param above Jobs above each job, anywhere in the layout, however far.
 */
export function explains(
  difference: LineDifference,
  all: readonly LineDifference[],
  scenario: Scenario,
  findings: readonly Finding[],
  above: (job: string) => ReadonlySet<string>,
): Finding | undefined {
  const { aspect, job } = difference;
  const first = (codes: readonly string[], jobs: readonly string[] | undefined): Finding | undefined =>
    findings.find(
      (finding) =>
        codes.includes(finding.code) && (jobs === undefined || finding.job === undefined || jobs.includes(finding.job)),
    );
  if (aspect === 'error') return first(PIPELINE_FAILS, undefined);
  const files = scenario.kind === 'change' ? scenario.files : undefined;
  const empty = files?.every((file) => file === '/COMMIT_MSG') === true ? [...NO_FILES] : [];
  if (aspect === 'hangs') return first([...HANGS, ...empty], withAbove(difference.v2.split(' '), above));
  const concerned = job === undefined ? [] : [job, ...above(job)];
  // What v2 waits for in vain, and what comes below it, may run now.
  const waited = all.filter((one) => one.aspect === 'hangs').flatMap((one) => one.v2.split(' '));
  if (waited.some((one) => concerned.includes(one))) return first([...HANGS, ...empty], withAbove(waited, above));
  if (aspect === 'extra' && waited.length > 0) {
    // A job above what v2 waits for, which runs because of it.
    const forced = first(['tree/may-hang-forced'], waited);
    if (forced !== undefined) return forced;
  }
  if (aspect === 'dependencies') return first(['tree/two-parents', 'tree/soft-dependency'], concerned);
  if (aspect === 'extra') {
    const codes = [...RUNS_MORE, ...empty];
    return first(codes, concerned);
  }
  if (aspect === 'missing') return first(['matcher/branch-on-tag'], concerned);
  return job === 'noop' ? first(['job/noop-attribute'], ['noop']) : undefined;
}

function withAbove(jobs: readonly string[], above: (job: string) => ReadonlySet<string>): string[] {
  return jobs.flatMap((job) => [job, ...above(job)]);
}

/** Of changes that touch no file. */
const NO_FILES = ['matcher/empty-change', 'matcher/commit-message'];

/** v2 fails on the item itself. */
const PIPELINE_FAILS = [
  'pipeline/dependent-with-refs',
  'pipeline/requirement-on-refs',
  'pipeline/mixed-events',
  'queue/two-names',
];

const HANGS = [
  'tree/two-parents',
  'tree/may-hang',
  'tree/may-hang-forced',
  'tree/soft-dependency',
  'matcher/files-without-changes',
];

/** A condition that was weakened. */
const RUNS_MORE = [
  'matcher/regex',
  'matcher/skip-regex',
  'matcher/too-many-conditions',
  'matcher/overlapping-skips',
  'pipeline/mixed-events',
];
