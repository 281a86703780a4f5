import type { TextCondition } from '../../model/item-conditions.js';
import { parsePattern } from '../check-pattern.js';
import { compilePython, type TextTest } from '../evaluate-python.js';
import { compileRe2 } from '../re2.js';
import { readsAlike } from '../reads-alike.js';
import { ANY_TEXT, END, type Expression, NotRegular, sequenceOf, textOf } from './expression.js';
import { fromPython, likePython } from './from-python.js';
import { fromRe2 } from './from-re2.js';

/** Conditions with the same key say the same. */
export function conditionKey({ dialect, pattern, use, negate = false }: TextCondition): string {
  return `${dialect} ${negate ? 'not ' : ''}${use} ${pattern}`;
}

/**
 * A condition as an expression that is laid against a text from its start.
 *
 * @throws NotRegular where no automaton does what the condition does, or the pattern is not valid
 */
export function conditionExpression(condition: TextCondition): Expression {
  const expression = placed(bodyOf(condition), condition.use);
  return condition.negate ? { kind: 'ahead', negated: true, body: expression } : expression;
}

/** An expression like the pattern of a condition, to make up texts that it fits or nearly fits; `undefined`: there is none. */
export function similarExpression(condition: TextCondition): Expression | undefined {
  const { dialect, pattern, use } = condition;
  try {
    if (dialect !== 'python') return placed(bodyOf(condition), use);
    const parsed = parsePattern(pattern);
    return parsed.error === undefined ? placed(likePython(parsed.pattern), use) : undefined;
  } catch (error) {
    if (error instanceof NotRegular) return undefined;
    throw error;
  }
}

function placed(body: Expression, use: TextCondition['use']): Expression {
  switch (use) {
    case 'match':
      return body;
    case 'search':
      return sequenceOf([ANY_TEXT, body]);
    case 'full':
      return sequenceOf([body, END]);
  }
}

function bodyOf({ dialect, pattern }: TextCondition): Expression {
  if (dialect === 'text') return textOf(pattern);
  if (dialect === 're2') return fromRe2(pattern);
  const parsed = parsePattern(pattern);
  if (parsed.error !== undefined) throw new NotRegular(parsed.error);
  return fromPython(parsed.pattern);
}

/**
 * Tells whether a condition fits a text, by the engines that evaluators use.
 *
 * @throws Error for a pattern that its dialect refuses
 */
export function conditionTest(condition: TextCondition): TextTest {
  const fits = patternTest(condition);
  return condition.negate ? (text) => !fits(text) : fits;
}

function patternTest({ dialect, pattern, use }: TextCondition): TextTest {
  switch (dialect) {
    case 'text':
      if (use === 'full') return (text) => text === pattern;
      return use === 'match' ? (text) => text.startsWith(pattern) : (text) => text.includes(pattern);
    case 'python':
      return use === 'full' ? compilePython(`(?:${pattern})\\Z`, 'match') : compilePython(pattern, use);
    case 're2':
      return re2Test(pattern, use);
  }
}

/** Texts in which Python and RE2 cannot differ where their patterns read alike. */
const PLAIN = /^[\t\r -~]+$/;

function re2Test(pattern: string, use: TextCondition['use']): TextTest {
  const engine = (text: string): boolean => {
    const anchored = use === 'search' ? pattern : `\\A(?:${pattern})${use === 'full' ? '\\z' : ''}`;
    return compileRe2(anchored).matcher(text).find();
  };
  if (use === 'full' || !readsAlike(pattern)) return engine;
  // Loading the second engine costs time; what the first one answers alike need not wait for it.
  const python = compilePython(pattern, use);
  return (text) => (PLAIN.test(text) ? python(text) : engine(text));
}
