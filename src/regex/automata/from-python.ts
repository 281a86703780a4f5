import type { Anchor, Node, Pattern } from '../ast.js';
import { categorySet, characterRules, charactersOf, type CharacterRules } from '../python-characters.js';
import {
  boundary,
  choiceOf,
  END,
  type Expression,
  LINE_END,
  LINE_START,
  noBoundary,
  NotRegular,
  PYTHON_END,
  sequenceOf,
  setOf,
  START,
} from './expression.js';

/**
 * A Python 2.7 pattern as an expression.
 *
 * @throws NotRegular for back-references and conditionals
 */
export function fromPython(pattern: Pattern): Expression {
  return convert(pattern.body, { rules: characterRules(pattern.flags), multiline: pattern.flags.includes('m') });
}

interface Context {
  readonly rules: CharacterRules;
  readonly multiline: boolean;
}

function convert(node: Node, context: Context): Expression {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'class':
      return setOf(charactersOf(node, context.rules));
    case 'anchor':
      return convertAnchor(node, context);
    case 'sequence':
      return sequenceOf(node.items.map((item) => convert(item, context)));
    case 'alternation':
      return choiceOf(node.branches.map((branch) => convert(branch, context)));
    case 'group':
      return convert(node.body, context);
    case 'repeat':
      return { kind: 'repeat', body: convert(node.body, context), min: node.min, max: node.max };
    case 'look':
      return { kind: node.ahead ? 'ahead' : 'behind', negated: node.negated, body: convert(node.body, context) };
    default:
      throw new NotRegular(`it has a ${node.kind}`);
  }
}

function convertAnchor({ at }: Anchor, { rules, multiline }: Context): Expression {
  switch (at) {
    case 'text-start':
      return START;
    case 'text-end':
      return END;
    case 'line-start':
      return multiline ? LINE_START : START;
    case 'line-end':
      return multiline ? LINE_END : PYTHON_END;
    case 'boundary':
      return boundary(categorySet('word', rules));
    case 'no-boundary':
      return noBoundary(categorySet('word', rules), false);
  }
}
