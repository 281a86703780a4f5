import type { JobHash } from './job-hash.js';

/** One of the five fields of a schedule. */
export interface CronField {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Largest number that `H` alone gives. */
  readonly hashHigh: number;
  /** A range may go over midnight. */
  readonly wraps?: true;
}

/** Source: Jenkins core, hudson.scheduler.BaseParser. */
export const CRON_FIELDS: readonly CronField[] = [
  { name: 'minute', low: 0, high: 59, hashHigh: 59 },
  { name: 'hour', low: 0, high: 23, hashHigh: 23, wraps: true },
  { name: 'day of month', low: 1, high: 31, hashHigh: 28 },
  { name: 'month', low: 1, high: 12, hashHigh: 12 },
  { name: 'day of week', low: 0, high: 7, hashHigh: 6 },
];

/** What is wrong with a schedule, for the sentence of a finding. */
export class CronFault extends Error {}

const TERM = /^(?:(\*)|(H)(?:\((\d+)-(\d+)\))?|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/;

/** The numbers that a field stands for, in ascending order. */
export function numbersIn(text: string, field: CronField, hash: JobHash): number[] {
  const numbers = new Set<number>();
  for (const term of text.split(',')) for (const number of termNumbers(term, field, hash)) numbers.add(number);
  return [...numbers].sort((a, b) => a - b);
}

function termNumbers(term: string, field: CronField, hash: JobHash): number[] {
  const match = TERM.exec(term);
  if (match === null) throw new CronFault(`"${term}" is no ${field.name}`);
  const [, star, hashed, hashFrom, hashTo, from, to, step] = match;
  if (hashed !== undefined) {
    const low = hashFrom === undefined ? field.low : checked(hashFrom, field);
    const high = hashTo === undefined ? field.hashHigh : checked(hashTo, field);
    return hashedNumbers(low, high, step === undefined ? undefined : Number(step), field, hash);
  }
  if (star !== undefined) return range(field.low, field.high, stepOf(step), field);
  const first = checked(from!, field);
  if (to === undefined && step !== undefined) throw new CronFault(`"${term}" has a step but no range`);
  return to === undefined ? [first] : range(first, checked(to, field), stepOf(step), field);
}

function stepOf(text: string | undefined): number {
  if (text === '0') throw new CronFault('a step of 0');
  return text === undefined ? 1 : Number(text);
}

function checked(text: string, field: CronField): number {
  const number = Number(text);
  if (number >= field.low && number <= field.high) return number;
  throw new CronFault(`${text} is no ${field.name} (${String(field.low)} to ${String(field.high)})`);
}

function range(from: number, to: number, step: number, field: CronField): number[] {
  const end = field.wraps && from > to ? to + 24 : to;
  if (from > end) throw new CronFault(`${String(from)}-${String(to)} is the wrong way round`);
  const numbers: number[] = [];
  for (let number = from; number <= end; number += step) numbers.push(field.wraps ? number % 24 : number);
  return numbers;
}

/** `H`: one number. `H/3`: every third one, the job's number says from where. */
function hashedNumbers(from: number, to: number, step: number | undefined, field: CronField, hash: JobHash): number[] {
  const end = field.wraps && from > to ? to + 24 : to;
  const size = end - from + 1;
  if (size < 1) throw new CronFault(`H(${String(from)}-${String(to)}) is the wrong way round`);
  if (step === 0 || (step !== undefined && step > size)) throw new CronFault(`a step of ${String(step)}`);
  const wrapped = (number: number): number => (field.wraps ? number % 24 : number);
  if (step === undefined || step === 1) return [wrapped(from + hash.next(size))];
  const numbers: number[] = [];
  for (let number = from + hash.next(step); number <= end; number += step) numbers.push(wrapped(number));
  return numbers;
}
