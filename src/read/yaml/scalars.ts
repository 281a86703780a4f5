import type { ScalarType } from './node.js';

/** What a plain scalar turns out to be. `merge` and `value` (`<<`, `=`) have a meaning in keys only. */
export interface Resolved {
  readonly type: ScalarType | 'merge' | 'value';
  readonly value: string | number | boolean | null;
}

/** A scalar that looks like a number or date and is none: PyYAML recognises its type and then fails on it. */
export class ScalarError extends Error {}

/** The 18 spellings; bare `y` and `n` are text for PyYAML, whatever YAML 1.1 says. */
const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word): [string, boolean] => [word, true]),
  ...['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word): [string, boolean] => [word, false]),
  ...['null', 'Null', 'NULL', '~', ''].map((word): [string, null] => [word, null]),
]);
const LONGEST_WORD = 5;

const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DATE =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})$|^([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)(?:[Tt]|[ \t]+)([0-9][0-9]?):([0-9]{2}):([0-9]{2})(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?$/;

const SEXAGESIMAL = 60;

/**
 * Resolves a plain scalar as PyYAML's full loader on Python 2.7 does. Source: PyYAML, `resolver.py`, `constructor.py`.
 *
 * @throws ScalarError where PyYAML fails: `0b_`, `._`, `2001-99-99`.
 */
export function resolvePlain(text: string): Resolved {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return { type: word === null ? 'null' : 'bool', value: word };
    if (text === '<<') return { type: 'merge', value: text };
    if (text === '=') return { type: 'value', value: text };
  }
  if (!mayBeNumber(text.charCodeAt(0))) return { type: 'str', value: text };
  // The order is PyYAML's: `1:30.` is a float, `1:30` an int.
  if (FLOAT.test(text)) return { type: 'float', value: toFloat(text) };
  if (INT.test(text)) return { type: 'int', value: toInt(text) };
  if (DATE.test(text)) return { type: 'timestamp', value: checkDate(text) };
  return { type: 'str', value: text };
}

/** `+`, `-`, `.` or a digit. */
function mayBeNumber(first: number): boolean {
  return (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
}

/** Reads a scalar under an explicit tag of YAML's own (`int` of `!!int`). */
export function readTagged(tag: string, text: string): Resolved {
  switch (tag) {
    case 'str':
      return { type: 'str', value: text };
    case 'null':
      return { type: 'null', value: null };
    case 'bool': {
      const value = WORDS.get(text.toLowerCase());
      if (typeof value !== 'boolean') throw new ScalarError(`${JSON.stringify(text)} is no truth value`);
      return { type: 'bool', value };
    }
    case 'int':
      return { type: 'int', value: toInt(text) };
    case 'float':
      return { type: 'float', value: toFloat(text) };
    case 'timestamp':
      return { type: 'timestamp', value: checkDate(text) };
    case 'merge':
      return { type: 'merge', value: text };
    case 'value':
      return { type: 'value', value: text };
    default:
      throw new ScalarError(`the tag !!${tag} is not supported`);
  }
}

function toInt(text: string): number {
  // There is no whole number -0.
  return readInt(text) + 0;
}

function readInt(text: string): number {
  const [sign, digits] = splitSign(text.replaceAll('_', ''));
  if (digits.startsWith('0b')) return sign * parse(digits.slice(2), 2, text);
  if (digits.startsWith('0x')) return sign * parse(digits.slice(2), 16, text);
  if (digits.length > 1 && digits.startsWith('0')) return sign * parse(digits.slice(1), 8, text);
  if (digits.includes(':')) return sign * sexagesimal(digits.split(':').map((part) => parse(part, 10, text)));
  return sign * parse(digits, 10, text);
}

const DIGITS: Readonly<Record<number, RegExp>> = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^[0-9]+$/, 16: /^[0-9a-f]+$/i };

function parse(digits: string, base: number, text: string): number {
  if (DIGITS[base]?.test(digits) !== true) throw new ScalarError(`${JSON.stringify(text)} is no whole number`);
  return base === 10 ? Number(digits) : Number.parseInt(digits, base);
}

function toFloat(text: string): number {
  const [sign, digits] = splitSign(text.replaceAll('_', '').toLowerCase());
  if (digits === '.inf') return sign * Infinity;
  if (digits === '.nan') return NaN;
  const parts = digits.split(':').map((part) => {
    if (!/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/.test(part)) {
      throw new ScalarError(`${JSON.stringify(text)} is no number`);
    }
    return Number(part);
  });
  return sign * sexagesimal(parts);
}

function sexagesimal(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum * SEXAGESIMAL + part, 0);
}

function splitSign(text: string): [number, string] {
  const sign = text.startsWith('-') ? -1 : 1;
  return [sign, text.startsWith('-') || text.startsWith('+') ? text.slice(1) : text];
}

/** Python's dates refuse a 13th month, a 30th of February, an hour 24 and a year 0. */
function checkDate(text: string): string {
  const found = DATE.exec(text);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 7, 8, 9].map((group) =>
    Number(found?.[group] ?? (group < 4 ? found?.[group + 3] : undefined) ?? 0),
  ) as [number, number, number, number, number, number];
  const exists =
    year > 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  if (found === null || !exists || hour > 23 || minute > 59 || second > 59) {
    throw new ScalarError(`${JSON.stringify(text)} is no date`);
  }
  return text;
}
