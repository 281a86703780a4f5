import type { ScriptStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes, Walk } from '../converter.js';
import { askForFile, askScript } from './ask.js';
import { javaToPython, wholeMatch } from './java-regex.js';
import { isResult, RESULTS, runsAfterBuild, testOfResults, type Result } from './results.js';
import { operand, term, tokenPieces } from './token-macros.js';
import { jinjaString } from '../../model/value.js';
import type { Piece } from './macros.js';

/** Findings that every converter of an element with run conditions declares, by spreading this into its own. */
export const CONDITION_FINDINGS = {
  'unknown-condition': 'Nothing in Zuul answers this condition: decide when the step shall run.',
  'unknown-macro': 'Only Jenkins can put in what this macro stands for: write the condition by hand.',
  'java-regex': 'This regular expression needs what only Java has: write the condition by hand.',
  'no-number': 'This is no number, so that the condition broke in every build: decide when the step shall run.',
} as const;

export type ConditionCode = keyof typeof CONDITION_FINDINGS;

/** When a step runs: always, never, or if a Jinja test holds. */
export interface Condition {
  readonly test: boolean | string;
  /** Scripts that have to run before, because the test reads their answers. */
  readonly asks: readonly ScriptStep[];
}

/** A person has to decide when a step runs; the finding with this code was raised. */
export interface Undecided {
  readonly undecided: ConditionCode;
}

/**
 * Reads a condition of the Run Condition plugin. Variables become `jenkins_env.NAME`, results `zuul_success`.
 * Source: the plugin's classes; jenkins-elements: Run conditions.
 *
 * @param element `<condition class="…">`; its class says which condition it is.
 */
export function readCondition(element: Element, notes: Notes<ConditionCode>, walk: Walk): Condition | Undecided {
  let undecided: ConditionCode = 'unknown-condition';
  const noting: Notes<ConditionCode> = {
    ...notes,
    needsHuman(code, at, detail) {
      undecided = code;
      notes.needsHuman(code, at, detail);
    },
  };
  return readAny(element, noting, walk) ?? { undecided };
}

function readAny(element: Element, notes: Notes<ConditionCode>, walk: Walk): Condition | undefined {
  element.children();
  const read = READERS[element.attribute('class')?.split('.').at(-1) ?? ''];
  if (read !== undefined) return read(element, notes, walk);
  notes.needsHuman('unknown-condition', element, `(${element.type.split('.').at(-1)!})`);
  return undefined;
}

type Reader = (element: Element, notes: Notes<ConditionCode>, walk: Walk) => Condition | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  AlwaysRun: () => just(true),
  NeverRun: () => just(false),
  BooleanCondition: readBoolean,
  StringsMatchCondition: readStringsMatch,
  ExpressionCondition: readExpression,
  NumericalComparisonCondition: readComparison,
  StatusCondition: readStatus,
  FileExistsCondition: readFileExists,
  ShellCondition: readShell,
  And: (element, notes, walk) => readAll(element, notes, walk, 'and'),
  Or: (element, notes, walk) => readAll(element, notes, walk, 'or'),
  Not: readNot,
};

function just(test: boolean | string): Condition {
  return { test, asks: [] };
}

/** Text of a child with its variables, or a finding. */
function piecesOf(element: Element, name: string, notes: Notes<ConditionCode>): readonly Piece[] | undefined {
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

function readBoolean(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const token = piecesOf(element, 'token', notes);
  if (token === undefined) return undefined;
  const text = literal(token);
  if (text !== undefined) return just(YES.includes(text.trim().toLowerCase()));
  return just(`${term(token)} | trim | lower in [${YES.map(jinjaString).join(', ')}]`);
}

function readStringsMatch(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
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
function readExpression(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
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

function readComparison(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
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

/** Between the worst and the best result. While the builders run, the result so far is success. */
function readStatus(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const [worst, best] = [resultOf(element.need('worstResult')), resultOf(element.need('bestResult'))];
  if (worst === undefined || best === undefined) {
    notes.needsHuman('unknown-condition', element);
    return undefined;
  }
  const results = RESULTS.slice(RESULTS.indexOf(best), RESULTS.indexOf(worst) + 1);
  if (!runsAfterBuild(element)) return just(results.includes('SUCCESS'));
  const tests = testOfResults(results);
  return just(tests === false ? false : (tests[0] ?? true));
}

function resultOf(field: Element): Result | undefined {
  for (const child of field.elements) if (child.name !== 'name') child.judgeAll('dropped');
  const word = field.isLeaf ? field.text().trim() : field.textOf('name').trim();
  return isResult(word) ? word : undefined;
}

function readFileExists(element: Element, notes: Notes<ConditionCode>): Condition | undefined {
  const file = piecesOf(element, 'file', notes);
  element.child('baseDir')?.children();
  const folder = element.child('baseDir')?.attribute('class')?.split('$').at(-1) ?? 'Workspace';
  if (folder !== 'Workspace') {
    notes.needsHuman('unknown-condition', element, `(a file in ${folder})`);
    return undefined;
  }
  if (file === undefined) return undefined;
  const ask = askForFile(file, element);
  return { test: ask.answer!, asks: [ask] };
}

function readShell(element: Element, _: Notes<ConditionCode>, walk: Walk): Condition | undefined {
  const ask = askScript(element.textOf('command'), walk.settings.jenkinsShell, element);
  return ask === undefined ? just(true) : { test: ask.answer!, asks: [ask] };
}

function readNot(element: Element, notes: Notes<ConditionCode>, walk: Walk): Condition | undefined {
  const inner = readAny(element.need('condition'), notes, walk);
  if (inner === undefined) return undefined;
  return { ...inner, test: typeof inner.test === 'boolean' ? !inner.test : `not (${inner.test})` };
}

function readAll(element: Element, notes: Notes<ConditionCode>, walk: Walk, word: 'and' | 'or'): Condition | undefined {
  const containers = element.need('conditions').children();
  const conditions = containers.map((container) => readAny(container.need('condition'), notes, walk));
  if (conditions.some((condition) => condition === undefined)) return undefined;
  const known = conditions as readonly Condition[];
  const asks = known.flatMap((condition) => condition.asks);
  // `true` changes nothing in an "and", `false` decides it; the other way round in an "or".
  const deciding = word === 'or';
  if (known.some(({ test }) => test === deciding)) return just(deciding);
  const tests = known.flatMap(({ test }) => (typeof test === 'string' ? [test] : []));
  if (tests.length === 0) return just(!deciding);
  return { test: tests.length === 1 ? tests[0]! : tests.map((test) => `(${test})`).join(` ${word} `), asks };
}
