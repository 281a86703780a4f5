import type { Word } from 'unbash';
import type { Value } from '../../model/value.js';
import { longOption, parseBoolean, shortOption, type DockerOption } from './docker-options.js';
import { environmentExclusions } from './environment-file.js';
import { isExpression, withoutPrefix, type ShellWord } from './jinja-value.js';
import { shellWord } from './shell-word.js';
import type { ShellContext } from './shell-context.js';
import type { CommandWord } from './syntax.js';
import { Unproven } from './unproven.js';

/** One option of the command line. */
export type GivenOption =
  | { readonly name: string; readonly value: ShellWord }
  | { readonly name: string; readonly on: boolean }
  | { readonly name: 'env-file'; readonly exclude: readonly string[] };

/** The words behind `docker run`, told apart. */
export interface DockerCommand {
  readonly options: readonly GivenOption[];
  readonly image: Value;
  readonly command: readonly Value[];
}

/** Words not yet looked at. */
interface Cursor {
  readonly words: readonly CommandWord[];
  next: number;
}

/**
 * Parses the words behind `docker run` as docker does (spf13/pflag: options end at the first other word or at `--`;
 * `--name value`, `--name=value`, `-n value`, `-nvalue`, `-n=value`, letters without values grouped).
 *
 * @throws Unproven for options docker does not have, and where a variable decides what is an option
 */
export function dockerArguments(words: readonly CommandWord[], context: ShellContext): DockerCommand {
  const cursor: Cursor = { words, next: 0 };
  const options: GivenOption[] = [];
  let image: ShellWord | undefined;
  while (image === undefined) {
    const option = knownOption(cursor, context) ?? joinedEnvironmentFile(cursor, context);
    if (option !== undefined) {
      options.push(option);
      continue;
    }
    const word = oneWord(cursor, 'an image', context);
    if (word.literal === '--') image = oneWord(cursor, 'an image', context);
    else if (word.prefix.startsWith('--')) options.push(longGiven(word, cursor, context));
    else if (word.prefix.startsWith('-') && word.literal !== '-') options.push(...shortGiven(word, cursor, context));
    else image = word;
  }
  if (image.literal === '' || image.prefix.startsWith('-')) throw new Unproven('docker run without an image');

  const command: Value[] = [];
  while (cursor.next < words.length) command.push(shellWord(take(cursor), context).value);
  return { options, image: image.value, command };
}

/** An option seen before, where one word is all of it. */
function knownOption(cursor: Cursor, context: ShellContext): GivenOption | undefined {
  const known = context.given.get(cursor.words[cursor.next]?.word.text ?? '');
  if (known !== undefined) take(cursor);
  return known;
}

function longGiven(word: ShellWord, cursor: Cursor, context: ShellContext): GivenOption {
  const text = word.prefix;
  const equals = text.indexOf('=');
  const isComplete = equals >= 0 || word.literal !== undefined;
  const name = equals < 0 ? text.slice(2) : text.slice(2, equals);
  const option = isComplete ? longOption(name) : undefined;
  if (option === undefined) throw new Unproven(`the docker option ${text}`);
  if (equals < 0 && option.takesValue) return nextValue(option, cursor, context);

  const found = equals < 0 ? { name, on: true } : given(option, withoutPrefix(word, equals + 1));
  context.given.set(cursor.words[cursor.next - 1]?.word.text ?? '', found);
  return found;
}

/** `--env-file=<(…)`: one word for the shell, two for the parser. */
function joinedEnvironmentFile(cursor: Cursor, context: ShellContext): GivenOption | undefined {
  const isJoint = cursor.words[cursor.next]?.word.text === '--env-file=' && cursor.words[cursor.next + 1]?.isJoined;
  if (isJoint !== true) return undefined;
  cursor.next += 1;
  return nextValue({ name: 'env-file', takesValue: true }, cursor, context);
}

function shortGiven(word: ShellWord, cursor: Cursor, context: ShellContext): GivenOption[] {
  const text = word.prefix;
  const found: GivenOption[] = [];
  const isLiteral = word.literal !== undefined;
  for (let at = 1; at < text.length; at += 1) {
    const option = shortOption(text[at] as string);
    if (option === undefined) throw new Unproven(`the docker option ${text}`);
    const rest = text.slice(at + 1);
    if (rest === '' && isLiteral) {
      return [...found, option.takesValue ? nextValue(option, cursor, context) : { name: option.name, on: true }];
    }
    const value = withoutPrefix(word, at + 1);
    if (rest.length > 1 && rest.startsWith('=')) return [...found, given(option, withoutPrefix(value, 1))];
    if (option.takesValue) {
      if (rest === '=' || (rest === '' && !startsPlainly(value))) throw new Unproven(`the docker option ${text}`);
      return [...found, given(option, value)];
    }
    found.push({ name: option.name, on: true });
  }
  // A variable behind letters that take no value could name more options.
  throw new Unproven(`the docker option ${text}`);
}

/** Not empty and without `=` at its start, so that docker takes what follows the letter for its value. */
function startsPlainly(value: ShellWord): boolean {
  const [first] = value.pieces;
  return isExpression(first) && !first.mayBeEmpty && !first.code.includes('|');
}

function given(option: DockerOption, value: ShellWord): GivenOption {
  if (option.takesValue) return { name: option.name, value };
  const on = parseBoolean(value.literal ?? '');
  if (on === undefined) throw new Unproven(`the value of the docker option --${option.name}`);
  return { name: option.name, on };
}

/** The value of an option that stands in the next word. */
function nextValue(option: DockerOption, cursor: Cursor, context: ShellContext): GivenOption {
  const word = cursor.words[cursor.next]?.word;
  if (option.name === 'env-file' && word !== undefined) {
    const exclude = exclusions(word, context);
    if (exclude !== undefined) {
      take(cursor);
      return { name: 'env-file', exclude };
    }
  }
  return given(option, oneWord(cursor, `a value of --${option.name}`, context));
}

/** What `<(env | …)` leaves out; `undefined` for a word that is no process substitution. */
function exclusions(word: Word, context: ShellContext): readonly string[] | undefined {
  const known = context.exclusions.get(word.text);
  if (known !== undefined) return known;
  const [part, ...others] = word.parts ?? [];
  if (part?.type !== 'ProcessSubstitution' || others.length > 0) return undefined;
  if (context.dialect !== 'bash') throw new Unproven('process substitution, which /bin/sh may not know');
  const exclude = environmentExclusions(part);
  context.exclusions.set(word.text, exclude);
  return exclude;
}

function oneWord(cursor: Cursor, what: string, context: ShellContext): ShellWord {
  if (cursor.next >= cursor.words.length) throw new Unproven(`docker run without ${what}`);
  const word = shellWord(take(cursor), context);
  if (word.vanishesWhenEmpty) throw new Unproven(`${what} that is not there when a variable is empty`);
  return word;
}

/** The next word. Words without a blank between them are one for the shell. */
function take(cursor: Cursor): Word {
  const { word } = cursor.words[cursor.next] as CommandWord;
  cursor.next += 1;
  if (cursor.words[cursor.next]?.isJoined === true) throw new Unproven(`process substitution in ${word.text}`);
  return word;
}
