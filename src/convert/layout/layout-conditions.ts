import type { V2JobNode, V2SkipIf } from '../../model/layout.js';
import type { Settings } from '../../model/settings.js';
import { evaluatePython } from '../../regex/evaluate-python.js';
import type { RunCondition } from './conditions.js';
import type { EffectiveJob } from './effective-jobs.js';
import type { ItemKinds } from './item-kinds.js';
import type { LayoutNotes } from './notes.js';
import { ownCondition } from './own-condition.js';
import { plainUse, type Use } from './uses.js';

export interface LayoutConditions {
  /** The condition of a job by itself; the same object for projects that `skip-if` does not tell apart. */
  conditionOf(job: EffectiveJob, pipeline: string, project: string): RunCondition | 'never';
  /** A job that waits for no other; `undefined` where it never runs. The same object where `conditionOf` gives the same. */
  plainUseOf(job: EffectiveJob, node: V2JobNode, pipeline: string, project: string): Use | undefined;
  /** Equal for projects that no `skip-if` of these jobs tells apart; empty where none fits. */
  groupOf(jobs: ReadonlySet<string>, project: string, jobOf: (name: string) => EffectiveJob): string;
}

/** A condition, and the use of it by a job that waits for no other. */
interface Answer {
  readonly condition: RunCondition | 'never';
  use?: Use;
}

/** Answers when a job runs, each different question once. */
export function layoutConditions(options: {
  readonly kinds: ReadonlyMap<string, ItemKinds>;
  readonly settings: Settings;
  readonly notes: LayoutNotes;
}): LayoutConditions {
  const { kinds, settings, notes } = options;
  const known = new Map<string, Map<EffectiveJob, Map<string, Answer>>>();
  const choosy = new WeakMap<ReadonlySet<string>, readonly EffectiveJob[]>();

  const answer = (job: EffectiveJob, pipeline: string, project: string): Answer => {
    const fits = fittingProjects(job, project);
    // Nothing depends on the pipeline where only changes come.
    const answers = innerMap(innerMap(known, isForChanges(kinds.get(pipeline)!) ? '' : pipeline), job);
    let found = answers.get(fits);
    if (found === undefined) {
      const skips = job.skipIf.filter((skip, index) => skip.project === undefined || fits[index] === '1');
      found = { condition: ownCondition(job, skips, { pipeline, kinds: kinds.get(pipeline)!, settings, notes }) };
      answers.set(fits, found);
    }
    return found;
  };

  return {
    conditionOf: (job, pipeline, project) => answer(job, pipeline, project).condition,
    plainUseOf(job, node, pipeline, project) {
      const found = answer(job, pipeline, project);
      if (found.condition === 'never') return undefined;
      found.use ??= plainUse(job, found.condition, node);
      return found.use;
    },
    groupOf(jobs, project, jobOf) {
      let asked = choosy.get(jobs);
      if (asked === undefined) {
        asked = [...jobs].map(jobOf).filter(looksAtProject);
        choosy.set(jobs, asked);
      }
      if (asked.length === 0) return '';
      const groups = asked.map((job) => fittingProjects(job, project));
      return groups.some((group) => group.includes('1')) ? groups.join(' ') : '';
    },
  };
}

function isForChanges({ branch, tag, otherRef, timer }: ItemKinds): boolean {
  return !branch && !tag && !otherRef && !timer;
}

function innerMap<K, L, V>(map: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let inner = map.get(key);
  if (inner === undefined) map.set(key, (inner = new Map<L, V>()));
  return inner;
}

function looksAtProject(job: EffectiveJob): boolean {
  return job.skipIf.some((skip) => skip.project !== undefined);
}

/** One digit for each entry of `skip-if`: whether it is about this project. Empty where no entry names one. */
function fittingProjects(job: EffectiveJob, project: string): string {
  if (job.skipIf.length === 0 || !looksAtProject(job)) return '';
  return job.skipIf.map((skip) => (isAbout(skip, project) ? '1' : '0')).join('');
}

function isAbout(skip: V2SkipIf, project: string): boolean {
  return skip.project !== undefined && evaluatePython(skip.project.value, project, 'match');
}
