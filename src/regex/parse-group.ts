import { EMPTY, type Flag, type Look, type Node } from './ast.js';
import type { Lexer } from './lexer.js';
import { type Reading, parseAlternation, parseSequence } from './parse.js';
import { PatternError, pythonRepr } from './pattern-error.js';

const FLAGS = 'iLmstux';

/** Everything that starts with `(`, the bracket already taken. Flags and comments leave no node behind. */
export function parseParenthesis(reading: Reading): readonly Node[] {
  const { lexer } = reading;
  if (!lexer.match('?')) return [capturing(reading)];
  if (lexer.match('P')) return [named(reading)];
  if (lexer.match(':')) return [{ kind: 'group', body: closed(reading, parseAlternation(reading)) }];
  if (lexer.match('#')) {
    lexer.takeWhile((token) => token !== ')');
    close(lexer);
    return [];
  }
  if (lexer.next === '=' || lexer.next === '!' || lexer.next === '<') return [look(reading)];
  if (lexer.match('(')) return [conditional(reading)];
  readFlags(reading);
  return [];
}

function capturing(reading: Reading, name?: string): Node {
  const { groups } = reading;
  const index = groups.next;
  groups.next += 1;
  if (name !== undefined) {
    const other = groups.names.get(name);
    if (other !== undefined) {
      const text = pythonRepr(name, reading.lexer.source);
      throw new PatternError(
        `redefinition of group name ${text} as group ${String(index)}; was group ${String(other)}`,
      );
    }
    groups.names.set(name, index);
  }
  groups.open.add(index);
  const body = closed(reading, parseAlternation(reading));
  groups.open.delete(index);
  return { kind: 'group', index, ...(name === undefined ? {} : { name }), body };
}

/** `(?P<name>…)`, `(?P=name)` */
function named(reading: Reading): Node {
  const { lexer, groups } = reading;
  if (lexer.match('<')) return capturing(reading, groupName(lexer, '>', 'group name'));
  if (lexer.match('=')) {
    const name = groupName(lexer, ')', 'backref group name');
    return { kind: 'back-reference', group: knownGroup(reading, groups.names.get(name), name) };
  }
  const token = lexer.get();
  throw new PatternError(token === undefined ? 'unexpected end of pattern' : `unknown specifier: ?P${token}`);
}

function groupName(lexer: Lexer, end: string, what: string): string {
  const name = textUntil(lexer, end);
  if (!isName(name)) throw new PatternError(`bad character in ${what} ${pythonRepr(name, lexer.source)}`);
  return name;
}

function textUntil(lexer: Lexer, end: string): string {
  const text = lexer.takeWhile((token) => token !== end);
  if (!lexer.match(end)) throw new PatternError('unterminated name');
  if (text === '') throw new PatternError('missing group name');
  return text;
}

const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z_0-9]*$/.test(text);

function knownGroup(reading: Reading, group: number | undefined, name: string): number {
  if (group === undefined) throw new PatternError(`unknown group name: ${pythonRepr(name, reading.lexer.source)}`);
  return group;
}

function look(reading: Reading): Look {
  const { lexer } = reading;
  const ahead = !lexer.match('<');
  if (!ahead && lexer.next !== '=' && lexer.next !== '!') throw new PatternError('syntax error');
  const negated = lexer.get() === '!';
  return { kind: 'look', ahead, negated, body: closed(reading, parseAlternation(reading)) };
}

/** `(?(group)yes|no)`. Group 0 makes it an ordinary group; so does Python. */
function conditional(reading: Reading): Node {
  const { lexer, groups } = reading;
  const name = textUntil(lexer, ')');
  const group = isName(name) ? knownGroup(reading, groups.names.get(name), name) : groupNumber(name);
  if (group === 0) return { kind: 'group', body: closed(reading, parseAlternation(reading)) };
  const yes = parseSequence(reading);
  const no = lexer.match('|') ? parseSequence(reading) : EMPTY;
  if (lexer.next === '|') throw new PatternError('conditional backref with more than two branches');
  return closed(reading, { kind: 'conditional', group, yes, no });
}

function groupNumber(text: string): number {
  if (!/^\s*[+-]?[0-9]+\s*$/.test(text)) throw new PatternError('bad character in group name');
  const group = Number(text);
  if (group < 0 || group > 0xffffffff) throw new PatternError('regular expression code size limit exceeded');
  return group;
}

/** `(?im)` */
function readFlags(reading: Reading): void {
  const { lexer } = reading;
  const written = lexer.takeWhile((token) => FLAGS.includes(token));
  if (written === '') throw new PatternError('unexpected end of pattern');
  for (const flag of written) reading.flags.add(flag as Flag);
  const end = lexer.get();
  if (end === undefined) throw new PatternError('unexpected end of pattern');
  if (end !== ')') throw new PatternError('unknown extension');
}

function closed<T extends Node>(reading: Reading, node: T): T {
  close(reading.lexer);
  return node;
}

function close(lexer: Lexer): void {
  if (!lexer.match(')')) throw new PatternError('unbalanced parenthesis');
}
