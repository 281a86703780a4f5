import { isTemplate, type Value } from '../../model/value.js';
import type { DockerCommand, GivenOption } from './docker-arguments.js';
import { makeWord, withoutPrefix, type ShellWord } from './jinja-value.js';
import { isName } from './shell-variables.js';
import { Unproven } from './unproven.js';

/** Options given once that have a variable of their own; docker takes the last one. */
const SINGLE: Readonly<Record<string, string>> = {
  entrypoint: 'docker_run_entrypoint',
  memory: 'docker_run_memory',
  'shm-size': 'docker_run_shm_size',
  user: 'docker_run_user',
  workdir: 'docker_run_workdir',
};

/** Options given any number of times. */
const LISTS: Readonly<Record<string, string>> = {
  'security-opt': 'docker_run_security_opts',
  tmpfs: 'docker_run_tmpfs',
  volume: 'docker_run_volumes',
};

/** Options without a value that have a variable of their own. */
const SWITCHES: Readonly<Record<string, string>> = { init: 'docker_run_init', rm: 'docker_run_remove' };

/** Options docker knows under two names. */
const SAME: Readonly<Record<string, string>> = { net: 'network' };

/** The order in which variables are written: what a reader looks for first. */
const ORDER = [
  'docker_run_runtime',
  'docker_run_image',
  'docker_run_entrypoint',
  'docker_run_command',
  'docker_run_user',
  'docker_run_workdir',
  'docker_run_volumes',
  'docker_run_tmpfs',
  'docker_run_environment',
  'docker_run_environment_exclude',
  'docker_run_labels',
  'docker_run_network',
  'docker_run_memory',
  'docker_run_shm_size',
  'docker_run_security_opts',
  'docker_run_init',
  'docker_run_remove',
  'docker_run_options',
  'docker_run_require_directories',
  'docker_run_step_environment',
];

/**
 * The variables of role `docker-run` for a command line, only those that are needed.
 *
 * @throws Unproven where the role would put two things in another order than the script, and docker minds
 */
export function dockerVariables(docker: DockerCommand, others: Readonly<Record<string, Value>>): Record<string, Value> {
  const gathered: Gathered = { vars: {}, environment: new Map(), labels: new Map(), options: [], unpaired: [] };
  const networks = docker.options.filter(({ name }) => (SAME[name] ?? name) === 'network').length;
  for (const option of docker.options) gather(gathered, option, networks > 1);

  const { vars, environment, labels, options } = gathered;
  refuseMixedOrder(docker.options, gathered);
  const found: Record<string, Value> = {
    ...vars,
    ...others,
    docker_run_image: docker.image,
    ...(docker.command.length > 0 && { docker_run_command: docker.command }),
    ...(environment.size > 0 && { docker_run_environment: Object.fromEntries(environment) }),
    ...(labels.size > 0 && { docker_run_labels: Object.fromEntries(labels) }),
    ...(options.length > 0 && { docker_run_options: options }),
  };
  return Object.fromEntries(ORDER.filter((name) => name in found).map((name) => [name, found[name] as Value]));
}

interface Gathered {
  readonly vars: Record<string, Value>;
  readonly environment: Map<string, Value>;
  readonly labels: Map<string, Value>;
  readonly options: Value[];
  /** Variables and labels without `NAME=`, or with a name that is not known beforehand (`undefined`). */
  readonly unpaired: { readonly name: 'env' | 'label'; readonly key: string | undefined }[];
}

function gather(into: Gathered, option: GivenOption, severalNetworks: boolean): void {
  if ('exclude' in option) {
    if ('docker_run_environment_exclude' in into.vars) throw new Unproven('two environments handed in');
    into.vars['docker_run_environment_exclude'] = option.exclude;
    return;
  }
  const name = SAME[option.name] ?? option.name;
  if ('on' in option) {
    const variable = SWITCHES[name];
    if (variable !== undefined) into.vars[variable] = option.on;
    else into.options.push(option.on ? `--${name}` : `--${name}=false`);
    return;
  }
  const { value } = option.value;
  const single = SINGLE[name] ?? (name === 'network' && !severalNetworks ? 'docker_run_network' : undefined);
  const list = LISTS[name];
  if (single !== undefined) {
    refuseLostTemplate(into.vars[single], name);
    into.vars[single] = value;
  } else if (list !== undefined) into.vars[list] = [...((into.vars[list] ?? []) as Value[]), value];
  else if (name === 'env') gatherPair(into, into.environment, name, option.value);
  else if (name === 'label') gatherPair(into, into.labels, name, option.value);
  else into.options.push(optionWord(name, option.value));
}

/** `KEY=value`. A later one of the same name replaces an earlier one. */
function gatherPair(into: Gathered, pairs: Map<string, Value>, name: 'env' | 'label', word: ShellWord): void {
  const pair = pairOf(word);
  if (pair === undefined) {
    into.options.push(optionWord(name, word));
    into.unpaired.push({ name, key: word.literal });
    return;
  }
  refuseLostTemplate(pairs.get(pair.key), name);
  pairs.delete(pair.key);
  pairs.set(pair.key, pair.value);
}

/** A value that a later one replaces is never looked at in the role, but the shell fails on it where a variable is not set. */
function refuseLostTemplate(lost: Value | undefined, name: string): void {
  if (isTemplate(lost)) throw new Unproven(`--${name} given twice`);
}

interface Pair {
  readonly key: string;
  readonly value: Value;
}

const PAIRS = new WeakMap<ShellWord, Pair | undefined>();

function pairOf(word: ShellWord): Pair | undefined {
  if (!PAIRS.has(word)) {
    const equals = word.prefix.indexOf('=');
    const key = word.prefix.slice(0, Math.max(equals, 0));
    PAIRS.set(word, isKey(key) ? { key, value: withoutPrefix(word, equals + 1).value } : undefined);
  }
  return PAIRS.get(word);
}

/** Names of variables and labels of the usual kind: letters, digits and `_ . - /`, a letter first. */
function isKey(text: string): boolean {
  return isName([...text].map((character) => ('-./'.includes(character) ? '_' : character)).join(''));
}

function optionWord(name: string, word: ShellWord): Value {
  return makeWord([`--${name}=`, ...word.pieces]).value;
}

/**
 * Of variables and labels with one name docker takes the last. The role puts variables handed in first, then those with
 * values, then other options.
 */
function refuseMixedOrder(options: readonly GivenOption[], { vars, environment, labels, unpaired }: Gathered): void {
  const files = options.some((option) => option.name === 'env-file' && !('exclude' in option));
  if (files && 'docker_run_environment_exclude' in vars) throw new Unproven('two environments handed in');
  for (const { name, key } of unpaired) {
    const pairs = name === 'env' ? environment : labels;
    if (key === undefined ? pairs.size > 0 : pairs.has(key)) throw new Unproven(`--${name} in an order that matters`);
  }
}
