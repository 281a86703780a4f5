import type { JobPlan, PlannedPlaybook } from './job-plan.js';

export type Phase = 'pre' | 'run' | 'post';

/** How one call of Ansible ended. */
export type PlayEnd = 'ok' | 'failed' | 'unreachable' | 'timed-out' | 'stopped';

/** What a playbook is told besides its variables. */
export interface PlayContext {
  readonly phase: Phase;
  /** Place in its phase, from 0. */
  readonly index: number;
  /** In post-run playbooks: whether all went well so far. */
  readonly success?: boolean;
  /** Seconds it may take; absent: no limit. */
  readonly limit?: number;
}

/** `SKIPPED`: not played, and why. */
export interface PlayedPlaybook {
  readonly phase: Phase;
  readonly playbook: PlannedPlaybook;
  readonly end: PlayEnd | 'skipped';
}

/** Zuul's words. `RETRY`: a pre-run playbook failed or a node was out of reach; Zuul would start the build again. */
export type JobResult = 'SUCCESS' | 'FAILURE' | 'POST_FAILURE' | 'TIMED_OUT' | 'RETRY' | 'ABORTED';

export interface JobEnd {
  readonly result: JobResult;
  readonly played: readonly PlayedPlaybook[];
}

/**
 * Plays the playbooks of a job as Zuul's executor does: pre-run until one fails, run until one fails, then every post-run
 * playbook that belongs to a level that was reached. Zuul reference: Job, "pre-run", "run", "post-run"; code:
 * AnsibleJob.runPlaybooks of 14.2.
 *
 * @param play plays one playbook
 * @param now seconds, of a clock that only goes forward
 */
export async function runPhases(
  plan: Pick<JobPlan, 'pre' | 'run' | 'post' | 'timeout' | 'preTimeout' | 'postTimeout'>,
  play: (playbook: PlannedPlaybook, context: PlayContext) => Promise<PlayEnd>,
  now: () => number,
): Promise<JobEnd> {
  const played: PlayedPlaybook[] = [];
  const started = now();
  // One limit for pre-run and run together, counted from the start.
  const left = (limit: number | undefined): { limit?: number } =>
    limit === undefined ? {} : { limit: Math.max(0, limit - (now() - started)) };
  const step = async (phase: Phase, index: number, playbook: PlannedPlaybook, more: object): Promise<PlayEnd> => {
    const end = await play(playbook, { phase, index, ...more });
    played.push({ phase, playbook, end });
    return end;
  };

  let result: JobResult = 'SUCCESS';
  let success = false;
  let reached: number | undefined;
  let mayBePostFailure = true;
  for (const [index, playbook] of plan.pre.entries()) {
    reached = playbook.level;
    const end = await step('pre', index, playbook, left(plan.preTimeout ?? plan.timeout));
    if (end === 'ok') continue;
    result = end === 'stopped' ? 'ABORTED' : 'RETRY';
    mayBePostFailure = false;
    break;
  }
  if (result === 'SUCCESS') {
    reached = undefined;
    for (const [index, playbook] of plan.run.entries()) {
      success = false;
      const end = await step('run', index, playbook, left(plan.timeout));
      if (end === 'ok') {
        success = true;
        continue;
      }
      result = RUN_RESULTS[end];
      mayBePostFailure = end === 'failed';
      break;
    }
  }
  for (const [index, playbook] of plan.post.entries()) {
    if (result === 'ABORTED' || (reached !== undefined && playbook.level > reached)) {
      played.push({ phase: 'post', playbook, end: 'skipped' });
      continue;
    }
    // Every post-run playbook has the whole of its limit: they bring the logs of jobs that ran out of time.
    const limit = plan.postTimeout === undefined ? {} : { limit: plan.postTimeout };
    const end = await step('post', index, playbook, { success, ...limit });
    if (end === 'ok' || playbook.cleanup === true) continue;
    success = false;
    if (end === 'stopped') result = 'ABORTED';
    else if (end === 'unreachable') result = 'RETRY';
    else if (mayBePostFailure) result = 'POST_FAILURE';
  }
  return { result, played };
}

const RUN_RESULTS: Readonly<Record<Exclude<PlayEnd, 'ok'>, JobResult>> = {
  failed: 'FAILURE',
  unreachable: 'RETRY',
  'timed-out': 'TIMED_OUT',
  stopped: 'ABORTED',
};
