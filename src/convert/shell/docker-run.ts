import type { CommandNode, Statement } from 'unbash';
import type { RoleStep, ScriptStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import { requiredDirectory } from './directory-check.js';
import { dockerArguments } from './docker-arguments.js';
import { dockerVariables } from './docker-variables.js';
import { afterSet, shellOf, type ShellOptions } from './shell-options.js';
import { contextMaker, type Effect, type ShellContext } from './shell-context.js';
import { PLAIN_VARIABLES, type Dialect, type VariableSource, type VariableSources } from './shell-variables.js';
import { KnownStatements } from './statements.js';
import { argumentsOf, joinedWords, nameOf, plainText, type CommandWord } from './syntax.js';
import { Unproven } from './unproven.js';

const RUNTIMES = ['docker', '/usr/bin/docker'];
const PROGRAMS = ['exec', ...RUNTIMES];

/** Why a script stays one. */
export interface NotDockerRun {
  readonly reason: string;
}

/** Names of variables that do not come from the build itself. Those of a block hide those of secrets, and both the build's. */
export interface HiddenVariables {
  readonly secret: Iterable<string>;
  /** Variables of the blocks around the step. */
  readonly block: Iterable<string>;
}

/** Gives the call of role `docker-run` that does what a script does, or the reason why the script has to stay. */
export type DockerRunRecogniser = (step: ScriptStep, hidden?: HiddenVariables) => RoleStep | NotDockerRun;

type Found = { readonly vars: Readonly<Record<string, Value>> } | NotDockerRun;

/**
 * A recogniser that remembers what it found out about each text.
 *
 * @param alsoPlain variables known to stay one word without quotes on this estate, see `plainVariables`
 */
export function dockerRunRecogniser(alsoPlain: Iterable<string> = []): DockerRunRecogniser {
  const plain = new Set([...PLAIN_VARIABLES, ...alsoPlain]);
  const statements = new KnownStatements(PROGRAMS);
  const contextOf = contextMaker(plain);
  const known = new Map<string, Found>();

  return (step, hidden) => {
    const environment = step.environment ?? {};
    const sources = sourcesIn(step, hidden);
    const key = [...step.command, [...sources].flat().join(' '), step.body].join('\n');
    let found = known.get(key);
    if (found === undefined) {
      found = recognise(step, statements, (dialect, options) => contextOf(dialect, options, sources));
      known.set(key, found);
    }
    if ('reason' in found) return found;
    const isOwn = Object.keys(environment).length > 0;
    const vars = !isOwn ? found.vars : { ...found.vars, docker_run_step_environment: environment };
    const { name, at, when, ignoreErrors } = step;
    const others = { ...(when !== undefined && { when }), ...(ignoreErrors !== undefined && { ignoreErrors }) };
    return { kind: 'role', name, at, role: 'docker-run', vars, ...others };
  };
}

/**
 * Decides whether a script is provably one call of `docker run`, and gives it as a call of role `docker-run`.
 * Proven are: options of the shell, checks that a directory exists, then `docker run`, by `exec` or as the last command.
 */
export const recogniseDockerRun: DockerRunRecogniser = dockerRunRecogniser();

/** Variables from elsewhere that the script may name. Most scripts name none, and are then the same wherever they stand. */
function sourcesIn({ body, environment }: ScriptStep, hidden: HiddenVariables | undefined): VariableSources {
  const sources = new Map<string, VariableSource>();
  const add = (names: Iterable<string>, source: VariableSource): void => {
    for (const name of names) {
      if (body.includes(name) || (name === 'WORKSPACE' && body.includes('PWD'))) sources.set(name, source);
    }
  };
  add(hidden?.secret ?? [], 'jenkins_secret_environment');
  add(hidden?.block ?? [], 'jenkins_block_environment');
  add(Object.keys(environment ?? {}), 'docker_run_step_environment');
  return sources;
}

type ContextOf = (dialect: Dialect, options: ShellOptions) => ShellContext;

function recognise(step: ScriptStep, statements: KnownStatements, contextOf: ContextOf): Found {
  if (step.answer !== undefined) return { reason: 'its status is an answer' };
  if (!step.body.includes('docker')) return { reason: 'runs no container' };
  try {
    return { vars: readScript(step, statements, contextOf) };
  } catch (error) {
    if (error instanceof Unproven) return { reason: error.message };
    throw error;
  }
}

function readScript(step: ScriptStep, statements: KnownStatements, contextOf: ContextOf): Record<string, Value> {
  const shell = shellOf(step.command);
  let { options } = shell;
  const directories: Value[] = [];
  for (const item of statements.walk(step.body)) {
    const context = contextOf(shell.dialect, options);
    const call = containerCall('words' in item ? { words: item.words, isAlone: true } : simpleCommand(item.statement));
    if (call !== undefined) {
      if (!call.isExec && !call.isAlone) throw new Unproven('what follows when the container fails or not');
      if (!call.isExec && !item.isLast) throw new Unproven('commands behind the container');
      const others: Record<string, Value> = {};
      if (call.runtime !== 'docker') others['docker_run_runtime'] = call.runtime;
      if (directories.length > 0) others['docker_run_require_directories'] = directories;
      return dockerVariables(dockerArguments(call.words, context), others);
    }
    if ('words' in item) throw new Unproven(`the command ${item.words[0]?.word.text ?? ''}`);
    const effect = effectOf(item.statement, context);
    if ('directory' in effect) directories.push(effect.directory);
    else ({ options } = effect);
  }
  throw new Unproven('no docker run at its end');
}

/** What a statement before the container does: many scripts share theirs. */
function effectOf(statement: Statement, context: ShellContext): Effect {
  let effect = context.effects.get(statement);
  if (effect === undefined) {
    const directory = requiredDirectory(statement, context);
    effect = directory === undefined ? { options: afterStatement(statement, context) } : { directory };
    context.effects.set(statement, effect);
  }
  return effect;
}

/** `set` changes options, `:` and `true` nothing; what else stands before the container is beyond proof. */
function afterStatement(statement: Statement, { options, dialect }: ShellContext): ShellOptions {
  const { command } = statement;
  const isSimple = command.type === 'Command' && statement.background !== true;
  const name = isSimple ? plainText(command.name) : undefined;
  if (isSimple && name === 'set') return afterSet(options, argumentsOf(command), dialect);
  if (isSimple && (name === ':' || name === 'true') && argumentsOf(command).length === 0) return options;
  throw new Unproven(`${isSimple ? `the command ${nameOf(command)}` : describe(statement)} before the container`);
}

interface SimpleCommand {
  readonly words: readonly CommandWord[];
  /** Neither `&&` nor `||` stand behind it. */
  readonly isAlone: boolean;
}

/** The command a statement starts with. */
function simpleCommand({ command, background }: Statement): SimpleCommand | undefined {
  const first = command.type === 'AndOr' ? command.commands[0] : command;
  if (background === true || first?.type !== 'Command' || first.name === undefined) return undefined;
  if (!PROGRAMS.includes(plainText(first.name) ?? '')) return undefined;
  return { words: joinedWords([first.name, ...argumentsOf(first)]), isAlone: command.type !== 'AndOr' };
}

interface ContainerCall extends SimpleCommand {
  readonly runtime: string;
  /** The shell gives its process away, so nothing behind it is ever reached. */
  readonly isExec: boolean;
}

/** `docker run` and `docker container run`, with `exec` or without: the words behind. */
function containerCall(command: SimpleCommand | undefined): ContainerCall | undefined {
  if (command === undefined) return undefined;
  const isExec = plainText(command.words[0]?.word) === 'exec';
  const call = isExec ? command.words.slice(1) : command.words;
  const [runtime = '', ...rest] = call.slice(0, 3).map(({ word }) => plainText(word));
  if (!RUNTIMES.includes(runtime)) return undefined;
  const skipped = rest[0] === 'run' ? 2 : rest[0] === 'container' && rest[1] === 'run' ? 3 : 0;
  if (skipped === 0) throw new Unproven(`${runtime} ${rest[0] ?? ''}`.trim());
  return { words: call.slice(skipped), isAlone: command.isAlone, runtime, isExec };
}

function describe(statement: Statement): string {
  const kinds: Partial<Record<CommandNode['type'] | 'AndOr' | 'Pipeline', string>> = {
    If: 'an if',
    For: 'a loop',
    While: 'a loop',
    Case: 'a case',
    Function: 'a function',
    Pipeline: 'a pipe',
  };
  return kinds[statement.command.type] ?? 'a compound command';
}
