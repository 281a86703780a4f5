import type {
  CallExpression,
  ClosureExpression,
  Expression,
  MapExpression,
  Statement,
} from '../../read/jenkinsfile/syntax.js';
import type { Context } from './context.js';
import { literal } from './values.js';

/** The values of a call. */
export interface Arguments {
  /** By name; what has none has the name of the step's first parameter. */
  readonly named: ReadonlyMap<string, Expression>;
  readonly closure: ClosureExpression | undefined;
  /** Values without a name beside the first. */
  readonly more: readonly Expression[];
}

/**
 * @param first Name of the parameter that a value without a name is for. Source: each step's page in the Pipeline Steps
 *   Reference; a step with one required parameter takes it so.
 */
export function argumentsOf(call: CallExpression, first = 'value'): Arguments {
  const named = new Map<string, Expression>();
  const more: Expression[] = [];
  let closure: ClosureExpression | undefined;
  for (const { name, value } of call.values) {
    if (name !== undefined) named.set(name, value);
    else if (value.kind === 'closure') closure = value;
    else if (value.kind === 'map' && call.values.length <= 2) addEntries(value, named);
    else if (named.has(first)) more.push(value);
    else named.set(first, value);
  }
  return { named, closure, more };
}

function addEntries({ entries }: MapExpression, named: Map<string, Expression>): void {
  for (const { name, value } of entries) named.set(name, value);
}

/** A statement that is one call of a step or section. */
export function callOf(statement: Statement): CallExpression | undefined {
  if (statement.kind !== 'expression') return undefined;
  const { expression } = statement;
  if (expression.kind === 'call') return expression;
  // `any` in `agent any` is a value, but a step without values and parentheses is a name.
  if (expression.kind !== 'name') return undefined;
  return { kind: 'call', name: expression.name, values: [], from: expression.from, to: expression.to };
}

/** The statements in the closure of a call. */
export function bodyOf(call: CallExpression): readonly Statement[] {
  return argumentsOf(call).closure?.statements ?? [];
}

const SECONDS: Readonly<Record<string, number>> = {
  NANOSECONDS: 1e-9,
  MICROSECONDS: 1e-6,
  MILLISECONDS: 1e-3,
  SECONDS: 1,
  MINUTES: 60,
  HOURS: 3600,
  DAYS: 86_400,
};

/** Seconds of `timeout(time: 5, unit: 'MINUTES')`, at least 1; minutes where no unit is given. Pipeline Steps Reference: timeout. */
export function secondsOf({ named }: Arguments): number | undefined {
  const time = Number(literal(named.get('time')) ?? Number.NaN);
  const unit = SECONDS[literal(named.get('unit')) ?? 'MINUTES'];
  return Number.isFinite(time) && unit !== undefined ? Math.max(Math.ceil(time * unit), 1) : undefined;
}

/** What an expression says as text, for steps whose values have to be known. */
export function known(expression: Expression | undefined, context: Context): string | undefined {
  if (expression?.kind === 'name') {
    const local = context.gathered.locals.get(expression.name);
    if (local?.every((part) => typeof part === 'string') === true) return local.join('');
  }
  return literal(expression);
}
