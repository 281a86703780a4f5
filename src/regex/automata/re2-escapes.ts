import { charSet, complement, union, type CharRange, type CharSet } from '../char-set.js';
import { NotRegular } from './expression.js';
import { foldCase, namedClass, perlClass, propertyClass } from './re2-characters.js';

/** A pattern by characters, and how far it is read. */
export interface Cursor {
  readonly codes: readonly string[];
  at: number;
}

const CONTROL: Readonly<Record<string, number>> = { a: 0x07, f: 0x0c, t: 0x09, n: 0x0a, r: 0x0d, v: 0x0b };

/** `[…]`, the opening bracket already taken. */
export function readClass(cursor: Cursor, ignoreCase: boolean): CharSet {
  const negated = take(cursor, '^');
  const sets: CharSet[] = [];
  for (let first = true; ; first = false) {
    if (!first && take(cursor, ']')) break;
    if (cursor.at >= cursor.codes.length) throw new NotRegular('it has a class that nothing closes');
    sets.push(readMember(cursor));
  }
  const set = ignoreCase ? foldCase(union(...sets)) : union(...sets);
  return negated ? complement(set) : set;
}

function readMember(cursor: Cursor): CharSet {
  const { codes } = cursor;
  const named = /^\[:(\^?)(\w+):\]/.exec(codes.slice(cursor.at, cursor.at + 16).join(''));
  const set = named?.[2] === undefined ? undefined : namedClass(named[2]);
  if (named && set) {
    cursor.at += named[0].length;
    return named[1] === '^' ? complement(set) : set;
  }
  if (codes[cursor.at] === '\\') {
    const letter = codes[cursor.at + 1] ?? '';
    const perl = perlClass(letter);
    if (perl) {
      cursor.at += 2;
      return perl;
    }
    if (letter === 'p' || letter === 'P') {
      cursor.at += 1;
      return readProperty(cursor);
    }
  }
  const from = readCode(cursor);
  if (codes[cursor.at] !== '-' || codes[cursor.at + 1] === ']') return charSet([[from, from]]);
  cursor.at += 1;
  const range: CharRange = [from, readCode(cursor)];
  if (range[1] < from) throw new NotRegular('it has a range from high to low');
  return charSet([range]);
}

function readCode(cursor: Cursor): number {
  if (take(cursor, '\\')) return readEscapedCode(cursor);
  const character = cursor.codes[cursor.at] ?? '';
  cursor.at += 1;
  return character.codePointAt(0) ?? 0;
}

/** The character that an escape stands for, the backslash already taken. */
export function readEscapedCode(cursor: Cursor): number {
  const rest = cursor.codes.slice(cursor.at, cursor.at + 12).join('');
  const found = /^(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|([0-7]{1,3}))/.exec(rest);
  if (found) {
    cursor.at += found[0].length;
    return found[3] === undefined ? parseInt(found[1] ?? found[2] ?? '', 16) : parseInt(found[3], 8);
  }
  const character = cursor.codes[cursor.at];
  if (character === undefined) throw new NotRegular('it ends in a backslash');
  cursor.at += 1;
  const control = CONTROL[character];
  if (control === undefined && /[0-9A-Za-z]/.test(character)) throw new NotRegular(`RE2 does not know \\${character}`);
  return control ?? character.codePointAt(0) ?? 0;
}

/** `\pL`, `\p{Greek}`, `\P…`, `\p{^…}`, the backslash already taken. */
export function readProperty(cursor: Cursor): CharSet {
  const rest = cursor.codes.slice(cursor.at, cursor.at + 60).join('');
  const found = /^([pP])(?:\{(\^?)(\w+)\}|(\w))/.exec(rest);
  const set = found && propertyClass(found[3] ?? found[4] ?? '');
  if (!found || !set) throw new NotRegular('it names a property that is not known');
  cursor.at += found[0].length;
  return (found[1] === 'P') !== (found[2] === '^') ? complement(set) : set;
}

function take(cursor: Cursor, character: string): boolean {
  if (cursor.codes[cursor.at] !== character) return false;
  cursor.at += 1;
  return true;
}
