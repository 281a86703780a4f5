import { parse, type AssignmentPrefix, type Command, type Redirection, type Statement, type Word } from 'unbash';
import { memoised } from '../convert/memo.js';
import { fixedText } from '../convert/shell/syntax.js';
import { gitPart } from './git-commands.js';
import { idlePart } from './idle-commands.js';

/** One command of a script, told apart by what a native job needs of it. */
export type ScriptPart =
  /** A command that may be a known tool. */
  | {
      readonly kind: 'call';
      readonly words: readonly string[];
      readonly environment: Environment;
      readonly text: string;
    }
  /** Changes the folder for those behind it. */
  | { readonly kind: 'folder'; readonly to: string; readonly text: string }
  /** Sets a variable for those behind it. */
  | { readonly kind: 'variable'; readonly name: string; readonly value: string; readonly text: string }
  /** Gets the sources of the change, which Zuul does before a job begins, into this folder. */
  | { readonly kind: 'checkout'; readonly folder: string; readonly text: string }
  /** Makes, empties or removes folders: needless where the workspace is new, unless they are among the sources. */
  | { readonly kind: 'folders'; readonly paths: readonly string[]; readonly text: string }
  /** Shows something, or has no effect on a new node. */
  | { readonly kind: 'idle'; readonly text: string }
  /** Anything else. */
  | { readonly kind: 'other'; readonly text: string };

type Environment = Readonly<Record<string, string>>;

const LONGEST = 90;

/**
 * Reads a shell script command by command. A construct that is more than a list of commands, each of which fails the script, is
 * `other` as a whole: nobody looks inside.
 *
 * @param stops Whether the shell ends at the first command that fails (`-e`).
 */
export function scriptParts(body: string, stops: boolean): readonly ScriptPart[] {
  return stops ? strict(body) : lenient(body);
}

const strict = memoised((body) => readParts(body, true));
const lenient = memoised((body) => readParts(body, false));

function readParts(body: string, stops: boolean): ScriptPart[] {
  const script = parse(body);
  if ((script.errors ?? []).length > 0) return [other(body)];
  const parts: ScriptPart[] = [];
  let strictly = stops;
  for (const [index, statement] of script.commands.entries()) {
    const read = statementParts(statement, body);
    const isLast = index === script.commands.length - 1;
    strictly ||= setsErrexit(statement);
    // Its failure would not count, and in Zuul it would.
    parts.push(...(strictly || isLast ? read : read.map((part) => (part.kind === 'call' ? other(part.text) : part))));
  }
  return parts;
}

function other(text: string): ScriptPart {
  return { kind: 'other', text: shown(text) };
}

/** A piece of a script on one line, cut to a length that fits into a list. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`;
}

function statementParts(statement: Statement, body: string): ScriptPart[] {
  const text = body.slice(statement.pos, statement.end);
  const node = statement.command;
  if (statement.background === true) return [other(text)];
  if (node.type === 'Command') return [commandPart(node, text)];
  if (node.type === 'Pipeline') return [stopsContainers(text) ? { kind: 'idle', text: shown(text) } : other(text)];
  if (node.type !== 'AndOr') return [other(text)];
  const [first] = node.commands;
  if (first === undefined) return [other(text)];
  if (node.operators.every((operator) => operator === '&&')) {
    if (!node.commands.every((command): command is Command => command.type === 'Command')) return [other(text)];
    return node.commands.map((command) => commandPart(command, body.slice(command.pos, command.end)));
  }
  // `mkdir x || (ls && false)`: shows more when it fails.
  const part = first.type === 'Command' ? commandPart(first, body.slice(first.pos, first.end)) : other(text);
  const rest = body.slice(first.end, statement.end);
  const isHarmless = /^\s*\|\|\s*(\(\s*ls\b[\w\s./=-]*&&\s*false\s*\)|exit [1-9]\d*|false)\s*$/.test(rest);
  return [isHarmless ? part : other(text)];
}

/** Containers that a broken build left behind: a node that is used once has none. */
function stopsContainers(text: string): boolean {
  return /^docker ps [^;&|`]*\|\s*xargs (-r |--no-run-if-empty )*docker (stop|kill|rm( -f)?)\s*$/.test(
    text.replace(/\\\n/g, ' ').replace(/\s+/g, ' '),
  );
}

function setsErrexit({ command }: Statement): boolean {
  if (command.type !== 'Command' || command.name?.text !== 'set') return false;
  return command.suffix.some((word) => word.type === 'Word' && /^-[a-z]*e/.test(word.text));
}

function commandPart(command: Command, source: string): ScriptPart {
  const text = shown(source);
  const prefix = readAssignments(command.prefix);
  if (prefix === undefined) return other(source);
  const [assigned, ...behind] = command.suffix;
  if (command.name?.text === 'export' && assigned?.type === 'Assignment' && behind.length === 0) {
    const [entry] = Object.entries(readAssignments([assigned]) ?? {});
    return entry === undefined ? other(source) : { kind: 'variable', name: entry[0], value: entry[1], text };
  }
  const words = command.suffix.flatMap((one): (Word | undefined)[] => wordOf(one));
  if (words.includes(undefined) || words.some((word) => runsCommands(word!))) return other(source);
  if (command.name === undefined) {
    const [[name, value] = []] = Object.entries(prefix);
    return name !== undefined && value !== undefined && Object.keys(prefix).length === 1
      ? { kind: 'variable', name, value, text }
      : other(source);
  }
  const all = [command.name, ...(words as Word[])];
  const raw = all.map(({ text: word }) => word.replaceAll(/["']/g, ''));
  if (raw[0] === 'cd' && raw.length === 2) return { kind: 'folder', to: withoutWorkspace(raw[1]!), text };
  if (Object.keys(prefix).length === 0) {
    const known = gitPart(raw, text) ?? idlePart(raw.map(withoutWorkspace), text);
    if (known !== undefined) return known;
  }
  const fixed = all.map(fixedText);
  if (fixed.includes(undefined)) return other(source);
  return { kind: 'call', words: fixed as string[], environment: prefix, text };
}

/** `$WORKSPACE/x` as `x`: paths below the workspace are what counts. */
function withoutWorkspace(word: string): string {
  return word.replace(/^\$(WORKSPACE|\{WORKSPACE\}|PWD|\{PWD\})(?=\/|$)\/?/, './');
}

function wordOf(one: Command['suffix'][number]): (Word | undefined)[] {
  if (one.type === 'Word') return [one];
  // A build has one output.
  if (one.type === 'Redirect' && one.operator === '>&' && one.target?.text === '1') return [];
  return [undefined];
}

function runsCommands({ text }: Word): boolean {
  return text.includes('$(') || text.includes('`') || text.includes('<(') || text.includes('>(');
}

function readAssignments(prefix: readonly (AssignmentPrefix | Redirection)[]): Environment | undefined {
  const read: Record<string, string> = {};
  for (const one of prefix) {
    if (one.type !== 'Assignment' || one.append === true || one.value.type !== 'Word') return undefined;
    const value = fixedText(one.value);
    if (value === undefined) return undefined;
    read[one.name] = value;
  }
  return read;
}
