import { type Flag, type Node, type Pattern, type Repeat, sequence } from './ast.js';
import { Lexer, isDigit } from './lexer.js';
import { parseClass } from './parse-class.js';
import { type GroupState, parseEscape } from './parse-escape.js';
import { parseParenthesis } from './parse-group.js';
import { PatternError } from './pattern-error.js';

/** Python gives up at about 490 levels of brackets, less when called from deep inside a program. */
const DEEPEST = 400;

/** Python's `_sre.MAXREPEAT` */
const TOO_OFTEN = 4294967295;

/** A pattern while it is being read. */
export interface Reading {
  readonly lexer: Lexer;
  readonly groups: GroupState;
  readonly flags: Set<Flag>;
  depth: number;
}

/**
 * Reads a Python 2.7 regular expression, all of it, the way `sre_parse` does.
 *
 * @throws PatternError with Python's own reason
 */
export function parse(source: string): Pattern {
  const first = read(source, []);
  // `(?x)` anywhere makes Python read the whole pattern again, from the start in verbose mode.
  return first.flags.includes('x') ? read(source, first.flags) : first;
}

function read(source: string, flags: readonly Flag[]): Pattern {
  const reading: Reading = {
    lexer: new Lexer(source),
    groups: { next: 1, names: new Map(), open: new Set() },
    flags: new Set(flags),
    depth: 0,
  };
  const body = parseAlternation(reading);
  // Only a closing bracket ends the reading early.
  if (reading.lexer.next !== undefined) throw new PatternError('unbalanced parenthesis');
  return { source, body, flags: [...reading.flags], groups: reading.groups.next - 1 };
}

export function parseAlternation(reading: Reading): Node {
  reading.depth += 1;
  if (reading.depth > DEEPEST) throw new PatternError('maximum recursion depth exceeded');
  const branches = [parseSequence(reading)];
  while (reading.lexer.match('|')) branches.push(parseSequence(reading));
  reading.depth -= 1;
  return branches.length === 1 && branches[0] ? branches[0] : { kind: 'alternation', branches };
}

export function parseSequence(reading: Reading): Node {
  const { lexer } = reading;
  const items: Node[] = [];
  while (lexer.next !== undefined && lexer.next !== '|' && lexer.next !== ')') {
    const start = lexer.position;
    const token = lexer.get() ?? '';
    if (reading.flags.has('x') && skipVerbose(lexer, token)) continue;
    const bounds = repeatBounds(lexer, token, start);
    if (bounds) items.push(repeat(items.pop(), bounds, lexer));
    else items.push(...parseItem(reading, token, start));
  }
  return sequence(items);
}

/** Blanks and comments of verbose mode. */
function skipVerbose(lexer: Lexer, token: string): boolean {
  if (token === '#') {
    lexer.takeWhile((inside) => inside !== '\n');
    lexer.get();
    return true;
  }
  return token.length === 1 && ' \t\n\r\v\f'.includes(token);
}

/** One item; none for flags and comments. */
function parseItem(reading: Reading, token: string, start: number): readonly Node[] {
  if (token.startsWith('\\')) return [parseEscape(reading.lexer, token, start, reading.groups)];
  switch (token) {
    case '[':
      return [parseClass(reading.lexer, start)];
    case '(':
      return parseParenthesis(reading);
    case '.':
      return [{ kind: 'any' }];
    case '^':
      return [{ kind: 'anchor', at: 'line-start' }];
    case '$':
      return [{ kind: 'anchor', at: 'line-end' }];
    default:
      return [{ kind: 'literal', code: token.codePointAt(0) ?? 0, raw: token }];
  }
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly raw: string;
}

/** The quantifier that a token starts, if it does. A `{` that is not one is an ordinary character. */
function repeatBounds(lexer: Lexer, token: string, start: number): Bounds | undefined {
  if (token === '?') return { min: 0, max: 1, raw: token };
  if (token === '*') return { min: 0, max: Infinity, raw: token };
  if (token === '+') return { min: 1, max: Infinity, raw: token };
  if (token !== '{' || lexer.next === '}') return undefined;

  const behind = lexer.position;
  const low = lexer.takeWhile(isDigit);
  const high = lexer.match(',') ? lexer.takeWhile(isDigit) : low;
  if (!lexer.match('}')) {
    lexer.seek(behind);
    return undefined;
  }
  const min = low === '' ? 0 : Number(low);
  const max = high === '' ? Infinity : Number(high);
  if (min >= TOO_OFTEN || (max !== Infinity && max >= TOO_OFTEN))
    throw new PatternError('the repetition number is too large');
  if (max < min) throw new PatternError('bad repeat interval');
  return { min, max, raw: lexer.since(start) };
}

function repeat(body: Node | undefined, bounds: Bounds, lexer: Lexer): Repeat {
  if (!body || body.kind === 'anchor') throw new PatternError('nothing to repeat');
  if (body.kind === 'repeat') throw new PatternError('multiple repeat');
  return { kind: 'repeat', ...bounds, lazy: lexer.match('?'), body };
}
