import type { Category, CharacterClass, Flag, Literal } from './ast.js';
import { NEWLINE, EVERYTHING, type CharSet, charSet, collect, complement, union } from './char-set.js';

const ASCII: Readonly<Record<Category, CharSet>> = {
  digit: [[0x30, 0x39]],
  space: charSet([[0x09, 0x0d], [0x20, 0x20]]), // prettier-ignore
  word: charSet([[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]]), // prettier-ignore
};

// U+180E was a blank in the Unicode of Python 2.7.
const UNICODE_SPACE = charSet([
  [0x09, 0x0d], [0x1c, 0x20], [0x85, 0x85], [0xa0, 0xa0], [0x1680, 0x1680], [0x180e, 0x180e],
  [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000],
]); // prettier-ignore

/** Flags as far as they decide which characters belong together. */
export interface CharacterRules {
  /** `(?u)` without `(?L)`. Zuul runs in the C locale, where `(?L)` adds nothing to ASCII. */
  readonly unicode: boolean;
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

export function characterRules(flags: readonly Flag[]): CharacterRules {
  return {
    unicode: flags.includes('u') && !flags.includes('L'),
    ignoreCase: flags.includes('i'),
    dotAll: flags.includes('s'),
  };
}

/** What `\d`, `\s`, `\w` hold in Python 2.7: ASCII only, unless `(?u)` is given. */
export function categorySet(category: Category, rules: CharacterRules): CharSet {
  return rules.unicode ? unicodeCategories()[category] : ASCII[category];
}

/** Which characters a single-character node takes. */
export function charactersOf(
  node: Literal | CharacterClass | { readonly kind: 'any' },
  rules: CharacterRules,
): CharSet {
  if (node.kind === 'any') return rules.dotAll ? EVERYTHING : complement(NEWLINE);
  if (node.kind === 'literal') return folded([[node.code, node.code]], rules);
  const ranges = charSet(node.items.flatMap((item) => (item.kind === 'range' ? [[item.from, item.to] as const] : [])));
  const categories = node.items.flatMap((item) => {
    if (item.kind !== 'category') return [];
    const set = categorySet(item.category, rules);
    return [item.negated ? complement(set) : set];
  });
  const set = union(folded(ranges, rules), ...categories);
  return node.negated ? complement(set) : set;
}

/** A set with the other case of its letters: of ASCII letters only, unless `(?u)` is given. */
function folded(set: CharSet, rules: CharacterRules): CharSet {
  if (!rules.ignoreCase) return set;
  return rules.unicode ? foldUnicode(set) : foldAscii(set);
}

const CASE_DISTANCE = 0x20;

function foldAscii(set: CharSet): CharSet {
  const other = set.flatMap(([from, to]) => [
    ...shifted(from, to, 0x41, 0x5a, CASE_DISTANCE),
    ...shifted(from, to, 0x61, 0x7a, -CASE_DISTANCE),
  ]);
  return union(set, other);
}

function shifted(from: number, to: number, first: number, last: number, by: number): CharSet {
  const low = Math.max(from, first);
  const high = Math.min(to, last);
  return low <= high ? [[low + by, high + by]] : [];
}

/** Python compares lower-case forms, and takes as equal what has the same upper-case form. */
function foldUnicode(set: CharSet): CharSet {
  const inside = (code: number): boolean => set.some(([from, to]) => code >= from && code <= to);
  const added: CharSet[] = [];
  for (const family of caseFamilies()) {
    if (family.some(inside)) added.push(charSet(family.map((code) => [code, code])));
  }
  return union(set, ...added);
}

let families: readonly (readonly number[])[] | undefined;

/** Characters that differ in case alone. */
function caseFamilies(): readonly (readonly number[])[] {
  if (families) return families;
  const byUpper = new Map<number, number[]>();
  for (let code = 0; code < 0x20000; code += 1) {
    const lower = simpleCase(code, 'toLowerCase');
    const upper = simpleCase(lower, 'toUpperCase');
    if (upper === code && lower === code) continue;
    const family = byUpper.get(upper) ?? [];
    family.push(code);
    byUpper.set(upper, family);
  }
  families = [...byUpper.values()].filter((family) => family.length > 1);
  return families;
}

function simpleCase(code: number, way: 'toLowerCase' | 'toUpperCase'): number {
  // The full mapping has two characters, the simple one is `i`.
  if (code === 0x130 && way === 'toLowerCase') return 0x69;
  const mapped = Array.from(String.fromCodePoint(code)[way]());
  return mapped.length === 1 ? (mapped[0]?.codePointAt(0) ?? code) : code;
}

let unicodeSets: Readonly<Record<Category, CharSet>> | undefined;

function unicodeCategories(): Readonly<Record<Category, CharSet>> {
  unicodeSets ??= {
    digit: collect((code) => /\p{Nd}/u.test(String.fromCodePoint(code))),
    space: UNICODE_SPACE,
    word: collect((code) => /[\p{L}\p{N}_]/u.test(String.fromCodePoint(code))),
  };
  return unicodeSets;
}
