import type { Expression, Statement } from '../../read/jenkinsfile/syntax.js';
import { compileRe2 } from '../../regex/re2.js';
import { javaToPython } from './java-regex.js';

/** What an expression can come to here. */
export type GroovyValue = string | number | boolean | null | Found | readonly GroovyValue[];

/** What `=~` gives: no boolean, but true where something was found. */
interface Found {
  readonly found: boolean;
}

/** Name → value; a name that is missing cannot be known here. */
export type Variables = ReadonlyMap<string, GroovyValue>;

/** Thrown inside for everything that only Groovy itself could tell. */
class Undecided extends Error {}

const undecided = (): never => {
  throw new Undecided();
};

/**
 * The value of a small Groovy script: tests, texts, numbers, lists, a few methods of them. No loops, no closures, nothing
 * with an effect. Source: Apache Groovy documentation, sections Operators and Semantics (Groovy truth).
 *
 * @returns `undefined` where it cannot be told: other syntax, unknown variables, comparisons of text with numbers.
 */
export function valueOfScript(script: readonly Statement[], variables: Variables): GroovyValue | undefined {
  try {
    return run(script, new Map(variables))?.value;
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

interface Ended {
  readonly value: GroovyValue;
  readonly returned: boolean;
}

function run(statements: readonly Statement[], variables: Map<string, GroovyValue>): Ended | undefined {
  let last: Ended | undefined;
  for (const statement of statements) {
    last = runOne(statement, variables);
    if (last?.returned === true) return last;
  }
  return last;
}

function runOne(statement: Statement, variables: Map<string, GroovyValue>): Ended | undefined {
  switch (statement.kind) {
    case 'expression':
      return { value: valueOf(statement.expression, variables), returned: false };
    case 'return':
      if (statement.word !== 'return' || statement.value === null) return undecided();
      return { value: valueOf(statement.value, variables), returned: true };
    case 'define': {
      const [name, ...others] = statement.names;
      if (name === undefined || others.length > 0 || statement.value === null) return undecided();
      variables.set(name, valueOf(statement.value, variables));
      return undefined;
    }
    case 'if':
      return run(isTrue(valueOf(statement.test, variables)) ? statement.yes : statement.no, variables);
    default:
      return undecided();
  }
}

function valueOf(expression: Expression, variables: Variables): GroovyValue {
  const inner = (one: Expression): GroovyValue => valueOf(one, variables);
  switch (expression.kind) {
    case 'text':
      return expression.parts.map((part) => (typeof part === 'string' ? part : textOf(inner(part)))).join('');
    case 'number':
    case 'constant':
      return expression.value;
    case 'name': {
      const value = variables.get(expression.name);
      return value === undefined ? undecided() : value;
    }
    case 'list':
      return expression.items.map(inner);
    case 'unary':
      return unary(expression.operator, inner(expression.operand));
    case 'conditional':
      return inner(isTrue(inner(expression.test)) ? expression.yes : expression.no);
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, inner);
    case 'call': {
      if (expression.object === undefined || expression.values.some(({ name }) => name !== undefined))
        return undecided();
      const values = expression.values.map(({ value }) => inner(value));
      return method(inner(expression.object), expression.name ?? '', values);
    }
    default:
      return undecided();
  }
}

function textOf(value: GroovyValue): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undecided();
}

/** Groovy truth. */
function isTrue(value: GroovyValue): boolean {
  if (value === null) return false;
  if (typeof value === 'string' || Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' ? (value as Found).found : Boolean(value);
}

function unary(operator: string, value: GroovyValue): GroovyValue {
  if (operator === '!') return !isTrue(value);
  if (typeof value !== 'number') return undecided();
  if (operator === '-') return -value;
  return operator === '+' ? value : undecided();
}

function binary(
  operator: string,
  left: Expression,
  right: Expression,
  inner: (one: Expression) => GroovyValue,
): GroovyValue {
  const one = inner(left);
  // What stands behind is not looked at where it does not matter.
  if (operator === '&&') return isTrue(one) && isTrue(inner(right));
  if (operator === '||') return isTrue(one) || isTrue(inner(right));
  const other = inner(right);
  switch (operator) {
    case '==':
      return equals(one, other);
    case '!=':
      return !equals(one, other);
    case '==~':
      return matches(one, other, true);
    case '=~':
      return { found: matches(one, other, false) };
    case 'in':
      return contains(other, one);
    case '!in':
      return !contains(other, one);
    case '<':
      return order(one, other) < 0;
    case '>':
      return order(one, other) > 0;
    case '<=':
      return order(one, other) <= 0;
    case '>=':
      return order(one, other) >= 0;
    default:
      return calculate(operator, one, other);
  }
}

function equals(one: GroovyValue, other: GroovyValue): boolean {
  if (one === null || other === null || typeof one === typeof other) {
    if (Array.isArray(one) && Array.isArray(other)) {
      return (
        one.length === other.length &&
        one.every((item, index) => equals(item as GroovyValue, other[index] as GroovyValue))
      );
    }
    return typeof one === 'object' && one !== null && other !== null ? undecided() : one === other;
  }
  // A text of one character counts as its code beside a number.
  const kinds = [typeof one, typeof other];
  return kinds.includes('number') && kinds.includes('string') ? undecided() : false;
}

function contains(list: GroovyValue, item: GroovyValue): boolean {
  return Array.isArray(list) ? list.some((one) => equals(one as GroovyValue, item)) : undecided();
}

function order(one: GroovyValue, other: GroovyValue): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== 'string' || typeof other !== 'string') return undecided();
  return one < other ? -1 : one > other ? 1 : 0;
}

function calculate(operator: string, one: GroovyValue, other: GroovyValue): GroovyValue {
  if (operator === '+' && (typeof one === 'string' || typeof other === 'string')) return textOf(one) + textOf(other);
  if (typeof one !== 'number' || typeof other !== 'number') return undecided();
  const result = calculated(operator, one, other);
  return result !== undefined && Number.isSafeInteger(result) ? result : undecided();
}

function calculated(operator: string, one: number, other: number): number | undefined {
  if (operator === '+') return one + other;
  if (operator === '-') return one - other;
  if (operator === '*') return one * other;
  return operator === '%' && other !== 0 ? one % other : undefined;
}

/** As java.util.regex; a pattern that RE2 and Java could read differently is not answered. */
function matches(text: GroovyValue, pattern: GroovyValue, whole: boolean): boolean {
  if (typeof text !== 'string' || typeof pattern !== 'string') return undecided();
  const python = javaToPython(pattern);
  if (python === undefined || /[\n\r]/.test(text)) return undecided();
  try {
    return compileRe2(whole ? `^(?:${python})$` : python)
      .matcher(text)
      .find();
  } catch {
    // Back-references and the like.
    return undecided();
  }
}

const TEXT_METHODS: Readonly<Record<string, (text: string, ...values: string[]) => GroovyValue>> = {
  contains: (text, part) => text.includes(part!),
  startsWith: (text, part) => text.startsWith(part!),
  endsWith: (text, part) => text.endsWith(part!),
  equals: (text, other) => text === other,
  equalsIgnoreCase: (text, other) => text.toLowerCase() === other!.toLowerCase(),
  indexOf: (text, part) => text.indexOf(part!),
  matches: (text, pattern) => matches(text, pattern!, true),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  length: (text) => text.length,
  size: (text) => text.length,
  isEmpty: (text) => text === '',
  toInteger: (text) => (/^[+-]?\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undecided()),
};

function method(value: GroovyValue, name: string, values: readonly GroovyValue[]): GroovyValue {
  if (typeof value === 'boolean' && name === 'implies' && values.length === 1) return !value || isTrue(values[0]!);
  if (Array.isArray(value)) return listMethod(value as readonly GroovyValue[], name, values);
  if (typeof value !== 'string' || !Object.hasOwn(TEXT_METHODS, name)) return undecided();
  const called = TEXT_METHODS[name]!;
  const texts = values.filter((one) => typeof one === 'string');
  // `length` says how many parameters there are, the text included.
  return texts.length === values.length && called.length === values.length + 1 ? called(value, ...texts) : undecided();
}

function listMethod(list: readonly GroovyValue[], name: string, values: readonly GroovyValue[]): GroovyValue {
  if (name === 'contains' && values.length === 1) return contains(list, values[0]!);
  if (name === 'size' && values.length === 0) return list.length;
  return name === 'isEmpty' && values.length === 0 ? list.length === 0 : undecided();
}
