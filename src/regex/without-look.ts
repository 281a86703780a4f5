import { type Anchor, type Look, type Node, type Repeat, branchesOf, contains, itemsOf, sequence } from './ast.js';
import { alternativesOf, flatten } from './prefix.js';
import type { PrintContext } from './print-class.js';
import { NEVER, type Restricted, either, restrict } from './restrict.js';
import { Untranslatable } from './untranslatable.js';
import { wordsOf } from './words.js';

const BUDGET = 200;

/** Where in the pattern something stands: whether anything comes before it, or behind it. */
interface Position {
  readonly context: PrintContext;
  readonly first: boolean;
  readonly last: boolean;
}

/**
 * The same pattern without look-around, spelled out character by character. Harder to read than conditions, but one
 * pattern, and it may match anywhere in the text.
 *
 * @throws Untranslatable where the look-around sees more than a few short texts
 */
export function withoutLook(body: Node, context: PrintContext): Restricted {
  return rewrite(body, { context, first: true, last: true });
}

/** The same for a pattern that is matched from the start of the text: nothing stands before it. */
export function withoutLookFromStart(body: Node, context: PrintContext): Restricted {
  const start = startOfText(context.multiline);
  return either(
    branchesOf(body).map((branch) => {
      const items = flatten(itemsOf(branch));
      const [first] = items;
      return withoutLook(
        first?.kind === 'anchor' && first.at === start.at ? branch : sequence([start, ...items]),
        context,
      );
    }),
  );
}

const isLook = (node: Node): boolean => node.kind === 'look';

function rewrite(node: Node, position: Position): Restricted {
  if (!contains(node, isLook)) return node;
  switch (node.kind) {
    case 'alternation':
      return either(node.branches.map((branch) => rewrite(branch, position)));
    case 'repeat':
      return rewriteRepeat(node, position);
    case 'conditional':
      throw new Untranslatable('RE2 has neither conditionals nor look-around');
    default:
      return rewriteItems(flatten([node]), position);
  }
}

function rewriteRepeat(node: Repeat, position: Position): Restricted {
  const body = rewrite(node.body, { ...position, first: false, last: false });
  if (body !== NEVER) return { ...node, body };
  return node.min === 0 ? sequence([]) : NEVER;
}

function rewriteItems(items: readonly Node[], position: Position): Restricted {
  const inner = items.findIndex((item) => !isLook(item) && contains(item, isLook));
  const item = items[inner];
  if (item) return rewriteInner(items, inner, item, position);

  const behind = items.findIndex((look) => look.kind === 'look' && !look.ahead);
  if (behind >= 0) return lookBehind(items, behind, position);
  const ahead = items.findLastIndex(isLook);
  return ahead < 0 ? sequence(items) : lookAhead(items, ahead, position);
}

/** An item with look-around in it: on its own, or else each of its alternatives with all the rest. */
function rewriteInner(items: readonly Node[], at: number, item: Node, position: Position): Restricted {
  const [before, after] = [items.slice(0, at), items.slice(at + 1)];
  const alternatives = alternativesOf(item);
  if (alternatives) {
    return either(
      alternatives.map((alternative) => rewriteItems(flatten([...before, ...alternative, ...after]), position)),
    );
  }
  const inside = rewrite(item, position);
  return inside === NEVER ? NEVER : rewriteItems(flatten([...before, inside, ...after]), position);
}

function lookAhead(items: readonly Node[], at: number, position: Position): Restricted {
  const look = items[at] as Look;
  const rest = restricted(look, items.slice(at + 1), position.last, position.context);
  return rest === NEVER ? NEVER : rewriteItems(flatten([...items.slice(0, at), rest]), position);
}

/** The mirror image of a look-ahead. */
function lookBehind(items: readonly Node[], at: number, position: Position): Restricted {
  const look = items[at] as Look;
  const { context } = position;
  const body = mirrored(look.body, context);
  const before = flatten([mirrored(sequence(items.slice(0, at)), context)]);
  const rest = restricted({ ...look, body }, before, position.first, context);
  return rest === NEVER ? NEVER : rewriteItems(flatten([mirrored(rest, context), ...items.slice(at + 1)]), position);
}

function restricted(look: Look, items: readonly Node[], last: boolean, context: PrintContext): Restricted {
  return restrict(wordsOf(look.body, context), items, { context, wanted: !look.negated, last, budget: BUDGET });
}

function mirrored(node: Node, context: PrintContext): Node {
  switch (node.kind) {
    case 'sequence':
      return sequence(
        itemsOf(node)
          .map((item) => mirrored(item, context))
          .reverse(),
      );
    case 'alternation':
      return { ...node, branches: node.branches.map((branch) => mirrored(branch, context)) };
    case 'group':
    case 'repeat':
      return { ...node, body: mirrored(node.body, context) };
    case 'anchor':
      return mirroredAnchor(node, context);
    default:
      return node;
  }
}

function mirroredAnchor(anchor: Anchor, { prose, multiline }: PrintContext): Anchor {
  switch (anchor.at) {
    case 'text-start':
      return { kind: 'anchor', at: 'text-end' };
    case 'text-end':
      return startOfText(multiline);
    case 'line-start':
      if (!multiline) return { kind: 'anchor', at: 'text-end' };
      break;
    case 'line-end':
      if (!multiline && !prose) return startOfText(multiline);
      break;
    default:
      return anchor;
  }
  throw new Untranslatable('its look-behind goes past the end of a line');
}

const startOfText = (multiline: boolean): Anchor => ({ kind: 'anchor', at: multiline ? 'text-start' : 'line-start' });
