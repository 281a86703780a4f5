import type { Step } from '../../model/step.js';
import { scriptName } from '../elements/script-name.js';
import { deedOf, sentenceOf } from './deeds.js';
import { mapSteps } from './map-steps.js';
import { variablePrefix } from './shape.js';

/** The name of a script that was found to be a container: it says nothing about what runs in it. */
const ANY_CONTAINER = /^Run (?:docker|podman)(?: and \S+)?$/;

/**
 * Gives better names to steps that are named after the program that starts a container, and to scripts that only make room:
 * `Run composer test`, `Make log`.
 */
export function stepNamer(): (steps: readonly Step[]) => readonly Step[] {
  const named = new Map<Step, Step>();
  return (steps) =>
    steps.map((step) => {
      let known = named.get(step);
      if (known === undefined) {
        known = mapSteps([step], withBetterName)[0]!;
        named.set(step, known);
      }
      return known;
    });
}

function withBetterName(step: Step): Step {
  if (step.kind === 'script') {
    // A name that somebody chose says what the step is for.
    if (step.name !== scriptName(step.body, step.extension)) return step;
    const deed = deedOf(step);
    return deed.isChore && deed.things.length > 0 ? { ...step, name: sentenceOf(deed) } : step;
  }
  const isContainer = step.kind === 'role' && `${variablePrefix(step.role)}image` in step.vars;
  return isContainer && ANY_CONTAINER.test(step.name) ? { ...step, name: sentenceOf(deedOf(step)) } : step;
}
