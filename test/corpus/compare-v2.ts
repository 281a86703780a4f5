import type { ItemAnswer, ItemOutcome, PipelineQueues } from '../../src/model/item-answer.js';
import type { V2Attributes } from './compare-lines.js';
import type { V2Line, V2Queue } from './zuul2.js';

/**
 * How our answer differs from that of the real Zuul v2; undefined: not at all.
 *
 * @param attributes v2's table of jobs.
 */
export function sameAnswer(
  line: V2Line,
  answer: ItemAnswer,
  attributes: Readonly<Record<string, V2Attributes>>,
): string | undefined {
  const wanted = {
    outcome: outcomeOf(line),
    triggered: line.triggered,
    hasQueue: line.queue !== null && line.unknown === undefined,
    jobs: line.jobs.map(([name, parent, voting]) => ({
      name,
      voting: voting === 1,
      dependencies: parent === null ? [] : [{ name: parent, soft: false }],
      ...attributesOf(attributes[name] ?? {}),
    })),
  };
  if (wanted.outcome === 'unknown') wanted.jobs = [];
  const { outcome, triggered, queue, jobs } = answer;
  const given = { outcome, triggered, hasQueue: queue !== null, jobs: jobs.map(plain) };
  const [real, ours] = [JSON.stringify(wanted), JSON.stringify(given)];
  if (real !== ours) return `Zuul v2: ${real}\nwe:      ${ours}`;
  const names = line.never?.filter((name) => answer.error?.includes(name) !== true) ?? [];
  return names.length === 0 ? undefined : `our answer does not name ${names.join(', ')}: ${answer.error ?? ''}`;
}

function plain({ name, voting, dependencies, semaphores, hold, tags }: ItemAnswer['jobs'][number]): object {
  return { name, voting, dependencies, semaphores, hold, tags };
}

function attributesOf(table: V2Attributes): object {
  return {
    semaphores: table['mutex'] === undefined ? [] : [table['mutex']],
    hold: table['hold-following-changes'] === true,
    tags: table['tags'] ?? [],
  };
}

function outcomeOf({ unknown, failed, never, errors, jobs }: V2Line): ItemOutcome {
  if (unknown !== undefined) return 'unknown';
  if (failed !== undefined) return 'error';
  if (never !== undefined || errors !== undefined) return 'hangs';
  return jobs.length === 0 ? 'nothing' : 'runs';
}

/** How two partitions into shared queues differ; undefined: not at all. */
export function samePartition(
  real: Readonly<Record<string, readonly V2Queue[]>>,
  ours: readonly PipelineQueues[],
): string | undefined {
  const sets = (lists: readonly { readonly projects: readonly string[] }[]): string =>
    lists
      .map(({ projects }) => [...projects].sort().join(' '))
      .sort()
      .join(' | ');
  const wanted = Object.entries(real).map(([pipeline, queues]) => `${pipeline}: ${sets(queues)}`);
  const given = ours.map(({ pipeline, queues }) => `${pipeline}: ${sets(queues)}`);
  if (wanted.join('\n') === given.join('\n')) return undefined;
  return `queues of Zuul v2:\n${wanted.join('\n')}\nours:\n${given.join('\n')}`;
}
