import { type Node, branchesOf, itemsOf } from './ast.js';
import { EVERYTHING, type CharSet, NEWLINE, complement, subtract } from './char-set.js';
import { flatten, isSingle } from './prefix.js';
import type { PrintContext } from './print-class.js';
import { charactersOf } from './python-characters.js';

/**
 * Whether a pattern fits every text from its start. `.*` does, and `.*$` and `.+` fit every name:
 * names are not empty and hold no newline. May say no where the answer is yes.
 */
export function fitsEverything(items: readonly Node[], context: PrintContext): boolean {
  const flat = flatten(items);
  if (flat.every((item) => canTakeNothing(item))) return true;
  return fitsToTheEnd(
    flat.filter((item) => !isStart(item)),
    context,
  );
}

/** Whether a node can match at the start of a text without taking anything of it. */
function canTakeNothing(node: Node): boolean {
  switch (node.kind) {
    case 'anchor':
      return isStart(node);
    case 'sequence':
      return node.items.every(canTakeNothing);
    case 'alternation':
      return node.branches.some(canTakeNothing);
    case 'group':
      return branchesOf(node.body).some((branch) => itemsOf(branch).every(canTakeNothing));
    case 'repeat':
      return node.min === 0 || canTakeNothing(node.body);
    default:
      return false;
  }
}

function isStart(node: Node): boolean {
  return node.kind === 'anchor' && (node.at === 'line-start' || node.at === 'text-start');
}

/** `.*$`, `.+`, and with newlines about `(?s).*\Z` */
function fitsToTheEnd(items: readonly Node[], { rules, prose }: PrintContext): boolean {
  const [first, end, ...more] = items;
  if (first?.kind !== 'repeat' || !isSingle(first.body) || first.max !== Infinity || more.length > 0) return false;
  if (first.min > (prose ? 0 : 1)) return false;
  const all: CharSet = prose ? EVERYTHING : complement(NEWLINE);
  if (subtract(all, charactersOf(first.body, rules)).length > 0) return false;
  return end === undefined
    ? !prose || first.min === 0
    : end.kind === 'anchor' && (end.at === 'line-end' || end.at === 'text-end');
}
