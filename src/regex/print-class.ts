import type { CharacterClass, ClassItem, Literal } from './ast.js';
import { type CharRange, type CharSet, LAST_CODE, complement } from './char-set.js';
import { type CharacterRules, categorySet, charactersOf } from './python-characters.js';
import { Untranslatable } from './untranslatable.js';

/** What decides how a pattern is spelled for RE2. */
export interface PrintContext {
  readonly rules: CharacterRules;
  readonly multiline: boolean;
  /** The text may hold newlines and other control characters. */
  readonly prose: boolean;
}

const NAMED: ReadonlyMap<number, string> = new Map([
  [0x07, '\\a'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
]);

/** Escapes that mean one character in Python and the same one in RE2. */
const SAME_ESCAPE = /^\\(?:[^A-Za-z0-9\0-\x1f\x7f-\u{10ffff}]|[aftnrv]|x[0-9a-fA-F]{2})$/u;

/** A character outside brackets. */
export function printLiteral(node: Literal, context: PrintContext): string {
  const { ignoreCase, unicode } = context.rules;
  if (ignoreCase && unicode) {
    const set = charactersOf(node, context.rules);
    if (set.length > 1) return `[${printRanges(set)}]`;
  }
  // RE2 folds the case of all letters, Python 2.7 of ASCII letters only.
  if (ignoreCase && !unicode && node.code > 0x7f) return `(?-i:${printCode(node.code)})`;
  if (SAME_ESCAPE.test(node.raw)) return node.raw;
  return printCode(node.code);
}

function printCode(code: number): string {
  const text = String.fromCodePoint(code);
  return /[\\^$.|?*+()[{]/.test(text) ? `\\${text}` : printControl(code);
}

function printControl(code: number): string {
  const named = NAMED.get(code);
  if (named !== undefined) return named;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code === LAST_CODE || (code >= 0xd800 && code < 0xe000)
    ? `\\x{${code.toString(16).toUpperCase()}}`
    : String.fromCodePoint(code);
}

/** A class whose spelling means the same to RE2: ASCII, no `[` inside, no escapes but these. */
const SAME_CLASS = /^(?:\\[dDwWsS]|\[\^?\]?(?:[ !-Z^-~]|\\[dDwWsSntrf]|\\[!-/:-@[-`{-~])*\])$/;

export function printClass(node: CharacterClass, context: PrintContext): string {
  const { unicode, ignoreCase } = context.rules;
  // A class that excludes nothing; no pattern can spell it, only we make it.
  if (node.items.length === 0) return context.prose ? '(?s:.)' : '.';
  if (unicode) return printUnicode(node, context.rules);
  // RE2's \s lacks the vertical tab; names hold none.
  const exact = !context.prose || !node.items.some((item) => item.kind === 'category' && item.category === 'space');
  if (exact && SAME_CLASS.test(node.raw)) return node.raw;
  if (ignoreCase && node.items.some((item) => item.kind === 'range' && item.to > 0x7f)) {
    return `(?-i:[${printRanges(charactersOf(node, context.rules))}])`;
  }
  const [only] = node.items;
  if (node.items.length === 1 && only?.kind === 'category' && exact) {
    const letter = { digit: 'd', space: 's', word: 'w' }[only.category];
    return `\\${node.negated !== only.negated ? letter.toUpperCase() : letter}`;
  }
  const flip = node.items.length === 1 && only?.kind === 'category' && only.negated;
  const items = flip ? [{ ...only, negated: false }] : node.items;
  return `[${node.negated !== flip ? '^' : ''}${items.map((item) => printItem(item, context)).join('')}]`;
}

function printItem(item: ClassItem, { prose }: PrintContext): string {
  if (item.kind === 'range') return printRange([item.from, item.to]);
  if (item.category === 'digit') return item.negated ? '\\D' : '\\d';
  if (item.category === 'word') return item.negated ? '\\W' : '\\w';
  if (!prose) return item.negated ? '\\S' : '\\s';
  return item.negated ? printRanges(complement(categorySet('space', ASCII_RULES))) : '\\s\\v';
}

const ASCII_RULES: CharacterRules = { unicode: false, ignoreCase: false, dotAll: false };

/** Under `(?u)`: RE2's own classes stay ASCII, its properties are Unicode's. */
function printUnicode(node: CharacterClass, rules: CharacterRules): string {
  const [only] = node.items;
  if (node.items.length === 1 && only?.kind === 'category') {
    return `[${node.negated !== only.negated ? '^' : ''}${unicodeCategory(only.category, rules)}]`;
  }
  const categories = node.items.map((item) => {
    if (item.kind === 'range') return '';
    if (!item.negated) return unicodeCategory(item.category, rules);
    if (item.category === 'digit') return '\\P{Nd}';
    throw new Untranslatable('under (?u) RE2 has no class that holds \\W or \\S together with something else');
  });
  const ranges = node.items.filter((item) => item.kind === 'range');
  const plain = charactersOf({ ...node, negated: false, items: ranges }, rules);
  return `[${node.negated ? '^' : ''}${printRanges(plain)}${categories.join('')}]`;
}

function unicodeCategory(category: 'digit' | 'space' | 'word', rules: CharacterRules): string {
  if (category === 'digit') return '\\p{Nd}';
  return category === 'word' ? '\\p{L}\\p{N}_' : printRanges(categorySet(category, rules));
}

function printRanges(set: CharSet): string {
  return set.map(printRange).join('');
}

function printRange([from, to]: CharRange): string {
  if (from === to) return printMember(from);
  return `${printMember(from)}${to > from + 1 ? '-' : ''}${printMember(to)}`;
}

function printMember(code: number): string {
  const text = String.fromCodePoint(code);
  return /[\\\]^[-]/.test(text) ? `\\${text}` : printControl(code);
}
