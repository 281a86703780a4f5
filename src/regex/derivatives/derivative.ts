import { branchesOf, contains, itemsOf, sequence, type Node } from '../ast.js';
import { charactersOf, type CharacterRules } from '../python-characters.js';
import { printNode } from './print-node.js';

/**
 * Derivatives of Python patterns: what is left of a pattern when a text begins with a given character. The idea is
 * Brzozowski's; look-ahead goes along as a condition, and a pattern that has found its match fits whatever follows, as
 * `re.match` does.
 */

/** Fits nothing. */
export const FAIL = 'fail';
export type Rest = Node | typeof FAIL;

const EMPTY: Node = sequence([]);

/** Kinds of nodes whose outcome depends on more than the characters to come. */
export function isHard(node: Node): boolean {
  if (node.kind === 'look') return !node.ahead;
  if (node.kind === 'anchor') return node.at === 'boundary' || node.at === 'no-boundary';
  if (node.kind === 'repeat') return contains(node.body, isLook);
  return node.kind === 'back-reference' || node.kind === 'conditional';
}

function isLook(node: Node): boolean {
  return node.kind === 'look';
}

/** `^` and `\\A` hold at the start of the text, and nowhere else in a name. */
export function isStart(node: Node): boolean {
  return node.kind === 'anchor' && (node.at === 'line-start' || node.at === 'text-start');
}

/** How the characters of a pattern are read, and whether anything of the text was taken yet. */
export interface Place {
  readonly rules: CharacterRules;
  atStart: boolean;
}

/** Behind the first character, what asks for the start of the text fits nothing. */
export function withoutStarts(node: Node): Rest {
  if (!contains(node, isStart)) return node;
  switch (node.kind) {
    case 'anchor':
      return FAIL;
    case 'sequence': {
      const items = node.items.map(withoutStarts);
      return items.includes(FAIL) ? FAIL : sequence(items as Node[]);
    }
    case 'alternation':
      return anyOf(node.branches.map(withoutStarts));
    case 'look': {
      const body = withoutStarts(node.body);
      if (body !== FAIL) return { ...node, body };
      return node.negated ? EMPTY : FAIL;
    }
    case 'group': {
      const body = withoutStarts(node.body);
      return body === FAIL ? FAIL : { ...node, body };
    }
    case 'repeat': {
      const body = withoutStarts(node.body);
      if (body !== FAIL) return { ...node, body };
      return node.min === 0 ? EMPTY : FAIL;
    }
    default:
      return node;
  }
}

/** Whether a node may take no character. A look-ahead takes none; `$` holds only at the end. */
function isNullable(node: Node, place: Place): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.items.every((item) => isNullable(item, place));
    case 'alternation':
      return node.branches.some((branch) => isNullable(branch, place));
    case 'group':
      return isNullable(node.body, place);
    case 'repeat':
      return node.min === 0 || isNullable(node.body, place);
    case 'look':
      return true;
    case 'anchor':
      return place.atStart && isStart(node);
    default:
      return false;
  }
}

/** Whether every text fits from here on: nothing is asked for any more, or anything at all up to the end. */
export function isMatched(node: Node, place: Place): boolean {
  switch (node.kind) {
    case 'sequence': {
      const open = node.items.findIndex((item) => !isMatched(item, place));
      // `.*$`: names have no newlines.
      return open === -1 || (open > 0 && node.items.slice(open).every(isEnd) && isAnything(node.items[open - 1]!));
    }
    case 'alternation':
      return node.branches.some((branch) => isMatched(branch, place));
    case 'group':
      return isMatched(node.body, place);
    case 'repeat':
      return node.min === 0 || isMatched(node.body, place);
    case 'anchor':
      return place.atStart && isStart(node);
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

/** What is left when the next character is this one. */
export function derive(node: Node, code: number, place: Place): Rest {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return charactersOf(node, place.rules).some(([from, to]) => from <= code && code <= to) ? EMPTY : FAIL;
    case 'sequence':
      return deriveSequence(node.items, code, place);
    case 'alternation':
      return anyOf(node.branches.map((branch) => derive(branch, code, place)));
    case 'group':
      return derive(node.body, code, place);
    case 'repeat': {
      if (node.max === 0) return FAIL;
      const once = derive(node.body, code, place);
      const more: Node = { ...node, min: Math.max(node.min - 1, 0), max: node.max - 1 };
      return once === FAIL ? FAIL : join(once, more.max === 0 ? EMPTY : more);
    }
    case 'look':
      return deriveSequence([node], code, place);
    default:
      // `$` behind which a character comes; `^` takes no character.
      return FAIL;
  }
}

function deriveSequence(items: readonly Node[], code: number, place: Place): Rest {
  const [first, ...others] = items;
  if (first === undefined) return FAIL;
  const rest = sequence(others);
  if (first.kind === 'look') return deriveLook(first, rest, code, place);
  // A look-ahead has to see all that follows, so brackets around it are opened.
  if (contains(first, isLook)) {
    const body = first.kind === 'group' ? first.body : first;
    return anyOf(branchesOf(body).map((branch) => deriveSequence([...itemsOf(branch), ...others], code, place)));
  }
  const through = derive(first, code, place);
  const past = isNullable(first, place) ? deriveSequence(others, code, place) : FAIL;
  return anyOf([through === FAIL ? FAIL : join(through, rest), past]);
}

/** A look-ahead goes along with what follows it, until it is decided. */
function deriveLook(look: Extract<Node, { kind: 'look' }>, rest: Node, code: number, place: Place): Rest {
  // What follows may be through already; then it only matters what the look-ahead says.
  const after = isMatched(rest, place) ? EMPTY : derive(rest, code, place);
  if (after === FAIL) return FAIL;
  if (isMatched(look.body, place)) return look.negated ? FAIL : after;
  const body = derive(look.body, code, place);
  if (body === FAIL) return look.negated ? after : FAIL;
  if (isMatched(body, { ...place, atStart: false })) return look.negated ? FAIL : after;
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
  return branches.length === 1 ? branches[0]! : { kind: 'alternation', branches };
}
