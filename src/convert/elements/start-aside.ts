import type { StartJobStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';

/**
 * A step that starts jobs and goes on: without parameters, and whatever becomes of them.
 *
 * @param jobs Names as the field has them; not empty.
 * @param at The element that starts them. Source: Jenkins core, `hudson.tasks.BuildTrigger`.
 */
export function startAside(jobs: readonly string[], { at }: Element): StartJobStep {
  const name = `Do what ${jobs.join(', ')} did`;
  return { kind: 'start-job', name, at, jobs, parameters: {}, passParameters: false, wait: false, failsOn: null };
}
