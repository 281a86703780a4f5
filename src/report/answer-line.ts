import type { ItemAnswer, ItemJob } from '../model/item-answer.js';

/**
 * An answer as one line of JSON, with its line break: `triggered`, `jobs` (name, dependencies, 1 or 0 for voting; a soft
 * dependency has a `?` in front), `queue`, `outcome` and, where there is one, `error`.
 *
 * @param others Fields to hand through, such as `id`; they come first.
 */
export function answerLine(answer: ItemAnswer, others: Readonly<Record<string, unknown>> = {}): string {
  const { triggered, jobs, queue, outcome, error } = answer;
  const line = { ...others, triggered, jobs: jobs.map(jobEntry), queue, outcome, error };
  return `${JSON.stringify(line)}\n`;
}

type JobEntry = readonly [name: string, dependencies: readonly string[], voting: 0 | 1];

function jobEntry({ name, dependencies, voting }: ItemJob): JobEntry {
  return [name, dependencies.map((one) => (one.soft ? `?${one.name}` : one.name)), voting ? 1 : 0];
}
