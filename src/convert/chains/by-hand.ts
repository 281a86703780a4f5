import type { Finding } from '../../model/finding.js';
import type { JenkinsJob, ManualTrigger } from '../../model/jenkins-job.js';
import type { StartJobStep, Step } from '../../model/step.js';
import { isTemplate, type Value } from '../../model/value.js';
import { expandMacros } from '../elements/macros.js';
import type { FindJob } from './job-names.js';

/**
 * Takes out the starts that are only offered to a person, and tells the jobs that they can be started so.
 * Source: Build Pipeline plugin, BuildPipelineTrigger.
 */
export function offerByHand(
  jobs: readonly JenkinsJob[],
  find: FindJob<JenkinsJob>,
  findings: Finding[],
): readonly JenkinsJob[] {
  const offered = new Map<JenkinsJob, ManualTrigger[]>();
  const without = jobs.map((job) => {
    const post = withoutOffers(job.post, (step) => {
      offer(step, job);
    });
    return post === job.post ? job : { ...job, post };
  });
  if (offered.size === 0 && without.every((job, index) => job === jobs[index])) return jobs;
  return without.map((job, index) => {
    const triggers = offered.get(jobs[index]!);
    return triggers === undefined ? job : { ...job, triggers: [...job.triggers, ...triggers] };
  });

  function offer(step: StartJobStep, starter: JenkinsJob): void {
    for (const name of step.jobs) {
      const found = find(name, starter.name);
      if (found === undefined) {
        const message = `${starter.name} offers to start ${name}, and no definition of that job was given. Give it, or leave it out.`;
        const code = 'started-job/unknown';
        findings.push({ outcome: 'needs-human', code, message, at: step.at, job: starter.name });
      } else {
        const parameters = literalsOf(step, starter);
        const trigger: ManualTrigger = { kind: 'manual', job: starter.name, parameters, at: step.at };
        offered.set(found, [...(offered.get(found) ?? []), trigger]);
      }
    }
  }
}

/** Parameters whose values are known now. What only the build of the starter knew, the person has to say. */
function literalsOf(step: StartJobStep, starter: JenkinsJob): Record<string, Value> {
  const own = (name: string): string | undefined => {
    const value = starter.environment[name];
    return typeof value === 'string' ? value : undefined;
  };
  const given = Object.entries(step.parameters).map(([name, text]) => [name, expandMacros(text, own)] as const);
  return Object.fromEntries(given.filter(([, value]) => !isTemplate(value)));
}

function withoutOffers(steps: readonly Step[], offer: (step: StartJobStep) => void): readonly Step[] {
  if (!steps.some(holdsOffer)) return steps;
  return steps.flatMap((step): readonly Step[] => {
    if (step.kind === 'start-job' && step.byHand === true) {
      offer(step);
      return [];
    }
    if (step.kind !== 'block' || !holdsOffer(step)) return [step];
    const inner = withoutOffers(step.steps, offer);
    const always = withoutOffers(step.always ?? [], offer);
    return inner.length + always.length === 0
      ? []
      : [{ ...step, steps: inner, ...(step.always !== undefined && { always }) }];
  });
}

function holdsOffer(step: Step): boolean {
  if (step.kind === 'start-job') return step.byHand === true;
  return step.kind === 'block' && [...step.steps, ...(step.always ?? [])].some(holdsOffer);
}
