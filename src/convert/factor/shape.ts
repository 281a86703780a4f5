import type { BlockStep, RoleStep, Step } from '../../model/step.js';
import { hasJinjaMarks, isTemplate, jinja, type Template, type Value } from '../../model/value.js';
import { imageFamily } from './image-name.js';
import { canonical, conditionsKey, stepKey } from './step-key.js';
import { isValueMap } from './value-maps.js';

/** A place in the steps of a job whose content may differ between jobs of one family. */
export interface Slot {
  /** The role the value goes to; absent for the environment of a script or a block. */
  readonly role?: string;
  /** The role's variable, or the environment variable. */
  readonly variable: string;
  /** Key in the role's variable, where that is a map. */
  readonly key?: string;
  /** The container image of the call, where it has one. */
  readonly image?: string;
  readonly kind: 'text' | 'list' | 'map' | 'template';
  /** The list has other parts beside this one, so it cannot be replaced as a whole. */
  readonly isPart?: boolean;
}

/**
 * A text, the elements of a list, a map of texts, or the literal parts of a template: what stands before, between and
 * behind its expressions.
 */
export type Content = string | readonly string[] | Readonly<Record<string, string>>;

/**
 * Gives what stands in a slot: its content, or something with templates in its place. A list or a map that is a slot as a
 * whole may become a template as a whole; the parts of a template stay parts.
 */
export type Fill = (slot: Slot, content: Content) => Value;

/**
 * What a step is, without the values that may differ: two steps with equal shapes have the same slots in the same order.
 *
 * In the shape are: the kind, the role and which variables it is given, tests, texts of scripts, everything Ansible would
 * template (job variables are frozen before the run, so only literal text can differ), numbers and booleans, the family of
 * the container image, and the entry point unless it is a script of the image's own.
 */
export function shapeOf(step: Step): string {
  let shape = shapes.get(step);
  if (shape === undefined) {
    shape = makeShape(step);
    shapes.set(step, shape);
  }
  return shape;
}

const shapes = new WeakMap<Step, string>();

function makeShape(step: Step): string {
  switch (step.kind) {
    case 'role':
      return `role ${step.role}${conditionsKey(step)} {${varsShape(step)}}`;
    case 'script':
      return stepKey({ ...step, environment: undefined } as Step) + `{${recordShape(step.environment)}}`;
    case 'block':
      return `block${conditionsKey(step)} ${step.answer ?? ''} {${recordShape(step.environment)}} ${insideShape(step)}`;
    case 'fail':
    case 'start-job':
      return stepKey(step);
  }
}

function varsShape(step: RoleStep): string {
  return recordShape(step.vars, (name, value) => specialShape(step, name, value));
}

function insideShape({ steps, always = [] }: BlockStep): string {
  return `[${steps.map(shapeOf).join('\n')}] [${always.map(shapeOf).join('\n')}]`;
}

/** Entry points of every system's own folders, or found by name: the program is what the step is about. */
const SYSTEM_PROGRAM = /^(?:\/(?:usr\/)?(?:local\/)?s?bin\/)?[^/]+$/;

function specialShape(step: RoleStep, name: string, value: Value): string | undefined {
  if (typeof value !== 'string' || hasJinjaMarks(value)) return undefined;
  if (name.endsWith('image') && name === `${variablePrefix(step.role)}image`) return `image ${imageFamily(value)}`;
  if (name.endsWith('entrypoint') && name === `${variablePrefix(step.role)}entrypoint`) {
    return SYSTEM_PROGRAM.test(value) ? `program ${value}` : 'script of the image';
  }
  return undefined;
}

/** `docker-run` → `docker_run_`, with which the variables of the role begin. */
export function variablePrefix(role: string): string {
  return `${role.replace(/[^A-Za-z0-9]+/g, '_')}_`;
}

type Special = (name: string, value: Value) => string | undefined;

function recordShape(record: Readonly<Record<string, Value>> | undefined, special: Special = () => undefined): string {
  if (record === undefined) return '';
  const names = Object.keys(record).sort();
  return names
    .map((name) => `${JSON.stringify(name)}:${special(name, record[name]!) ?? valueShape(record[name]!)}`)
    .join();
}

function valueShape(value: Value): string {
  if (isFree(value)) return 'text';
  if (isTextMap(value)) return 'map';
  if (isValueMap(value)) return `{${recordShape(value)}}`;
  if (isTemplate(value)) return templateParts(value)?.expressions.join(' ') ?? canonical(value);
  if (!Array.isArray(value)) return canonical(value);
  // Parts of a list that only Ansible knows hold their place; the literal parts between them may differ in number too.
  return `[${(value as readonly Value[])
    .filter((item) => !isFree(item))
    .map(canonical)
    .join()}]`;
}

/** Literal text: the only thing that a variable of a job can hold for sure. */
function isFree(value: Value): value is string {
  return typeof value === 'string' && !hasJinjaMarks(value);
}

function isTextMap(value: Value): value is Readonly<Record<string, string>> {
  return isValueMap(value) && Object.values(value).every(isFree);
}

interface TemplateParts {
  /** One more than there are expressions. */
  readonly literals: readonly string[];
  readonly expressions: readonly string[];
}

/** Takes a template apart; nothing for one with statements, which may span anything. */
function templateParts({ jinja: text }: Template): TemplateParts | undefined {
  if (text.includes('{%') || text.includes('{#')) return undefined;
  const pieces = text.split(/(\{\{[^{}]*\}\})/);
  if (pieces.some((piece, index) => index % 2 === 0 && hasJinjaMarks(piece))) return undefined;
  return {
    literals: pieces.filter((_, index) => index % 2 === 0),
    expressions: pieces.filter((_, index) => index % 2 === 1),
  };
}

/** The step with all its slots filled anew. Visits the slots in an order that depends on the shape alone. */
export function fillSlots(step: Step, fill: Fill): Step {
  switch (step.kind) {
    case 'role': {
      const prefix = variablePrefix(step.role);
      const image = step.vars[`${prefix}image`];
      const known = { role: step.role, ...(typeof image === 'string' ? { image } : {}) };
      return { ...step, vars: fillRecord(step.vars, (variable) => ({ ...known, variable }), fill) };
    }
    case 'script':
      return step.environment === undefined ? step : { ...step, environment: fillEnvironment(step.environment, fill) };
    case 'block':
      return fillBlock(step, fill);
    case 'fail':
    case 'start-job':
      return step;
  }
}

export function fillAll(steps: readonly Step[], fill: Fill): readonly Step[] {
  return steps.map((step) => fillSlots(step, fill));
}

function fillBlock(step: BlockStep, fill: Fill): BlockStep {
  const environment = step.environment === undefined ? {} : { environment: fillEnvironment(step.environment, fill) };
  const always = step.always === undefined ? {} : { always: fillAll(step.always, fill) };
  return { ...step, ...environment, steps: fillAll(step.steps, fill), ...always };
}

function fillEnvironment(environment: Readonly<Record<string, Value>>, fill: Fill): Record<string, Value> {
  return fillRecord(environment, (variable) => ({ variable }), fill);
}

type Identify = (name: string) => Omit<Slot, 'kind' | 'isPart'>;

function fillRecord(record: Readonly<Record<string, Value>>, identify: Identify, fill: Fill): Record<string, Value> {
  const filled: Record<string, Value> = {};
  // Keys keep their order in the output, and are visited in an order that all jobs share.
  for (const name of Object.keys(record)) filled[name] = null;
  for (const name of Object.keys(record).sort()) filled[name] = fillValue(record[name]!, identify(name), fill);
  return filled;
}

function fillValue(value: Value, slot: Omit<Slot, 'kind' | 'isPart'>, fill: Fill): Value {
  if (isFree(value)) return fill({ ...slot, kind: 'text' }, value);
  if (isTemplate(value)) return fillTemplate(value, { ...slot, kind: 'template' }, fill);
  if (isTextMap(value)) return fill({ ...slot, kind: 'map' }, value);
  if (Array.isArray(value)) return fillList(value as readonly Value[], slot, fill);
  if (isValueMap(value)) return fillRecord(value, (key) => ({ ...slot, key }), fill);
  return value;
}

function fillTemplate(template: Template, slot: Slot, fill: Fill): Template {
  const parts = templateParts(template);
  if (parts === undefined) return template;
  const filled = fill(slot, parts.literals) as readonly string[];
  if (filled === parts.literals) return template;
  return jinja(filled.map((literal, index) => literal + (parts.expressions[index] ?? '')).join(''));
}

function fillList(
  list: readonly Value[],
  slot: Omit<Slot, 'kind' | 'isPart'>,
  fill: Fill,
): readonly Value[] | Template {
  if (list.every(isFree)) return fill({ ...slot, kind: 'list' }, list) as readonly Value[] | Template;
  const part: Slot = { ...slot, kind: 'list', isPart: true };
  const filled: Value[] = [];
  let literal: string[] = [];
  const flush = (): void => {
    filled.push(...(fill(part, literal) as readonly Value[]));
    literal = [];
  };
  for (const item of list) {
    if (isFree(item)) literal.push(item);
    else {
      flush();
      filled.push(item);
    }
  }
  flush();
  return filled;
}
