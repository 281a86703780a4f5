import type { AfterTrigger, JenkinsJob } from '../../model/jenkins-job.js';
import type { StartJobStep, Step } from '../../model/step.js';
import { SUCCEEDED } from '../elements/results.js';
import type { FindJob } from './job-names.js';
import { linksTo, type Link } from './links.js';

/** A job of phases as jobs with dependencies. */
export interface LinkedPhases {
  /** The jobs of the phases. */
  readonly found: readonly Link[];
  /** What is left of the steps of the job itself. */
  readonly run: readonly Step[];
  /** The job itself waits for the last phase. */
  readonly trigger: AfterTrigger;
}

/**
 * Makes jobs of their own of the phases of a MultiJob project: the jobs of a phase run at the same time on nodes of their own,
 * those of the next phase depend on them, and the project waits for the last phase. Source: MultiJob plugin, MultiJobBuilder.
 *
 * That is the same as in Jenkins only where the project does nothing else than start phases, each of which has to succeed as
 * a whole, and nothing of it runs after a failure. In all other cases the phases stay steps.
 */
export function linkPhases(job: JenkinsJob, find: FindJob<JenkinsJob>): LinkedPhases | undefined {
  const phases = job.run.map((step) => (isCheckout(step) ? [] : startsOfPhase(step)));
  if (phases.includes(undefined) || phases.every((phase) => phase?.length === 0)) return undefined;
  if (job.combinations !== undefined || !job.post.every(({ when }) => when?.includes(SUCCEEDED) === true))
    return undefined;
  const found: Link[] = [];
  let before: readonly string[] = [];
  for (const starts of phases as readonly (readonly StartJobStep[])[]) {
    if (starts.length === 0) continue;
    const links = starts.map((start) => linksOfPhase(start, before, job, find));
    if (links.includes(undefined)) return undefined;
    const all = links.flatMap((some) => some ?? []);
    found.push(...all);
    before = all.map((link) => link.job.name);
  }
  // A job can only be one of Zuul's once: a second run with other values is another build.
  if (new Set(found.map((link) => link.job)).size < found.length) return undefined;
  return {
    found,
    run: job.run.filter(isCheckout),
    trigger: { kind: 'after', jobs: before, beside: job.name, parameters: {}, at: job.at },
  };
}

function isCheckout(step: Step): boolean {
  return step.kind === 'role' && step.role === 'git-checkout';
}

/** The starts of one phase, all of which have to succeed; nothing for any other step. */
function startsOfPhase(step: Step): readonly StartJobStep[] | undefined {
  if (step.failsLate === true || step.when !== undefined || step.ignoreErrors === true) return undefined;
  if (step.kind === 'start-job') return step.wait && step.failsOn !== null ? [step] : undefined;
  if (step.kind !== 'block' || step.joins === true) return undefined;
  const starts = [...step.steps, ...(step.always ?? [])].map(startsOfPhase);
  return starts.includes(undefined) ? undefined : starts.flatMap((some) => some ?? []);
}

function linksOfPhase(
  step: StartJobStep,
  before: readonly string[],
  starter: JenkinsJob,
  find: FindJob<JenkinsJob>,
): readonly Link[] | undefined {
  if (step.files !== undefined) return undefined;
  return linksTo(step, before, starter, find, starter.name);
}
