import type { Step } from '../../model/step.js';
import { deedOf, sentenceOf } from './describe.js';
import { mapSteps } from './map-steps.js';
import { variablePrefix } from './shape.js';

/** The name of a script that was found to be a container: it says nothing about what runs in it. */
const ANY_CONTAINER = /^Run (?:docker|podman)(?: and \S+)?$/;

/** Calls of containers that are named after the program that starts them, named after what they run. */
export function nameContainers(steps: readonly Step[]): readonly Step[] {
  return mapSteps(steps, (step) => {
    if (step.kind !== 'role' || !ANY_CONTAINER.test(step.name)) return step;
    return `${variablePrefix(step.role)}image` in step.vars ? { ...step, name: sentenceOf(deedOf(step)) } : step;
  });
}
