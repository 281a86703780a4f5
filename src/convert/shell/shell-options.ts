import type { Word } from 'unbash';
import type { Dialect } from './shell-variables.js';
import { Unproven } from './unproven.js';

/** The options of a shell that change what the recognised statements mean. Tracing does not. */
export interface ShellOptions {
  readonly errexit: boolean;
  readonly nounset: boolean;
}

const LETTERS: Readonly<Record<string, keyof ShellOptions | 'harmless'>> = {
  e: 'errexit',
  u: 'nounset',
  v: 'harmless',
  x: 'harmless',
};

const NAMES: Readonly<Record<string, keyof ShellOptions | 'harmless'>> = {
  errexit: 'errexit',
  nounset: 'nounset',
  verbose: 'harmless',
  xtrace: 'harmless',
};

/**
 * The shell that runs a script, and its options at the start.
 *
 * @param command interpreter and arguments, as in `ScriptStep.command`
 * @throws Unproven for interpreters that are no shell, and for options such as `-l` that make it read other files
 */
export function shellOf(command: readonly string[]): { dialect: Dialect; options: ShellOptions } {
  const words = command[0]?.endsWith('/env') === true ? command.slice(1) : command;
  const [interpreter = '', ...rest] = words;
  const dialect = DIALECTS[interpreter.slice(interpreter.lastIndexOf('/') + 1)];
  if (dialect === undefined) throw new Unproven(`the interpreter ${command.join(' ')}`);
  return { dialect, options: withOptions({ errexit: false, nounset: false }, rest, dialect) };
}

const DIALECTS: Readonly<Record<string, Dialect>> = { bash: 'bash', dash: 'posix', sh: 'posix' };

/** The options after `set WORDS`. */
export function afterSet(options: ShellOptions, words: readonly Word[], dialect: Dialect): ShellOptions {
  if (words.length === 0) throw new Unproven('set without options');
  for (const word of words) {
    if (word.parts !== undefined || word.text !== word.value) throw new Unproven(`set ${word.text}`);
  }
  return withOptions(
    options,
    words.map((word) => word.value),
    dialect,
  );
}

function withOptions(options: ShellOptions, words: readonly string[], dialect: Dialect): ShellOptions {
  const result = { ...options };
  const apply = (option: keyof ShellOptions | 'harmless' | undefined, on: boolean, said: string): void => {
    if (option === undefined) throw new Unproven(`the shell option ${said}`);
    if (option !== 'harmless') result[option] = on;
  };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as string;
    const [sign, ...letters] = word;
    if ((sign !== '-' && sign !== '+') || letters.length === 0) throw new Unproven(`the shell argument ${word}`);
    for (const letter of letters) {
      if (letter !== 'o') {
        apply(LETTERS[letter], sign === '-', word);
        continue;
      }
      index += 1;
      const name = words[index] ?? '';
      // Older versions of dash do not know it, and stop. Without a pipe in the script it changes nothing.
      if (name === 'pipefail' && dialect === 'bash') continue;
      apply(NAMES[name], sign === '-', `${word} ${name}`);
    }
  }
  return result;
}
