import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { Step } from '../../model/step.js';
import { dockerRunRecogniser } from './docker-run.js';

/** The jobs with every script that is provably one `docker run` as a call of role `docker-run`; all other steps as they are. */
export function recogniseContainers(jobs: readonly JenkinsJob[]): JenkinsJob[] {
  const recognise = dockerRunRecogniser();
  const mapped = new Map<Step, Step>();
  const map = (step: Step): Step => {
    let known = mapped.get(step);
    if (known === undefined) {
      known = mapStep(step);
      mapped.set(step, known);
    }
    return known;
  };
  const mapStep = (step: Step): Step => {
    if (step.kind === 'block') {
      return {
        ...step,
        steps: step.steps.map(map),
        ...(step.always === undefined ? {} : { always: step.always.map(map) }),
      };
    }
    // The answer to a question is the status of a script; a role gives none.
    if (step.kind !== 'script' || step.answer !== undefined) return step;
    const found = recognise(step);
    return 'reason' in found ? step : found;
  };
  return jobs.map((job) => ({ ...job, run: job.run.map(map), post: job.post.map(map) }));
}
