import type { Playbook, SharedRole } from '../../model/estate.js';
import type { RoleStep, Step } from '../../model/step.js';
import { isTemplate, jinja, type Value } from '../../model/value.js';
import { mapSteps } from './map-steps.js';
import { describeSequence, nameSequence } from './role-names.js';
import { shareFrames } from './shared-frames.js';
import { shareSequences } from './shared-sequences.js';
import { variablePrefix } from './shape.js';
import { shareShapes } from './shared-shapes.js';
import { isValueMap, type ValueMap } from './value-maps.js';

/** Steps that stand in one place: a playbook, or a role that was made of shared ones. */
export interface Place {
  readonly name: string;
  /** `run` or `post`: whether a step runs after an earlier one failed. */
  readonly kind: string;
  readonly steps: readonly Step[];
}

/** Playbooks and the roles found so far, under names that nobody sees. */
export interface SharedSteps {
  readonly texts: readonly Place[];
  readonly roles: readonly Place[];
  /** Gives a name for a new role. */
  newName(): string;
}

export interface SharedPlaybooks {
  readonly playbooks: readonly Playbook[];
  readonly roles: readonly SharedRole[];
}

/**
 * Writes once what stands in several playbooks: equal sequences of steps first, then steps that differ in values only, then
 * what is around the containers that a site starts.
 *
 * @param taken Names that roles must not get.
 */
export function shareSteps(playbooks: readonly Playbook[], taken: ReadonlySet<string>): SharedPlaybooks {
  let count = 0;
  const start: SharedSteps = {
    texts: playbooks.map(({ path, steps }) => ({
      name: path,
      kind: /\/post[^/]*$/.test(path) ? 'post' : 'run',
      steps,
    })),
    roles: [],
    newName: () => `shared role ${String((count += 1))}`,
  };
  const shared = named(withoutSingleUses(shareFrames(shareShapes(shareSequences(start)))), new Set(taken));
  return {
    playbooks: playbooks.map((playbook, index) => ({ ...playbook, steps: shared.texts[index]!.steps })),
    roles: shared.roles,
  };
}

/** Roles that only one place calls any more, because larger ones took their other calls in, are written there again. */
function withoutSingleUses({ texts, roles, newName }: SharedSteps): SharedSteps {
  const uses = new Map<string, number>();
  const count = (step: Step): Step => {
    // A call with variables needs its role.
    const weight = step.kind === 'role' && Object.keys(step.vars).length > 0 ? 2 : 1;
    if (step.kind === 'role') uses.set(step.role, (uses.get(step.role) ?? 0) + weight);
    return step;
  };
  for (const { steps } of [...texts, ...roles]) mapSteps(steps, count);
  const single = new Map(roles.filter(({ name }) => uses.get(name) === 1).map((role) => [role.name, role]));
  const inline = (steps: readonly Step[]): readonly Step[] =>
    steps.flatMap((step): readonly Step[] => {
      const role = step.kind === 'role' ? single.get(step.role) : undefined;
      if (role !== undefined) return inline(role.steps);
      if (step.kind !== 'block') return [step];
      return [
        { ...step, steps: inline(step.steps), ...(step.always === undefined ? {} : { always: inline(step.always) }) },
      ];
    });
  return {
    texts: texts.map((text) => ({ ...text, steps: inline(text.steps) })),
    roles: roles.filter(({ name }) => !single.has(name)).map((role) => ({ ...role, steps: inline(role.steps) })),
    newName,
  };
}

/** Gives the roles names that say what they do: the simple ones first, so that they get the simple names. */
function named(
  { texts, roles }: SharedSteps,
  taken: Set<string>,
): { texts: readonly Place[]; roles: readonly SharedRole[] } {
  const byName = new Map(roles.map((role) => [role.name, role]));
  const whole = (steps: readonly Step[], vars: ValueMap = {}): readonly Step[] =>
    steps.flatMap((step): readonly Step[] => {
      if (step.kind !== 'role') return [step];
      const role = byName.get(step.role);
      return role === undefined ? [{ ...step, vars: { ...step.vars, ...vars } }] : whole(role.steps, step.vars);
    });
  const bodies = roles.map(({ name, steps }) => ({ name, steps: whole(steps) }));
  const names = new Map<string, string>();
  const prefixes = new Map<string, string>();
  const descriptions = new Map<string, string>();
  for (const { name, steps } of [...bodies].sort((one, other) => one.steps.length - other.steps.length)) {
    const role = nameSequence(steps, taken);
    names.set(name, role);
    prefixes.set(variablePrefix(name), variablePrefix(role));
    descriptions.set(name, describeSequence(steps));
  }
  const rename = (step: Step): Step => {
    if (step.kind !== 'role' || !names.has(step.role)) return step;
    const role = names.get(step.role)!;
    const before = variablePrefix(step.role);
    const vars = Object.entries(step.vars).map(([key, value]): [string, Value] => {
      return [key.startsWith(before) ? variablePrefix(role) + key.slice(before.length) : key, value];
    });
    return { ...step, role, name: callName(step, role, byName.get(step.role)!), vars: Object.fromEntries(vars) };
  };
  const renameInside = (step: Step): Step => withRenamedVariables(rename(step), prefixes);
  return {
    texts: texts.map((text) => ({ ...text, steps: mapSteps(text.steps, rename) })),
    roles: roles
      .map(({ name, steps }) => ({
        name: names.get(name)!,
        description: descriptions.get(name)!,
        steps: mapSteps(steps, renameInside),
      }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

/** Variables of roles are called after them, and get their names when these do. */
function withRenamedVariables(step: Step, prefixes: ReadonlyMap<string, string>): Step {
  const renamed = (value: Value): Value => {
    if (isTemplate(value))
      return jinja(value.jinja.replace(/\bshared_role_\d+_/g, (prefix) => prefixes.get(prefix) ?? prefix));
    if (isValueMap(value))
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner)]));
    return Array.isArray(value) ? (value as readonly Value[]).map(renamed) : value;
  };
  if (step.kind === 'role') return { ...step, vars: renamed(step.vars) as ValueMap };
  if ((step.kind === 'script' || step.kind === 'block') && step.environment !== undefined) {
    return { ...step, environment: renamed(step.environment) as ValueMap };
  }
  return step;
}

/** A call for one step keeps that step's name; one for a sequence is called after its role. */
function callName(call: RoleStep, role: string, { steps }: Place): string {
  if (steps.length === 1 || Object.keys(call.vars).length > 0) return call.name;
  return role[0]!.toUpperCase() + role.slice(1).replaceAll('-', ' ');
}
