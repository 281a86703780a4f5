import type { V2Job } from './jobs.js';
import { nodesOf, type JobTree } from './tree.js';

/** A job that is started, and the job right above the place from which it is started. */
export interface Start {
  readonly job: V2Job;
  readonly parent: V2Job | undefined;
}

export interface Run {
  readonly starts: readonly Start[];
  /** Jobs that fit the item but are never started, as a rule since a job above does not fit: v2 waits for them for ever. */
  readonly never: readonly V2Job[];
}

interface Build {
  readonly job: V2Job;
  state: 'running' | 'succeeded' | 'failed';
}

/**
 * What v2 starts for one item when every build succeeds and builds finish one at a time, the oldest first.
 *
 * A node that does not fit is passed over with all that stands below it, but what fits down there still counts as a job
 * of the item. A job at several places starts at the first whose parent has succeeded. `noop` succeeds at once. A mutex
 * lets one build run at a time.
 * Source: Zuul 2.6, `model.py`, `Pipeline._findJobsToRun` and `getJobs`; `scheduler.py`, `MutexHandler`.
 *
 * @param fits Whether a job fits the item; asked about jobs of the tree only.
 */
export function runTree(tree: JobTree, fits: (job: V2Job) => boolean): Run {
  const starts: Start[] = [];
  const builds = new Map<string, Build>();
  const mutexes = new Map<string, string>();
  const running: Build[] = [];

  for (;;) {
    const chosen: Start[] = [];
    choose(tree, undefined, chosen);
    const ended = chosen.map(launch).filter(({ state }) => state !== 'running');
    if (ended.length === 0) {
      const oldest = running.shift();
      if (oldest === undefined) break;
      oldest.state = 'succeeded';
      ended.push(oldest);
    }
    for (const { job, state } of ended) {
      if (state === 'failed') skipBelow(job);
      release(job);
    }
  }
  return { starts, never: neverStarted() };

  function launch(start: Start): Build {
    const { job } = start;
    // Two parents that succeed at the same time start a job twice, which counts as a second attempt.
    const isOver = builds.has(job.name) && job.attempts < 1;
    const build: Build = { job, state: job.name === 'noop' ? 'succeeded' : isOver ? 'failed' : 'running' };
    starts.push(start);
    builds.set(job.name, build);
    if (build.state === 'running') running.push(build);
    return build;
  }

  /** What stands below the first place of a failed job is skipped. */
  function skipBelow(job: V2Job): void {
    const place = [...nodesOf(tree)].find((node) => node.job === job);
    for (const below of nodesOf(place?.children ?? [])) builds.set(below.job.name, { job: below.job, state: 'failed' });
  }

  function choose(nodes: JobTree, parent: V2Job | undefined, into: Start[]): void {
    for (const { job, children } of nodes) {
      if (!fits(job)) continue;
      const build = builds.get(job.name);
      if (build === undefined) {
        if (acquire(job)) into.push({ job, parent });
      } else if (build.state === 'succeeded') {
        choose(children, job, into);
      }
    }
  }

  function acquire(job: V2Job): boolean {
    if (job.mutex === undefined) return true;
    const holder = mutexes.get(job.mutex);
    if (holder !== undefined && holder !== job.name) return false;
    mutexes.set(job.mutex, job.name);
    return true;
  }

  function release(job: V2Job): void {
    if (job.mutex !== undefined && mutexes.get(job.mutex) === job.name) mutexes.delete(job.mutex);
  }

  function neverStarted(): V2Job[] {
    const started = new Set(starts.map(({ job }) => job.name));
    const never = new Map<string, V2Job>();
    for (const { job } of nodesOf(tree)) if (fits(job) && !started.has(job.name)) never.set(job.name, job);
    return [...never.values()];
  }
}
