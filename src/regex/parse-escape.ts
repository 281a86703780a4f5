import type { AnchorPlace, Category, ClassItem, Node } from './ast.js';
import { isDigit, isHexDigit, isOctalDigit, type Lexer } from './lexer.js';
import { PatternError, pythonRepr } from './pattern-error.js';

const CONTROL: Readonly<Record<string, number>> = {
  '\\a': 0x07,
  '\\b': 0x08,
  '\\f': 0x0c,
  '\\n': 0x0a,
  '\\r': 0x0d,
  '\\t': 0x09,
  '\\v': 0x0b,
  '\\\\': 0x5c,
};

const CATEGORIES: Readonly<Record<string, { category: Category; negated: boolean }>> = {
  '\\d': { category: 'digit', negated: false },
  '\\D': { category: 'digit', negated: true },
  '\\s': { category: 'space', negated: false },
  '\\S': { category: 'space', negated: true },
  '\\w': { category: 'word', negated: false },
  '\\W': { category: 'word', negated: true },
};

const ANCHORS: Readonly<Record<string, AnchorPlace>> = {
  '\\A': 'text-start',
  '\\Z': 'text-end',
  '\\b': 'boundary',
  '\\B': 'no-boundary',
};

/** What the parser knows about groups while it reads. */
export interface GroupState {
  /** Number of the next group. */
  next: number;
  readonly names: Map<string, number>;
  readonly open: Set<number>;
}

/** An escape inside `[…]`. Python source: `sre_parse._class_escape`. */
export function parseClassEscape(lexer: Lexer, escape: string): ClassItem {
  const category = CATEGORIES[escape];
  if (category) return { kind: 'category', ...category };
  const code = CONTROL[escape] ?? classEscapeCode(lexer, escape);
  return { kind: 'range', from: code, to: code };
}

function classEscapeCode(lexer: Lexer, escape: string): number {
  const character = escape.slice(1);
  if (character === 'x') {
    const digits = lexer.takeWhile(isHexDigit, 2);
    if (digits.length !== 2) throw bogus(`\\${digits}`, lexer);
    return parseInt(digits, 16);
  }
  if (isOctalDigit(character)) return parseInt(character + lexer.takeWhile(isOctalDigit, 2), 8) & 0xff;
  if (isDigit(character)) throw bogus(escape, lexer);
  return character.codePointAt(0) ?? 0;
}

/** An escape outside `[…]`. Python source: `sre_parse._escape`. */
export function parseEscape(lexer: Lexer, escape: string, start: number, groups: GroupState): Node {
  const category = CATEGORIES[escape];
  if (category) return { kind: 'class', negated: false, items: [{ kind: 'category', ...category }], raw: escape };
  const anchor = ANCHORS[escape];
  if (anchor) return { kind: 'anchor', at: anchor };
  const control = CONTROL[escape];
  if (control !== undefined) return { kind: 'literal', code: control, raw: escape };

  const character = escape.slice(1);
  if (isDigit(character) && character !== '0') return numbered(lexer, character, start, groups);
  const code = literalCode(lexer, escape, character);
  return { kind: 'literal', code, raw: lexer.since(start) };
}

function literalCode(lexer: Lexer, escape: string, character: string): number {
  if (character === 'x') {
    const digits = lexer.takeWhile(isHexDigit, 2);
    if (digits.length !== 2) throw bogus(escape + digits, lexer);
    return parseInt(digits, 16);
  }
  if (character === '0') return parseInt(`0${lexer.takeWhile(isOctalDigit, 2)}`, 8);
  return character.codePointAt(0) ?? 0;
}

/** `\1`: three octal digits are a character, all else is a group. */
function numbered(lexer: Lexer, first: string, start: number, groups: GroupState): Node {
  let digits = first + lexer.takeWhile(isDigit, 1);
  if (digits.length === 2 && /^[0-7]+$/.test(digits) && lexer.next !== undefined && isOctalDigit(lexer.next)) {
    digits += lexer.get() ?? '';
    return { kind: 'literal', code: parseInt(digits, 8) & 0xff, raw: lexer.since(start) };
  }
  const group = Number(digits);
  if (group >= groups.next) throw bogus(`\\${digits}`, lexer);
  if (groups.open.has(group)) throw new PatternError('cannot refer to open group');
  return { kind: 'back-reference', group };
}

function bogus(escape: string, lexer: Lexer): PatternError {
  return new PatternError(`bogus escape: ${pythonRepr(escape, lexer.source)}`);
}
