import type { Step } from '../../model/step.js';
import type { CallExpression, Statement } from '../../read/jenkinsfile/syntax.js';
import { argumentsOf, bodyOf, callOf, type Arguments } from './arguments.js';
import { stub, type Context } from './context.js';
import { convertStatement } from './groovy-statements.js';
import { BLOCK_STEPS } from './block-steps.js';
import { BUILD_STEPS } from './build-steps.js';
import { SCRIPT_STEPS } from './script-steps.js';

/** Converts one step; nothing where a person has to. */
export type ConvertStep = (call: CallExpression, values: Arguments, context: Context) => readonly Step[] | undefined;

/** How a kind of step is read: the name of the value without a name, and what becomes of it. */
export interface StepReader {
  readonly first?: string;
  readonly convert: ConvertStep;
}

function readerOf(name: string): StepReader | undefined {
  for (const readers of [SCRIPT_STEPS, BLOCK_STEPS, BUILD_STEPS])
    if (Object.hasOwn(readers, name)) return readers[name];
  return undefined;
}

/** Converts statements in their order: steps of a stage, or what `script` holds. */
export function convertStatements(statements: readonly Statement[], context: Context): readonly Step[] {
  return statements.flatMap((statement) => {
    const call = callOf(statement);
    if (call === undefined) {
      return convertStatement(statement, context) ?? [stub('groovy', statement, 'Do what the Groovy did', context)];
    }
    return convertStep(call, context);
  });
}

/** Whether statements are steps, conditions around steps, and variables: Groovy that can be taken apart. */
export function isSimple(statements: readonly Statement[]): boolean {
  return statements.every((statement) => {
    const call = callOf(statement);
    if (call !== undefined) return call.object === undefined && call.name !== null && readerOf(call.name) !== undefined;
    if (statement.kind === 'if') return isSimple(statement.yes) && isSimple(statement.no);
    return statement.kind === 'define' || (statement.kind === 'assign' && statement.operator === '=');
  });
}

/** Converts a step; what nobody knows fails, and its text is kept. */
export function convertStep(call: CallExpression, context: Context): readonly Step[] {
  if (call.object !== undefined || call.name === null) {
    return [stub('groovy', call, 'Do what the Groovy did', context)];
  }
  const reader = readerOf(call.name);
  if (reader === undefined) return [stub('step', call, `Do what ${call.name} did`, context, `(${call.name})`)];
  const steps = reader.convert(call, argumentsOf(call, reader.first), context);
  return steps ?? [stub('step', call, `Do what ${call.name} did`, context, `(${call.name})`)];
}

/** The steps in the closure of a step. */
export function convertBody(call: CallExpression, context: Context): readonly Step[] {
  return convertStatements(bodyOf(call), context);
}
