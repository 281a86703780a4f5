import type { Value } from '../../model/value.js';
import type { BlockStep, Step } from '../../model/step.js';
import type { CallExpression, Expression, Span } from '../../read/jenkinsfile/syntax.js';
import { injection, repeated } from './scripts.js';
import { bodyOf, known, secondsOf, type Arguments } from './arguments.js';
import { ownName, stub, titleOf, type Context, type Parts } from './context.js';
import { shellQuoted } from './shell-text.js';
import { convertBody, convertStatements, isSimple, type StepReader } from './steps.js';
import { joined, literal, literalOf, partsOf, resolved, valueOf, workspace } from './values.js';

/** Only how Jenkins shows the steps. */
const transparent: StepReader = { convert: (call, _, context) => convertBody(call, context) };

/** Puts a tool into PATH. */
const withTool: StepReader = {
  convert: (call, { named }, context) => {
    const [first] = [...named.values()].map((value) => known(value, context));
    context.raise.approximated('tools', call, `(${first ?? call.name ?? ''})`);
    return convertBody(call, context);
  },
};

/** Steps with steps in them. Source: Pipeline Steps Reference. */
export const BLOCK_STEPS: Readonly<Record<string, StepReader>> = {
  script: {
    convert: (call, _, context) => {
      if (isSimple(bodyOf(call))) return convertBody(call, context);
      return [stub('groovy', call, 'Do what the Groovy did', context)];
    },
  },
  ansiColor: transparent,
  timestamps: transparent,
  nodejs: withTool,
  withMaven: withTool,
  withEnv: { first: 'overrides', convert: withVariables },
  dir: { first: 'path', convert: inFolder },
  retry: { first: 'count', convert: retry },
  timeout: { first: 'time', convert: withLimit },
  catchError: { first: 'message', convert: (call, values, context) => caught(call, values, 'buildResult', context) },
  warnError: { first: 'message', convert: (call, values, context) => caught(call, values, undefined, context) },
  unstable: { first: 'message', convert: unstable },
  parallel: { convert: inTurn },
  stage: {
    first: 'name',
    convert: (call, { named }, context) => {
      const steps = convertBody(call, context);
      return steps.length === 0
        ? []
        : [
            {
              kind: 'block',
              name: titleOf(known(named.get('name'), context) ?? ''),
              at: context.file.at(call),
              steps,
            },
          ];
    },
  },
  node: {
    first: 'label',
    convert: (call, { named }, context) => {
      const label = known(named.get('label'), context);
      if (label !== undefined) context.gathered.labels.push(label);
      return convertBody(call, context);
    },
  },
  lock: {
    first: 'resource',
    convert: (call, { named }, context) => {
      const resource = known(named.get('resource') ?? named.get('label'), context);
      if (resource === undefined) return undefined;
      context.gathered.locks.push(resource);
      context.raise.approximated('lock', call, `(${resource})`);
      return convertBody(call, context);
    },
  },
};

/** `NAME=value`; `PATH+MORE=folder` puts a folder before what PATH holds. */
function withVariables(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const list = named.get('overrides');
  if (list?.kind !== 'list') return undefined;
  const variables: [string, Parts][] = [];
  for (const item of list.items) {
    const parts = partsOf(item, context);
    const [first, ...rest] = parts ?? [];
    const [, name, isBefore, value] = typeof first === 'string' ? (/^(\w+?)(\+\w*)?=([^]*)$/.exec(first) ?? []) : [];
    if (name === undefined) return undefined;
    const whole = joined([[value!, ...rest], isBefore === undefined ? [] : [':', { variable: name }]])!;
    variables.push([name, whole]);
  }
  const around = surround(variables, call, context);
  if (around === undefined) return undefined;
  const steps = [...around.before, ...convertBody(call, around.inner)];
  const names = Object.keys(around.environment);
  if (names.length === 0 || steps.length === 0) return steps;
  const name = names.length === 1 ? `Set ${names[0]!}` : 'Set variables';
  return [{ kind: 'block', name, at: context.file.at(call), environment: around.environment, steps }];
}

/** Variables around steps. */
export interface Surroundings {
  /** For the steps inside. */
  readonly inner: Context;
  /** What the block around the steps sets. */
  readonly environment: Readonly<Record<string, Value>>;
  /** What has to run first, inside. */
  readonly before: readonly Step[];
}

/**
 * What can be said before the steps run is an environment of their block; what depends on the node (PATH) is worked out there,
 * and stays for the steps behind.
 *
 * @returns nothing for a value that only Groovy can tell.
 */
export function surround(
  variables: readonly (readonly [string, Parts])[],
  at: Span,
  context: Context,
): Surroundings | undefined {
  let inner = context;
  const environment: Record<string, Value> = {};
  const before: Step[] = [];
  for (const [name, parts] of variables) {
    if (parts.some((part) => typeof part === 'object' && 'variable' in part && isOfNode(part.variable, inner))) {
      const values: Record<string, Value> = {};
      const script = `printf '${name}=%s\\n' ${shellQuoted(parts, values)}\n`;
      if (Object.keys(values).length > 0) return undefined;
      before.push(injection(`Set ${name}`, script, at, inner));
      continue;
    }
    environment[name] = valueOf(parts, inner);
    inner = { ...inner, variables: new Map([...inner.variables, [name, resolved(parts, inner)]]) };
  }
  return { inner, environment, before };
}

/** Variables that the node sets, not the build. */
function isOfNode(name: string, { variables, parameters }: Context): boolean {
  return (
    !variables.has(name) &&
    !parameters.has(name) &&
    /^(PATH|USER|SHELL|LANG|TMPDIR|LD_LIBRARY_PATH|.*_HOME)$/.test(name)
  );
}

function inFolder(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const path = named.get('path');
  const given = path === undefined ? undefined : partsOf(path, context);
  if (given === undefined) return undefined;
  const folder = below(given, context);
  if (folder === undefined) return undefined;
  const inner = { ...context, folder };
  const steps = convertBody(call, inner);
  if (steps.length === 0 || folder === context.folder) return steps;
  const environment = { WORKSPACE: valueOf(workspace(inner), inner) };
  return [
    { kind: 'block', name: `Work in ${literalOf(given) ?? 'a folder'}`, at: context.file.at(call), environment, steps },
  ];
}

/** A folder below the one that steps run in; nothing for one elsewhere. */
function below(given: Parts, { folder }: Context): Parts | undefined {
  const [first] = given;
  if (typeof first === 'string' && /^[/~]|^[A-Za-z]:/.test(first)) return undefined;
  const path = literalOf(given)?.replace(/^(\.\/)+|\/+$/g, '');
  if (path === '.' || path === '') return folder;
  if (path !== undefined && /(^|\/)\.\.(\/|$)/.test(path)) return undefined;
  return joined([folder, folder.length === 0 ? [] : ['/'], path === undefined ? given : [path]]);
}

/** One script is started again by a shell around it; several steps are written out once for each time. */
function retry(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const times = Number(known(named.get('count'), context) ?? Number.NaN);
  if (!Number.isInteger(times) || times < 1 || named.has('conditions')) return undefined;
  if (times === 1) return convertBody(call, context);
  const body = bodyOf(call);
  const [only] = body;
  const isScript = only?.kind === 'expression' && only.expression.kind === 'call' && only.expression.name === 'sh';
  if (body.length === 1 && isScript) {
    return convertStatements(body, { ...context, around: [...context.around, repeated(times)] });
  }
  if (times > MOST_TIMES) return undefined;
  const steps = convertBody(call, context);
  if (steps.length === 0) return [];
  const at = context.file.at(call);
  const answer = ownName('tried', context);
  return Array.from({ length: times }, (_, index): BlockStep => ({
    kind: 'block',
    name: index === 0 ? 'Try' : `Try again, time ${String(index + 1)}`,
    at,
    ...(index === 0 ? {} : { when: [`not ${answer}`] }),
    ...(index === times - 1 ? {} : { ignoreErrors: true }),
    answer,
    steps,
  }));
}

/** More repetitions than that are not written out. */
const MOST_TIMES = 5;

function withLimit(call: CallExpression, values: Arguments, context: Context): readonly Step[] | undefined {
  const seconds = secondsOf(values);
  if (seconds === undefined || literal(values.named.get('activity')) === 'true') return undefined;
  const statements = bodyOf(call);
  const isOne =
    statements.length === 1 && statements[0]!.kind === 'expression' && nameOf(statements[0]!.expression) === 'sh';
  if (!isOne) context.raise.approximated('each-limit', call, `(${String(seconds)} seconds)`);
  return convertStatements(statements, { ...context, around: [...context.around, limit(seconds)] });
}

/** Ends a program after some time, as Jenkins does: TERM, and KILL if that is not enough. */
export function limit(seconds: number): readonly string[] {
  return ['timeout', '--kill-after=20', String(seconds)];
}

function nameOf(expression: Expression): string | null {
  return expression.kind === 'call' && expression.object === undefined ? expression.name : null;
}

/**
 * Goes on after a failure, and shows it in the result of the build at its end, unless the result shall stay SUCCESS. UNSTABLE
 * is a failure for Zuul, as it was for Zuul v2.
 */
function caught(
  call: CallExpression,
  { named }: Arguments,
  field: string | undefined,
  context: Context,
): readonly Step[] | undefined {
  const result = field === undefined ? 'UNSTABLE' : (known(named.get(field), context) ?? 'FAILURE');
  const steps = convertBody(call, context);
  if (steps.length === 0) return [];
  return [forgiven(steps, 'Go on after a failure', result === 'SUCCESS', call, context)];
}

/** Steps whose failure does not end the build; it shows at its end, or never. */
export function forgiven(
  steps: readonly Step[],
  name: string,
  isForgotten: boolean,
  at: Span,
  context: Context,
): BlockStep {
  const block: BlockStep = { kind: 'block', name, at: context.file.at(at), ignoreErrors: true, steps };
  if (isForgotten) return block;
  const answer = ownName('went_well', context);
  context.gathered.caught.push(answer);
  return { ...block, answer };
}

function unstable(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const message = named.get('message');
  const parts = message === undefined ? undefined : partsOf(message, context);
  if (parts === undefined) return undefined;
  const environment: Record<string, Value> = {};
  const body = `printf '%s\\n' ${shellQuoted(parts, environment)} >&2\nexit 1\n`;
  const script: Step = {
    kind: 'script',
    name: 'Call the build unstable',
    at: context.file.at(call),
    body,
    command: ['/bin/sh', '-e'],
    extension: 'sh',
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
  };
  return [forgiven([script], 'Go on with an unstable build', false, call, context)];
}

/** `parallel a: { … }, b: { … }` */
function inTurn(call: CallExpression, { named }: Arguments, context: Context): readonly Step[] | undefined {
  const branches = [...named].filter(([name]) => name !== 'failFast');
  if (branches.length === 0 || branches.some(([, value]) => value.kind !== 'closure')) return undefined;
  context.raise.approximated('in-turn', call);
  return branches.flatMap(([name, value]): BlockStep[] => {
    const steps = value.kind === 'closure' ? convertStatements(value.statements, context) : [];
    return steps.length === 0 ? [] : [{ kind: 'block', name: titleOf(name), at: context.file.at(value), steps }];
  });
}
