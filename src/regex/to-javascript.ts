import type { Anchor, Node, Pattern } from './ast.js';
import { type CharSet, EVERYTHING, sameSet } from './char-set.js';
import { type CharacterRules, categorySet, characterRules, charactersOf } from './python-characters.js';

/**
 * The source of a JavaScript `RegExp` (flag `u`, nothing else) that finds a match exactly where Python 2.7 does.
 * Groups do not capture; patterns with back-references or conditionals are not for this: see `backtrack.ts`.
 */
export function toJavaScript(pattern: Pattern): string {
  return source(pattern.body, { rules: characterRules(pattern.flags), multiline: pattern.flags.includes('m') });
}

interface Context {
  readonly rules: CharacterRules;
  readonly multiline: boolean;
}

function source(node: Node, context: Context): string {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return classSource(charactersOf(node, context.rules));
    case 'anchor':
      return anchorSource(node, context);
    case 'sequence':
      return node.items.map((item) => source(item, context)).join('');
    case 'alternation':
      return `(?:${node.branches.map((branch) => source(branch, context)).join('|')})`;
    case 'group':
      return `(?:${source(node.body, context)})`;
    case 'repeat':
      return `(?:${source(node.body, context)})${quantifier(node.min, node.max)}${node.lazy ? '?' : ''}`;
    case 'look':
      return `(?${node.ahead ? '' : '<'}${node.negated ? '!' : '='}${source(node.body, context)})`;
    default:
      throw new Error(`a ${node.kind} has no JavaScript form`);
  }
}

function quantifier(min: number, max: number): string {
  if (min === 0 && max === Infinity) return '*';
  return `{${String(min)},${max === Infinity ? '' : String(max)}}`;
}

function anchorSource(anchor: Anchor, { rules, multiline }: Context): string {
  switch (anchor.at) {
    case 'text-start':
      return '^';
    case 'text-end':
      return '$';
    case 'line-start':
      return multiline ? '(?<![^\\n])' : '^';
    case 'line-end':
      // Without `(?m)` also before a newline that ends the text.
      return multiline ? '(?![^\\n])' : '(?![^\\n]|\\n[^])';
    case 'boundary':
      return boundary(rules, true);
    case 'no-boundary':
      // Python 2.7 finds neither kind in an empty text.
      return `(?:(?!^$)${boundary(rules, false)})`;
  }
}

function boundary(rules: CharacterRules, wanted: boolean): string {
  if (!rules.unicode) return wanted ? '\\b' : '\\B';
  const word = classSource(categorySet('word', rules));
  return wanted
    ? `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`
    : `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
}

function classSource(set: CharSet): string {
  if (sameSet(set, EVERYTHING)) return '[^]';
  const [first] = set;
  if (set.length === 1 && first && first[0] === first[1]) return character(first[0]);
  return `[${set.map(([from, to]) => (from === to ? character(from) : `${character(from)}-${character(to)}`)).join('')}]`;
}

function character(code: number): string {
  const text = String.fromCodePoint(code);
  return /[0-9A-Za-z_/ ]/.test(text) ? text : `\\u{${code.toString(16)}}`;
}
