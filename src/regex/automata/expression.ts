import { EVERYTHING, NEWLINE, type CharSet } from '../char-set.js';

/**
 * What a pattern of either dialect asks of a text, in the few forms that an automaton needs. Flags, names of groups,
 * laziness and the dialects' own anchors are resolved.
 */
export type Expression =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly Expression[] }
  /** No item: fits nothing. */
  | { readonly kind: 'choice'; readonly items: readonly Expression[] }
  | Repetition
  /** What comes next. */
  | { readonly kind: 'ahead'; readonly negated: boolean; readonly body: Expression }
  /** What came last. */
  | { readonly kind: 'behind'; readonly negated: boolean; readonly body: Expression }
  /** The start and the end of the text. */
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

export interface Repetition {
  readonly kind: 'repeat';
  readonly body: Expression;
  readonly min: number;
  /** `Infinity` where there is no upper bound. */
  readonly max: number;
}

/** A pattern that no finite automaton does exactly: back-references, conditionals. */
export class NotRegular extends Error {}

export const NOTHING: Expression = { kind: 'sequence', items: [] };
export const START: Expression = { kind: 'start' };
export const END: Expression = { kind: 'end' };
const LINE_BREAK: Expression = setOf(NEWLINE);
const ANY: Expression = setOf(EVERYTHING);
export const ANY_TEXT: Expression = { kind: 'repeat', body: ANY, min: 0, max: Infinity };

export function setOf(set: CharSet): Expression {
  return { kind: 'set', set };
}

export function sequenceOf(items: readonly Expression[]): Expression {
  return items.length === 1 && items[0] ? items[0] : { kind: 'sequence', items };
}

export function choiceOf(items: readonly Expression[]): Expression {
  return items.length === 1 && items[0] ? items[0] : { kind: 'choice', items };
}

export function textOf(text: string): Expression {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return sequenceOf(codes.map((code) => setOf([[code, code]])));
}

const ahead = (body: Expression, negated = false): Expression => ({ kind: 'ahead', negated, body });
const behind = (body: Expression, negated = false): Expression => ({ kind: 'behind', negated, body });

/** `^` of `(?m)` */
export const LINE_START = choiceOf([START, behind(LINE_BREAK)]);
/** `$` of `(?m)` */
export const LINE_END = choiceOf([END, ahead(LINE_BREAK)]);
/** Python's `$`: also before a newline that ends the text. */
export const PYTHON_END = choiceOf([END, ahead(sequenceOf([LINE_BREAK, END]))]);

/** `\b` for these word characters. */
export function boundary(word: CharSet): Expression {
  const is = setOf(word);
  return choiceOf([sequenceOf([behind(is), ahead(is, true)]), sequenceOf([behind(is, true), ahead(is)])]);
}

/** `\B`; Python finds none in an empty text, RE2 does. */
export function noBoundary(word: CharSet, inEmptyText: boolean): Expression {
  const is = setOf(word);
  const between = choiceOf([sequenceOf([behind(is), ahead(is)]), sequenceOf([behind(is, true), ahead(is, true)])]);
  return inEmptyText ? between : sequenceOf([choiceOf([behind(ANY), ahead(ANY)]), between]);
}

/** Whether anything in an expression passes the test. */
export function hasPart(expression: Expression, test: (part: Expression) => boolean): boolean {
  if (test(expression)) return true;
  switch (expression.kind) {
    case 'sequence':
    case 'choice':
      return expression.items.some((item) => hasPart(item, test));
    case 'repeat':
    case 'ahead':
    case 'behind':
      return hasPart(expression.body, test);
    default:
      return false;
  }
}
