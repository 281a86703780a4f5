import type { ItemAnswer, ItemJob, ItemOutcome } from '../../model/item-answer.js';
import { isConditional } from './matchers.js';
import type { V2Job } from './jobs.js';
import { runTree, type Run, type Start } from './run-order.js';
import { nodesOf, type JobTree } from './tree.js';

/** What becomes of an item, whatever its triggers and queue. Alike ones are one object. */
export interface Outcome {
  readonly outcome: ItemOutcome;
  readonly jobs: readonly ItemJob[];
  readonly error?: string;
}

/** A tree that many projects have, with what was found out about it. */
export interface SharedTree {
  readonly tree: JobTree;
  /** Jobs that do not run for every item, each once. */
  readonly conditional: readonly V2Job[];
  /** Names of shared queues that jobs of the tree give. */
  readonly queueNames: readonly string[];
  /** Which of `conditional` fit, as digits → outcome. */
  readonly outcomes: Map<string, Outcome>;
}

/** Makes equal things one object, so that thousands of projects cost as much as their distinct trees. */
export interface Sharing {
  tree(tree: JobTree): SharedTree;
  outcome(run: Run): Outcome;
  failure(error: string): Outcome;
  answer(outcome: Outcome, triggered: boolean, queue: string | null): ItemAnswer;
}

export function makeSharing(): Sharing {
  const trees = new Map<string, SharedTree>();
  const jobs = new Map<string, ItemJob>();
  const outcomes = new Map<string, Outcome>();
  const answers = new Map<Outcome, Map<string | null, (ItemAnswer | undefined)[]>>();

  return { tree, outcome, failure, answer };

  function tree(grown: JobTree): SharedTree {
    const key = keyOf(grown);
    let shared = trees.get(key);
    if (shared === undefined) {
      const all = [...new Set([...nodesOf(grown)].map(({ job }) => job))];
      const queueNames = all.flatMap(({ queueName }) => (queueName === undefined ? [] : [queueName.value]));
      shared = {
        tree: grown,
        conditional: all.filter(isConditional),
        queueNames: [...new Set(queueNames)],
        outcomes: new Map(),
      };
      trees.set(key, shared);
    }
    return shared;
  }

  function outcome({ starts, never }: Run): Outcome {
    if (never.length > 0) {
      const names = never.map(({ name }) => name).join(', ');
      const error = `Zuul v2 counts on ${names} and never starts ${never.length === 1 ? 'it' : 'them'}, since a job above does not run or does not succeed`;
      return kept({ outcome: 'hangs', jobs: starts.map(jobOf), error });
    }
    return kept({ outcome: starts.length === 0 ? 'nothing' : 'runs', jobs: starts.map(jobOf) });
  }

  function failure(error: string): Outcome {
    return kept({ outcome: 'error', jobs: [], error });
  }

  function kept(made: Outcome): Outcome {
    const key = JSON.stringify(made);
    const before = outcomes.get(key);
    if (before !== undefined) return before;
    outcomes.set(key, made);
    return made;
  }

  function jobOf({ job, parent }: Start): ItemJob {
    // A parent may have no name at all.
    const key = parent === undefined ? job.name : `${job.name}\0${parent.name}`;
    let made = jobs.get(key);
    if (made === undefined) jobs.set(key, (made = itemJob(job, parent)));
    return made;
  }

  function answer(of: Outcome, triggered: boolean, queue: string | null): ItemAnswer {
    let byQueue = answers.get(of);
    if (byQueue === undefined) answers.set(of, (byQueue = new Map<string | null, ItemAnswer[]>()));
    let pair = byQueue.get(queue);
    if (pair === undefined) byQueue.set(queue, (pair = []));
    return (pair[triggered ? 1 : 0] ??= { ...of, triggered, queue });
  }
}

export function itemJob(job: V2Job, parent: V2Job | undefined): ItemJob {
  return {
    name: job.name,
    voting: job.voting,
    dependencies: parent === undefined ? [] : [{ name: parent.name, soft: false }],
    semaphores: job.mutex === undefined ? [] : [job.mutex],
    hold: job.hold,
    tags: job.tags,
  };
}

/** What v2 starts of a tree, once for each set of jobs that fit. */
export function outcomeOf(shared: SharedTree, fits: (job: V2Job) => boolean, sharing: Sharing): Outcome {
  let key = '';
  for (const job of shared.conditional) key += fits(job) ? '1' : '0';
  let found = shared.outcomes.get(key);
  if (found === undefined) {
    const out = new Set(shared.conditional.filter((_, index) => key[index] === '0'));
    found = sharing.outcome(runTree(shared.tree, (job) => !out.has(job)));
    shared.outcomes.set(key, found);
  }
  return found;
}

/** Two trees with the same key are alike: names tell jobs apart. */
function keyOf(tree: JobTree): string {
  return tree.map(({ job, children }) => `${job.name}\0${keyOf(children)}\x01`).join('');
}
