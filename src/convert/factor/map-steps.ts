import type { RoleStep, Step } from '../../model/step.js';

/** Every role call in a list of steps, at any depth, replaced by what `change` makes of it. See {@link mapSteps}. */
export function mapRoleSteps(steps: readonly Step[], change: (step: RoleStep) => RoleStep): readonly Step[] {
  return mapSteps(steps, (step) => (step.kind === 'role' ? change(step) : step));
}

/** Every step in a list, innermost first, replaced by what `change` makes of it. Unchanged lists stay the same object. */
export function mapSteps(steps: readonly Step[], change: (step: Step) => Step): readonly Step[] {
  let changed = false;
  const mapped = steps.map((step) => {
    const result = change(insideMapped(step, change));
    changed ||= result !== step;
    return result;
  });
  return changed ? mapped : steps;
}

function insideMapped(step: Step, change: (step: Step) => Step): Step {
  if (step.kind !== 'block') return step;
  const inner = mapSteps(step.steps, change);
  const always = step.always === undefined ? undefined : mapSteps(step.always, change);
  if (inner === step.steps && always === step.always) return step;
  return { ...step, steps: inner, ...(always === undefined ? {} : { always }) };
}
