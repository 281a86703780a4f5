import type { V2JobNode } from '../../model/layout.js';
import { runConditionKey, type RunCondition } from './conditions.js';
import type { EffectiveJob } from './effective-jobs.js';
import { listOf, type LayoutNotes } from './notes.js';
import { impliesAll, pushDown, type PushedDown } from './push-down.js';
import type { Path, Position } from './trees.js';

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

/** A job of a tree with the places of it that v2 can get to. */
interface Live {
  readonly position: Position;
  readonly job: EffectiveJob;
  readonly own: RunCondition;
  readonly paths: readonly Path[];
  /** Of its highest place. */
  readonly depth: number;
}

/**
 * What the jobs of a tree become in Zuul: conditions pushed down from the jobs above, dependencies on them. Jobs that
 * never ran are left out.
 *
 * Source: Zuul 2.6, `Pipeline._findJobsToRun`; Zuul 14.2, `JobGraph`: a missing hard dependency fails the whole item, a
 * hard dependency whose files do not fit runs nevertheless when a job that needs it runs.
 */
export function usesOf(positions: readonly Position[], context: UseContext): Use[] {
  const live = liveJobs(positions, context);
  const done = new Map<string, Use>();
  const useOf = (name: string): Use => {
    let use = done.get(name);
    if (use === undefined) {
      use = makeUse(live.get(name)!, live, useOf, context);
      done.set(name, use);
    }
    return use;
  };
  return [...live.keys()].map(useOf);
}

function liveJobs(positions: readonly Position[], context: UseContext): Map<string, Live> {
  const live = new Map<string, Live>();
  const own = new Map<string, RunCondition | 'never'>();
  for (const { name } of positions) own.set(name, context.conditionOf(context.jobOf(name)));
  for (const position of positions) {
    const condition = own.get(position.name)!;
    if (condition === 'never') continue;
    // Below itself a job has run already.
    const paths = position.paths.filter(
      (path) => !path.includes(position.name) && path.every((name) => own.get(name) !== 'never'),
    );
    if (paths.length === 0) {
      // The job above never runs, so v2 never came to this one and waited for it nevertheless.
      noteHang('tree/may-hang', position, position.paths[0]!.at(-1)!, context);
      continue;
    }
    const depth = Math.min(...paths.map((path) => path.length));
    live.set(position.name, { position, job: context.jobOf(position.name), own: condition, paths, depth });
  }
  return live;
}

function makeUse(
  { position, job, own, paths, depth }: Live,
  live: ReadonlyMap<string, Live>,
  useOf: (name: string) => Use,
  context: UseContext,
): Use {
  if (depth === 0) return plainUse(job, own, position.node);
  const parents = [...new Set(paths.map((path) => path.at(-1)!))];
  // Only jobs that stand higher: two jobs above each other would wait for each other.
  const above = parents.filter((name) => live.get(name)!.depth < depth).map(useOf);
  for (const parent of above) noteVoting(position, job, parent.job, context);
  if (paths.length > 1) {
    context.notes.raise('tree/two-parents', position.node, {
      job: job.name,
      detail: `${job.name} below ${listOf(parents)} in ${context.pipeline}`,
    });
  }
  const [first, ...others] = paths.filter((path, index) => !isReachedBy(path, index, paths));
  return others.length === 0
    ? below(job, own, first!, position, live, useOf, context)
    : belowSeveral(job, own, above, position, isSure(own, paths, live), context);
}

/** Whether v2 gets to another place before: one below some of the same jobs and no others. */
function isReachedBy(path: Path, index: number, paths: readonly Path[]): boolean {
  return paths.some((other, at) => {
    if (at === index || !other.every((name) => path.includes(name))) return false;
    return at < index || !path.every((name) => other.includes(name));
  });
}

export function plainUse(job: EffectiveJob, condition: RunCondition, node: V2JobNode): Use {
  return { job, condition, key: runConditionKey(condition), dependencies: [], node };
}

function below(
  job: EffectiveJob,
  own: RunCondition,
  path: Path,
  position: Position,
  live: ReadonlyMap<string, Live>,
  useOf: (name: string) => Use,
  context: UseContext,
): Use {
  let above = live.get(path[0]!)!.own;
  const unsaid: Omit<PushedDown, 'condition'>[] = [];
  for (const name of path.slice(1)) {
    const pushed = pushDown(live.get(name)!.own, above);
    above = pushed.condition;
    // A job that stands elsewhere too is not told to wait here, so nobody else says what it makes of those below it.
    if (live.get(name)!.paths.length > 1) unsaid.push(pushed);
  }
  const { condition, ...last } = pushDown(own, above);
  const narrowing = [last, ...unsaid].filter(({ narrowed }) => narrowed);
  if (narrowing.length > 0) {
    const isForced = narrowing.some(({ incomplete }) => incomplete);
    noteHang(isForced ? 'tree/may-hang-forced' : 'tree/may-hang', position, path.at(-1)!, context);
  }

  // The job right above usually waits for those further up; where it stands elsewhere too, it may not.
  const dependencies: UseDependency[] = [];
  const waitedFor = new Set<string>();
  for (const name of [...path].reverse()) {
    if (waitedFor.has(name)) continue;
    dependencies.push({ name, soft: false });
    collectDependencies(useOf(name), useOf, waitedFor);
  }
  return { ...plainUse(job, condition, position.node), dependencies };
}

function collectDependencies(use: Use, useOf: (name: string) => Use, into: Set<string>): void {
  into.add(use.job.name);
  for (const { name, soft } of use.dependencies) {
    if (!soft && !into.has(name)) collectDependencies(useOf(name), useOf, into);
  }
}

/** Whether v2 gets to one of the places for every item that fits the job: all jobs above it there fit too. */
function isSure(own: RunCondition, paths: readonly Path[], live: ReadonlyMap<string, Live>): boolean {
  return paths.some((path) => path.every((name) => impliesAll(own, live.get(name)!.own)));
}

/** v2 started such a job after whichever job above it came first; Zuul waits for all it is told to wait for. */
function belowSeveral(
  job: EffectiveJob,
  own: RunCondition,
  above: readonly Use[],
  position: Position,
  sure: boolean,
  context: UseContext,
): Use {
  const always = above.find((use) => impliesAll(own, use.condition));
  if (always === undefined || !sure) {
    context.notes.raise('tree/may-run-alone', position.node, {
      job: job.name,
      detail: `${job.name} below ${listOf(above.map((use) => use.job.name))} in ${context.pipeline}`,
    });
  }
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
