import { type Category, type ClassItem, type Node, type Repeat, sequence } from './ast.js';
import { type CharSet, LAST_CODE, NEWLINE, complement, intersect, sameSet, subtract, union } from './char-set.js';
import { flatten, isSingle } from './prefix.js';
import type { PrintContext } from './print-class.js';
import { categorySet, charactersOf } from './python-characters.js';
import { Untranslatable } from './untranslatable.js';
import { type Word, firstParts, isEndOfText, wordsBehind } from './words.js';

/** Nothing matches. */
export const NEVER = 'never';
export type Restricted = Node | typeof NEVER;

export interface Restriction {
  readonly context: PrintContext;
  /** Whether the text has to start with a word, or must not. */
  readonly wanted: boolean;
  /** Whether the pattern ends behind the items, and the text may go on as it likes. */
  readonly last: boolean;
  /** Steps that may still be made. */
  budget: number;
}

/**
 * A pattern for what the items match, as far as the text from there starts with one of the words, or with none of them:
 * character by character the two are laid side by side.
 *
 * @throws Untranslatable where the items end before the words are decided, or it gets too long
 */
export function restrict(words: readonly Word[], items: readonly Node[], restriction: Restriction): Restricted {
  restriction.budget -= 1;
  if (restriction.budget < 0) throw new Untranslatable('its look-around splits into too many cases');
  const { wanted, context } = restriction;
  if (words.some(({ sets, end }) => sets.length === 0 && !end)) return wanted ? sequence(items) : NEVER;
  if (words.length === 0) return wanted ? NEVER : sequence(items);

  const [first, ...more] = flatten(items);
  if (!first) return atTheEnd(words, restriction);
  if (isSingle(first)) return oneCharacter(charactersOf(first, context.rules), words, more, restriction);
  if (isEndOfText(first, context)) {
    const holds = words.some(({ sets }) => sets.length === 0);
    return holds === wanted ? sequence(items) : NEVER;
  }
  switch (first.kind) {
    case 'repeat':
      return either(rounds(first).map((start) => restrict(words, [...start, ...more], restriction)));
    case 'alternation':
      return either(first.branches.map((branch) => restrict(words, [branch, ...more], restriction)));
    case 'group':
      return restrict(words, [first.body, ...more], restriction);
    case 'anchor':
      // Holds at this place or not, whatever comes.
      if (first.at !== 'line-end') return join([first], restrict(words, more, restriction));
  }
  throw new Untranslatable('its look-around reaches too far');
}

/** No round more, or one and then the rest of them. */
function rounds(node: Repeat): readonly (readonly Node[])[] {
  if (node.max === 0) return [[]];
  const rest: Repeat = { ...node, min: Math.max(0, node.min - 1), max: node.max - 1, raw: '{,}' };
  const again = node.max > 1 ? [node.body, plain(rest)] : [node.body];
  return node.min > 0 ? [again] : [[], again];
}

/** The usual spelling of a repeat. */
function plain(node: Repeat): Repeat {
  if (node.max === Infinity && node.min <= 1) return { ...node, raw: node.min === 0 ? '*' : '+' };
  return node.min === 0 && node.max === 1 ? { ...node, raw: '?' } : node;
}

function oneCharacter(
  set: CharSet,
  words: readonly Word[],
  more: readonly Node[],
  restriction: Restriction,
): Restricted {
  const parts = firstParts(words)
    .map((part) => intersect(part, set))
    .filter((part) => part.length > 0);
  const free = subtract(set, union(...words.map(({ sets }) => sets[0] ?? [])));
  const branches = parts.map((part) =>
    join([characters(part, restriction)], restrict(wordsBehind(words, part), more, restriction)),
  );
  if (!restriction.wanted && free.length > 0) branches.unshift(sequence([characters(free, restriction), ...more]));
  return either(branches);
}

/** The pattern is at its end: what follows in the text is free but for the words. */
function atTheEnd(words: readonly Word[], restriction: Restriction): Restricted {
  if (!restriction.last) throw new Untranslatable('its look-around reaches beyond the repeat it stands in');
  const free = complement(union(...words.map(({ sets }) => sets[0] ?? [])));
  const branches: Restricted[] = firstParts(words).map((part) =>
    join([characters(part, restriction)], restrict(wordsBehind(words, part), [], restriction)),
  );
  const ends = words.some(({ sets }) => sets.length === 0);
  if (ends === restriction.wanted) branches.unshift({ kind: 'anchor', at: 'text-end' });
  if (!restriction.wanted && free.length > 0) branches.unshift(characters(free, restriction));
  return either(branches);
}

function join(before: readonly Node[], after: Restricted): Restricted {
  return after === NEVER ? NEVER : sequence([...before, ...(after.kind === 'sequence' ? after.items : [after])]);
}

/** One of several; those that never match fall out. */
export function either(branches: readonly Restricted[]): Restricted {
  const possible = branches.filter((branch) => branch !== NEVER);
  const [only] = possible;
  if (only === undefined) return NEVER;
  return possible.length === 1 ? only : { kind: 'alternation', branches: possible };
}

/** A node for a set of characters, in the shorter of its two spellings. */
function characters(set: CharSet, { context }: Restriction): Node {
  const [first] = set;
  if (set.length === 1 && first && first[0] === first[1]) return { kind: 'literal', code: first[0], raw: '' };
  const negated = set.at(-1)?.[1] === LAST_CODE;
  // Names hold no newline.
  const ranges = negated ? complement(context.prose ? set : union(set, NEWLINE)) : set;
  const category = CATEGORIES.find((name) => sameSet(ranges, categorySet(name, context.rules)));
  const items: readonly ClassItem[] = category
    ? [{ kind: 'category', category, negated: false }]
    : ranges.map(([from, to]) => ({ kind: 'range', from, to }));
  return { kind: 'class', negated, raw: '', items };
}

const CATEGORIES: readonly Category[] = ['digit', 'word', 'space'];
