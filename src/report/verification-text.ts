import { formatPlace } from '../model/place.js';
import type { ClassCounts, DifferenceGroup, EventGroup, QueueComparison, Standing } from '../model/verification.js';
import { NO_PAINT, type Paint } from './summary.js';
import type { VerificationReport } from './verification-report.js';
import {
  differenceText,
  extentText,
  namesText,
  placesText,
  queueWords,
  scenarioText,
  scenarioWords,
} from './verification-words.js';
import { parameterLines, parameterWords } from './parameter-words.js';
import { grouped, plural } from './words.js';

/** How many groups of a kind are shown; all of them are in the evidence. */
const MOST_SHOWN: Readonly<Record<Standing, number>> = { unexplained: 20, waived: 10, announced: 10 };

const TITLES: Readonly<Record<Standing, string>> = {
  unexplained: 'Unexplained: nobody answers for these',
  waived: 'Waived',
  announced: 'Announced by findings of the conversion',
};

/** For people: the verdict first, then every kind of difference with its smallest example, then what to do. Ends with a line break. */
export function verificationText(
  report: VerificationReport,
  evidence: string | undefined,
  paint: Paint = NO_PAINT,
): string {
  const { scenarios, places, classes, queues, events, parameters, problems } = report;
  const lines = [
    line('verdict', verdictText(report, paint), paint),
    line('scenarios', `${grouped(scenarios.asked)} asked: ${scenarioWords(scenarios)}`, paint),
    line('classes', classesText(places, classes), paint),
    line('queues', queueWords(queues), paint),
  ];
  if (events !== undefined) {
    lines.push(line('events', `${grouped(events.asked)} asked: ${scenarioWords(events)}`, paint));
  }
  if (parameters !== undefined) lines.push(line('parameters', parameterWords(parameters), paint));
  if (problems.length > 0) lines.push(line('tree', plural(problems.length, 'fault'), paint));
  if (evidence !== undefined) lines.push(line('evidence', evidence, paint));

  for (const standing of ['unexplained', 'waived', 'announced'] as const) {
    const all = [
      ...mergeByCode(report.groups.filter((group) => group.standing === standing)).map((group) =>
        groupLines(group, paint),
      ),
      ...queues.filter((queue) => queue.standing === standing).map((queue) => queueLines(queue, paint)),
      ...(events?.groups ?? []).filter((group) => group.standing === standing).map((group) => eventLines(group, paint)),
      ...(parameters?.groups ?? [])
        .filter((group) => group.standing === standing)
        .map((group) => [...parameterLines(group), ...answerLines(group.announcedBy, undefined, paint)]),
    ];
    lines.push(...section(TITLES[standing], all, MOST_SHOWN[standing], paint));
  }
  const gaps = classes.gaps.map(({ reason, example, places: count }) => [
    `  ${reason}`,
    `      ${plural(count, 'project-pipeline')}, for example ${example.project} in ${example.pipeline}`,
  ]);
  lines.push(...section('Where a class may have been missed', gaps, MOST_SHOWN.waived, paint));
  const faults = problems.map(({ file, line: number, severity, message }) => [
    `  ${formatPlace({ file, line: number })}: ${severity}: ${message}`,
  ]);
  lines.push(...section('Faults of the tree', faults, MOST_SHOWN.unexplained, paint));
  const idle = report.idleWaivers.map(({ waiver, why }) => [
    `  ${formatPlace(waiver.at)}: ${why === 'expired' ? `expired on ${waiver.expires}` : 'fits nothing any more'} (${waiver.owner}: ${waiver.reason})`,
  ]);
  lines.push(...section('Waivers that do not count', idle, MOST_SHOWN.waived, paint));
  lines.push('', line('next', nextText(report), paint));
  return `${lines.join('\n')}\n`;
}

function line(label: string, text: string, paint: Paint): string {
  return `${paint.bold(label.padEnd(10))} ${text}`;
}

function verdictText(
  { verdict, scenarios, groups, queues, events, parameters }: VerificationReport,
  paint: Paint,
): string {
  if (verdict === 'proven') {
    const isEqual = scenarios.announced + scenarios.waived === 0 && queues.every(({ kind }) => kind === 'exact');
    return isEqual ? 'v3 runs what v2 ran' : 'v3 runs what v2 ran, but for what is announced or waived';
  }
  const causes = [...groups, ...queues, ...(events?.groups ?? []), ...(parameters?.groups ?? [])].filter(
    ({ standing }) => standing === 'unexplained',
  );
  return paint.of.unread(`v3 does not run what v2 ran: ${plural(causes.length, 'difference')} that nobody explains`);
}

function classesText({ asked, onlyV2, onlyV3 }: VerificationReport['places'], classes: ClassCounts): string {
  const { branches, refs, paths, fileLists, pairs, gaps } = classes;
  const counts = [branches, refs, paths, fileLists, pairs];
  const missed = counts.reduce((sum, { found, visited }) => sum + found - visited, 0);
  const only = [
    ...(onlyV2 === 0 ? [] : [`${grouped(onlyV2)} in v2 only`]),
    ...(onlyV3 === 0 ? [] : [`${grouped(onlyV3)} in v3 only`]),
  ];
  const where = only.length === 0 ? '' : ` (${only.join(', ')})`;
  const kinds = [
    plural(branches.found, 'class of branches', 'classes of branches'),
    `${grouped(refs.found)} of refs`,
    `${grouped(fileLists.found)} of lists of files`,
  ];
  const all =
    missed > 0 ? `${grouped(missed)} not visited` : gaps.length > 0 ? 'all known ones visited' : 'all visited';
  return `${plural(asked, 'project-pipeline')}${where}: ${kinds.join(', ')}; ${all}`;
}

function section(title: string, entries: readonly (readonly string[])[], most: number, paint: Paint): string[] {
  if (entries.length === 0) return [];
  const count = entries.length > most ? `${grouped(most)} of ${grouped(entries.length)}` : grouped(entries.length);
  return ['', `${paint.bold(title)} (${count})`, ...entries.slice(0, most).flat()];
}

/** What findings of one code announce is shown once, with the largest of its groups as the example. */
function mergeByCode(groups: readonly DifferenceGroup[]): DifferenceGroup[] {
  const merged = new Map<string, DifferenceGroup>();
  for (const [index, group] of groups.entries()) {
    const { announcedBy, aspect, change } = group;
    const key = announcedBy === undefined ? String(index) : [announcedBy.code, aspect, change].join(' ');
    const known = merged.get(key);
    if (known === undefined) merged.set(key, group);
    else {
      merged.set(key, {
        ...known,
        jobs: [...new Set([...known.jobs, ...group.jobs])].sort(),
        scenarios: known.scenarios + group.scenarios,
        // Whether they are the same projects the groups do not tell.
        projects: 0,
        pipelines: [...new Set([...known.pipelines, ...group.pipelines])],
      });
    }
  }
  return [...merged.values()];
}

function groupLines(group: DifferenceGroup, paint: Paint): string[] {
  const { cause, example, announcedBy, waiver } = group;
  const places = placesText(group);
  return [
    `  ${differenceText(group)}`,
    `      ${extentText(group)}`,
    `      ${paint.dim('because')} ${cause}${places === '' ? '' : ` (${places})`}`,
    `      ${paint.dim('smallest')} ${scenarioText(example)}`,
    ...answerLines(announcedBy, waiver, paint),
  ];
}

function queueLines(queue: QueueComparison, paint: Paint): string[] {
  const { pipeline, kind, queue: name, size, projects, couples, parts, announcedBy, waiver } = queue;
  const head =
    kind === 'split'
      ? `queue of ${plural(projects.length, 'project')} in ${pipeline} is split into ${String(parts?.length ?? 0)}`
      : `queue ${name} in ${pipeline} holds ${plural(size, 'project')}, ${String(couples?.length ?? 0)} queues of v2`;
  const sets = (parts ?? couples ?? []).slice(0, 3).map((set) => `${plural(set.length, 'project')}: ${namesText(set)}`);
  return [`  ${head}`, ...sets.map((set) => `      ${set}`), ...answerLines(announcedBy, waiver, paint)];
}

function eventLines(
  { pipeline, cause, events, example, about, announcedBy, waiver }: EventGroup,
  paint: Paint,
): string[] {
  const first = about === undefined ? `first ${formatPlace(example)}` : `derived for ${formatPlace(example)}: ${about}`;
  return [
    `  events in ${pipeline}: ${cause}`,
    `      ${plural(events, 'event')}, ${first}`,
    ...answerLines(announcedBy, waiver, paint),
  ];
}

function answerLines(
  announcedBy: DifferenceGroup['announcedBy'],
  waiver: DifferenceGroup['waiver'],
  paint: Paint,
): string[] {
  if (announcedBy !== undefined) {
    const { code, at, message } = announcedBy;
    return [`      ${paint.dim(code)} ${formatPlace(at)}: ${message}`];
  }
  if (waiver === undefined) return [];
  return [`      ${paint.dim('waived by')} ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`];
}

function nextText({ verdict, scenarios, queues, problems }: VerificationReport): string {
  if (problems.length > 0)
    return 'Repair the faults of the tree first: what Zuul leaves out because of them looks like a difference.';
  if (verdict === 'unexplained') {
    return 'Ask `zuulshift explain` about the smallest scenario on both sides; repair the tree, or write a waiver with owner, reason and day.';
  }
  const isAnnounced = scenarios.announced > 0 || queues.some(({ standing }) => standing === 'announced');
  return isAnnounced
    ? 'Read what is announced and check that each difference is fine with you.'
    : 'Keep the evidence with the tree: it holds for these inputs and no others.';
}
