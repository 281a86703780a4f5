import type { V2JobNode } from '../../model/layout.js';
import type { EffectiveJob } from './effective-jobs.js';
import { listOf, type LayoutNotes } from './notes.js';
import { impliesAll, pushDown } from './push-down.js';
import { runConditionKey, type RunCondition } from './conditions.js';
import type { Position } from './trees.js';

/** A job above, by its name in v2. */
export interface UseDependency {
  readonly name: string;
  readonly soft: boolean;
}

/** One job in one project pipeline. */
export interface Use {
  readonly job: EffectiveJob;
  readonly condition: RunCondition;
  /** Of `condition`; equal keys, equal conditions. */
  readonly key: string;
  readonly dependencies: readonly UseDependency[];
  readonly node: V2JobNode;
}

export interface UseContext {
  readonly pipeline: string;
  jobOf(name: string): EffectiveJob;
  /** The condition of a job by itself, in this pipeline and for these projects. */
  conditionOf(job: EffectiveJob): RunCondition | 'never';
  readonly notes: LayoutNotes;
}

/**
 * What the jobs of a tree become in Zuul: conditions pushed down from the jobs above, dependencies on them. Jobs that
 * never ran are left out.
 *
 * Source: Zuul 2.6, `Pipeline._findJobsToRun`; Zuul 14.2, `JobGraph`: a missing hard dependency fails the whole item, a
 * hard dependency whose files do not fit runs nevertheless when a job that needs it runs.
 */
export function usesOf(positions: readonly Position[], context: UseContext): Use[] {
  const byName = new Map(positions.map((position) => [position.name, position]));
  const done = new Map<string, Use | 'never'>();

  const useOf = (position: Position): Use | 'never' => {
    const known = done.get(position.name);
    if (known !== undefined) return known;
    const use = makeUse(position);
    done.set(position.name, use);
    return use;
  };

  const makeUse = (position: Position): Use | 'never' => {
    const job = context.jobOf(position.name);
    const own = context.conditionOf(job);
    if (own === 'never') return 'never';
    if (position.parents.length === 0) return plainUse(job, own, position.node);

    // Only jobs that stand higher: two jobs above each other would wait for each other.
    const higher = position.parents.filter((name) => byName.get(name)!.depth < position.depth);
    const above = higher.flatMap((name) => {
      const use = useOf(byName.get(name)!);
      return use === 'never' ? [] : [use];
    });
    if (above.length === 0) {
      noteHang('tree/may-hang', position, position.parents[0]!, context);
      return 'never';
    }
    for (const parent of above) noteVoting(position, job, parent.job, context);
    const others = position.parents.length - higher.length;
    return above.length + others === 1
      ? below(job, own, above[0]!, position, context)
      : belowSeveral(job, own, above, position, context);
  };

  return positions.flatMap((position) => {
    const use = useOf(position);
    return use === 'never' ? [] : [use];
  });
}

export function plainUse(job: EffectiveJob, condition: RunCondition, node: V2JobNode): Use {
  return { job, condition, key: runConditionKey(condition), dependencies: [], node };
}

function below(job: EffectiveJob, own: RunCondition, above: Use, position: Position, context: UseContext): Use {
  const { condition, narrowed, incomplete } = pushDown(own, above.condition);
  if (narrowed) noteHang(incomplete ? 'tree/may-hang-forced' : 'tree/may-hang', position, above.job.name, context);
  return { ...plainUse(job, condition, position.node), dependencies: [{ name: above.job.name, soft: false }] };
}

/** v2 started such a job after whichever job above it came first; Zuul waits for all it is told to wait for. */
function belowSeveral(
  job: EffectiveJob,
  own: RunCondition,
  above: readonly Use[],
  position: Position,
  context: UseContext,
): Use {
  context.notes.raise('tree/two-parents', position.node, {
    job: job.name,
    detail: `${job.name} below ${listOf(position.parents)} in ${context.pipeline}`,
  });
  const always = above.find((use) => impliesAll(own, use.condition));
  const dependencies =
    always === undefined
      ? above.map((use) => ({ name: use.job.name, soft: true }))
      : [{ name: always.job.name, soft: false }];
  return { ...plainUse(job, own, position.node), dependencies };
}

function noteHang(
  code: 'tree/may-hang' | 'tree/may-hang-forced',
  position: Position,
  parent: string,
  context: UseContext,
): void {
  context.notes.raise(code, position.node, {
    job: position.name,
    detail: `${position.name} below ${parent} in ${context.pipeline}`,
  });
}

function noteVoting(position: Position, job: EffectiveJob, parent: EffectiveJob, context: UseContext): void {
  if (!job.voting || parent.voting) return;
  context.notes.raise('tree/non-voting-parent', position.node, {
    job: job.name,
    detail: `${job.name} below ${parent.name} in ${context.pipeline}`,
  });
}
