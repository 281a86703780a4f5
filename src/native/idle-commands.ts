import type { ScriptPart } from './script-parts.js';

/** Commands that show something, or that set how the shell goes on. */
const SHOWING: ReadonlySet<string> = new Set([
  ':',
  'date',
  'df',
  'echo',
  'free',
  'hostname',
  'id',
  'ls',
  'printenv',
  'printf',
  'pwd',
  'set',
  'shopt',
  'true',
  'type',
  'uname',
  'which',
  'whoami',
]);

/** Commands on folders and files whose operands are paths. */
const FOLDERS: ReadonlySet<string> = new Set(['mkdir', 'rmdir', 'rm', 'chmod', 'chown']);

/**
 * A command without an effect on what is built, on a node that is used once.
 *
 * @param raw words with their expansions, without quotes, paths of the workspace relative to it
 */
export function idlePart(raw: readonly string[], text: string): ScriptPart | undefined {
  const [name = '', ...words] = raw;
  if (SHOWING.has(name) || (name === 'env' && words.length === 0)) return { kind: 'idle', text };
  if (words.length === 1 && /^(--version|-V|version)$/.test(words[0]!)) return { kind: 'idle', text };
  if (name === 'docker' && words[0] === 'pull') return { kind: 'idle', text };
  if (!FOLDERS.has(name)) return undefined;
  return { kind: 'folders', paths: operands(name, words), text };
}

/** Paths among the words of a command on folders. */
export function operands(name: string, words: readonly string[]): readonly string[] {
  const rest = words.filter((word, index) => !word.startsWith('-') && !(name === 'mkdir' && words[index - 1] === '-m'));
  // The first is a mode or an owner.
  return name === 'chmod' || name === 'chown' ? rest.slice(1) : rest;
}
