import type { V2SkipIf } from '../../model/layout.js';
import type { Settings } from '../../model/settings.js';
import { evaluatePython } from '../regex/evaluate-python.js';
import type { RunCondition } from './conditions.js';
import type { EffectiveJob } from './effective-jobs.js';
import type { ItemKinds } from './item-kinds.js';
import type { LayoutNotes } from './notes.js';
import { ownCondition } from './own-condition.js';

export interface LayoutConditions {
  /** The condition of a job by itself; the same object for projects that `skip-if` does not tell apart. */
  conditionOf(job: EffectiveJob, pipeline: string, project: string): RunCondition | 'never';
  /** Equal for projects that no `skip-if` of these jobs tells apart; empty where none fits. */
  groupOf(jobs: ReadonlySet<string>, project: string, jobOf: (name: string) => EffectiveJob): string;
}

/** Answers when a job runs, each different question once. */
export function layoutConditions(options: {
  readonly kinds: ReadonlyMap<string, ItemKinds>;
  readonly settings: Settings;
  readonly notes: LayoutNotes;
}): LayoutConditions {
  const { kinds, settings, notes } = options;
  const known = new Map<EffectiveJob, Map<string, RunCondition | 'never'>>();
  const choosy = new WeakMap<ReadonlySet<string>, readonly EffectiveJob[]>();

  return {
    conditionOf(job, pipeline, project) {
      const fits = fittingProjects(job, project);
      const conditions = known.get(job) ?? new Map<string, RunCondition | 'never'>();
      known.set(job, conditions);
      const key = `${fits} ${pipeline}`;
      let condition = conditions.get(key);
      if (condition === undefined) {
        const skips = job.skipIf.filter(
          (skip, index) => fits === '' || fits[index] === '1' || skip.project === undefined,
        );
        condition = ownCondition(job, skips, { pipeline, kinds: kinds.get(pipeline)!, settings, notes });
        conditions.set(key, condition);
      }
      return condition;
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
