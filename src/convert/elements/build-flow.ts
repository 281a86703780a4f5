import { InputError } from '../../model/input-error.js';
import type { BlockStep, FailStep, StartJobStep, Step } from '../../model/step.js';
import type { Place } from '../../model/place.js';
import { parseJenkinsfile, type Jenkinsfile } from '../../read/jenkinsfile/parse-jenkinsfile.js';
import type { Argument, CallExpression, Expression, Statement } from '../../read/jenkinsfile/syntax.js';

/** What the flow could not keep as it was; each names the words of the script. */
export interface FlowNotes {
  readonly parallel: string[];
  readonly retry: string[];
  readonly statement: string[];
}

/** A flow as steps. */
export interface Flow {
  readonly steps: readonly Step[];
  readonly notes: FlowNotes;
}

/**
 * Translates the script of a Build Flow job: `build`, `parallel`, `guard … rescue`, `ignore`, `retry`. Everything else becomes
 * a step that fails, in its place. Source: Build Flow plugin, FlowDSL.
 *
 * @param start where the script begins
 * @returns nothing where the script is no Groovy that we read
 */
export function translateFlow(script: string, start: Place): Flow | undefined {
  // `guard {…} rescue {…}` is a chain of calls; with the dot it reads as one.
  const chained = script.replaceAll(/\}(\s*)rescue(\s*)\{/g, '}$1.rescue$2{');
  try {
    const file = parseJenkinsfile(chained, start);
    const notes: FlowNotes = { parallel: [], retry: [], statement: [] };
    return { steps: stepsOf(file.statements, { file, notes, failsOn: 'UNSTABLE' }), notes };
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

interface Context {
  readonly file: Jenkinsfile;
  readonly notes: FlowNotes;
  readonly failsOn: StartJobStep['failsOn'];
}

function stepsOf(statements: readonly Statement[], context: Context): Step[] {
  return statements.flatMap((statement) => stepOf(statement, context) ?? [unknown(statement, context)]);
}

function stepOf(statement: Statement, context: Context): readonly Step[] | undefined {
  const call = callOf(statement);
  if (call === undefined) return undefined;
  if (isPrinting(call)) return [];
  const at = context.file.at(statement);
  if (call.object !== undefined) return guarded(call, at, context);
  switch (call.name) {
    case 'build':
      return started(call.values, at, context);
    case 'parallel':
      return parallel(call.values, at, context);
    case 'ignore':
      return ignoring(call.values, at, context);
    case 'retry': {
      const body = bodyOf(call.values);
      if (body === undefined) return undefined;
      context.notes.retry.push(context.file.textOf(call).split('{')[0]!.trim());
      return [{ kind: 'block', name: 'Do what was tried several times', at, steps: stepsOf(body, context) }];
    }
    case 'guard': {
      const body = bodyOf(call.values);
      return body === undefined ? undefined : stepsOf(body, context);
    }
    default:
      return undefined;
  }
}

/** A call by itself, or one whose build is kept in a variable: who asks the variable is not translated. */
function callOf(statement: Statement): CallExpression | undefined {
  if (statement.kind === 'expression') return statement.expression.kind === 'call' ? statement.expression : undefined;
  if (statement.kind !== 'assign' && statement.kind !== 'define') return undefined;
  const { value } = statement;
  return value?.kind === 'call' && value.object === undefined && value.name === 'build' ? value : undefined;
}

/** `println 'x'`, `out.println 'x'`. */
function isPrinting({ object, name }: CallExpression): boolean {
  return name === 'println' && (object === undefined || (object.kind === 'name' && object.name === 'out'));
}

/** `guard { … } rescue { … }`: the second runs whatever became of the first. */
function guarded(call: CallExpression, at: Place, context: Context): readonly Step[] | undefined {
  const { object } = call;
  if (call.name !== 'rescue' || object?.kind !== 'call' || object.name !== 'guard') return undefined;
  const [body, last] = [bodyOf(object.values), bodyOf(call.values)];
  if (body === undefined || last === undefined) return undefined;
  const rescue: BlockStep = { kind: 'block', name: 'Rescue', at: context.file.at(call), steps: stepsOf(last, context) };
  const always = rescue.steps.length === 0 ? {} : { always: [rescue] };
  return [{ kind: 'block', name: 'Guard', at, steps: stepsOf(body, context), ...always }];
}

function ignoring(values: readonly Argument[], at: Place, context: Context): readonly Step[] | undefined {
  const result = values[0]?.value;
  const body = bodyOf(values.slice(1));
  if (result?.kind !== 'name' || body === undefined) return undefined;
  // What is unstable is told from what failed by the started job only.
  if (result.name === 'UNSTABLE') return stepsOf(body, { ...context, failsOn: 'FAILURE' });
  return [{ kind: 'block', name: `Ignore ${result.name}`, at, steps: stepsOf(body, context), ignoreErrors: true }];
}

/** Branches ran beside each other; in one build they run one after the other, each although one before failed. */
function parallel(values: readonly Argument[], at: Place, context: Context): readonly Step[] | undefined {
  const branches: BlockStep[] = [];
  for (const { name, value } of values) {
    if (value.kind !== 'closure') return undefined;
    const number = String(branches.length + 1);
    const steps = stepsOf(value.statements, context);
    branches.push({ kind: 'block', name: `Branch ${name ?? number}`, at: context.file.at(value), steps });
  }
  if (branches.length === 0) return undefined;
  context.notes.parallel.push(`${String(branches.length)} branches in line ${String(at.line)}`);
  return [{ kind: 'block', name: 'Do what ran in parallel', at, steps: [], always: branches }];
}

function started(values: readonly Argument[], at: Place, { failsOn }: Context): readonly Step[] | undefined {
  const [job, ...others] = values;
  const name = job?.name === undefined && job !== undefined ? textOf(job.value) : undefined;
  // Which job it is has to be known before anything runs.
  if (name === undefined || name === '' || name.includes('$')) return undefined;
  const parameters: Record<string, string> = {};
  for (const { name: parameter, value } of others) {
    const text = textOf(value);
    if (parameter === undefined || text === undefined) return undefined;
    parameters[parameter] = text;
  }
  const step: StartJobStep = {
    kind: 'start-job',
    name: `Do what ${name} did`,
    at,
    jobs: [name],
    parameters,
    passParameters: false,
    wait: true,
    failsOn,
  };
  return [step];
}

/** A text, with `$NAME` for the parameters of the flow. */
function textOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'text': {
      const parts = expression.parts.map((part) => (typeof part === 'string' ? part : textOf(part)));
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    case 'number':
    case 'constant':
      return expression.value === null ? undefined : String(expression.value);
    case 'index': {
      const [index] = expression.index;
      const isParams = expression.object.kind === 'name' && expression.object.name === 'params';
      return isParams && index?.value.kind === 'text' ? reference(textOf(index.value)) : undefined;
    }
    case 'member':
      return expression.object.kind === 'name' && expression.object.name === 'params'
        ? reference(expression.name ?? undefined)
        : undefined;
    default:
      return undefined;
  }
}

function reference(name: string | undefined): string | undefined {
  return name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? `\${${name}}` : undefined;
}

function bodyOf(values: readonly Argument[]): readonly Statement[] | undefined {
  const closure = values.at(-1)?.value;
  return closure?.kind === 'closure' ? closure.statements : undefined;
}

function unknown(statement: Statement, { file, notes }: Context): FailStep {
  const text = file.textOf(statement).trim();
  const first = text.split('\n')[0]!.slice(0, 60);
  notes.statement.push(first);
  return {
    kind: 'fail',
    name: 'Do what the flow did here',
    at: file.at(statement),
    code: 'build-flow/statement',
    message: `Nobody has written this part of the flow as steps yet: ${first}`,
    original: { name: 'flow.groovy', text: `${text.replaceAll(/\}(\s*)\.rescue(\s*)\{/g, '}$1rescue$2{')}\n` },
  };
}
