import { type Look, type Node, type Repeat, contains, itemsOf, sequence } from './ast.js';
import { anchored } from './atoms.js';
import { FALSE, type Formula, and, not, or } from './formula.js';
import { alternativesOf, flatten, hasOneEnd } from './prefix.js';
import type { PrintContext } from './print-class.js';
import { Untranslatable } from './untranslatable.js';
import { fixedWidth } from './width.js';

/** Splitting by alternatives stops here; nobody wants to read more conditions. */
const MOST_SPLITS = 64;

interface Splitting {
  readonly context: PrintContext;
  readonly flags: string;
  splits: number;
}

/**
 * Says a pattern with look-around as conditions without it. The pattern starts at the start of the text.
 *
 * The idea: where what stands before a look-ahead ends at one known place, `P(?!A)R` holds exactly when `PR` does and
 * `PA` does not; a look-behind there is the same with what stands before that place.
 *
 * @throws Untranslatable where that is not so
 */
export function decompose(body: Node, flags: string, context: PrintContext): Formula {
  return solve([], itemsOf(body), { context, flags, splits: 0 });
}

const isLook = (node: Node): boolean => node.kind === 'look';

/** Conditions for a text that starts with `before`, which is free of look-around, and goes on with `rest`. */
function solve(before: readonly Node[], rest: readonly Node[], splitting: Splitting): Formula {
  splitting.splits += 1;
  if (splitting.splits > MOST_SPLITS) throw new Untranslatable('its look-around splits into too many cases');

  const flat = flatten(rest);
  const at = flat.findIndex((item) => contains(item, isLook));
  const item = flat[at];
  if (!item) return anchored([...before, ...flat], splitting.flags, splitting.context);
  const prefix = [...before, ...flat.slice(0, at)];
  const after = flat.slice(at + 1);

  if (item.kind === 'look') {
    return item.ahead ? lookAhead(prefix, item, after, splitting) : lookBehind(prefix, item, after, splitting);
  }
  const tempered = item.kind === 'repeat' ? temperedRepeat(prefix, item, after, splitting) : undefined;
  if (tempered) return tempered;
  const alternatives = alternativesOf(item);
  if (!alternatives) throw new Untranslatable('RE2 has no look-around, and here one stands inside a repeat');
  return or(...alternatives.map((items) => solve(prefix, [...items, ...after], splitting)));
}

function lookAhead(prefix: readonly Node[], look: Look, after: readonly Node[], splitting: Splitting): Formula {
  if (!hasOneEnd(prefix, splitting.context.rules)) return split(prefix, [look, ...after], splitting);
  const seen = solve(prefix, itemsOf(look.body), splitting);
  return and(look.negated ? not(seen) : seen, solve(prefix, after, splitting));
}

const ANYTHING: Node = { kind: 'class', negated: true, items: [], raw: '' };

function lookBehind(prefix: readonly Node[], look: Look, after: readonly Node[], splitting: Splitting): Formula {
  const width = fixedWidth(look.body) ?? 0;
  const room = fixedWidth(sequence(prefix));
  const rest = solve(prefix, after, splitting);
  let seen: Formula;
  if (room !== undefined) {
    const skipped = new Array<Node>(Math.max(0, room - width)).fill(ANYTHING);
    seen = width > room ? FALSE : solve(skipped, itemsOf(look.body), splitting);
  } else if (isEnd(after, splitting.context)) {
    seen = anchored([anyNumber(0), ...itemsOf(look.body), ...after], splitting.flags, splitting.context);
  } else {
    return split(prefix, [look, ...after], splitting);
  }
  return and(look.negated ? not(seen) : seen, rest);
}

const anyNumber = (min: number): Repeat => ({
  kind: 'repeat',
  min,
  max: Infinity,
  lazy: false,
  raw: min === 0 ? '*' : '+',
  body: ANYTHING,
});

/** Whether items can only be at the one end of the text. */
function isEnd(items: readonly Node[], { prose, multiline }: PrintContext): boolean {
  const [only] = items;
  if (items.length !== 1 || only?.kind !== 'anchor') return false;
  return only.at === 'text-end' || (only.at === 'line-end' && !prose && !multiline);
}

/** Tries again with the alternatives of the first item before a look-around that can end in several places. */
function split(prefix: readonly Node[], rest: readonly Node[], splitting: Splitting): Formula {
  const at = prefix.findIndex((item) => fixedWidth(item) === undefined && alternativesOf(item) !== undefined);
  const item = prefix[at];
  const alternatives = item && alternativesOf(item);
  if (!alternatives)
    throw new Untranslatable('RE2 has no look-around, and what stands before this one can end in several places');
  return or(
    ...alternatives.map((items) => solve(prefix.slice(0, at), [...items, ...prefix.slice(at + 1), ...rest], splitting)),
  );
}

/**
 * `(?:(?!A).)*$`, nothing to the end starts an `A`: there is no `A` behind the prefix.
 * Only for names, where `.` is every character and `$` is the end.
 */
function temperedRepeat(
  prefix: readonly Node[],
  item: Repeat,
  after: readonly Node[],
  splitting: Splitting,
): Formula | undefined {
  const [look, any, ...more] = flatten(itemsOf(item.body));
  const { context } = splitting;
  if (look?.kind !== 'look' || !look.ahead || !look.negated || any?.kind !== 'any' || more.length > 0) return undefined;
  if (context.prose || item.max !== Infinity || item.min > 1 || !isEnd(after, context)) return undefined;
  if (fixedWidth(look.body) === 0 || contains(look.body, isLook) || !hasOneEnd(prefix, context.rules)) return undefined;
  const found = solve([...prefix, anyNumber(0)], itemsOf(look.body), splitting);
  return and(not(found), solve([...prefix, anyNumber(item.min)], after, splitting));
}
