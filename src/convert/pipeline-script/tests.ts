import { jinjaString } from '../../model/value.js';
import type { ScriptStep } from '../../model/step.js';
import type { BinaryExpression, CallExpression, Expression } from '../../read/jenkinsfile/syntax.js';
import { askForFile, askScript } from '../elements/ask.js';
import { javaToPython, wholeMatch } from '../elements/java-regex.js';
import { macroPieces, variable } from '../elements/macros.js';
import { argumentsOf } from './arguments.js';
import { elementAt, type Context, type Parts } from './context.js';
import { shellText } from './shell-text.js';
import { BRANCH_VARIABLES, environmentName, joined, literal, literalOf, partsOf, resolved, termOf } from './values.js';

/** When steps run: always, never, or if a Jinja test holds; and the scripts whose answers the test reads. */
export interface Condition {
  readonly test: boolean | string;
  readonly asks: readonly ScriptStep[];
  /** The same test as several, all of which have to hold. */
  readonly all?: readonly string[];
}

export function just(test: boolean | string): Condition {
  return { test, asks: [] };
}

/** What a Groovy condition asks; `undefined` where only Groovy can tell. */
export function conditionOf(expression: Expression, context: Context): Condition | undefined {
  switch (expression.kind) {
    case 'constant':
      return just(expression.value === true);
    case 'unary': {
      const inner = expression.operator === '!' ? conditionOf(expression.operand, context) : undefined;
      return inner === undefined ? undefined : negated(inner);
    }
    case 'binary':
      return ofBinary(expression, context);
    case 'call':
      return ofCall(expression, context) ?? truthOf(expression, context);
    case 'cast':
      return conditionOf(expression.value, context);
    default:
      return truthOf(expression, context);
  }
}

export function negated({ test, asks }: Condition): Condition {
  return { test: typeof test === 'boolean' ? !test : `not (${test})`, asks };
}

/** Conditions of which all, or any, have to hold. */
export function combined(conditions: readonly Condition[], word: 'and' | 'or'): Condition {
  const deciding = word === 'or';
  if (conditions.some(({ test }) => test === deciding)) return just(deciding);
  const tests = conditions.flatMap(({ test }) => (typeof test === 'string' ? [test] : []));
  const asks = conditions.flatMap((condition) => condition.asks);
  if (tests.length === 0) return just(!deciding);
  const test = tests.length === 1 ? tests[0]! : tests.map(inParentheses).join(` ${word} `);
  if (word === 'or') return { test, asks };
  const all = conditions.flatMap((one) => (typeof one.test === 'string' ? (one.all ?? [one.test]) : []));
  return { test, asks, all };
}

/** Only where it would be read otherwise without them. */
function inParentheses(test: string): string {
  return /\b(and|or|(?<!is )not|if)\b/.test(test.replaceAll(/'[^']*'/g, '')) && !/^\([^()]*\)$/.test(test)
    ? `(${test})`
    : test;
}

function ofBinary(expression: BinaryExpression, context: Context): Condition | undefined {
  const { operator, left, right } = expression;
  switch (operator) {
    case '&&':
    case '||': {
      const both = [conditionOf(left, context), conditionOf(right, context)];
      if (both.some((one) => one === undefined)) return undefined;
      return combined(both as Condition[], operator === '&&' ? 'and' : 'or');
    }
    case '==':
      return equal(left, right, context);
    case '!=': {
      const same = equal(left, right, context);
      return same === undefined ? undefined : negated(same);
    }
    case '==~':
    case '=~':
      return matching(left, right, operator === '==~', context);
    case 'in':
    case '!in': {
      const found = within(left, right, context);
      return found === undefined || operator === 'in' ? found : negated(found);
    }
    default:
      return undefined;
  }
}

function equal(left: Expression, right: Expression, context: Context): Condition | undefined {
  if (isNull(right)) return missing(left, context);
  if (isNull(left)) return missing(right, context);
  const status = statusOf(left, context);
  if (status !== undefined) return right.kind === 'number' && right.value === 0 ? status : undefined;
  if (left.kind === 'constant' || right.kind === 'constant') return sameTruth(left, right, context);
  const [one, other] = [partsOf(left, context), partsOf(right, context)];
  return one === undefined || other === undefined ? undefined : sameText(one, other, context);
}

/** Two texts are equal. */
export function sameText(one: Parts, other: Parts, context: Context): Condition {
  const [left, right] = [literalOf(resolved(one, context)), literalOf(resolved(other, context))];
  if (left !== undefined && right !== undefined) return just(left === right);
  return just(`${termOf(one, context)} == ${termOf(other, context)}`);
}

/** `params.FLAG == true`. A text is never equal to a boolean, only a parameter that is one. */
function sameTruth(left: Expression, right: Expression, context: Context): Condition | undefined {
  const [constant, other] = left.kind === 'constant' ? [left, right] : [right, left];
  if (constant.kind !== 'constant' || !isBoolean(other, context)) return undefined;
  const condition = conditionOf(other, context);
  return condition === undefined || constant.value === true ? condition : negated(condition);
}

function isBoolean(expression: Expression, context: Context): boolean {
  if (expression.kind === 'call') return expression.name === 'toBoolean' || expression.name === 'fileExists';
  if (expression.kind === 'member' && expression.object.kind === 'name' && expression.object.name === 'env')
    return false;
  const name = expression.kind === 'name' ? expression.name : environmentName(expression);
  return name !== undefined && context.parameters.get(name) === 'boolean';
}

function isNull(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === null;
}

function missing(expression: Expression, context: Context): Condition | undefined {
  const name = expression.kind === 'name' ? expression.name : environmentName(expression);
  if (isResult(expression)) return context.succeeded === true ? just(true) : just(false);
  if (name === undefined || context.variables.has(name)) return undefined;
  if (context.parameters.has(name)) return just(false);
  return name in BRANCH_VARIABLES ? just(`${BRANCH_VARIABLES[name]!} == ''`) : just(`${variable(name)} is not defined`);
}

function isResult(expression: Expression): boolean {
  return expression.kind === 'member' && expression.object.kind === 'name' && expression.object.name === 'currentBuild';
}

/** Groovy's truth: a text that is not empty; a boolean parameter is what it says. */
function truthOf(expression: Expression, context: Context): Condition | undefined {
  const parts = partsOf(expression, context);
  if (parts === undefined) return undefined;
  const text = literalOf(resolved(parts, context));
  if (text !== undefined) return just(text !== '');
  return just(
    isBoolean(expression, context) ? `${termOf(parts, context)} == 'true'` : `${termOf(parts, context)} != ''`,
  );
}

function matching(left: Expression, right: Expression, whole: boolean, context: Context): Condition | undefined {
  const [subject, pattern] = [partsOf(left, context), literal(right)];
  const python = pattern === undefined ? undefined : javaToPython(pattern);
  if (subject === undefined || python === undefined) return undefined;
  const [test, regex] = whole ? ['match', wholeMatch(python)] : ['search', python];
  return just(`${termOf(subject, context)} is ${test}(${jinjaString(regex)})`);
}

function within(left: Expression, right: Expression, context: Context): Condition | undefined {
  const subject = partsOf(left, context);
  if (subject === undefined || right.kind !== 'list') return undefined;
  const items = right.items.map((item) => partsOf(item, context));
  if (items.some((item) => item === undefined)) return undefined;
  return just(`${termOf(subject, context)} in [${items.map((item) => termOf(item!, context)).join(', ')}]`);
}

function ofCall(call: CallExpression, context: Context): Condition | undefined {
  const [first] = call.values;
  if (call.object === undefined) {
    switch (call.name) {
      case 'isUnix':
        return just(true);
      case 'fileExists': {
        const file = first === undefined ? undefined : partsOf(first.value, context);
        return file === undefined ? undefined : askFile(file, call, context);
      }
      default:
        return undefined;
    }
  }
  const subject = partsOf(call.object, context);
  if (subject === undefined) return undefined;
  const term = termOf(subject, context);
  if (call.name === 'toBoolean') return just(`${term} | trim | lower in ['true', 'y', '1']`);
  const other = first === undefined ? undefined : partsOf(first.value, context);
  if (other === undefined || call.values.length !== 1) return undefined;
  const value = termOf(other, context);
  switch (call.name) {
    case 'equals':
      return sameText(subject, other, context);
    case 'equalsIgnoreCase':
      return just(`${term} | lower == ${value} | lower`);
    case 'startsWith':
      return just(`${term}.startswith(${value})`);
    case 'endsWith':
      return just(`${term}.endswith(${value})`);
    case 'contains':
      return just(`${value} in ${term}`);
    case 'matches':
      return matching(call.object, first!.value, true, context);
    default:
      return undefined;
  }
}

/** Asks whether a file is there: below the folder the steps run in. */
function askFile(file: Parts, call: CallExpression, context: Context): Condition | undefined {
  const whole = resolved(context.folder.length === 0 ? file : joined([context.folder, ['/'], file])!, context);
  const path = literalOf(whole);
  if (path === undefined) return undefined;
  const ask = askForFile(macroPieces(path.replaceAll('$', '$$$$')), elementAt(context.file.at(call)));
  return { test: ask.answer!, asks: [ask] };
}

/** `sh(script: '…', returnStatus: true)`: true for status 0. */
function statusOf(expression: Expression, context: Context): Condition | undefined {
  if (expression.kind !== 'call' || expression.object !== undefined || expression.name !== 'sh') return undefined;
  const { named } = argumentsOf(expression, 'script');
  const script = named.get('script');
  const parts = script === undefined ? undefined : partsOf(script, context);
  if (literal(named.get('returnStatus')) !== 'true' || parts === undefined || context.folder.length > 0)
    return undefined;
  const text = shellText(parts, expression, context);
  if (text === undefined || context.container !== undefined) return undefined;
  const ask = askScript(text.body, context.walk.settings.jenkinsShell, elementAt(context.file.at(expression)));
  if (ask === undefined) return just(true);
  return {
    test: ask.answer!,
    asks: [Object.keys(text.environment).length === 0 ? ask : { ...ask, environment: text.environment }],
  };
}
