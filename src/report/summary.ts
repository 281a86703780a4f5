import type { Finding } from '../model/finding.js';
import type { FindingGroup } from './finding-groups.js';
import type { Report } from './report.js';
import { grouped, headLines, nextSteps, plural } from './words.js';

/** Colours for a terminal; each takes a text and gives it back dressed. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Lines of a diff. */
  readonly added?: (text: string) => string;
  readonly removed?: (text: string) => string;
  readonly of: Readonly<Record<Finding['outcome'], (text: string) => string>>;
}

const plain = (text: string): string => text;

/** No colours, for files and pipes. */
export const NO_PAINT: Paint = {
  bold: plain,
  dim: plain,
  of: { unread: plain, 'needs-human': plain, approximated: plain, dropped: plain },
};

const FREQUENT = 10;
const MESSAGE_WIDTH = 100;

/** What happened to the output folder, for the summary. */
export interface WrittenTree {
  readonly out: string;
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Files that people edited or removed since an earlier run wrote them. */
  readonly edited: readonly string[];
  /** Those of them where people and this run changed the same thing. */
  readonly conflicts: readonly { readonly path: string; readonly places: readonly string[] }[];
  readonly dryRun: boolean;
  /** Nothing that decides what is written has changed, so nothing was converted. */
  readonly asBefore?: true;
}

/**
 * The words for people at the end of a run: counts first, then the worst surprises, the most frequent findings, and what
 * to do next. Ends with a line break.
 *
 * @param verified What comparing the tree with the layout gave, in a line; absent: it was not compared.
 */
export function summaryText(report: Report, tree: WrittenTree, verified?: string, paint: Paint = NO_PAINT): string {
  const lines = headLines(report).map(([label, text]) => line(label, text, paint));
  lines.push(line('files', fileWords(tree), paint));
  if (tree.edited.length > 0) lines.push(line('edits', editWords(tree), paint));
  if (verified !== undefined) lines.push(line('verify', verified, paint));
  lines.push(...conflictLines(tree, paint));
  const worst = report.findings.filter(({ outcome }) => outcome === 'unread' || outcome === 'needs-human');
  lines.push(...section('For a person', worst.slice(0, FREQUENT), worst.length, paint));
  const shown = new Set(worst.slice(0, FREQUENT));
  const frequent = report.findings.filter((group) => !shown.has(group)).sort((a, b) => b.count - a.count);
  lines.push(...section('Most frequent findings', frequent.slice(0, FREQUENT), frequent.length, paint));
  const [next = ''] = nextSteps(report);
  lines.push('', line('next', `${tree.out}/migration/report.md: ${next}`, paint));
  return `${lines.join('\n')}\n`;
}

function line(label: string, text: string, paint: Paint): string {
  return `${paint.bold(label.padEnd(10))} ${text}`;
}

function section(title: string, groups: readonly FindingGroup[], all: number, paint: Paint): string[] {
  if (groups.length === 0) return [];
  const more = all > groups.length ? ` (${grouped(groups.length)} of ${grouped(all)})` : '';
  const width = Math.max(...groups.map(({ code }) => code.length));
  const rows = groups.map(
    ({ outcome, code, count, message }) =>
      `  ${grouped(count).padStart(7)}  ${paint.of[outcome](outcome.padEnd(12))} ${code.padEnd(width)}  ${paint.dim(short(message))}`,
  );
  return ['', `${paint.bold(title)}${more}`, ...rows];
}

function short(message: string): string {
  const one = message.replace(/\s+/g, ' ');
  return one.length <= MESSAGE_WIDTH ? one : `${one.slice(0, MESSAGE_WIDTH - 1).trimEnd()}…`;
}

function editWords({ edited, conflicts }: WrittenTree): string {
  const kept = `${plural(edited.length, 'file')} that people edited or removed: kept`;
  return conflicts.length === 0 ? kept : `${kept}, ${plural(conflicts.length, 'conflict')}`;
}

function conflictLines({ conflicts }: WrittenTree, paint: Paint): string[] {
  if (conflicts.length === 0) return [];
  const shown = conflicts.slice(0, FREQUENT);
  const more = conflicts.length > shown.length ? ` (${grouped(shown.length)} of ${grouped(conflicts.length)})` : '';
  const rows = shown.map(({ path, places }) => `  ${path}  ${paint.dim(short(places.join('; ')))}`);
  return ['', `${paint.bold('Conflicts')}${more}: each has a note beside the file, FILE.zuulshift-conflict`, ...rows];
}

function fileWords({ out, created, changed, removed, unchanged, dryRun, asBefore }: WrittenTree): string {
  if (asBefore) return `${plural(unchanged, 'file')} in ${out}: unchanged since the last run`;
  const parts: string[] = [];
  if (created > 0) parts.push(`${grouped(created)} new`);
  if (changed > 0) parts.push(`${grouped(changed)} changed`);
  if (removed > 0) parts.push(`${grouped(removed)} removed`);
  if (unchanged > 0) parts.push(`${grouped(unchanged)} unchanged`);
  const total = plural(created + changed + unchanged, 'file');
  return `${total} in ${out} (${parts.join(', ')})${dryRun ? ': nothing was written (--dry-run)' : ''}`;
}
