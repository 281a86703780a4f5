import type { Comparison, FileChange, ManualTask, RunChange } from '../../model/comparison.js';
import type { Finding } from '../../model/finding.js';
import { formatPlace } from '../../model/place.js';
import { groupFindings } from '../finding-groups.js';
import { grouped, plural } from '../words.js';
import { cutLines, fitBlocks, type Block } from './blocks.js';
import { changeWords, exampleWords, fromToWords, listWords, placeWords, queueWords, verdict } from './words.js';

export interface MarkdownOptions {
  /** Characters at most. Default 65,000: a comment of GitHub takes 65,536. */
  readonly limit?: number;
  /** Where the whole report is. */
  readonly link?: string;
}

/** Characters of one folded part: long enough to judge, short enough that a few of them fit. */
const MOST_PATCH = 4000;
const MOST_PROJECTS = 200;

/**
 * A comparison as the body or comment of a pull request: verdict, what runs otherwise, findings, a checklist of what a person has
 * to do, files. Never longer than the limit; what is cut is counted.
 */
export function diffMarkdown(comparison: Comparison, { limit = 65_000, link }: MarkdownOptions = {}): string {
  const { before, after, runs, places, queues, findings, tasks, files, gaps } = comparison;
  const whole = link === undefined ? '' : ` ([whole report](${link}))`;
  const block = (title: string, items: readonly string[], what = 'more'): Block => ({
    title: `\n### ${title}\n\n`,
    items,
    more: (left) => `\n_… ${grouped(left)} ${what}${whole}_\n`,
  });
  const head = `## zuulshift: ${escape(verdict(comparison))}\n\n${code(before.name)} → ${code(after.name)}${whole}\n`;
  const placeItems = places.map(
    ({ direction, pipeline, projects }) => `- ${direction} ${code(pipeline)}: ${listWords(projects.map(code), 5)}\n`,
  );
  return fitBlocks(
    head,
    [
      block(
        'What runs',
        runs.map((change) => runItem(change, comparison)),
        'more causes',
      ),
      block('Projects in pipelines', placeItems),
      block(
        'Shared queues',
        queues.map((change) => `- ${escape(queueWords(change))}\n`),
      ),
      block('To do', tasks.map(taskItem), 'more kinds of tasks'),
      block(`New findings (${grouped(findings.added.length)})`, findingItems(findings.added), 'more kinds of findings'),
      block(
        `Solved findings (${grouped(findings.solved.length)})`,
        findingItems(findings.solved),
        'more kinds of findings',
      ),
      block(
        'Not compared',
        gaps.map((gap) => `- ${escape(gap)}\n`),
      ),
      block('Files', files.map(fileItem), 'more files'),
    ],
    limit,
  );
}

function runItem(change: RunChange, comparison: Comparison): string {
  const { projects, pipelines, at } = change;
  const words = fromToWords(change);
  const where = at === undefined ? '' : `, ${code(placeWords(at, comparison))}`;
  const scope = `${plural(projects.length, 'project')} in ${listWords(pipelines.map(code), 5)}`;
  const lines = [
    `- **${escape(changeWords(change))}**: ${scope}`,
    ...(words === '' ? [] : [`  ${escape(words)}`]),
    `  <sub>${escape(exampleWords(change))}${where}</sub>`,
  ];
  const shown = projects.slice(0, MOST_PROJECTS).map(code).join(', ');
  const more = projects.length > MOST_PROJECTS ? ` and ${grouped(projects.length - MOST_PROJECTS)} more` : '';
  const list =
    projects.length <= 3 ? `  ${shown}` : `  <details><summary>projects</summary>\n\n  ${shown}${more}\n\n  </details>`;
  return `${[...lines, list].join('  \n')}\n`;
}

/** One line for each kind, worst and most frequent first. */
function findingItems(findings: readonly Finding[]): string[] {
  return groupFindings(findings).map(({ outcome, code: id, count, message, examples }) => {
    const places = examples.slice(0, 3).map((at) => code(formatPlace(at)));
    const more = count > places.length ? ` and ${grouped(count - places.length)} more` : '';
    return `- **${outcome}** ${code(id)}: ${escape(message)} ${places.join(', ')}${more}\n`;
  });
}

function taskItem({ code: id, message, places }: ManualTask): string {
  const news = places.filter(({ isNew }) => isNew).length;
  const count = news === 0 ? plural(places.length, 'place') : `${plural(places.length, 'place')}, ${grouped(news)} new`;
  const first = places.slice(0, 3).map(({ at, output }) => code(output ?? formatPlace(at)));
  const more = places.length > first.length ? ` and ${grouped(places.length - first.length)} more` : '';
  return `- [ ] ${code(id)} (${count}): ${escape(message)} ${first.join(', ')}${more}\n`;
}

function fileItem({ kind, path, patch, addedLines, removedLines }: FileChange): string {
  const summary = `${kind} <code>${html(path)}</code> (+${grouped(addedLines)} −${grouped(removedLines)})`;
  if (patch === '') return `- ${summary}: no text\n`;
  const { text, left } = cutLines(patch, MOST_PATCH);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const more = left === 0 ? '' : `\n_… ${plural(left, 'more line')}_\n`;
  return `<details><summary>${summary}</summary>\n\n${fence}diff\n${text.trimEnd()}\n${fence}\n${more}\n</details>\n`;
}

/** A name as code, whatever stands in it. */
function code(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${text.replaceAll('\n', ' ')}${pad}${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** Text that says what it says: no markup, no mention of people, no link to an issue. */
function escape(text: string): string {
  return html(text.replaceAll('\n', ' '))
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/([@#])(?=\w)/g, '$1\u200b');
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
