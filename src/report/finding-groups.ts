import type { Finding } from '../model/finding.js';
import type { Place } from '../model/place.js';
import { displayPlace, type DisplayPath } from './display-path.js';
import { SEVERITY } from './policy.js';

/** All findings with one code and outcome. */
export interface FindingGroup {
  readonly code: string;
  readonly outcome: Finding['outcome'];
  /** Of the first one; those of the others can differ in their details. */
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
  const groups = new Map<string, { first: Finding; count: number; jobs: Set<string>; examples: FindingExample[] }>();
  for (const finding of sorted) {
    const key = `${finding.outcome} ${finding.code}`;
    const group = groups.get(key) ?? { first: finding, count: 0, jobs: new Set<string>(), examples: [] };
    groups.set(key, group);
    group.count += 1;
    if (finding.job !== undefined) group.jobs.add(finding.job);
    if (group.examples.length < EXAMPLES) group.examples.push({ ...finding.at, job: finding.job });
  }
  return [...groups.values()]
    .map(({ first, count, jobs, examples }) => ({
      code: first.code,
      outcome: first.outcome,
      message: first.message,
      count,
      jobs: jobs.size,
      examples,
    }))
    .sort((a, b) => rank(a) - rank(b) || b.count - a.count || compare(a.code, b.code));
}

function rank({ outcome }: FindingGroup): number {
  return SEVERITY.indexOf(outcome);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
