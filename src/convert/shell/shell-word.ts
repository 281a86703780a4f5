import type { DoubleQuotedChild, Word, WordPart } from 'unbash';
import { makeWord, type Piece, type ShellWord } from './jinja-value.js';
import { parameterExpansion, simpleExpansion } from './parameter-expansion.js';
import type { ShellContext } from './shell-context.js';
import { Unproven } from './unproven.js';

/** Shell constructs that stand in a word and have no counterpart in a role's variables. */
const WORDS: Partial<Record<WordPart['type'], string>> = {
  ArithmeticExpansion: 'arithmetic',
  BraceExpansion: 'brace expansion',
  CommandExpansion: 'command substitution',
  ExtendedGlob: 'a file name pattern',
  Glob: 'a file name pattern',
  LocaleString: 'a translated string',
  ProcessSubstitution: 'process substitution',
};

/**
 * Reads one word of a command the way the shell expands it. Bash manual, "Shell Expansions".
 *
 * @throws Unproven where the word is not certain to become exactly one argument (or, without quotes and empty, none)
 */
export function shellWord(word: Word, context: ShellContext): ShellWord {
  let read = context.words.get(word.text);
  if (read === undefined) {
    read = readWord(word, context);
    context.words.set(word.text, read);
  }
  return read;
}

function readWord(word: Word, context: ShellContext): ShellWord {
  if (word.parts === undefined) {
    refuseTilde(word.text);
    refuseOldArithmetic(word.text);
    return makeWord([word.value]);
  }
  const pieces = word.parts.flatMap((part) => unquotedPart(part, context));
  const isBare = word.parts.every((part) => part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion');
  const mayBeEmpty = pieces.every((piece) => typeof piece !== 'string' && piece.mayBeEmpty);
  return makeWord(pieces, isBare && mayBeEmpty);
}

function unquotedPart(part: WordPart, context: ShellContext): readonly Piece[] {
  switch (part.type) {
    case 'Literal':
      refuseTilde(part.text);
      refuseOldArithmetic(part.text);
      return [part.value];
    case 'SingleQuoted':
      return [part.value];
    case 'AnsiCQuoted':
      return [ansiText(part.value, context)];
    case 'DoubleQuoted':
      return part.parts.map((child) => doubleQuotedPart(child, context));
    case 'SimpleExpansion':
      return [simpleExpansion(part, { ...context, quoted: false })];
    case 'ParameterExpansion':
      return [parameterExpansion(part, { ...context, quoted: false })];
    default:
      throw new Unproven(`${WORDS[part.type] ?? part.type} in ${part.text}`);
  }
}

function doubleQuotedPart(part: DoubleQuotedChild, context: ShellContext): Piece {
  switch (part.type) {
    case 'Literal':
      refuseOldArithmetic(part.text);
      return part.value;
    case 'SimpleExpansion':
      return simpleExpansion(part, { ...context, quoted: true });
    case 'ParameterExpansion':
      return parameterExpansion(part, { ...context, quoted: true });
    default:
      throw new Unproven(`${WORDS[part.type] ?? part.type} in ${part.text}`);
  }
}

/** `$'…'` gives bytes; only text in ASCII is the same in every locale. */
function ansiText(value: string, context: ShellContext): string {
  if (context.dialect !== 'bash') throw new Unproven("$'…' means something else in some /bin/sh");
  for (const character of value) {
    const code = character.charCodeAt(0);
    if (code === 0 || code > 127) throw new Unproven("$'…' with characters outside ASCII");
  }
  return value;
}

/** Bash expands `~` at the start of a word and behind `=` and `:` in words that look like assignments. */
function refuseTilde(text: string): void {
  for (let at = text.indexOf('~'); at >= 0; at = text.indexOf('~', at + 1)) {
    if (at === 0 || text[at - 1] === '=' || text[at - 1] === ':') throw new Unproven(`the home directory in ${text}`);
  }
}

/** `$[…]`, which bash still calculates although its manual no longer says so. */
function refuseOldArithmetic(text: string): void {
  if (text.includes('$[')) throw new Unproven(`arithmetic in ${text}`);
}
