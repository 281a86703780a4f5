import { branchesOf, contains, itemsOf, sequence, type Flag, type Node } from '../../regex/ast.js';
import { characterRules, charactersOf, type CharacterRules } from '../../regex/python-characters.js';
import { parsePattern } from '../../regex/check-pattern.js';
import { printNode } from './print-node.js';

/** A pattern as it looks behind a fixed beginning of the text: never fits, always fits, or fits as this pattern does. */
export type BehindPrefix = 'never' | 'always' | { readonly pattern: string } | { readonly unknown: string };

/** Fits nothing. */
const FAIL = 'fail';
type Rest = Node | typeof FAIL;

const EMPTY: Node = sequence([]);

/** Kinds of nodes whose outcome depends on more than the characters to come. */
function isHard(node: Node): boolean {
  if (node.kind === 'look') return !node.ahead;
  if (node.kind === 'anchor') return node.at === 'boundary' || node.at === 'no-boundary';
  if (node.kind === 'repeat') return contains(node.body, isLook);
  return node.kind === 'back-reference' || node.kind === 'conditional';
}

function isLook(node: Node): boolean {
  return node.kind === 'look';
}

/**
 * What is left of a Python pattern, used with `match`, for texts that begin with a given prefix: derivative by each
 * character of the prefix in turn. Texts are names of branches and refs: no newlines.
 */
export function behindPrefix(source: string, prefix: string): BehindPrefix {
  const { pattern, error } = parsePattern(source);
  if (error !== undefined) return { unknown: error };
  if (contains(pattern.body, isHard)) return { unknown: 'it looks back, or refers to a group' };
  if (prefix === '') return isMatched(withoutStart(pattern.body)) ? 'always' : { pattern: source };
  const rules = characterRules(pattern.flags);
  let rest: Rest = withoutStart(pattern.body);
  for (const char of prefix) {
    if (rest === FAIL) return 'never';
    if (isMatched(rest)) return 'always';
    rest = derive(rest, char.codePointAt(0)!, rules);
  }
  if (rest === FAIL) return 'never';
  return isMatched(rest) ? 'always' : { pattern: printed(rest, pattern.flags) };
}

/** A Python pattern (used with `match`) for texts that go on behind `beginning`, which ends in a literal. */
export function withoutStartOf(source: string, beginning: string): string {
  const { pattern, error } = parsePattern(source);
  if (error !== undefined || contains(pattern.body, isHard)) return `${beginning}(?:${source})`;
  const flags = pattern.flags.filter((flag) => flag !== 'x').join('');
  return `${flags === '' ? '' : `(?${flags})`}${beginning}(?:${printNode(withoutStart(pattern.body))})`;
}

function printed(rest: Node, flags: readonly Flag[]): string {
  const kept = flags.filter((flag) => flag !== 'x' && flag !== 'm').join('');
  const body = printNode(rest);
  const anchored = rest.kind === 'alternation' ? `^(?:${body})` : `^${body}`;
  return kept === '' ? anchored : `(?${kept})${anchored}`;
}

/** At the start of the text `^` and `\A` hold; behind the first character they do not. */
function withoutStart(node: Node): Node {
  switch (node.kind) {
    case 'anchor':
      return node.at === 'line-start' || node.at === 'text-start' ? EMPTY : node;
    case 'sequence': {
      const items: Node[] = [];
      for (const [index, item] of node.items.entries()) {
        const open = withoutStart(item);
        items.push(open);
        // Only what can be reached without a character still stands at the start.
        if (!isNullable(open)) return sequence([...items, ...node.items.slice(index + 1)]);
      }
      return sequence(items);
    }
    case 'alternation':
      return { kind: 'alternation', branches: node.branches.map(withoutStart) };
    case 'group':
    case 'look':
      return { ...node, body: withoutStart(node.body) };
    default:
      return node;
  }
}

/** Whether a node may take no character. A look-ahead takes none; `$` holds only at the end. */
function isNullable(node: Node): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.items.every(isNullable);
    case 'alternation':
      return node.branches.some(isNullable);
    case 'group':
      return isNullable(node.body);
    case 'repeat':
      return node.min === 0 || isNullable(node.body);
    case 'look':
      return true;
    default:
      return false;
  }
}

/** Whether every text fits from here on: nothing is asked for any more, or anything at all up to the end. */
function isMatched(node: Node): boolean {
  switch (node.kind) {
    case 'sequence': {
      const last = node.items.findIndex((item) => !isMatched(item));
      if (last === -1) return true;
      const rest = node.items.slice(last);
      // `.*$`: names have no newlines.
      return last > 0 && rest.every(isEnd) && isAnything(node.items[last - 1]!);
    }
    case 'alternation':
      return node.branches.some(isMatched);
    case 'group':
      return isMatched(node.body);
    case 'repeat':
      return node.min === 0 || isMatched(node.body);
    default:
      return false;
  }
}

function isEnd(node: Node): boolean {
  if (node.kind === 'group') return isEnd(node.body);
  return node.kind === 'anchor' && (node.at === 'line-end' || node.at === 'text-end');
}

function isAnything(node: Node): boolean {
  if (node.kind === 'group') return isAnything(node.body);
  return node.kind === 'repeat' && node.min === 0 && node.max === Infinity && node.body.kind === 'any';
}

function derive(node: Node, code: number, rules: CharacterRules): Rest {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return charactersOf(node, rules).some(([from, to]) => from <= code && code <= to) ? EMPTY : FAIL;
    case 'sequence':
      return deriveSequence(node.items, code, rules);
    case 'alternation':
      return anyOf(node.branches.map((branch) => derive(branch, code, rules)));
    case 'group':
      return derive(node.body, code, rules);
    case 'repeat': {
      if (node.max === 0) return FAIL;
      const once = derive(node.body, code, rules);
      const more: Node = { ...node, min: Math.max(node.min - 1, 0), max: node.max - 1 };
      return once === FAIL ? FAIL : join(once, more.max === 0 ? EMPTY : more);
    }
    case 'look':
      return deriveSequence([node], code, rules);
    default:
      // `$` behind which a character comes, `^` before which one came.
      return FAIL;
  }
}

function deriveSequence(items: readonly Node[], code: number, rules: CharacterRules): Rest {
  const [first, ...others] = items;
  if (first === undefined) return FAIL;
  const rest = sequence(others);
  if (first.kind === 'look') return deriveLook(first, rest, code, rules);
  // A look-ahead has to see all that follows, so brackets around it are opened.
  if (contains(first, isLook)) {
    const body = first.kind === 'group' ? first.body : first;
    return anyOf(branchesOf(body).map((branch) => deriveSequence([...itemsOf(branch), ...others], code, rules)));
  }
  const through = derive(first, code, rules);
  const past = isNullable(first) ? deriveSequence(others, code, rules) : FAIL;
  return anyOf([through === FAIL ? FAIL : join(through, rest), past]);
}

/** A look-ahead goes along with what follows it, until it is decided. */
function deriveLook(look: Extract<Node, { kind: 'look' }>, rest: Node, code: number, rules: CharacterRules): Rest {
  // What follows may be through already; then it only matters what the look-ahead says.
  const after = isMatched(rest) ? EMPTY : derive(rest, code, rules);
  if (after === FAIL) return FAIL;
  if (isMatched(look.body)) return look.negated ? FAIL : after;
  const body = derive(look.body, code, rules);
  if (body === FAIL) return look.negated ? after : FAIL;
  if (isMatched(body)) return look.negated ? FAIL : after;
  return join({ ...look, body }, after);
}

function join(first: Node, second: Node): Node {
  return sequence([...itemsOf(first), ...itemsOf(second)]);
}

/** The alternatives that are left, each once. */
function anyOf(rests: readonly Rest[]): Rest {
  const distinct = new Map<string, Node>();
  for (const rest of rests) {
    if (rest === FAIL) continue;
    for (const branch of branchesOf(rest)) distinct.set(printNode(branch), branch);
  }
  const branches = [...distinct.values()];
  if (branches.length === 0) return FAIL;
  return branches.find(isMatched) ?? (branches.length === 1 ? branches[0]! : { kind: 'alternation', branches });
}
