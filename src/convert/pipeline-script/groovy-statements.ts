import type { Step } from '../../model/step.js';
import type { CallExpression, Expression, IfStatement, Statement } from '../../read/jenkinsfile/syntax.js';
import { argumentsOf } from './arguments.js';
import { stub, under, type Context } from './context.js';
import { capture, injection } from './scripts.js';
import { shellQuoted, shellText } from './shell-text.js';
import { convertStatements } from './steps.js';
import { conditionOf, negated } from './tests.js';
import { environmentName, literal, partsOf } from './values.js';

/** Statements of Groovy that are no calls; nothing where a person has to write them anew. */
export function convertStatement(statement: Statement, context: Context): readonly Step[] | undefined {
  switch (statement.kind) {
    case 'if':
      return convertIf(statement, context);
    case 'define':
      if (statement.names.length !== 1) return undefined;
      return statement.value === null ? [] : define(statement.names[0]!, statement.value, statement, context);
    case 'assign': {
      if (statement.operator !== '=') return undefined;
      if (statement.target.kind === 'name') return define(statement.target.name, statement.value, statement, context);
      const name = environmentName(statement.target);
      return name === undefined ? undefined : setVariable(name, statement.value, statement, context);
    }
    case 'import':
      return [];
    default:
      return undefined;
  }
}

function convertIf(statement: IfStatement, context: Context): readonly Step[] | undefined {
  const condition = conditionOf(statement.test, context);
  if (condition === undefined) {
    return [stub('condition', statement, 'Decide whether to go on', context)];
  }
  const { test, asks } = condition;
  if (typeof test === 'boolean') return convertStatements(test ? statement.yes : statement.no, context);
  const at = context.file.at(statement);
  const yes = convertStatements(statement.yes, context);
  const no = convertStatements(statement.no, context);
  const otherwise = negated(condition).test as string;
  return [
    ...asks,
    ...under(condition.all ?? [test], yes, 'Run steps under a condition', at),
    ...under([otherwise], no, 'Run steps under the opposite condition', at),
  ];
}

/** A name that is given a value once stands for it from there on. */
function define(name: string, value: Expression, statement: Statement, context: Context): readonly Step[] | undefined {
  if (!context.assignedOnce.has(name)) return undefined;
  const output = outputOf(value, context);
  if (output !== undefined) {
    context.raise.approximated('captured', statement, `(${name})`);
    context.gathered.locals.set(name, [{ variable: name }]);
    return [capture(name, output, statement, context)];
  }
  const parts = partsOf(value, context);
  if (parts === undefined) return undefined;
  context.gathered.locals.set(name, parts);
  return [];
}

/** `env.NAME = …`: all later steps see it. */
function setVariable(
  name: string,
  value: Expression,
  statement: Statement,
  context: Context,
): readonly Step[] | undefined {
  const output = outputOf(value, context);
  if (output !== undefined) {
    context.raise.approximated('captured', statement, `(${name})`);
    return [capture(name, output, statement, context)];
  }
  const parts = partsOf(value, context);
  if (parts === undefined || parts.some((part) => typeof part === 'object' && 'jinja' in part)) return undefined;
  if (parts.some((part) => typeof part === 'string' && part.includes('\n'))) return undefined;
  return [injection(`Set ${name}`, `printf '${name}=%s\\n' ${shellQuoted(parts, {})}\n`, statement, context)];
}

/** The script of `sh(script: '…', returnStdout: true)`, also with `.trim()` behind it. */
export function outputOf(value: Expression, context: Context): string | undefined {
  const call: Expression =
    value.kind === 'call' && value.object !== undefined && value.name === 'trim' ? value.object : value;
  if (call.kind !== 'call' || call.object !== undefined || call.name !== 'sh') return undefined;
  return scriptOf(call, context);
}

function scriptOf(call: CallExpression, context: Context): string | undefined {
  const { named } = argumentsOf(call, 'script');
  const script = named.get('script');
  if (literal(named.get('returnStdout')) !== 'true' || script === undefined || context.container !== undefined)
    return undefined;
  const parts = partsOf(script, context);
  if (parts === undefined || (typeof parts[0] === 'string' && parts[0].startsWith('#!'))) return undefined;
  const text = shellText(parts, call, context);
  return text === undefined || Object.keys(text.environment).length > 0 ? undefined : text.body;
}
