import { jinjaString } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { javaToPython, wholeMatch } from './java-regex.js';
import type { Piece } from './macros.js';
import type { Condition, ConditionCode } from './run-condition.js';
import { operand, term, tokenPieces } from './token-macros.js';

/** A condition that asks nothing before. */
export function just(test: boolean | string): Condition {
  return { test, asks: [] };
}

/** Text of a child with its variables, or a finding. */
export function piecesOf(element: Element, name: string, notes: Notes<ConditionCode>): readonly Piece[] | undefined {
  const field = element.need(name);
  const pieces = tokenPieces(field.text());
  if (pieces === undefined) notes.needsHuman('unknown-macro', field);
  return pieces;
}

/** The text of pieces without a variable. */
function literal(pieces: readonly Piece[]): string | undefined {
  let text = '';
  for (const piece of pieces) {
    if (!('text' in piece)) return undefined;
    text += piece.text;
  }
  return text;
}

const YES = ['true', 't', 'yes', 'y', '1', 'on', 'run'];

/** `true`, `yes`, `1` and the like. */
export function readBoolean(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const token = piecesOf(element, 'token', notes);
  if (token === undefined) return undefined;
  const text = literal(token);
  if (text !== undefined) return just(YES.includes(text.trim().toLowerCase()));
  return just(`${term(token)} | trim | lower in [${YES.map(jinjaString).join(', ')}]`);
}

/** Two texts are equal. */
export function readStringsMatch(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const one = piecesOf(element, 'arg1', notes);
  const other = piecesOf(element, 'arg2', notes);
  const ignoreCase = element.booleanOf('ignoreCase');
  if (one === undefined || other === undefined) return undefined;
  const [left, right] = [literal(one), literal(other)];
  if (left !== undefined && right !== undefined) {
    return just(ignoreCase ? left.toLowerCase() === right.toLowerCase() : left === right);
  }
  const lower = ignoreCase ? ' | lower' : '';
  return just(`${term(one)}${lower} == ${term(other)}${lower}`);
}

/** Java's `matches`: the whole label has to fit. Ansible's `match` is anchored at the start, so a `$` does the rest. */
export function readExpression(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const expression = piecesOf(element, 'expression', notes);
  const label = piecesOf(element, 'label', notes);
  if (expression === undefined || label === undefined) return undefined;
  // Stand-ins keep the variables apart while the expression around them is translated.
  const names = expression.flatMap((piece) => ('text' in piece ? [] : [piece]));
  let index = 0;
  const source = expression
    .map((piece) => ('text' in piece ? piece.text : STAND_IN + String(index++) + STAND_IN))
    .join('');
  const python = javaToPython(source);
  if (python === undefined) {
    notes.needsHuman('java-regex', element.need('expression'));
    return undefined;
  }
  const pattern = wholeMatch(python)
    .split(STAND_IN)
    .map((part, place): Piece => (place % 2 === 0 ? { text: part } : names[Number(part)]!))
    .filter((piece) => !('text' in piece) || piece.text !== '');
  return just(`${term(label)} is match(${operand(pattern)})`);
}

const STAND_IN = '\uE000';

const COMPARATORS: Readonly<Record<string, string>> = {
  LessThan: '<',
  GreaterThan: '>',
  EqualTo: '==',
  NotEqualTo: '!=',
  LessThanOrEqualTo: '<=',
  GreaterThanOrEqualTo: '>=',
};

/** Two numbers, compared. */
export function readComparison(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const comparator = element.need('comparator');
  comparator.children();
  const sign = COMPARATORS[comparator.attribute('class')?.split('$').at(-1) ?? ''];
  const left = numberOf(element, 'lhs', notes);
  const right = numberOf(element, 'rhs', notes);
  if (sign === undefined) notes.needsHuman('unknown-condition', element);
  return left === undefined || right === undefined || sign === undefined ? undefined : just(`${left} ${sign} ${right}`);
}

function numberOf(element: Element, name: string, notes: Notes<ConditionCode>): string | undefined {
  const pieces = piecesOf(element, name, notes);
  if (pieces === undefined) return undefined;
  const text = literal(pieces)?.trim();
  if (text === undefined) return `${term(pieces)} | float`;
  if (text !== '' && Number.isFinite(Number(text))) return text;
  notes.needsHuman('no-number', element.need(name));
  return undefined;
}
