import type { Command, CommandArgument, Redirection, Word } from 'unbash';
import { Unproven } from './unproven.js';

/** A word of a command, and whether no blank stands before it: the shell then takes it and the one before for one word. */
export interface CommandWord {
  readonly word: Word;
  readonly isJoined: boolean;
}

/** Words of one text, in order. The parser tells `--x=<(y)` as two. */
export function joinedWords(words: readonly Word[]): CommandWord[] {
  return words.map((word, index) => ({ word, isJoined: words[index - 1]?.end === word.pos }));
}

/** The text of a word without quotes, escapes and expansions; `undefined` for anything else. */
export function plainText(node: CommandArgument | Redirection | undefined): string | undefined {
  return node?.type === 'Word' && node.parts === undefined && node.text === node.value ? node.value : undefined;
}

/** The text of a word that may be quoted, but expands nothing. */
export function fixedText(word: Word): string | undefined {
  const parts = word.parts ?? [];
  const isFixed = parts.every(
    (part) =>
      part.type === 'Literal' ||
      part.type === 'SingleQuoted' ||
      (part.type === 'DoubleQuoted' && part.parts.every((child) => child.type === 'Literal')),
  );
  return isFixed ? word.value : undefined;
}

/**
 * The words of a command behind its name.
 *
 * @throws Unproven if the command also has redirections or assignments (`2>&1` excepted: a build has one output)
 */
export function argumentsOf(command: Command): Word[] {
  if (command.prefix.length > 0) throw new Unproven('a command with assignments or redirections before it');
  return command.suffix.flatMap((argument) => {
    if (argument.type === 'Word') return [argument];
    if (isErrorToOutput(argument)) return [];
    throw new Unproven(`${argument.type === 'Assignment' ? 'an assignment' : 'a redirection'} of ${nameOf(command)}`);
  });
}

function isErrorToOutput(argument: Redirection | CommandArgument): boolean {
  if (argument.type !== 'Redirect' || argument.operator !== '>&' || plainText(argument.target) !== '1') return false;
  return argument.descriptor?.type === 'FileDescriptor' && argument.descriptor.value === 2;
}

export function nameOf(command: Command): string {
  return command.name?.text ?? 'nothing';
}
