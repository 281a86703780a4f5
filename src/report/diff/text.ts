import type { Comparison, FileChange, RunChange } from '../../model/comparison.js';
import type { Finding } from '../../model/finding.js';
import { formatPlace } from '../../model/place.js';
import { NO_PAINT, type Paint } from '../summary.js';
import { grouped, plural } from '../words.js';
import {
  changeWords,
  exampleWords,
  fromToWords,
  placeWords,
  queueWords,
  scopeWords,
  listWords,
  verdict,
} from './words.js';

/** Lines of a file's diff that are shown; the rest is counted. */
const MOST_LINES = 40;
const MOST_FINDINGS = 20;

/** A comparison for a terminal: verdict, what runs otherwise, findings, what a person has to do, files. Ends with a line break. */
export function diffText(comparison: Comparison, paint: Paint = NO_PAINT): string {
  const { before, after, runs, places, queues, findings, tasks, files, gaps } = comparison;
  const sections = [
    [`${before.name} → ${after.name}`, paint.bold(verdict(comparison))],
    titled(
      'What runs',
      runs.flatMap((change) => runLines(change, comparison, paint)),
      paint,
    ),
    titled(
      'Projects in pipelines',
      places.map(({ direction, pipeline, projects }) => `  ${direction} ${pipeline}: ${listWords(projects, 5)}`),
      paint,
    ),
    titled(
      'Shared queues',
      queues.map((change) => `  ${queueWords(change)}`),
      paint,
    ),
    titled(`New findings (${grouped(findings.added.length)})`, findingLines(findings.added, paint), paint),
    titled(`Solved findings (${grouped(findings.solved.length)})`, findingLines(findings.solved, paint), paint),
    titled(
      'To do',
      tasks.map(({ code, message, places: all }) => {
        const news = all.filter(({ isNew }) => isNew).length;
        const count = `${plural(all.length, 'place')}${news === 0 ? '' : `, ${grouped(news)} new`}`;
        return `  [ ] ${code} (${count}): ${paint.dim(message)}`;
      }),
      paint,
    ),
    titled(
      'Not compared',
      gaps.map((gap) => `  ${gap}`),
      paint,
    ),
    titled(
      'Files',
      files.flatMap((file) => fileLines(file, paint)),
      paint,
    ),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function titled(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines];
}

function runLines(change: RunChange, comparison: Comparison, paint: Paint): string[] {
  const words = fromToWords(change);
  const at = change.at === undefined ? '' : `, ${placeWords(change.at, comparison)}`;
  return [
    `  ${changeWords(change)}: ${scopeWords(change)}`,
    ...(words === '' ? [] : [`      ${words}`]),
    `      ${paint.dim(`${exampleWords(change)}${at}`)}`,
  ];
}

function findingLines(findings: readonly Finding[], paint: Paint): string[] {
  const shown = findings.slice(0, MOST_FINDINGS);
  const more = findings.length - shown.length;
  return [
    ...shown.map(
      ({ outcome, code, message, at }) =>
        `  ${paint.of[outcome](outcome)} ${code} ${formatPlace(at)}: ${paint.dim(message)}`,
    ),
    ...(more === 0 ? [] : [`  and ${grouped(more)} more`]),
  ];
}

function fileLines({ kind, path, patch, addedLines, removedLines }: FileChange, paint: Paint): string[] {
  const head = `  ${kind} ${path} (+${grouped(addedLines)} −${grouped(removedLines)})`;
  if (patch === '') return [`${head}: no text`];
  const lines = patch.trimEnd().split('\n');
  const shown = lines.slice(0, MOST_LINES).map((line) => `    ${dressed(line, paint)}`);
  const more = lines.length - shown.length;
  return [head, ...shown, ...(more === 0 ? [] : [`    … ${plural(more, 'more line')}`])];
}

function dressed(line: string, paint: Paint): string {
  if (line.startsWith('@@')) return paint.dim(line);
  if (line.startsWith('+')) return paint.added?.(line) ?? line;
  return line.startsWith('-') ? (paint.removed?.(line) ?? line) : line;
}
