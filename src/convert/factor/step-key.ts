import type { Step } from '../../model/step.js';

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

/** The same, remembered for each object: equal wrappers of a site are often one object, and none of them ever changes. */
export function canonicalOnce(value: unknown): string {
  if (typeof value !== 'object' || value === null) return canonical(value);
  let text = texts.get(value);
  if (text === undefined) {
    text = canonical(value);
    texts.set(value, text);
  }
  return text;
}

const texts = new WeakMap<object, string>();

/**
 * A text that two steps share exactly when they do the same. Names and places do not count, at any depth, and neither does
 * what says nothing: no conditions, no variables, no end of a block.
 */
export function stepKey(step: Step): string {
  let key = keys.get(step);
  if (key === undefined) {
    key = makeKey(step) + conditionsKey(step);
    keys.set(step, key);
  }
  return key;
}

const keys = new WeakMap<Step, string>();

function makeKey(step: Step): string {
  switch (step.kind) {
    case 'role':
      return `role ${step.role} ${canonicalOnce(step.vars)}`;
    case 'script': {
      const { body, command, extension, answer = '', environment } = step;
      return `script ${canonicalOnce(command)} ${extension} ${answer} ${JSON.stringify(body)}${environmentKey(environment)}`;
    }
    case 'fail':
      return `fail ${canonical([step.code, step.message, step.original])}`;
    case 'start-job': {
      const { jobs, parameters, passParameters, wait, failsOn } = step;
      return `start ${canonical([jobs, parameters, passParameters, wait, failsOn])}`;
    }
    case 'block': {
      const { steps, always = [], answer = '', environment } = step;
      const end = always.length === 0 ? '' : ` always [${stepsKey(always)}]`;
      return `block ${answer} [${stepsKey(steps)}]${end}${environmentKey(environment)}`;
    }
  }
}

function environmentKey(environment: object | undefined): string {
  if (environment === undefined) return '';
  const key = canonicalOnce(environment);
  return key === '{}' ? '' : ` with ${key}`;
}

/** When a step runs, and whether its failure counts. */
export function conditionsKey({ when, ignoreErrors }: Step): string {
  const tests = when === undefined || when.length === 0 ? '' : ` when ${canonicalOnce(when)}`;
  return ignoreErrors === true ? `${tests} forgiven` : tests;
}

/** The key of a list of steps. */
export function stepsKey(steps: readonly Step[]): string {
  return steps.map(stepKey).join('\n');
}
