import type { RoleStep, Step } from '../../model/step.js';
import { jinja, type Value } from '../../model/value.js';
import { survivesTemplating } from './align-lists.js';
import { LINES_OF_CALL, LINES_OF_ROLE, linesOfMap, linesOfStep } from './lines.js';
import { mapSteps } from './map-steps.js';
import { variablePrefix } from './shape.js';
import type { Place, SharedSteps } from './share-steps.js';
import { canonical, stepKey } from './step-key.js';
import { isValueMap, type ValueMap } from './value-maps.js';

const FEWEST_USES = 3;
const MOST_PARAMETERS = 4;

/**
 * Finds steps that stand in several places and differ in values only: a block that starts the same other job with other
 * parameters. They become a role whose variables are the values; unlike those of jobs, these may be templates.
 */
export function shareShapes(shared: SharedSteps): SharedSteps {
  const places = [...shared.texts, ...shared.roles];
  const groups = new Map<string, Step[]>();
  for (const { steps } of places) {
    for (const step of steps) {
      if (!isWorthALook(step)) continue;
      const shape = shapeWithValues(step);
      const group = groups.get(shape);
      if (group === undefined) groups.set(shape, [step]);
      else group.push(step);
    }
  }
  const calls = new Map<string, RoleStep>();
  const made: Place[] = [];
  for (const group of groups.values()) {
    const role = group.length < FEWEST_USES ? undefined : makeRole(group, shared.newName);
    if (role === undefined) continue;
    made.push(role.place);
    for (const [key, call] of role.calls) calls.set(key, call);
  }
  if (made.length === 0) return shared;
  const written = (place: Place): Place => {
    return { ...place, steps: place.steps.map((step) => calls.get(stepKey(step)) ?? step) };
  };
  return { texts: shared.texts.map(written), roles: [...shared.roles.map(written), ...made], newName: shared.newName };
}

/** A call of one role says its values well enough; what has an environment of its own, or steps, is long. */
function isWorthALook(step: Step): boolean {
  return (step.kind === 'block' || step.kind === 'script') && linesOfStep(step) > LINES_OF_CALL + 2;
}

/** The step without the values that a variable of a role could hold. */
function shapeWithValues(step: Step): string {
  return stepKey(visitValues(step, (_, value) => (canHold(value) ? '' : value)));
}

/** Text and lists; maps are looked into, and what is neither text nor list says what kind of step it is. */
function canHold(value: Value): boolean {
  return typeof value === 'object' ? value !== null : typeof value === 'string' && survivesTemplating(value);
}

interface ParameterisedRole {
  readonly place: Place;
  /** By the key of the step they replace. */
  readonly calls: ReadonlyMap<string, RoleStep>;
}

function makeRole(group: readonly Step[], newName: () => string): ParameterisedRole | undefined {
  const values = group.map((step) => {
    const found: { name: string; text: string; value: Value }[] = [];
    visitValues(step, (name, value) => {
      found.push({ name, text: canonical(value), value });
      return value;
    });
    return found;
  });
  const columns = new Map<string, { readonly index: number; readonly name: string }>();
  const columnOf = values[0]!.map(({ name }, index) => {
    const texts = values.map((found) => found[index]!.text);
    if (texts.every((text) => text === texts[0])) return undefined;
    const key = texts.join('\n');
    const known = columns.get(key) ?? { index, name: parameterName(name, columns) };
    columns.set(key, known);
    return known;
  });

  const parameters = [...columns.values()];
  if (parameters.length === 0 || parameters.length > MOST_PARAMETERS) return undefined;
  const own = group.map((_, job) =>
    Object.fromEntries(parameters.map(({ name, index }) => [name, values[job]![index]!.value])),
  );
  const saved = (group.length - 1) * linesOfStep(group[0]!) - LINES_OF_ROLE;
  if (saved <= own.reduce((total, vars) => total + LINES_OF_CALL + linesOfMap(vars), 0)) return undefined;

  const role = newName();
  const prefix = variablePrefix(role);
  let index = 0;
  const body = visitValues(group[0]!, (_, value) => {
    const parameter = columnOf[index++];
    return parameter === undefined ? value : jinja(`{{ ${prefix}${parameter.name} }}`);
  });
  const calls = group.map((step, job): [string, RoleStep] => {
    const vars = Object.fromEntries(Object.entries(own[job]!).map(([name, value]) => [`${prefix}${name}`, value]));
    return [stepKey(step), { kind: 'role', name: step.name, at: step.at, role, vars }];
  });
  return { place: { name: role, kind: 'run', steps: [body] }, calls: new Map(calls) };
}

function parameterName(name: string, columns: ReadonlyMap<string, { readonly name: string }>): string {
  const plain =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'value';
  const used = new Set([...columns.values()].map((column) => column.name));
  let free = plain;
  for (let number = 2; used.has(free); number += 1) free = `${plain}_${String(number)}`;
  return free;
}

type Visit = (name: string, value: Value) => Value;

/** The step with every value of a variable replaced. Visits in an order that depends on the names alone. */
function visitValues(step: Step, visit: Visit): Step {
  return mapSteps([step], (one) => {
    switch (one.kind) {
      case 'role':
        return { ...one, vars: visitMap(one.vars, visit, variablePrefix(one.role)) };
      case 'script':
      case 'block':
        return one.environment === undefined ? one : { ...one, environment: visitMap(one.environment, visit, '') };
      case 'fail':
      case 'start-job':
        return one;
    }
  })[0]!;
}

function visitMap(map: ValueMap, visit: Visit, prefix: string): ValueMap {
  const visited: Record<string, Value> = Object.fromEntries(Object.keys(map).map((key) => [key, null]));
  for (const key of Object.keys(map).sort()) {
    const value = map[key]!;
    const name = key.startsWith(prefix) ? key.slice(prefix.length) : key;
    visited[key] = isValueMap(value) ? visitMap(value, visit, '') : visit(name, value);
  }
  return visited;
}
