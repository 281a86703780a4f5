import { type Node, branchesOf, itemsOf, sequence } from './ast.js';
import { Untranslatable } from './untranslatable.js';

const NEWLINE_OR_NOT: Node = {
  kind: 'repeat',
  min: 0,
  max: 1,
  lazy: false,
  raw: '?',
  body: { kind: 'literal', code: 0x0a, raw: '\\n' },
};

/**
 * Python's `$` (without `(?m)`) also fits before a newline that ends the text, RE2's does not: where a text may hold
 * newlines, `$` at the end of a pattern becomes `\n?\z`.
 *
 * @throws Untranslatable where more of the pattern follows the `$`
 */
export function settleEnds(node: Node, last = true): Node {
  switch (node.kind) {
    case 'anchor':
      if (node.at !== 'line-end') return node;
      if (!last) throw new Untranslatable('more follows a `$`, which in Python also fits before a newline at the end');
      return sequence([NEWLINE_OR_NOT, { kind: 'anchor', at: 'text-end' }]);
    case 'sequence':
      return sequence(node.items.map((item, index) => settleEnds(item, last && index === node.items.length - 1)));
    case 'alternation':
      return { ...node, branches: branchesOf(node).map((branch) => settleEnds(branch, last)) };
    case 'group':
      return { ...node, body: sequence(itemsOf(settleEnds(node.body, last))) };
    case 'repeat':
      return { ...node, body: settleEnds(node.body, last && node.max <= 1) };
    default:
      return node;
  }
}
