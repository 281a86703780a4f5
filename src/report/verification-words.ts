import { formatPlace } from '../model/place.js';
import type { Scenario } from '../model/scenario.js';
import type { DifferenceGroup, QueueComparison, Verification } from '../model/verification.js';
import { grouped, plural } from './words.js';

/** `99.7 %`; never rounded up to 100. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === whole) return '100 %';
  const percent = Math.floor((part / whole) * 1000) / 10;
  return `${percent.toFixed(1)} %`;
}

/** `311,000 equal (99.6 %), 1,345 announced`, with what is not zero. */
export function scenarioWords({ asked, equal, announced, waived, unexplained }: Verification['scenarios']): string {
  const parts = [`${grouped(equal)} equal (${share(equal, asked)})`];
  if (announced > 0) parts.push(`${grouped(announced)} announced`);
  if (waived > 0) parts.push(`${grouped(waived)} waived`);
  if (unexplained > 0) parts.push(`${grouped(unexplained)} unexplained`);
  return parts.join(', ');
}

/** The line that `convert` ends with: `12,345 scenarios: 12,300 equal (99.6 %), 45 announced; shared queues: 8 exact`. */
export function verifyLine({ scenarios, queues }: Verification): string {
  const shared = queues.length === 0 ? '' : `; shared queues: ${queueWords(queues)}`;
  const isOpen = scenarios.unexplained > 0 || queues.some(({ standing }) => standing === 'unexplained');
  const more = isOpen ? '; run zuulshift verify to see what nobody explains' : '';
  return `${plural(scenarios.asked, 'scenario')}: ${scenarioWords(scenarios)}${shared}${more}`;
}

/** `8 exact, 3 wider (announced)`. */
export function queueWords(queues: readonly QueueComparison[]): string {
  const counts = new Map<string, number>();
  for (const { kind, standing } of queues) {
    const words = standing === 'equal' ? kind : `${kind} (${standing})`;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `${grouped(count)} ${words}`).join(', ') || 'none';
}

/** `nova in gate, a change to master of /COMMIT_MSG, doc/a`. */
export function scenarioText(scenario: Scenario): string {
  const place = `${scenario.project} in ${scenario.pipeline}`;
  switch (scenario.kind) {
    case 'timer':
      return `${place}, from the timer`;
    case 'ref':
      return `${place}, ${scenario.op} of ${scenario.ref}`;
    case 'change':
      return `${place}, a change to ${scenario.branch} ${filesText(scenario.files)}`;
  }
}

const MOST_FILES = 4;

function filesText(files: readonly string[]): string {
  if (files.length === 0) return 'without files';
  const more = files.length > MOST_FILES ? ` and ${plural(files.length - MOST_FILES, 'more file')}` : '';
  return `of ${files.slice(0, MOST_FILES).join(', ')}${more}`;
}

const ASPECTS: Readonly<Record<DifferenceGroup['aspect'], string>> = {
  triggered: 'trigger',
  outcome: 'what becomes of the item',
  jobs: 'runs',
  voting: 'voting',
  dependencies: 'what it waits for',
  order: 'order',
  semaphores: 'semaphores',
  hold: 'hold-following-changes',
  tags: 'tags',
};

/** `unit, doc and 3 more: only v2 runs them`. */
export function differenceText({ aspect, change, jobs, v2, v3 }: DifferenceGroup): string {
  const names = namesText(jobs);
  if (aspect === 'jobs') {
    const only = change === 'missing' ? 'only v2' : 'only v3';
    return `${names}: ${only} runs ${jobs.length === 1 ? 'it' : 'them'}`;
  }
  const about = names === '' ? ASPECTS[aspect] : `${names}, ${ASPECTS[aspect]}`;
  return `${about}: v2 ${v2}; v3 ${v3}`;
}

const MOST_NAMES = 3;

/** `a, b and 12 more`. */
export function namesText(names: readonly string[], most = MOST_NAMES): string {
  if (names.length <= most + 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${grouped(names.length - most)} more`;
}

/** `1,204 scenarios, 30 projects, pipelines check, gate`; without projects where their number is 0. */
export function extentText({ scenarios, projects, pipelines }: DifferenceGroup): string {
  const where = pipelines.length === 1 ? `pipeline ${pipelines[0]!}` : `pipelines ${namesText(pipelines)}`;
  const many = projects === 0 ? '' : `, ${plural(projects, 'project')}`;
  return `${plural(scenarios, 'scenario')}${many}, ${where}`;
}

/** `layout.yaml:12 -> zuul.d/jobs.yaml:40`; the side that is known where one is not. */
export function placesText({ layout, output }: DifferenceGroup): string {
  return [layout, output].flatMap((at) => (at === undefined ? [] : [formatPlace(at)])).join(' -> ');
}
