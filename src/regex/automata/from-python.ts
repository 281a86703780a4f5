import { type Anchor, contains, type Node, type Pattern } from '../ast.js';
import { categorySet, characterRules, charactersOf, type CharacterRules } from '../python-characters.js';
import {
  boundary,
  choiceOf,
  END,
  type Expression,
  LINE_END,
  LINE_START,
  noBoundary,
  NOTHING,
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
  return convert(pattern.body, contextOf(pattern));
}

/**
 * An expression like a Python 2.7 pattern, for texts to try: what refers to a group takes again anything that the group
 * may take, look-behinds are left out.
 */
export function likePython(pattern: Pattern): Expression {
  const groups = new Map<number, Node>();
  contains(pattern.body, (node) => {
    if (node.kind === 'group' && node.index !== undefined) groups.set(node.index, node.body);
    return false;
  });
  return convert(pattern.body, { ...contextOf(pattern), groups });
}

interface Context {
  readonly rules: CharacterRules;
  readonly multiline: boolean;
  /** What the groups hold; only where an approximation will do. */
  readonly groups?: ReadonlyMap<number, Node>;
}

function contextOf({ flags }: Pattern): Context {
  return { rules: characterRules(flags), multiline: flags.includes('m') };
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
      if (context.groups && !node.ahead) return NOTHING;
      return { kind: node.ahead ? 'ahead' : 'behind', negated: node.negated, body: convert(node.body, context) };
    case 'back-reference': {
      if (!context.groups) throw new NotRegular('it has a back-reference');
      const body = context.groups.get(node.group);
      return body ? convert(body, context) : NOTHING;
    }
    case 'conditional':
      if (!context.groups) throw new NotRegular('it has a conditional');
      return choiceOf([convert(node.yes, context), convert(node.no, context)]);
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
