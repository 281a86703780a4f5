import { type Anchor, type Node, type Repeat, contains } from './ast.js';
import { type PrintContext, printClass, printLiteral } from './print-class.js';
import { MOST_REPEATS, isTooLarge, nestedCount } from './re2-size.js';
import { Untranslatable } from './untranslatable.js';

/** A count above RE2's limit is written in pieces; more of them than this nobody wants to read. */
const MOST_PIECES = 12;

/**
 * Writes a pattern for RE2, without its flags. Whatever means the same keeps its spelling.
 *
 * @throws Untranslatable for look-around, back-references and what else RE2 lacks
 */
export function printRe2(node: Node, context: PrintContext): string {
  if (isTooLarge(node)) throw new Untranslatable('its repeats make it too large for RE2');
  return print(node, context);
}

/** The flags RE2 has to be told, `(?im)`, or nothing. */
export function printFlags(flags: readonly string[], context: PrintContext): string {
  // Under (?iu) every letter is written in all its cases.
  const told = flags.filter((flag) => flag === 'm' || flag === 's' || (flag === 'i' && !context.rules.unicode));
  return told.length > 0 ? `(?${told.join('')})` : '';
}

function print(node: Node, context: PrintContext): string {
  switch (node.kind) {
    case 'literal':
      return printLiteral(node, context);
    case 'any':
      return '.';
    case 'class':
      return printClass(node, context);
    case 'anchor':
      return printAnchor(node, context);
    case 'sequence':
      return node.items
        .map((item) => (item.kind === 'alternation' ? `(${print(item, context)})` : print(item, context)))
        .join('');
    case 'alternation':
      return node.branches.map((branch) => print(branch, context)).join('|');
    case 'group':
      return `(${groupHead(node.index, node.name)}${print(node.body, context)})`;
    case 'repeat':
      return printRepeat(node, context);
    case 'look':
      throw new Untranslatable(`RE2 has no ${node.negated ? 'negative ' : ''}look-${node.ahead ? 'ahead' : 'behind'}`);
    case 'back-reference':
      throw new Untranslatable(`RE2 has no back-reference (\\${String(node.group)})`);
    case 'conditional':
      throw new Untranslatable(`RE2 has no conditional ((?(${String(node.group)})…))`);
  }
}

function groupHead(index: number | undefined, name: string | undefined): string {
  if (name !== undefined) return `?P<${name}>`;
  return index === undefined ? '?:' : '';
}

function printAnchor(anchor: Anchor, context: PrintContext): string {
  switch (anchor.at) {
    case 'line-start':
      return '^';
    case 'line-end':
      // `settleEnds` has replaced it where the difference shows.
      return '$';
    case 'text-start':
      return '\\A';
    case 'text-end':
      return '\\z';
    default:
      if (context.rules.unicode)
        throw new Untranslatable('RE2 knows word boundaries of ASCII text only, not those of (?u)');
      return anchor.at === 'boundary' ? '\\b' : '\\B';
  }
}

function printRepeat(node: Repeat, context: PrintContext): string {
  const text = print(node.body, context);
  const body = isAtom(node.body) ? text : `(?:${text})`;
  const lazy = node.lazy ? '?' : '';
  const limit = Math.floor(MOST_REPEATS / nestedCount(node.body));
  const highest = node.max === Infinity ? node.min : node.max;
  if (highest <= limit) return `${body}${quantifier(node)}${lazy}`;

  const pieces = [...counts(node.min, limit)].map((count) => `${body}{${String(count)}}`);
  if (node.max === Infinity) pieces.push(`${body}*${lazy}`);
  else pieces.push(...[...counts(node.max - node.min, limit)].map((count) => `${body}{0,${String(count)}}${lazy}`));
  if (pieces.length > MOST_PIECES) throw new Untranslatable(`RE2 repeats at most ${String(MOST_REPEATS)} times`);
  return `(?:${pieces.join('')})`;
}

function quantifier(node: Repeat): string {
  if (!/^\{(?!\d+(?:,\d*)?\})/.test(node.raw)) return node.raw;
  return `{${String(node.min)},${node.max === Infinity ? '' : String(node.max)}}`;
}

function* counts(total: number, limit: number): Generator<number> {
  let left = total;
  for (let pieces = 0; left > 0 && pieces <= MOST_PIECES; pieces += 1) {
    yield Math.min(left, limit);
    left -= limit;
  }
}

function isAtom(node: Node): boolean {
  return node.kind === 'literal' || node.kind === 'any' || node.kind === 'class' || node.kind === 'group';
}

/** Whether RE2 is certain to take what is printed, without asking it: no counts, no named groups, no other alphabets. */
export function isPlain(node: Node, context: PrintContext): boolean {
  return !context.rules.unicode && !contains(node, (inner) => !isPlainNode(inner));
}

function isPlainNode(node: Node): boolean {
  switch (node.kind) {
    case 'literal':
      return (node.code < 0x7f && node.code >= 0x20) || node.raw === '\\n' || node.raw === '\\t';
    case 'class':
      return /^(?:\\[dDwWsS]|\[\^?(?:[\w./ \-+@:]|\\[dwsv])+\])$/.test(node.raw);
    case 'group':
      return node.name === undefined;
    case 'repeat':
      return (
        /^(?:[*+?]|\{\d{1,2}(?:,\d{0,2})?\})$/.test(node.raw) &&
        !contains(node.body, (inner) => inner.kind === 'repeat' && inner.raw.startsWith('{'))
      );
    case 'look':
    case 'back-reference':
    case 'conditional':
      return false;
    default:
      return true;
  }
}
