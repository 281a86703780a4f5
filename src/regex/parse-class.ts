import type { CharacterClass, ClassItem } from './ast.js';
import type { Lexer } from './lexer.js';
import { parseClassEscape } from './parse-escape.js';
import { PatternError } from './pattern-error.js';

/**
 * `[…]`, the opening bracket already taken. Python source: the branch for `[` of `sre_parse._parse`.
 * A `]` right at the start is a member; Python 2.7 knows no named classes such as `[:alpha:]`.
 */
export function parseClass(lexer: Lexer, start: number): CharacterClass {
  const negated = lexer.match('^');
  const items: ClassItem[] = [];
  for (;;) {
    const token = lexer.get();
    if (token === ']' && items.length > 0) break;
    const item = member(lexer, token);
    if (!lexer.match('-')) {
      items.push(item);
      continue;
    }
    const end = lexer.get();
    if (end === ']') {
      items.push(item, { kind: 'range', from: 0x2d, to: 0x2d });
      break;
    }
    items.push(range(item, member(lexer, end)));
  }
  return { kind: 'class', negated, items, raw: lexer.since(start) };
}

function member(lexer: Lexer, token: string | undefined): ClassItem {
  if (token === undefined) throw new PatternError('unexpected end of regular expression');
  if (token.startsWith('\\')) return parseClassEscape(lexer, token);
  const code = token.codePointAt(0) ?? 0;
  return { kind: 'range', from: code, to: code };
}

function range(from: ClassItem, to: ClassItem): ClassItem {
  if (from.kind !== 'range' || to.kind !== 'range' || to.from < from.from)
    throw new PatternError('bad character range');
  return { kind: 'range', from: from.from, to: to.from };
}
