import type { Step } from '../../model/step.js';
import { isTemplate, jinja, type Value } from '../../model/value.js';

/** The step with every question for the result of the build asking for something else, in tests and in variables. */
export function withSuccess(step: Step, asked: string, instead: string): Step {
  const when = step.when === undefined ? {} : { when: step.when.map((test) => test.replaceAll(asked, instead)) };
  const all = (steps: readonly Step[]): Step[] => steps.map((one) => withSuccess(one, asked, instead));
  switch (step.kind) {
    case 'script':
      return { ...step, ...when, ...(step.environment !== undefined && { environment: valuesIn(step.environment) }) };
    case 'role':
      return { ...step, ...when, vars: valuesIn(step.vars) };
    case 'block':
      return {
        ...step,
        ...when,
        steps: all(step.steps),
        ...(step.environment !== undefined && { environment: valuesIn(step.environment) }),
        ...(step.always !== undefined && { always: all(step.always) }),
      };
    default:
      return { ...step, ...when };
  }

  function valuesIn(values: Readonly<Record<string, Value>>): Record<string, Value> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueIn(value)]));
  }

  function valueIn(value: Value): Value {
    return isTemplate(value) ? jinja(value.jinja.replaceAll(asked, instead)) : value;
  }
}
