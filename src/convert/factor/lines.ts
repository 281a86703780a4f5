import { isTemplate, type Value } from '../../model/value.js';
import type { Step } from '../../model/step.js';

/** `- name:`, `include_role:`, its `name:`, and the empty line after the task. */
export const LINES_OF_CALL = 4;

/** Head of a role's task file, and its folder for the eye: a role has to be worth more than this. */
export const LINES_OF_ROLE = 8;

/** Lines that a value adds below its key when it is written as a block; 0 where it stands beside the key. */
function linesBelow(value: Value): number {
  if (typeof value === 'string') return value.includes('\n') ? value.split('\n').length : 0;
  if (typeof value !== 'object' || value === null || isTemplate(value)) return 0;
  if (Array.isArray(value)) {
    let lines = 0;
    for (const item of value as readonly Value[]) lines += 1 + linesBelow(item);
    return lines;
  }
  let lines = 0;
  for (const item of Object.values(value)) lines += linesOfValue(item);
  return lines;
}

/** Lines of `key: value` in the output. An estimate: it only decides what is worth sharing. */
export function linesOfValue(value: Value): number {
  return 1 + linesBelow(value);
}

/** Lines of a map below its own key, that key included; an empty map has none. */
export function linesOfMap(map: Readonly<Record<string, Value>> | undefined): number {
  if (map === undefined) return 0;
  let lines = 0;
  for (const value of Object.values(map)) lines += linesOfValue(value);
  return lines === 0 ? 0 : lines + 1;
}

/** Lines of a step as a task, its script included. An estimate like {@link linesOfValue}. */
export function linesOfStep(step: Step): number {
  const known = lines.get(step);
  if (known !== undefined) return known;
  const counted = count(step);
  lines.set(step, counted);
  return counted;
}

const lines = new WeakMap<Step, number>();

function count(step: Step): number {
  const common = (step.when === undefined ? 0 : step.when.length + 1) + (step.ignoreErrors === true ? 1 : 0);
  switch (step.kind) {
    case 'role':
      return common + LINES_OF_CALL + linesOfMap(step.vars);
    case 'script':
      return common + LINES_OF_CALL + 3 + step.body.split('\n').length + linesOfMap(step.environment);
    case 'fail':
      return common + 5 + (step.original?.text.split('\n').length ?? 0);
    case 'start-job':
      return common + 5;
    case 'block':
      return common + 3 + linesOfMap(step.environment) + sum(step.steps) + sum(step.always ?? []);
  }
}

function sum(steps: readonly Step[]): number {
  return steps.reduce((total, step) => total + linesOfStep(step), 0);
}
