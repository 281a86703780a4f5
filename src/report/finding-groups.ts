import type { Finding } from '../model/finding.js';
import type { Place } from '../model/place.js';
import { displayPlace, type DisplayPath } from './display-path.js';
import { SEVERITY } from './policy.js';

/** All findings with one code and outcome. */
export interface FindingGroup {
  readonly code: string;
  readonly outcome: Finding['outcome'];
  /** What the messages of all have in common, up to the end of a sentence; of the first one where they have no such thing. */
  readonly message: string;
  readonly count: number;
  /** How many jobs have one. */
  readonly jobs: number;
  readonly examples: readonly FindingExample[];
}

export interface FindingExample extends Place {
  readonly job?: string;
}

const EXAMPLES = 3;

/** In the order of files and lines, with paths as reports show them. */
export function sortedFindings(findings: readonly Finding[], display: DisplayPath): Finding[] {
  const shown = findings.map((finding) => ({ ...finding, at: displayPlace(finding.at, display) }));
  return shown.sort(
    (a, b) =>
      compare(a.at.file, b.at.file) ||
      a.at.line - b.at.line ||
      compare(a.code, b.code) ||
      compare(a.job ?? '', b.job ?? '') ||
      compare(a.message, b.message),
  );
}

/** Findings by code: the worst outcomes first, then the most frequent. */
export function groupFindings(sorted: readonly Finding[]): FindingGroup[] {
  const groups = new Map<
    string,
    { first: Finding; common: string; count: number; jobs: Set<string>; examples: FindingExample[] }
  >();
  for (const finding of sorted) {
    const key = `${finding.outcome} ${finding.code}`;
    const group = groups.get(key) ?? {
      first: finding,
      common: finding.message,
      count: 0,
      jobs: new Set<string>(),
      examples: [],
    };
    groups.set(key, group);
    group.count += 1;
    group.common = commonStart(group.common, finding.message);
    if (finding.job !== undefined) group.jobs.add(finding.job);
    if (group.examples.length < EXAMPLES) group.examples.push({ ...finding.at, job: finding.job });
  }
  return [...groups.values()]
    .map(({ first, common, count, jobs, examples }) => ({
      code: first.code,
      outcome: first.outcome,
      message: common === first.message ? common : (wholeSentences(common) ?? first.message),
      count,
      jobs: jobs.size,
      examples,
    }))
    .sort((a, b) => rank(a) - rank(b) || b.count - a.count || compare(a.code, b.code));
}

function commonStart(a: string, b: string): string {
  if (b.startsWith(a)) return a;
  let length = 0;
  while (length < b.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

function wholeSentences(text: string): string | undefined {
  return /^.*?\.(?= )(?:.*\.(?= ))?/s.exec(`${text} `)?.[0];
}

function rank({ outcome }: FindingGroup): number {
  return SEVERITY.indexOf(outcome);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
