import { charSet, collect, complement, union, type CharSet } from '../char-set.js';

const DIGIT = charSet([[0x30, 0x39]]);
const UPPER = charSet([[0x41, 0x5a]]);
const LOWER = charSet([[0x61, 0x7a]]);
const ALPHA = union(UPPER, LOWER);
const SPACE = charSet([[0x09, 0x0a], [0x0c, 0x0d], [0x20, 0x20]]); // prettier-ignore

/** What `\w` holds; also decides about `\b`. */
export const RE2_WORD = union(ALPHA, DIGIT, [[0x5f, 0x5f]]);

/** `\d \s \w`. Unlike Python's, `\s` lacks the vertical tab. */
const PERL: Readonly<Record<string, CharSet>> = { d: DIGIT, s: SPACE, w: RE2_WORD };

/** The set of `\d \D \s \S \w \W`; `undefined` for other letters. */
export function perlClass(letter: string): CharSet | undefined {
  const set = PERL[letter.toLowerCase()];
  return set === undefined || letter === letter.toLowerCase() ? set : complement(set);
}

const NAMED: Readonly<Record<string, CharSet>> = {
  alnum: union(ALPHA, DIGIT),
  alpha: ALPHA,
  ascii: [[0, 0x7f]],
  blank: charSet([[0x09, 0x09], [0x20, 0x20]]), // prettier-ignore
  cntrl: charSet([[0, 0x1f], [0x7f, 0x7f]]), // prettier-ignore
  digit: DIGIT,
  graph: [[0x21, 0x7e]],
  lower: LOWER,
  print: [[0x20, 0x7e]],
  punct: charSet([[0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]]), // prettier-ignore
  space: charSet([[0x09, 0x0d], [0x20, 0x20]]), // prettier-ignore
  upper: UPPER,
  word: RE2_WORD,
  xdigit: union(DIGIT, [[0x41, 0x46]], [[0x61, 0x66]]),
};

/** The set of `[:name:]`. */
export function namedClass(name: string): CharSet | undefined {
  return NAMED[name];
}

const properties = new Map<string, CharSet>();

/** The set of `\p{name}`: a general category or a script; `undefined` where there is no such property. */
export function propertyClass(name: string): CharSet | undefined {
  let set = properties.get(name);
  if (set) return set;
  const test = name === 'Any' ? /[^]/u : (propertyTest(`\\p{gc=${name}}`) ?? propertyTest(`\\p{sc=${name}}`));
  if (test === undefined) return undefined;
  set = collect((code) => test.test(String.fromCodePoint(code)));
  properties.set(name, set);
  return set;
}

function propertyTest(source: string): RegExp | undefined {
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A set with all forms of its letters that differ in case alone, as `(?i)` of RE2 sees them. */
export function foldCase(set: CharSet): CharSet {
  const has = (code: number): boolean => set.some(([from, to]) => from <= code && code <= to);
  const added: CharSet[] = [];
  for (const family of families()) if (family.some(has)) added.push(charSet(family.map((code) => [code, code])));
  return union(set, ...added);
}

let known: readonly (readonly number[])[] | undefined;

/** Letters that JavaScript's own folding (simple folding of Unicode, as in RE2) takes as one. */
function families(): readonly (readonly number[])[] {
  if (known) return known;
  const groups = new Map<string, number[]>();
  for (let code = 0x41; code < 0x1e944; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const letter = String.fromCodePoint(code);
    const upper = letter.toUpperCase();
    if (upper === letter && letter.toLowerCase() === letter) continue;
    const key = upper.toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), code]);
  }
  known = [...groups.values()]
    .map((codes) => codes.filter((code) => sameLetter(codes[0] ?? code, code)))
    .filter((codes) => codes.length > 1);
  return known;
}

function sameLetter(one: number, other: number): boolean {
  return one === other || new RegExp(`^\\u{${one.toString(16)}}$`, 'iu').test(String.fromCodePoint(other));
}
