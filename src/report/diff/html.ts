import type { Comparison, FileChange, ManualTask, RunChange } from '../../model/comparison.js';
import type { Finding } from '../../model/finding.js';
import { formatPlace } from '../../model/place.js';
import { groupFindings } from '../finding-groups.js';
import { loadTemplate, type ReportTemplates } from '../load-template.js';
import { grouped, plural } from '../words.js';
import { cutLines } from './blocks.js';
import { sideBySide, type PatchRow } from './side-by-side.js';
import { changeWords, exampleWords, fromToWords, listWords, placeWords, queueWords, verdict } from './words.js';

/** One line of the page that opens. Every field is there, since the template asks for each. */
interface Item {
  readonly title: string;
  readonly scope: string;
  readonly badge: string;
  /** Whether it can be ticked off. */
  readonly check: boolean;
  readonly lines: readonly string[];
  readonly names: readonly string[];
  readonly rows: readonly PatchRow[];
}

const MOST_PATCH = 400_000;
const PLAIN: Item = { title: '', scope: '', badge: '', check: false, lines: [], names: [], rows: [] };

/**
 * A comparison as one page that needs nothing else: it works without a network, by keyboard, in light and dark. From
 * `templates/report/diff.html.hbs`.
 */
export async function diffHtml(comparison: Comparison, templates: ReportTemplates): Promise<string> {
  const { before, after, runs, places, queues, findings, tasks, files, gaps } = comparison;
  const part = (id: string, title: string, items: readonly Item[]): object => ({
    id,
    title,
    count: grouped(items.length),
    items,
  });
  const all: [string, string, readonly Item[]][] = [
    ['runs', 'What runs', runs.map((change) => runItem(change, comparison))],
    ['places', 'Projects in pipelines', places.map(({ direction, pipeline, projects }) => ({ ...PLAIN, badge: direction, title: pipeline, scope: plural(projects.length, 'project'), names: projects }))], // prettier-ignore
    ['queues', 'Shared queues', queues.map((change) => ({ ...PLAIN, title: queueWords(change), badge: change.direction, names: [...change.joined.map((one) => `+ ${one}`), ...change.left.map((one) => `− ${one}`)] }))], // prettier-ignore
    ['tasks', 'To do', tasks.map(taskItem)],
    ['new', 'New findings', findingItems(findings.added)],
    ['solved', 'Solved findings', findingItems(findings.solved)],
    ['open', 'Open findings', findingItems(findings.open)],
    ['gaps', 'Not compared', gaps.map((gap) => ({ ...PLAIN, title: gap }))],
    ['files', 'Files', files.map(fileItem)],
  ];
  const render = await loadTemplate('diff.html', templates);
  return render({
    verdict: verdict(comparison),
    before: before.name,
    after: after.name,
    parts: all.filter(([, , items]) => items.length > 0).map(([id, title, items]) => part(id, title, items)),
  });
}

function runItem(change: RunChange, comparison: Comparison): Item {
  const { projects, pipelines, jobs, at } = change;
  const words = fromToWords(change);
  const where = at === undefined ? [] : [`Decided at ${placeWords(at, comparison)}`];
  return {
    ...PLAIN,
    badge: change.direction,
    title: changeWords(change),
    scope: `${plural(projects.length, 'project')} in ${listWords(pipelines, 5)}`,
    lines: [
      ...(words === '' ? [] : [words]),
      `Example: ${exampleWords(change)}`,
      ...where,
      ...(jobs.length > 3 ? [`Jobs: ${jobs.join(', ')}`] : []),
    ],
    names: projects,
  };
}

function taskItem({ code, message, places }: ManualTask): Item {
  const news = places.filter(({ isNew }) => isNew).length;
  return {
    ...PLAIN,
    check: true,
    title: code,
    scope: news === 0 ? plural(places.length, 'place') : `${plural(places.length, 'place')}, ${grouped(news)} new`,
    lines: [message],
    names: places.map(({ at, output }) => (output === undefined ? formatPlace(at) : `${output} (${formatPlace(at)})`)),
  };
}

function findingItems(findings: readonly Finding[]): Item[] {
  return groupFindings(findings).map(({ outcome, code, count, message }) => ({
    ...PLAIN,
    badge: outcome,
    title: code,
    scope: plural(count, 'place'),
    lines: [message],
    names: findings.filter((one) => one.code === code && one.outcome === outcome).map(({ at }) => formatPlace(at)),
  }));
}

function fileItem({ kind, path, patch, addedLines, removedLines }: FileChange): Item {
  const { text, left } = cutLines(patch, MOST_PATCH);
  const lines = patch === '' ? ['No text.'] : left === 0 ? [] : [`${plural(left, 'line')} more are not shown.`];
  const scope = `+${grouped(addedLines)} −${grouped(removedLines)}`;
  return { ...PLAIN, badge: kind, title: path, scope, lines, rows: sideBySide(text) };
}
