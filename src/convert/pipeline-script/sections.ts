import type { CallExpression, Expression, Statement } from '../../read/jenkinsfile/syntax.js';
import type { Step } from '../../model/step.js';
import { argumentsOf, bodyOf, callOf, known, secondsOf } from './arguments.js';
import { surround, type Surroundings } from './block-steps.js';
import { withSecrets } from './build-steps.js';
import { stub, type Context } from './context.js';
import { convertElement, gather, type Given } from './element-steps.js';
import { TYPES } from './element-types.js';
import { outputOf } from './groovy-statements.js';
import { capture } from './scripts.js';
import { literal, partsOf } from './values.js';

/** The sections of a pipeline or a stage. */
export interface Sections {
  readonly named: ReadonlyMap<string, CallExpression>;
  /** Steps that fail in place of what is no section. */
  readonly stops: readonly Step[];
}

/**
 * Reads what stands in a pipeline or a stage.
 *
 * @param names Sections that may stand there.
 */
export function sectionsOf(statements: readonly Statement[], names: ReadonlySet<string>, context: Context): Sections {
  const named = new Map<string, CallExpression>();
  const stops: Step[] = [];
  for (const statement of statements) {
    const call = callOf(statement);
    if (call?.name !== undefined && call.name !== null && call.object === undefined && names.has(call.name)) {
      named.set(call.name, call);
    } else stops.push(stub('groovy', statement, 'Do what the Groovy did', context));
  }
  return { named, stops };
}

/**
 * What `environment` sets. `credentials('id')` is a secret under the variable's name; of a pair NAME_USR and NAME_PSW are user
 * and password, and NAME both. Source: Pipeline Syntax, `environment`.
 */
export function readEnvironment(section: CallExpression | undefined, context: Context): Surroundings {
  let around: Surroundings = { inner: context, environment: {}, before: [] };
  for (const statement of section === undefined ? [] : bodyOf(section)) around = add(statement, around);
  return around;
}

function add(statement: Statement, around: Surroundings): Surroundings {
  const { inner } = around;
  const stop = (): Surroundings => ({
    ...around,
    before: [...around.before, stub('groovy', statement, 'Set a variable', inner)],
  });
  const given = variableOf(statement);
  if (given === undefined) return stop();
  const { name, value } = given;
  if (value.kind === 'call' && value.object === undefined && value.name === 'credentials') {
    const id = known(value.values[0]?.value, inner);
    return id === undefined ? stop() : { ...around, inner: withCredential(name, id, statement, inner) };
  }
  const output = outputOf(value, inner);
  if (output !== undefined) {
    inner.raise.approximated('captured', statement, `(${name})`);
    const parameters = new Map([...inner.parameters, [name, 'text' as const]]);
    return {
      ...around,
      inner: { ...inner, parameters },
      before: [...around.before, capture(name, output, statement, inner)],
    };
  }
  const parts = partsOf(value, inner);
  const more = parts === undefined ? undefined : surround([[name, parts]], statement, inner);
  if (more === undefined) return stop();
  return {
    inner: more.inner,
    environment: { ...around.environment, ...more.environment },
    before: [...around.before, ...more.before],
  };
}

/** `NAME = value`, also with `def` before it. */
function variableOf(statement: Statement): { readonly name: string; readonly value: Expression } | undefined {
  if (statement.kind === 'assign' && statement.target.kind === 'name') {
    return { name: statement.target.name, value: statement.value };
  }
  if (statement.kind !== 'define' || statement.names.length !== 1 || statement.value === null) return undefined;
  return { name: statement.names[0]!, value: statement.value };
}

/** Both, joined by a colon: the field that `credentials-binding` has for it too. */
const PAIR = 'username_and_password';

function withCredential(name: string, credential: string, statement: Statement, context: Context): Context {
  context.raise.needsHuman('credential', statement, `(${credential})`);
  const { text } = context.file;
  const isUsed = (suffix: string): boolean => new RegExp(`\\b${name}${suffix}\\b`).test(text);
  const isPair = isUsed('_USR') || isUsed('_PSW');
  const isWhole = [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1;
  const use = {
    credential,
    kind: isPair ? ('username-password' as const) : ('text' as const),
    binds: isPair
      ? { ...(isWhole ? { [name]: PAIR } : {}), [`${name}_USR`]: 'username', [`${name}_PSW`]: 'password' }
      : { [name]: 'value' },
    at: context.file.at(statement),
  };
  context.gathered.secrets.push(use);
  return withSecrets([use], context);
}

/** What `options` say about a pipeline or a stage. */
export interface Options {
  /** Seconds. */
  readonly timeout?: number;
  readonly oneAtATime: boolean;
  readonly skipsCheckout: boolean;
  readonly stopsWhenUnstable: boolean;
  readonly retry?: number;
}

/** Options that change nothing about what is built. */
const BOOKKEEPING = new Set([
  'ansiColor',
  'buildDiscarder',
  'disableRestartFromStage',
  'disableResume',
  'durabilityHint',
  'gitLabConnection',
  'gitlabBuilds',
  'newContainerPerStage',
  'office365ConnectorWebhooks',
  'overrideIndexTriggers',
  'parallelsAlwaysFailFast',
  'preserveStashes',
  'quietPeriod',
  'timestamps',
]);

/** Source: Pipeline Syntax, `options`. */
export function readOptions(section: CallExpression | undefined, context: Context): Options {
  let options: Options = { oneAtATime: false, skipsCheckout: false, stopsWhenUnstable: false };
  for (const statement of section === undefined ? [] : bodyOf(section)) {
    const call = callOf(statement);
    const values = call === undefined ? undefined : argumentsOf(call, call.name === 'timeout' ? 'time' : 'value');
    const isOff = literal(values?.named.get('value')) === 'false';
    switch (call?.object === undefined ? call?.name : undefined) {
      case 'timeout': {
        const timeout = secondsOf(values!);
        if (timeout === undefined) context.raise.needsHuman('option', statement, '(timeout)');
        else options = { ...options, timeout };
        break;
      }
      case 'disableConcurrentBuilds':
        options = { ...options, oneAtATime: true };
        break;
      case 'skipDefaultCheckout':
        options = { ...options, skipsCheckout: !isOff };
        break;
      case 'skipStagesAfterUnstable':
        options = { ...options, stopsWhenUnstable: true };
        break;
      case 'lock': {
        const resource = known(values!.named.get('resource') ?? values!.named.get('value'), context);
        if (resource === undefined) context.raise.needsHuman('option', statement, '(lock)');
        else {
          context.gathered.locks.push(resource);
          context.raise.approximated('lock', statement, `(${resource})`);
        }
        break;
      }
      case 'retry': {
        const retry = Number(literal(values!.named.get('value')) ?? Number.NaN);
        if (Number.isInteger(retry)) options = { ...options, retry };
        else context.raise.needsHuman('option', statement, '(retry)');
        break;
      }
      default:
        if (BOOKKEEPING.has(call?.name ?? '')) context.raise.dropped('bookkeeping', statement, `(${call?.name ?? ''})`);
        else
          context.raise.needsHuman('option', statement, call?.name === undefined ? undefined : `(${call.name ?? ''})`);
    }
  }
  return options;
}

/** Kinds of parameters → Java class. Source: Pipeline Syntax, `parameters`. */
const PARAMETERS: Readonly<Record<string, string>> = {
  string: TYPES.string,
  text: TYPES.text,
  booleanParam: TYPES.boolean,
  choice: TYPES.choice,
  password: TYPES.password,
};

/** What `parameters` declare, and what they hold. */
export function readParameters(
  section: CallExpression | undefined,
  context: Context,
): ReadonlyMap<string, 'boolean' | 'text'> {
  const parameters = new Map<string, 'boolean' | 'text'>();
  for (const statement of section === undefined ? [] : bodyOf(section)) {
    const call = callOf(statement);
    const type = call?.object === undefined ? PARAMETERS[call?.name ?? ''] : undefined;
    const { named } = call === undefined ? { named: new Map<string, Expression>() } : argumentsOf(call);
    const name = known(named.get('name'), context);
    const { choices, ...others } = Object.fromEntries(
      [...named].filter(([field]) => field !== 'description'),
    ) as Record<string, Given>;
    const fields: Record<string, Given> = {
      ...others,
      ...(choices === undefined ? {} : { choices: choicesOf(choices as Expression) }),
    };
    const contribution =
      type === undefined || name === undefined ? undefined : convertElement({ type, fields }, call!, context);
    if (contribution === undefined) {
      context.raise.needsHuman('parameter', statement, call?.name === undefined ? undefined : `(${call.name ?? ''})`);
      continue;
    }
    gather(contribution, context);
    parameters.set(name!, type === TYPES.boolean ? 'boolean' : 'text');
  }
  return parameters;
}

/** A list, or a text with a choice in each line. */
function choicesOf(choices: Expression): Given {
  const lines = literal(choices)?.split('\n');
  const list: readonly Given[] = lines ?? (choices.kind === 'list' ? choices.items : [choices]);
  return { a: list };
}

/** What `triggers` start the job at. Source: Pipeline Syntax, `triggers`. */
export function readTriggers(section: CallExpression | undefined, context: Context): void {
  for (const statement of section === undefined ? [] : bodyOf(section)) {
    const call = callOf(statement);
    const element = call === undefined ? undefined : triggerOf(call);
    const contribution = element === undefined ? undefined : convertElement(element, call!, context);
    if (contribution === undefined) {
      context.raise.needsHuman('trigger', statement, call?.name === undefined ? undefined : `(${call.name ?? ''})`);
    } else gather(contribution, context);
  }
}

function triggerOf(
  call: CallExpression,
): { readonly type: string; readonly fields: Readonly<Record<string, Given>> } | undefined {
  const { named } = argumentsOf(call, 'spec');
  const spec = named.get('spec');
  switch (call.object === undefined ? call.name : undefined) {
    case 'cron':
      return spec === undefined ? undefined : { type: TYPES.timer, fields: { spec } };
    case 'pollSCM':
      return spec === undefined ? undefined : { type: TYPES.poll, fields: { spec: named.get('scmpoll_spec') ?? spec } };
    case 'upstream':
      return { type: TYPES.upstream, fields: { upstreamProjects: named.get('upstreamProjects') ?? '' } };
    case 'githubPush':
      return { type: TYPES.push, fields: {} };
    default:
      return undefined;
  }
}

/** `tools`: a finding for each. */
export function readTools(section: CallExpression | undefined, context: Context): void {
  for (const statement of section === undefined ? [] : bodyOf(section)) {
    const call = callOf(statement);
    const name = known(call?.values[0]?.value, context);
    context.raise.approximated(
      'tools',
      statement,
      `(${[call?.name ?? 'tool', name].filter((word) => word !== undefined).join(' ')})`,
    );
  }
}
