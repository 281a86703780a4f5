import type { ScriptStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import { macroPieces } from './macros.js';

/** A call of a program that Jenkins starts without a shell. */
export interface ToolCall {
  /** For the console: `Run Maven`. */
  readonly name: string;
  /** Program and arguments, with Jenkins' variables in them. */
  readonly words: readonly string[];
  /** Folder below the workspace. */
  readonly folder?: string | undefined;
  readonly environment?: Readonly<Record<string, Value>> | undefined;
  /** The command is not printed before it runs: a secret stands in it. Default false. */
  readonly quiet?: boolean | undefined;
}

/** Makes a script of one line: the shell puts variables in, and splits nothing at blanks. */
export function toolCall({ name, words, folder, environment, quiet }: ToolCall, at: Element): ScriptStep {
  const enter = folder === undefined || folder === '' ? [] : [`cd ${shellWord(folder)}`];
  return shellStep({ name, lines: [...enter, `exec ${commandLine(words)}`], environment, quiet }, at);
}

/** Words with Jenkins' variables, as a line for the shell. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** Several commands of ours, one after the other. */
export interface ShellCommands {
  readonly name: string;
  /** For the shell, as they are. */
  readonly lines: readonly string[];
  readonly environment?: Readonly<Record<string, Value>> | undefined;
  /** As in {@link ToolCall}. */
  readonly quiet?: boolean | undefined;
}

/** Makes a script that ends at the first command that fails. */
export function shellStep({ name, lines, environment, quiet = false }: ShellCommands, at: Element): ScriptStep {
  const step: ScriptStep = {
    kind: 'script',
    name,
    at: at.at,
    body: `${lines.join('\n')}\n`,
    command: ['/bin/sh', quiet ? '-e' : '-xe'],
    extension: 'sh',
  };
  return environment === undefined || Object.keys(environment).length === 0 ? step : { ...step, environment };
}

/** Text with Jenkins' variables, for a here-document whose last word is not quoted. */
export function hereText(text: string): string {
  return macroPieces(text)
    .map((piece) => ('text' in piece ? piece.text.replaceAll(/[\\`$]/g, '\\$&') : `\${${piece.name}}`))
    .join('');
}

/** A word with Jenkins' variables, quoted for the shell. */
export function shellWord(word: string): string {
  if (/^[\w./:=@%+,-]+$/.test(word)) return word;
  const pieces = macroPieces(word);
  const quoted = pieces.map((piece) =>
    'text' in piece ? piece.text.replaceAll(/["\\`$]/g, '\\$&') : `\${${piece.name}}`,
  );
  if (pieces.some((piece) => 'name' in piece)) return `"${quoted.join('')}"`;
  // Two dollars of Jenkins are one.
  const text = pieces.map((piece) => ('text' in piece ? piece.text : '')).join('');
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Options for `name=value` lines: `-Dname=value`. */
export function definitions(properties: Readonly<Record<string, string>>): string[] {
  return Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
}
