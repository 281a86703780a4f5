import type { Playbook, SharedRole } from '../../model/estate.js';
import type { RoleStep, Step } from '../../model/step.js';
import { isTemplate, jinja, type Value } from '../../model/value.js';
import { LINES_OF_CALL, LINES_OF_ROLE, linesOfStep } from './lines.js';
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
 * Writes once what stands in several playbooks: steps that differ in values only, then equal sequences of steps, then what is
 * around the containers that a site starts.
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
  const shared = named(withoutSmallRoles(shareFrames(shareSequences(shareShapes(start)))), new Set(taken));
  return {
    playbooks: playbooks.map((playbook, index) => ({ ...playbook, steps: shared.texts[index]!.steps })),
    roles: shared.roles,
  };
}

/**
 * Roles that hardly anybody calls any more, because larger ones took their other calls in, are written where they are called:
 * fewer roles inside roles, and no more lines.
 */
function withoutSmallRoles(shared: SharedSteps): SharedSteps {
  for (;;) {
    const uses = usesOf(shared);
    const small = new Map(
      shared.roles.filter((one) => isSmall(one, uses.get(one.name) ?? 0)).map((one) => [one.name, one]),
    );
    if (small.size === 0) return shared;
    // What another small role calls has its turn when that one is gone: only then its calls are counted right.
    const outer = new Map([...small].filter(([name]) => ![...small.values()].some(({ steps }) => calls(steps, name))));
    const inline = (places: readonly Place[]): Place[] =>
      places.filter(({ name }) => !outer.has(name)).map((place) => ({ ...place, steps: inlined(place.steps, outer) }));
    shared = { ...shared, texts: inline(shared.texts), roles: inline(shared.roles) };
  }
}

function calls(steps: readonly Step[], role: string): boolean {
  return steps.some((step) =>
    step.kind === 'block'
      ? calls([...step.steps, ...(step.always ?? [])], role)
      : step.kind === 'role' && step.role === role,
  );
}

function isSmall({ steps }: Place, uses: number): boolean {
  if (uses < 2) return true;
  const lines = steps.reduce((total, step) => total + linesOfStep(step), 0);
  const isShort = uses * (lines - LINES_OF_CALL) <= lines + LINES_OF_ROLE;
  return isShort && !steps.some(({ kind }) => kind === 'script');
}

/** Calls of each role. One with variables needs the role, and counts for many. */
function usesOf({ texts, roles }: SharedSteps): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (step: Step): Step => {
    if (step.kind !== 'role') return step;
    const weight = Object.keys(step.vars).length > 0 ? Infinity : 1;
    uses.set(step.role, (uses.get(step.role) ?? 0) + weight);
    return step;
  };
  for (const { steps } of [...texts, ...roles]) mapSteps(steps, count);
  return uses;
}

function inlined(steps: readonly Step[], roles: ReadonlyMap<string, Place>): readonly Step[] {
  return steps.flatMap((step): readonly Step[] => {
    if (step.kind === 'role') return roles.get(step.role)?.steps ?? [step];
    if (step.kind !== 'block') return [step];
    const always = step.always === undefined ? {} : { always: inlined(step.always, roles) };
    return [{ ...step, steps: inlined(step.steps, roles), ...always }];
  });
}

/** Gives the roles names that say what they do: the simple ones first, so that they get the simple names. */
function named(
  { texts, roles }: SharedSteps,
  taken: Set<string>,
): { texts: readonly Place[]; roles: readonly SharedRole[] } {
  const byName = new Map(roles.map((role) => [role.name, role]));
  const names = new Map<string, string>();
  const prefixes = new Map<string, string>();
  const descriptions = new Map<string, string>();
  const whole = (steps: readonly Step[], vars: ValueMap = {}): readonly Step[] =>
    steps.flatMap((step): readonly Step[] => {
      if (step.kind !== 'role') return [step];
      const role = byName.get(step.role);
      if (role === undefined) return [{ ...step, vars: { ...step.vars, ...vars } }];
      return hasParameters(role) ? [{ ...step, role: names.get(step.role)! }] : whole(role.steps, step.vars);
    });
  const give = ({ name, steps }: Place): void => {
    const described = whole(steps);
    const role = nameSequence(described, taken);
    names.set(name, role);
    prefixes.set(variablePrefix(name), variablePrefix(role));
    descriptions.set(name, describeSequence(described));
  };
  // Roles with variables first: others are named after them. Then the simple ones, so that they get the simple names.
  const [general, others] = [roles.filter(hasParameters), roles.filter((role) => !hasParameters(role))];
  general.forEach(give);
  const length = new Map(others.map((role) => [role, whole(role.steps).length]));
  [...others].sort((one, other) => length.get(one)! - length.get(other)!).forEach(give);

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

/** Whether calls of the role give it values of its own. */
function hasParameters({ steps, name }: Place): boolean {
  return steps.length === 1 && JSON.stringify(steps).includes(`{{ ${variablePrefix(name)}`);
}

/** A call for one step keeps that step's name; one for a sequence is called after its role. */
function callName(call: RoleStep, role: string, { steps }: Place): string {
  if (steps.length === 1 || Object.keys(call.vars).length > 0) return call.name;
  return role[0]!.toUpperCase() + role.slice(1).replaceAll('-', ' ');
}
