/** One field of a time: its name, its smallest and largest value, and the words it knows. */
interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  readonly last?: boolean;
}

const FIELDS: readonly CronField[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31, last: true },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'weekday', min: 0, max: 6, names: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
  { name: 'second', min: 0, max: 59 },
];

const FEWEST = 5;
const MOST = 7;

/**
 * Why a timer trigger's time would never come; `undefined` when it does. Zuul only logs such a time. The rules are those of
 * APScheduler 3 (`apscheduler.triggers.cron.expressions`), weekday 0 is Monday. Zuul reference: Timer Driver.
 */
export function cronError(time: string): string | undefined {
  const parts = time.split(/\s+/).filter((part) => part !== '');
  if (parts.length < FEWEST || parts.length > MOST) return `${String(parts.length)} fields`;
  const jitter = parts[MOST - 1];
  if (jitter !== undefined && !/^[+-]?\d+$/.test(jitter)) return `the jitter ${jitter} is no number`;
  for (const [index, field] of FIELDS.entries()) {
    for (const expression of (parts[index] ?? '*').split(',')) {
      const error = expressionError(expression, field);
      if (error !== undefined) return `${field.name} ${expression}: ${error}`;
    }
  }
  return undefined;
}

function expressionError(expression: string, field: CronField): string | undefined {
  const all = /^\*(?:\/(\d+))?$/.exec(expression);
  if (all) return stepError(all[1], field.max - field.min);
  const numbers = /^(\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(expression);
  if (numbers) return rangeError(numbers, field);
  if (field.last === true && /^last/i.test(expression)) return undefined;
  const words = /^([a-z]+)(?:-([a-z]+))?/i.exec(expression);
  return field.names && words ? namesError(words, field.names) : 'not understood';
}

function rangeError(found: RegExpExecArray, { min, max }: CronField): string | undefined {
  const first = Number(found[1]);
  const last = found[2] === undefined ? undefined : Number(found[2]);
  if (last !== undefined && first > last) return 'the end is before the start';
  if (first < min || first > max || (last ?? first) > max) return `only ${String(min)} to ${String(max)}`;
  // APScheduler takes a last value of 0 for none.
  return stepError(found[3], (last || max) - first);
}

function stepError(step: string | undefined, range: number): string | undefined {
  if (step === undefined) return undefined;
  if (Number(step) === 0) return 'a step of 0';
  return Number(step) > range ? 'the step is larger than the range' : undefined;
}

function namesError(found: RegExpExecArray, names: readonly string[]): string | undefined {
  const [first, last] = [found[1], found[2]].map((name) =>
    name === undefined ? undefined : names.indexOf(name.toLowerCase()),
  );
  if (first === -1 || last === -1) return `not one of ${names.join(', ')}`;
  return first !== undefined && last !== undefined && first > last ? 'the end is before the start' : undefined;
}
