/**
 * Variables of a Jenkins step by who makes their value. The values of `jenkins_env` come from the role
 * `jenkins-environment`.
 */

/** Which shell runs the text. `posix`: `/bin/sh`, whichever that is on the node. */
export type Dialect = 'bash' | 'posix';

/**
 * Variables that hold neither blanks nor glob characters in any build: numbers, hashes, paths of the node's user and
 * names of Git references (git-check-ref-format(1): no blank, `*`, `?` or `[`).
 */
export const PLAIN_VARIABLES: readonly string[] = [
  'BASE_LOG_PATH',
  'BUILD_ID',
  'BUILD_NUMBER',
  'EXECUTOR_NUMBER',
  'PWD',
  'WORKSPACE',
  'ZUUL_BRANCH',
  'ZUUL_CHANGE',
  'ZUUL_COMMIT',
  'ZUUL_NEWREV',
  'ZUUL_OLDREV',
  'ZUUL_PATCHSET',
  'ZUUL_REF',
  'ZUUL_REFNAME',
  'ZUUL_UUID',
  'ZUUL_VOTING',
];

/** Variables among them that every build sets to something. */
const NEVER_EMPTY = new Set([
  'BUILD_ID',
  'BUILD_NUMBER',
  'EXECUTOR_NUMBER',
  'PWD',
  'WORKSPACE',
  'ZUUL_UUID',
  'ZUUL_VOTING',
]);

export function isNeverEmpty(name: string): boolean {
  return NEVER_EMPTY.has(name);
}

/** Names Zuul or the configuration give. None of them reads as a list or a dictionary. */
const NAMES = new Set([
  'BUILD_TAG',
  'BUILD_URL',
  'JOB_BASE_NAME',
  'JOB_NAME',
  'JOB_URL',
  'LOG_PATH',
  'NODE_NAME',
  'ZUUL_PIPELINE',
  'ZUUL_PROJECT',
  'ZUUL_URL',
]);

/** Whether Ansible could take a value of this variable for a list or a dictionary when it stands first in a template. */
export function mayLookLikeData(name: string, plain: ReadonlySet<string>): boolean {
  return !plain.has(name) && !NAMES.has(name);
}

/** Variables the shell itself sets or that belong to the account on the node; `jenkins_env` does not hold them. Bash manual, "Shell Variables". */
const NOT_OURS = new Set(
  (
    '_ BASH BASHOPTS BASHPID COLUMNS COPROC DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD ' +
    'HISTFILE HISTFILESIZE HISTSIZE HOSTNAME HOSTTYPE IFS LANG LANGUAGE LINENO LINES LOGNAME MACHTYPE MAIL MAILCHECK ' +
    'MAPFILE OLDPWD OPTARG OPTERR OPTIND OSTYPE PATH PIPESTATUS PPID PS1 PS2 PS3 PS4 RANDOM READLINE_LINE READLINE_POINT ' +
    'REPLY SECONDS SHELL SHELLOPTS SHLVL SRANDOM TERM TMPDIR UID USER'
  ).split(' '),
);

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether this is the name of a variable, not one of the shell's `$1`, `$?`, `$@`. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

export function isShellsOwn(name: string): boolean {
  return NOT_OURS.has(name) || name.startsWith('BASH_') || name.startsWith('LC_') || name.startsWith('COMP_');
}

/** Where a variable of a step comes from, if not from the build: name → variable of Ansible that holds it. */
export type VariableSources = ReadonlyMap<string, VariableSource>;

export type VariableSource = 'docker_run_step_environment' | 'jenkins_block_environment' | 'jenkins_secret_environment';

/** The shell sets PWD to its working directory, and steps run in the workspace. */
export function keyOf(name: string, sources: VariableSources): string {
  return name === 'PWD' && !sources.has(name) ? 'WORKSPACE' : name;
}

/** The Jinja expression for a variable of the step. */
export function variableExpression(name: string, sources: VariableSources): string {
  const key = keyOf(name, sources);
  const map = sources.get(key) ?? 'jenkins_env';
  return DICT_ATTRIBUTES.has(key) ? `${map}['${key}']` : `${map}.${key}`;
}

/** Attributes of Python's `dict`, which Jinja finds before the keys. */
const DICT_ATTRIBUTES = new Set('clear copy fromkeys get items keys pop popitem setdefault update values'.split(' '));

const BLANKS_AND_GLOBS = new Set([' ', '\t', '\n', '*', '?', '[']);

/** Whether an unquoted expansion to this text stays exactly one word in the shell. */
export function staysOneWord(text: string): boolean {
  return text !== '' && ![...text].some((character) => BLANKS_AND_GLOBS.has(character));
}

/**
 * Which variables are known to stay one word without quotes, given all values they can have.
 *
 * @param values variable → every value it can have in this estate (`ZUUL_PROJECT` → names of all projects)
 */
export function plainVariables(values: Readonly<Record<string, Iterable<string>>>): string[] {
  return Object.entries(values)
    .filter(([, all]) => [...all].every(staysOneWord))
    .map(([name]) => name);
}
