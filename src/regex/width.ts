import type { Node } from './ast.js';

/** How many characters a node takes, as Python counts: a back-reference and a conditional count as nothing. */
export interface Width {
  readonly min: number;
  readonly max: number;
}

const NOTHING: Width = { min: 0, max: 0 };
const ONE: Width = { min: 1, max: 1 };

/** Python source: `sre_parse.SubPattern.getwidth`. */
export function widthOf(node: Node): Width {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return ONE;
    case 'sequence':
      return node.items.map(widthOf).reduce(sum, NOTHING);
    case 'alternation':
      return node.branches.map(widthOf).reduce(either);
    case 'group':
      return widthOf(node.body);
    case 'repeat': {
      const { min, max } = widthOf(node.body);
      return { min: min * node.min, max: max === 0 ? 0 : max * node.max };
    }
    default:
      return NOTHING;
  }
}

/** The width of a node that always takes the same number of characters. */
export function fixedWidth(node: Node): number | undefined {
  const { min, max } = widthOf(node);
  return min === max ? min : undefined;
}

const sum = (a: Width, b: Width): Width => ({ min: a.min + b.min, max: a.max + b.max });
const either = (a: Width, b: Width): Width => ({ min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) });
