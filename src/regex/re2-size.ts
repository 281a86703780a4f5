import { type Node, childrenOf } from './ast.js';

/** RE2's limit for a count, and for the product of counts inside each other. */
export const MOST_REPEATS = 1000;

/** RE2 gets 8 MiB for a program; measured, about a quarter of a million instructions. We stay well below. */
const LARGEST = 60_000;

const CLASS_SIZE = 12;

/** The product of the counts inside each other, where it is highest. Counts above the limit are written in pieces. */
export function nestedCount(node: Node): number {
  const inner = Math.max(1, ...childrenOf(node).map(nestedCount));
  if (node.kind !== 'repeat' || !/^\{/.test(node.raw)) return inner;
  const count = node.max === Infinity ? node.min : node.max;
  return inner * Math.min(Math.max(1, count), Math.floor(MOST_REPEATS / inner));
}

/** Whether RE2 has room for a pattern, by a rough count of its instructions. */
export function isTooLarge(node: Node): boolean {
  return size(node) > LARGEST;
}

function size(node: Node): number {
  switch (node.kind) {
    case 'literal':
      return 1;
    case 'any':
    case 'class':
      return CLASS_SIZE;
    case 'repeat':
      return (size(node.body) + 1) * Math.max(1, node.max === Infinity ? node.min : node.max);
    default:
      return childrenOf(node).reduce((sum, child) => sum + size(child), 1);
  }
}
