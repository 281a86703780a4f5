import type { Comparison, QueueChange, RunChange, SidePlace } from '../../model/comparison.js';
import { describeScenario } from '../explanation-text.js';
import { grouped, plural } from '../words.js';

/** The judgement in one sentence, without a full stop. */
export function verdict({ projects, runs, queues, places, files, findings, tasks, scenarios }: Comparison): string {
  const asked = `${grouped(scenarios.asked)} items asked`;
  const open = tasks.reduce((sum, task) => sum + task.places.filter(({ isNew }) => isNew).length, 0);
  const news = open === 0 ? '' : `; ${plural(open, 'new manual task')}`;
  if (runs.length === 0 && queues.length === 0 && places.length === 0) {
    const text =
      files.length === 0 ? 'nothing differs' : `${plural(files.length, 'file')} differ, and nothing runs otherwise`;
    return `${text[0]!.toUpperCase()}${text.slice(1)} (${asked})${news}`;
  }
  const what = [
    ...(runs.length === 0
      ? []
      : [
          `${plural(runs.length, 'cause')} change${runs.length === 1 ? 's' : ''} what runs for ${plural(projects.length, 'project')}`,
        ]),
    ...(places.length === 0 ? [] : [`projects come into or leave ${plural(places.length, 'pipeline')}`]),
    ...(queues.length === 0 ? [] : [`${plural(queues.length, 'shared queue')} change`]),
  ].join(', ');
  const solved = findings.solved.length === 0 ? '' : `; ${plural(findings.solved.length, 'finding')} solved`;
  return `${what[0]!.toUpperCase()}${what.slice(1)} (${asked})${news}${solved}`;
}

/** Which jobs, in a word or a few: the name, a common pattern, or a list. */
export function jobWords(jobs: readonly string[]): string {
  if (jobs.length === 0) return 'items';
  if (jobs.length <= 3) return jobs.join(', ');
  const start = commonStart(jobs);
  const end = commonStart(jobs.map((job) => [...job.slice(start.length)].reverse().join('')));
  const pattern = `${start}*${[...end].reverse().join('')}`;
  const count = `${grouped(jobs.length)} jobs`;
  return pattern.length > 3
    ? `${pattern} (${count})`
    : `${jobs.slice(0, 2).join(', ')} and ${grouped(jobs.length - 2)} more jobs`;
}

function commonStart(names: readonly string[]): string {
  const [first = ''] = names;
  let length = 0;
  while (length < first.length && names.every((name) => name[length] === first[length])) length += 1;
  const start = first.slice(0, length);
  // Whole words only: `quibble-` of `quibble-vendor` and `quibble-composer`.
  return start.slice(0, start.search(/[^A-Za-z0-9][A-Za-z0-9]*$/) + 1);
}

const ASPECTS: Readonly<Record<RunChange['aspect'], string>> = {
  job: '',
  branches: 'branches',
  files: 'files',
  entrance: 'what the pipeline lets in',
  outcome: 'outcome',
  voting: 'voting',
  dependencies: 'dependencies',
  semaphores: 'semaphores',
  hold: 'hold',
  tags: 'tags',
  nodeset: 'nodes',
  timeout: 'timeout',
};

/** What changed, in a line: `files of quibble-* (12 jobs) widened`. */
export function changeWords({ aspect, direction, jobs }: RunChange): string {
  const who = jobWords(jobs);
  if (aspect === 'job') return `${who} ${direction}`;
  return jobs.length === 0 ? `${ASPECTS[aspect]} ${direction}` : `${ASPECTS[aspect]} of ${who} ${direction}`;
}

/** Before and after in a line; empty where the change says it all. */
export function fromToWords({ aspect, before, after }: RunChange): string {
  if (aspect === 'job') return '';
  if (aspect === 'branches')
    return [before && `no longer ${before}`, after && `also ${after}`].filter(Boolean).join('; ');
  return before === '' && after === '' ? '' : `${before || 'nothing'} → ${after || 'nothing'}`;
}

/** `41 projects in check, gate: mediawiki/core, mediawiki/vendor and 39 more` */
export function scopeWords({ projects, pipelines }: RunChange, most = 3): string {
  return `${plural(projects.length, 'project')} in ${listWords(pipelines, 5)}: ${listWords(projects, most)}`;
}

/** The first few of a list. */
export function listWords(names: readonly string[], most: number): string {
  if (names.length <= most + 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${grouped(names.length - most)} more`;
}

/** The line that decides, with the side it is on. */
export function placeWords({ side, file, line }: SidePlace, comparison: Pick<Comparison, 'before' | 'after'>): string {
  const { name, kind } = comparison[side];
  const path = kind === 'layout' ? name : `${name.replace(/\/+$/, '')}${name.endsWith(':') ? '' : '/'}${file}`;
  return `${path}:${String(line)}`;
}

/** The smallest item that shows a change. */
export function exampleWords({ example }: RunChange): string {
  return describeScenario(example);
}

/** What happened to a shared queue. */
export function queueWords({ pipeline, queue, direction, joined, left }: QueueChange): string {
  if (direction === 'added') return `${queue} in ${pipeline} is new: ${listWords(joined, 5)}`;
  if (direction === 'removed') return `${queue} in ${pipeline} is gone: ${listWords(left, 5)}`;
  const parts = [
    ...(joined.length === 0 ? [] : [`+ ${listWords(joined, 5)}`]),
    ...(left.length === 0 ? [] : [`− ${listWords(left, 5)}`]),
  ];
  return `${queue} in ${pipeline}: ${parts.join('; ')}`;
}
