import { complement, NEWLINE, EVERYTHING, type CharSet } from '../char-set.js';
import {
  boundary,
  choiceOf,
  END,
  type Expression,
  LINE_END,
  LINE_START,
  noBoundary,
  NOTHING,
  NotRegular,
  sequenceOf,
  setOf,
  START,
} from './expression.js';
import { foldCase, perlClass, RE2_WORD } from './re2-characters.js';
import { readClass, readEscapedCode, readProperty, type Cursor } from './re2-escapes.js';

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

interface Reading extends Cursor {
  flags: Flags;
}

/**
 * An RE2 pattern as an expression. Meant for patterns that RE2 takes (`re2Error` tells); of others it may read more than
 * RE2 does. Source: RE2, "Syntax".
 *
 * @throws NotRegular where it cannot be read, or goes by bytes (`\C`)
 */
export function fromRe2(source: string): Expression {
  const reading: Reading = { codes: Array.from(source), at: 0, flags: { i: false, m: false, s: false } };
  const expression = readChoice(reading);
  if (reading.at < reading.codes.length) throw new NotRegular('it has a bracket too many');
  return expression;
}

function readChoice(reading: Reading): Expression {
  const branches = [readSequence(reading)];
  while (reading.codes[reading.at] === '|') {
    reading.at += 1;
    branches.push(readSequence(reading));
  }
  return choiceOf(branches);
}

function readSequence(reading: Reading): Expression {
  const items: Expression[] = [];
  for (;;) {
    const next = reading.codes[reading.at];
    if (next === undefined || next === '|' || next === ')') return sequenceOf(items);
    const bounds = readBounds(reading);
    if (bounds) items.push({ kind: 'repeat', body: items.pop() ?? NOTHING, ...bounds });
    else items.push(...readItem(reading));
  }
}

/** A quantifier, if one comes next. `{` that is none, `{,3}` for one, is an ordinary character. */
function readBounds(reading: Reading): { readonly min: number; readonly max: number } | undefined {
  const text = reading.codes.slice(reading.at, reading.at + 12).join('');
  const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(text);
  if (!found) return undefined;
  reading.at += found[0].length;
  const [, sign, low = '', range, high = ''] = found;
  if (sign !== undefined) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
  const max = range === undefined ? Number(low) : high === '' ? Infinity : Number(high);
  return { min: Number(low), max };
}

function readItem(reading: Reading): readonly Expression[] {
  const { flags } = reading;
  const character = reading.codes[reading.at] ?? '';
  reading.at += 1;
  switch (character) {
    case '(':
      return readGroup(reading);
    case '[':
      return [setOf(readClass(reading, flags.i))];
    case '.':
      return [setOf(flags.s ? EVERYTHING : complement(NEWLINE))];
    case '^':
      return [flags.m ? LINE_START : START];
    case '$':
      return [flags.m ? LINE_END : END];
    case '\\':
      return readEscape(reading);
    default:
      return [letter(character.codePointAt(0) ?? 0, flags)];
  }
}

function letter(code: number, flags: Flags): Expression {
  return cased([[code, code]], flags);
}

function cased(set: CharSet, flags: Flags): Expression {
  return setOf(flags.i ? foldCase(set) : set);
}

/** `(…)`, `(?:…)`, `(?P<n>…)`, `(?i)`, `(?i-s:…)`. Flags hold to the end of the group around them. */
function readGroup(reading: Reading): readonly Expression[] {
  const before = reading.flags;
  const rest = reading.codes.slice(reading.at, reading.at + 100).join('');
  const opening = /^\?(?:P?<\w+>|([imsU]*)(?:-([imsU]+))?(:|\)))/.exec(rest);
  if (rest.startsWith('?') && !opening) throw new NotRegular('it has a group that RE2 does not know');
  if (opening) {
    reading.at += opening[0].length;
    reading.flags = changed(before, opening[1] ?? '', opening[2] ?? '');
    if (opening[3] === ')') return [];
  }
  const body = readChoice(reading);
  if (reading.codes[reading.at] !== ')') throw new NotRegular('it has a bracket that nothing closes');
  reading.at += 1;
  reading.flags = before;
  return [body];
}

function changed(flags: Flags, on: string, off: string): Flags {
  const is = (flag: keyof Flags): boolean => (flags[flag] || on.includes(flag)) && !off.includes(flag);
  return { i: is('i'), m: is('m'), s: is('s') };
}

function readEscape(reading: Reading): readonly Expression[] {
  const { flags } = reading;
  const character = reading.codes[reading.at] ?? '';
  const set = perlClass(character);
  if (set) {
    reading.at += 1;
    return [cased(set, flags)];
  }
  const place = anchorOf(character);
  if (place) {
    reading.at += 1;
    return [place];
  }
  if (character === 'C') throw new NotRegular('it goes by bytes');
  if (character === 'Q') return readQuoted(reading);
  if (character === 'p' || character === 'P') return [cased(readProperty(reading), flags)];
  return [letter(readEscapedCode(reading), flags)];
}

function anchorOf(character: string): Expression | undefined {
  switch (character) {
    case 'A':
      return START;
    case 'z':
      return END;
    case 'b':
      return boundary(RE2_WORD);
    case 'B':
      return noBoundary(RE2_WORD, true);
    default:
      return undefined;
  }
}

/** `\Q…\E`: these very characters. A quantifier behind holds for the last one. */
function readQuoted(reading: Reading): readonly Expression[] {
  const start = reading.at + 1;
  let end = start;
  const { codes } = reading;
  while (end < codes.length && !(codes[end] === '\\' && codes[end + 1] === 'E')) end += 1;
  reading.at = Math.min(codes.length, end + 2);
  return codes.slice(start, end).map((character) => letter(character.codePointAt(0) ?? 0, reading.flags));
}
