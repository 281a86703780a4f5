import { kindOf } from './check-converter.js';

/** Parts of a contribution that hold steps. */
const STEP_LISTS = new Set(['before', 'checkout', 'setUp', 'run', 'after', 'post']);
const OTHER_LISTS = new Set(['secrets', 'triggers', 'checkouts', 'combinations']);
const MAPPINGS = new Set(['job', 'environment']);

/** Kind of a step → the fields it cannot do without, beside name and place, and what each has to be. */
const STEPS: Readonly<Record<string, Readonly<Record<string, 'text' | 'list' | 'mapping'>>>> = {
  script: { body: 'text', command: 'list', extension: 'text' },
  role: { role: 'text', vars: 'mapping' },
  fail: { code: 'text', message: 'text' },
  'start-job': { jobs: 'list', parameters: 'mapping' },
  block: { steps: 'list' },
};

const IS = {
  text: (value: unknown) => typeof value === 'string',
  list: (value: unknown) => Array.isArray(value),
  mapping: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
} as const;

/**
 * What is wrong with what a user's converter returned, in words that follow "returned"; `undefined`: nothing. A converter in
 * plain JavaScript has no compiler that tells.
 */
export function faultOfContribution(value: unknown): string | undefined {
  if (!IS.mapping(value) || value instanceof Promise) {
    return `${value === undefined ? 'nothing' : kindOf(value)}; expected a contribution, {} where nothing is to be done`;
  }
  for (const [key, part] of Object.entries(value as object) as [string, unknown][]) {
    if (part === undefined) continue;
    if (MAPPINGS.has(key)) {
      if (!IS.mapping(part)) return `${kindOf(part)} as '${key}'; expected a mapping`;
    } else if (STEP_LISTS.has(key)) {
      const wrong = faultOfSteps(part, key);
      if (wrong !== undefined) return wrong;
    } else if (!OTHER_LISTS.has(key)) return `the unknown part '${key}'`;
    else if (!IS.list(part)) return `${kindOf(part)} as '${key}'; expected a list`;
  }
  return undefined;
}

function faultOfSteps(steps: unknown, where: string): string | undefined {
  if (!Array.isArray(steps)) return `${kindOf(steps)} as '${where}'; expected a list of steps`;
  for (const [index, step] of (steps as unknown[]).entries()) {
    const wrong = faultOfStep(step, `${where}[${String(index)}]`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function faultOfStep(value: unknown, where: string): string | undefined {
  if (!IS.mapping(value)) return `${kindOf(value)} as '${where}'; expected a step`;
  const step = value as Record<string, unknown>;
  const fields =
    typeof step['kind'] === 'string' && Object.hasOwn(STEPS, step['kind']) ? STEPS[step['kind']] : undefined;
  if (fields === undefined) {
    return `${kindOf(step['kind'])} as '${where}.kind'; expected one of ${Object.keys(STEPS).join(', ')}`;
  }
  if (typeof (step['at'] as { file?: unknown } | undefined)?.file !== 'string') {
    return `no place as '${where}.at'; expected that of the element, input.at`;
  }
  for (const [field, kind] of Object.entries({ name: 'text' as const, ...fields })) {
    if (!IS[kind](step[field])) return `${kindOf(step[field])} as '${where}.${field}'; expected a ${kind}`;
  }
  if (step['kind'] !== 'block') return undefined;
  const inner = faultOfSteps(step['steps'], `${where}.steps`);
  return inner ?? (step['always'] === undefined ? undefined : faultOfSteps(step['always'], `${where}.always`));
}
