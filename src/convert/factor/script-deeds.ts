import type { ScriptStep } from '../../model/step.js';
import { baseName, programName, wordsOf } from './words.js';

/** What a step does, in words for names: `make cache`, `castor load`. */
export interface Deed {
  /** Several words are joined by hyphens. */
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

/** What a script does beside its purpose; the later ones only where there is nothing else. */
const BY_THE_WAY = ['open', 'own', 'list', 'say'];

/** Words of the shell that begin a line without being its purpose. */
const SILENT = new Set(
  [
    'export exec sudo env time pushd popd if then else elif fi while do done case esac { } [ [[ ( ) ! : true source .',
    'local readonly exit return shopt umask function eval command declare',
  ].flatMap((words) => words.split(' ')),
);

/** Words of the shell with which a line says nothing about what the script does. */
const SETTINGS = new Set(['set', 'cd', 'for', 'trap']);

/** Words of names that do not tell what a step does. */
const FILLING = new Set('run do does did what the a an to of if for with and in on script shell'.split(' '));

type Script = Pick<ScriptStep, 'body' | 'name' | 'extension'>;

export function deed(verb: string, things: readonly string[], isChore = false): Deed {
  return { verb, things: things.slice(0, 3), isChore };
}

/** What a script does, as far as the beginnings of its lines and its name tell. */
export function deedOfScript({ body, name, extension }: Script): Deed {
  const commands = extension === 'sh' ? commandsOf(body) : [];
  const chores = commands.map(choreOf).filter((chore) => chore !== undefined);
  if (chores.length > 0 && chores.length === commands.length) {
    return chores.reduce((one, other) => (BY_THE_WAY.indexOf(other.verb) < BY_THE_WAY.indexOf(one.verb) ? other : one));
  }
  // The name of a script is made of the commands it is about: "Run npm and curl".
  const named = /^Run ([\w.+-]+)(?: and ([\w.+-]+))?$/.exec(name);
  const program = named?.[1] ?? commands.find((words) => choreOf(words) === undefined)?.[0];
  if (program === undefined) return deedOfName(name);
  const command = commands.find((words) => baseName(words[0]!) === baseName(program)) ?? [];
  const second = named?.[2] === undefined ? subjectsOf(command.slice(1)) : wordsOf(named[2]);
  return deed(programName(program) || 'run', second);
}

/** "Do what publish-to-doc did" → `publish-to-doc`. */
export function deedOfName(name: string): Deed {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9_-]+/)
    .filter((word) => /[a-z]/.test(word) && !FILLING.has(word));
  return deed(words[0] ?? 'steps', words.slice(1, 2));
}

/** What a well-known program is called for: `find DIR -delete` clears, `install --directory DIR` makes. */
export function choreOf(words: readonly string[]): Deed | undefined {
  const program = baseName(words[0]!);
  if (!Object.hasOwn(CHORES, program)) return undefined;
  const rest = words.slice(1);
  const verb = CHORES[program]!;
  if (verb === 'say') return sayingOf(rest);
  const paths = rest.filter((word) => !word.startsWith('-') && !/^\d+$/.test(word));
  if (program !== 'find') return deed(verb, pathWords(paths.at(-1)), true);
  const executed = rest[rest.indexOf('-exec') + 1];
  if (rest.includes('-exec') && executed !== undefined) return deed(programName(executed), pathWords(paths[0]), true);
  return deed(rest.includes('-delete') ? 'clear' : verb, pathWords(paths[0]), true);
}

/** `echo` writes a file, or says something. */
function sayingOf(words: readonly string[]): Deed {
  const arrow = words.findIndex((word) => /^>>?/.test(word));
  const file = arrow < 0 ? undefined : words[arrow]!.replace(/^>+/, '') || words[arrow + 1];
  if (file !== undefined && !file.startsWith('&')) return deed('write', pathWords(file), true);
  return deed('say', wordsOf(words.filter((word) => /^[\w"'(]+[\w"',.)]*$/.test(word)).join(' ')).slice(0, 2), true);
}

function pathWords(path = ''): string[] {
  return wordsOf(baseName(unquoted(path).replace(/[/.]+$/, ''))).slice(0, 2);
}

/** What a script is about shows in its first lines. */
const MANY_LINES = 60;

/** The commands at the beginnings of lines, as words. Only looks: nothing depends on it but a name. */
function commandsOf(body: string): string[][] {
  const commands: string[][] = [];
  for (const line of body.split('\n', MANY_LINES).join('\n').replaceAll('\\\n', ' ').split('\n')) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const words = commandOf(line);
    if (words.length > 0 && /[A-Za-z]/.test(words[0]!)) commands.push(words);
  }
  return commands;
}

/** The first command of a line; of a pipe into `xargs` what that starts. */
function commandOf(line: string): string[] {
  const piped = /\|\s*xargs\s+(?:-\S+\s+)*(\S.*)$/.exec(line)?.[1];
  // What is said may hold any mark.
  const isSaying = /^\s*(?:echo|printf)\s/.test(line);
  const text = piped ?? (isSaying ? line : line.split(/\s*(?:\|\||&&|[|;])\s*/)[0]!);
  const words = text.trim().split(/\s+/).map(unquoted);
  while (words.length > 0 && (SILENT.has(words[0]!) || /^\w+=/.test(words[0]!))) words.shift();
  return words.length > 0 && SETTINGS.has(words[0]!) ? [] : words;
}

function unquoted(word: string): string {
  return word.replace(/^["']|["']$/g, '');
}

/** Words of arguments that say what a program is to do: no options, no values of variables. */
export function subjectsOf(words: readonly string[]): string[] {
  const plain = words.filter((word) => /^[A-Za-z][\w./:-]*$/.test(word) && !word.includes('='));
  return plain.flatMap((word) => wordsOf(baseName(word)).slice(0, 2)).slice(0, 2);
}
