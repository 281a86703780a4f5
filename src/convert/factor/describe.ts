import type { RoleStep, ScriptStep, Step } from '../../model/step.js';
import { isTemplate, type Value } from '../../model/value.js';
import { imageWords } from './image-name.js';
import { variablePrefix } from './shape.js';
import type { ValueMap } from './value-maps.js';

/** What a step does, in words for names: `make cache`, `castor load`. */
export interface Deed {
  readonly verb: string;
  /** What it is done to. */
  readonly things: readonly string[];
  /** Makes room for others and clears up after them: never what a sequence is about. */
  readonly isChore: boolean;
}

/** Programs whose purpose everybody knows, and what they do. */
const CHORES: Readonly<Record<string, string>> = {
  install: 'make',
  mkdir: 'make',
  rmdir: 'remove',
  rm: 'remove',
  find: 'find',
  ls: 'list',
  chmod: 'open',
  chown: 'own',
  cp: 'copy',
  mv: 'move',
  touch: 'touch',
  ln: 'link',
  echo: 'say',
  printf: 'say',
  cat: 'show',
  sleep: 'wait',
  test: 'test',
};

/** Words of the shell that begin a line without being its purpose. */
const SILENT = new Set([
  'set',
  'export',
  'exec',
  'sudo',
  'env',
  'time',
  'cd',
  'pushd',
  'popd',
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'for',
  'while',
  'do',
  'done',
  'case',
  'esac',
  '{',
  '}',
  '[',
  '[[',
  '(',
  ')',
  '!',
  ':',
  'true',
  'source',
  '.',
  'local',
  'readonly',
  'exit',
  'return',
  'trap',
  'shopt',
  'umask',
  'function',
  'eval',
  'command',
  'declare',
]);

/** Words of step names that do not tell what a step does. */
const FILLING = new Set([
  'run',
  'do',
  'does',
  'did',
  'what',
  'the',
  'a',
  'an',
  'to',
  'of',
  'if',
  'for',
  'with',
  'and',
  'in',
  'on',
  'script',
  'shell',
]);

/** Interpreters whose program is an argument. */
const SHELLS = new Set(['sh', 'bash', 'dash', 'ksh', 'zsh']);

/** What a step does. */
export function deedOf(step: Step): Deed {
  switch (step.kind) {
    case 'role':
      return deedOfRole(step);
    case 'script':
      return deedOfScript(step);
    case 'block':
      return deedOfName(step.name);
    case 'fail':
    case 'start-job':
      return { ...deedOfName(step.name), isChore: false };
  }
}

function deed(verb: string, things: readonly string[], isChore = false): Deed {
  return { verb, things: things.slice(0, 3), isChore };
}

/** "Do what publish-to-doc did" → `publish-to-doc`. */
function deedOfName(name: string): Deed {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9_-]+/)
    .filter((word) => /[a-z]/.test(word) && !FILLING.has(word));
  return deed(words[0] ?? 'steps', words.slice(1, 2));
}

function deedOfRole({ role, vars }: RoleStep): Deed {
  const prefix = variablePrefix(role);
  if (!Object.keys(vars).some((key) => CONTAINER.test(key))) return deed(wordsOf(role).join('-'), valuesOf(vars));
  const image = vars[`${prefix}image`];
  const words = argumentsOf(vars[`${prefix}command`]);
  const entrypoint = textOf(vars[`${prefix}entrypoint`]);
  if (entrypoint !== undefined && entrypoint !== '') {
    const program = baseName(entrypoint);
    if (SHELLS.has(program) && words[0]?.startsWith('-') === true && words.length > 1) {
      return deedOfScript({ body: words.slice(1).join(' '), name: '', extension: 'sh' });
    }
    return choreOf([program, ...words]) ?? deed(wordsOf(program).join('-'), subjectsOf(words));
  }
  if (image === undefined) return deed('docker-run', directoriesOf(vars[`${prefix}volumes`]));
  // A template in place of the image is a variable of the family: its name begins with the image's word.
  const variable = isTemplate(image) ? /\w+/.exec(image.jinja)?.[0].replace(/_image$/, '') : undefined;
  const verb = variable ?? (typeof image === 'string' ? imageWords(image).slice(0, 2).join('-') : 'container');
  return deed(verb.replaceAll('_', '-'), subjectsOf(words));
}

/** Words of the values that a role is called with. */
function valuesOf(vars: ValueMap): string[] {
  const texts = Object.values(vars).flatMap((value) => (Array.isArray(value) ? (value as readonly Value[]) : [value]));
  const words = texts.flatMap((value) => wordsOf(baseName((textOf(value) ?? '').replace(/[/*.]+$/, ''))));
  return [...new Set(words)].slice(0, 2);
}

/** Variables of calls that start a container. */
const CONTAINER = /_(?:image|volumes)$/;

/** Last parts of the folders that a container sees. */
function directoriesOf(volumes: Value | undefined): string[] {
  const texts = Array.isArray(volumes) ? (volumes as readonly Value[]).map((item) => textOf(item) ?? '') : [];
  return texts.flatMap((text) => wordsOf(baseName(text.split(':')[1] ?? '')).slice(0, 1));
}

type Script = Pick<ScriptStep, 'body' | 'name' | 'extension'>;

function deedOfScript({ body, name, extension }: Script): Deed {
  const commands = extension === 'sh' ? commandsOf(body) : [];
  const chores = commands.map(choreOf).filter((chore) => chore !== undefined);
  if (chores.length > 0 && chores.length === commands.length) {
    // Of several chores the one that makes or removes something is what the others are for.
    return chores.find(({ verb }) => !['say', 'open', 'list', 'own'].includes(verb)) ?? chores[0]!;
  }
  // The name of a script is made of the commands it is about: "Run npm and curl".
  const named = /^Run ([\w.+-]+)(?: and ([\w.+-]+))?$/.exec(name);
  const program = named?.[1] ?? commands.find((words) => choreOf(words) === undefined)?.[0];
  if (program === undefined) return deedOfName(name);
  const command = commands.find((words) => baseName(words[0]!) === baseName(program)) ?? [];
  const second = named?.[2] === undefined ? subjectsOf(command.slice(1)) : wordsOf(named[2]);
  return deed(wordsOf(baseName(program)).join('-') || 'run', second);
}

/** What a well-known program is called for: `find DIR -delete` clears, `install --directory DIR` makes. */
function choreOf(words: readonly string[]): Deed | undefined {
  const program = baseName(words[0]!);
  if (!Object.hasOwn(CHORES, program)) return undefined;
  const rest = words.slice(1);
  const paths = rest.filter((word) => !word.startsWith('-') && !/^\d+$/.test(word));
  const thing = program === 'find' ? paths[0] : paths.at(-1);
  const things = wordsOf(baseName((thing ?? '').replace(/[/.]+$/, ''))).slice(0, 2);
  const deletes = program === 'find' && rest.includes('-delete');
  return deed(deletes ? 'clear' : CHORES[program]!, things, true);
}

/** What a script is about shows in its first lines. */
const MANY_LINES = 60;

/** The commands at the beginnings of lines, as words. Only looks: nothing depends on it but a name. */
function commandsOf(body: string): string[][] {
  const commands: string[][] = [];
  let isContinued = false;
  for (const line of body.split('\n', MANY_LINES)) {
    const continues = isContinued;
    isContinued = line.endsWith('\\');
    if (continues || line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const words = line
      .split(/\s*(?:\|\||&&|[|;])\s*/)[0]!
      .trim()
      .split(/\s+/)
      .map(unquoted);
    while (words.length > 0 && (SILENT.has(words[0]!) || /^\w+=/.test(words[0]!))) {
      if (words[0] === 'set' || words[0] === 'cd' || words[0] === 'for' || words[0] === 'trap') words.length = 0;
      else words.shift();
    }
    if (words.length > 0 && /[A-Za-z]/.test(words[0]!)) commands.push(words);
  }
  return commands;
}

function unquoted(word: string): string {
  return word.replace(/^["']|["']$/g, '');
}

/** Words of arguments that say what a program is to do: no options, no values of variables. */
function subjectsOf(words: readonly string[]): string[] {
  const plain = words.filter((word) => /^[A-Za-z][\w./:-]*$/.test(word) && !word.includes('='));
  return plain.flatMap((word) => wordsOf(baseName(word)).slice(0, 2)).slice(0, 2);
}

function argumentsOf(value: Value | undefined): string[] {
  return Array.isArray(value) ? (value as readonly Value[]).map((item) => textOf(item) ?? '') : [];
}

/** Literal text, or what a template says without its expressions; a variable of a family is no text. */
function textOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return isTemplate(value) ? value.jinja.replace(/\{\{.*?\}\}/g, '').replace(/^\/+(?=\/)/, '') : undefined;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name for a step, for the reader of the console: `Make cache`, `Run castor load`. */
export function sentenceOf({ verb, things, isChore }: Deed): string {
  const words = [verb.replaceAll('-', ' '), ...(isChore ? [things.join(' and ')] : things)].filter(
    (word) => word !== '',
  );
  const text = words.join(' ');
  return isChore ? text[0]!.toUpperCase() + text.slice(1) : `Run ${text}`;
}

/** Words for names: letters and digits, lower case. `"$WORKSPACE"` → `workspace`. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
