import type { Anchor, Node } from '../ast.js';

const ANCHORS: Readonly<Record<Anchor['at'], string>> = {
  'line-start': '^',
  'line-end': '$',
  'text-start': '\\A',
  'text-end': '\\Z',
  boundary: '\\b',
  'no-boundary': '\\B',
};

/** A node as a Python pattern. Groups lose their names and numbers, which nothing refers to. */
export function printNode(node: Node): string {
  switch (node.kind) {
    case 'literal':
    case 'class':
      return node.raw;
    case 'any':
      return '.';
    case 'anchor':
      return ANCHORS[node.at];
    case 'sequence':
      return node.items.map((item) => (item.kind === 'alternation' ? grouped(item) : printNode(item))).join('');
    case 'alternation':
      return node.branches.map(printNode).join('|');
    case 'group':
      return `(${printNode(node.body)})`;
    case 'repeat':
      return repeated(node);
    case 'look':
      return `(?${node.ahead ? '' : '<'}${node.negated ? '!' : '='}${printNode(node.body)})`;
    default:
      throw new Error(`a ${node.kind} cannot be printed`);
  }
}

function grouped(node: Node): string {
  return `(?:${printNode(node)})`;
}

function repeated(node: Extract<Node, { kind: 'repeat' }>): string {
  const single =
    node.body.kind === 'literal' ||
    node.body.kind === 'any' ||
    node.body.kind === 'class' ||
    node.body.kind === 'group';
  return `${single ? printNode(node.body) : grouped(node.body)}${quantifier(node)}${node.lazy ? '?' : ''}`;
}

function quantifier({ min, max }: Extract<Node, { kind: 'repeat' }>): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${String(min)},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${String(min)}}` : `{${String(min)},${String(max)}}`;
}
