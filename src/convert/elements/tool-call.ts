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
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, Value>>;
}

/** Makes a script of one line: the shell puts variables in, and splits nothing at blanks. */
export function toolCall({ name, words, folder, environment }: ToolCall, at: Element): ScriptStep {
  const enter = folder === undefined || folder === '' ? '' : `cd ${shellWord(folder)}\n`;
  const step: ScriptStep = {
    kind: 'script',
    name,
    at: at.at,
    body: `${enter}exec ${words.map(shellWord).join(' ')}\n`,
    command: ['/bin/sh', '-xe'],
    extension: 'sh',
  };
  return environment === undefined || Object.keys(environment).length === 0 ? step : { ...step, environment };
}

/** A word with Jenkins' variables, quoted for the shell. */
export function shellWord(word: string): string {
  if (/^[\w./:=@%+,-]+$/.test(word)) return word;
  const pieces = macroPieces(word);
  const quoted = pieces.map((piece) =>
    'text' in piece ? piece.text.replaceAll(/["\\`$]/g, '\\$&') : `\${${piece.name}}`,
  );
  return pieces.some((piece) => 'name' in piece) ? `"${quoted.join('')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Options for `name=value` lines: `-Dname=value`. */
export function definitions(properties: Readonly<Record<string, string>>): string[] {
  return Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
}
