import type { Evaluator } from '../../src/model/evaluator.js';
import type { ItemAnswer, ItemJob, SharedQueue } from '../../src/model/item-answer.js';
import type { ItemConditions } from '../../src/model/item-conditions.js';
import type { Scenario } from '../../src/model/scenario.js';

/** A job of an answer: voting, alone, with nothing else. */
export function job(name: string, more: Partial<ItemJob> = {}): ItemJob {
  return { name, voting: true, dependencies: [], semaphores: [], hold: false, tags: [], ...more };
}

/** An answer with these jobs. */
export function answer(jobs: readonly (string | ItemJob)[], more: Partial<ItemAnswer> = {}): ItemAnswer {
  const all = jobs.map((one) => (typeof one === 'string' ? job(one) : one));
  return { outcome: all.length === 0 ? 'nothing' : 'runs', triggered: true, jobs: all, queue: null, ...more };
}

export function after(...names: readonly string[]): Pick<ItemJob, 'dependencies'> {
  return { dependencies: names.map((name) => ({ name, soft: false })) };
}

export const UNKNOWN: ItemAnswer = { outcome: 'unknown', triggered: false, jobs: [], queue: null };

const CONDITIONS: ItemConditions = { kinds: ['change'], branches: [], refs: [], files: [], chains: [] };

/** A system with places (`project/pipeline`), which answers as it is told. */
export function fake(
  places: readonly string[],
  answers: (scenario: Scenario) => ItemAnswer,
  queues: Readonly<Record<string, readonly SharedQueue[]>> = {},
): Evaluator {
  const all = places.map((place) => {
    const at = place.lastIndexOf('/');
    return { project: place.slice(0, at), pipeline: place.slice(at + 1) };
  });
  const pipelines = [...new Set(all.map(({ pipeline }) => pipeline))];
  return {
    pipelines: pipelines.map((name) => ({ name, manager: 'independent' })),
    places: all,
    answer: answers,
    explain: (scenario) => ({ answer: answers(scenario), triggers: [], jobs: [] }),
    conditions: () => CONDITIONS,
    queues: () => Object.entries(queues).map(([pipeline, sets]) => ({ pipeline, queues: sets })),
    reached: () => [],
  };
}
