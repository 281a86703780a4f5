import type { Step } from '../../model/step.js';

/** Fields that tell a reader where a step comes from, not what it does. */
const FOR_READERS: ReadonlySet<string> = new Set(['at', 'name']);

/** JSON with sorted keys and without absent fields: equal texts, equal values. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const record = value as Record<string, unknown>;
  let text = '';
  for (const key of Object.keys(record).sort()) {
    if (record[key] !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(record[key])}`;
  }
  return `{${text}}`;
}

/** A text that two steps share exactly when they do the same: names and places do not count, at any depth. */
export function stepKey(step: Step): string {
  const known = keys.get(step);
  if (known !== undefined) return known;
  const fields = Object.entries(step).filter(([field, value]) => !FOR_READERS.has(field) && !saysNothing(field, value));
  const key = fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, value]) => `${field}:${fieldKey(step, field, value)}`)
    .join(';');
  keys.set(step, key);
  return key;
}

/** Empty where it might as well be absent: no conditions, no variables, no end of a block. */
function saysNothing(field: string, value: unknown): boolean {
  if (value === undefined || value === false) return true;
  if (field !== 'when' && field !== 'environment' && field !== 'always') return false;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function fieldKey(step: Step, field: string, value: unknown): string {
  const holdsSteps = step.kind === 'block' && (field === 'steps' || field === 'always');
  if (holdsSteps) return `[${(value as readonly Step[]).map(stepKey).join('|')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = values.get(value);
  if (text === undefined) {
    text = canonical(value);
    values.set(value, text);
  }
  return text;
}

/** Steps and values never change once they are made, and equal wrappers of a site are often the same object. */
const keys = new WeakMap<Step, string>();
const values = new WeakMap<object, string>();

/** The key of a list of steps. */
export function stepsKey(steps: readonly Step[]): string {
  return steps.map(stepKey).join('\n');
}
