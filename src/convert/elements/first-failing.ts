import type { FailStep, Step } from '../../model/step.js';

/** The first step that fails the build when it is reached, in the order in which steps run; those that are forgiven do not count. */
export function firstFailing(steps: readonly Step[]): FailStep | undefined {
  for (const step of steps) {
    if (step.ignoreErrors === true) continue;
    if (step.kind === 'fail') return step;
    const inside = step.kind === 'block' ? firstFailing([...step.steps, ...(step.always ?? [])]) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}
