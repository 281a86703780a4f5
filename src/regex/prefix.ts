import { type Node, type Repeat, branchesOf, itemsOf } from './ast.js';
import { intersect } from './char-set.js';
import { type CharacterRules, charactersOf } from './python-characters.js';
import { fixedWidth } from './width.js';

/** A node that takes one character. */
export type Single = Extract<Node, { kind: 'literal' | 'any' | 'class' }>;

export function isSingle(node: Node | undefined): node is Single {
  return node?.kind === 'literal' || node?.kind === 'any' || node?.kind === 'class';
}

/** Takes the brackets off groups that hold one sequence, so that items stand side by side. */
export function flatten(items: readonly Node[]): readonly Node[] {
  return items.flatMap((item) => {
    if (item.kind === 'sequence') return flatten(item.items);
    if (item.kind === 'group' && item.body.kind !== 'alternation') return flatten(itemsOf(item.body));
    return [item];
  });
}

/**
 * Whether, from a given start, there is one place at most where these items can end. Then what follows them can be
 * asked about separately: `P(?!A)R` is `PR`, and not `PA`.
 */
export function hasOneEnd(items: readonly Node[], rules: CharacterRules): boolean {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (!item || fixedWidth(item) !== undefined) continue;
    if (!stopsAt(item, items[index + 1], rules)) return false;
  }
  return true;
}

function stopsAt(item: Node, next: Node | undefined, rules: CharacterRules): boolean {
  if (item.kind === 'group' || item.kind === 'alternation') return isPrefixCode(item, rules);
  if (item.kind !== 'repeat' || !isSingle(item.body)) return false;
  // `[^/]+/`: the repeat ends where the next item starts, because it cannot take that character.
  const follower = next?.kind === 'repeat' && next.min > 0 ? next.body : next;
  return isSingle(follower) && areDisjoint(item.body, follower, rules);
}

/** `(foo|quux)`: a text fits one branch at most, and that branch ends in one place. */
function isPrefixCode(item: Node, rules: CharacterRules): boolean {
  const branches = branchesOf(item.kind === 'group' ? item.body : item).map((branch) => flatten(itemsOf(branch)));
  return branches.every(
    (branch, index) =>
      hasOneEnd(branch, rules) && branches.slice(index + 1).every((other) => differSomewhere(branch, other, rules)),
  );
}

/** Whether no text fits both, seen from the characters that stand at fixed places. */
function differSomewhere(a: readonly Node[], b: readonly Node[], rules: CharacterRules): boolean {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [mine, other] = [a[index], b[index]];
    if (!isSingle(mine) || !isSingle(other)) return false;
    if (areDisjoint(mine, other, rules)) return true;
  }
  return false;
}

function areDisjoint(a: Single, b: Single, rules: CharacterRules): boolean {
  return intersect(charactersOf(a, rules), charactersOf(b, rules)).length === 0;
}

/** Repeats up to this count are written out where that helps. */
const MOST_ROUNDS = 4;

/**
 * The alternatives hidden in one item: the branches of a group, the rounds of a small repeat.
 * `undefined` where there are none. All of them together match what the item matches.
 */
export function alternativesOf(item: Node): readonly (readonly Node[])[] | undefined {
  if (item.kind === 'group') return branchesOf(item.body).map(itemsOf);
  if (item.kind === 'alternation') return item.branches.map(itemsOf);
  if (item.kind === 'repeat' && item.max <= MOST_ROUNDS) return rounds(item);
  return undefined;
}

function rounds(item: Repeat): readonly (readonly Node[])[] {
  return Array.from({ length: item.max - item.min + 1 }, (_, extra) =>
    new Array<Node>(item.min + extra).fill(item.body),
  );
}
