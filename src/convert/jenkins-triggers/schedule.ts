import { CRON_FIELDS, CronFault, numbersIn, type CronField } from './cron-field.js';
import { jobHash } from './job-hash.js';

/** A schedule of Jenkins in the words of Zuul's timer. */
export interface Schedule {
  /** One entry for each line: minute, hour, day, month, day of week; weekdays as names. Zuul reference: Timer driver. */
  readonly times: readonly string[];
  /** Time zone of the schedule, where it names one. */
  readonly zone?: string;
  /** Whether times were chosen by the job's name (`H`, `@daily`). */
  readonly hashed: boolean;
}

/** Source: Jenkins core, crontab.g. */
const NAMED: Readonly<Record<string, string>> = {
  '@yearly': 'H H H H *',
  '@annually': 'H H H H *',
  '@monthly': 'H H H * *',
  '@weekly': 'H H * * H',
  '@daily': 'H H * * *',
  '@midnight': 'H H(0-2) * * *',
  '@hourly': 'H * * * *',
};

/**
 * Reads a schedule as Jenkins does, with the times it has there. Lines with `#` and empty ones are left out, `TZ=` may stand
 * in the first. Zuul hands the fields to APScheduler, which counts weekdays from Monday: they are written as names.
 *
 * @param job Full name of the job, from which Jenkins takes the numbers for `H`.
 * @throws CronFault for a schedule that Jenkins refuses too.
 */
export function readSchedule(spec: string, job: string): Schedule {
  const hash = jobHash(job);
  const times: string[] = [];
  let zone: string | undefined;
  let hashed = false;
  for (const [index, raw] of spec.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (index === 0 && line.startsWith('TZ=')) {
      zone = line.slice(3).trim();
      continue;
    }
    if (line === '' || line.startsWith('#')) continue;
    const plain = line.startsWith('@') ? NAMED[line] : line;
    const texts = plain?.split(/\s+/) ?? [];
    if (texts.length !== CRON_FIELDS.length) throw new CronFault(`"${line}" has not five fields`);
    hashed ||= plain!.includes('H');
    const fields = CRON_FIELDS.map((field, place) => printed(numbersIn(texts[place]!, field, hash), field));
    times.push(fields.join(' '));
  }
  return { times, hashed, ...(zone !== undefined && { zone }) };
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAYS = 7;

function printed(numbers: readonly number[], field: CronField): string {
  if (field.high !== DAYS) return printedNumbers(numbers, field.low, field.high, String);
  // 0 and 7 are Sunday.
  const days = [...new Set(numbers.map((day) => (day + DAYS - 1) % DAYS))].sort((a, b) => a - b);
  return printedNumbers(days, 0, DAYS - 1, (day) => WEEKDAYS[day]!);
}

/** The shortest of: all, every n-th, a range, a list. */
function printedNumbers(
  numbers: readonly number[],
  low: number,
  high: number,
  name: (number: number) => string,
): string {
  const first = numbers[0]!;
  const last = numbers.at(-1)!;
  const step = numbers.length > 1 ? numbers[1]! - first : 1;
  const isEven = numbers.every((number, place) => number === first + place * step);
  const isAll = first === low && last + step > high;
  const isList = !isEven || numbers.length < 3 || (step > 1 && (high === DAYS - 1 || (!isAll && numbers.length < 5)));
  if (isList) return numbers.map(name).join(',');
  const every = step === 1 ? '' : `/${String(step)}`;
  return isAll ? `*${every}` : `${name(first)}-${name(last)}${every}`;
}
