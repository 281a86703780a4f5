import { type Anchor, type Node, itemsOf } from './ast.js';
import { type CharSet, NEWLINE, intersect, subtract } from './char-set.js';
import { alternativesOf, flatten, isSingle } from './prefix.js';
import type { PrintContext } from './print-class.js';
import { charactersOf } from './python-characters.js';
import { Untranslatable } from './untranslatable.js';

/** One way a look-ahead can go: these characters, and then perhaps the end of the text. */
export interface Word {
  readonly sets: readonly CharSet[];
  readonly end: boolean;
}

const MOST_WORDS = 32;

/**
 * All that a look-ahead can see, where that is a limited number of limited words.
 *
 * @throws Untranslatable where it is not
 */
export function wordsOf(body: Node, context: PrintContext): readonly Word[] {
  const words = spell(itemsOf(body), context);
  if (words.length > MOST_WORDS) throw new Untranslatable('its look-around sees too many texts');
  return words;
}

function spell(items: readonly Node[], context: PrintContext): readonly Word[] {
  const [first, ...more] = flatten(items);
  if (!first) return [{ sets: [], end: false }];
  if (isSingle(first)) {
    const set = charactersOf(first, context.rules);
    return spell(more, context).map(({ sets, end }) => ({ sets: [set, ...sets], end }));
  }
  if (first.kind === 'anchor' && more.length === 0) {
    const ends = endings(first, context);
    if (ends) return ends;
  }
  // What a look-ahead takes at its end beyond the least makes no difference.
  if (first.kind === 'repeat' && first.max === Infinity && more.length === 0) {
    return spell(new Array<Node>(first.min).fill(first.body), context);
  }
  const alternatives = alternativesOf(first);
  if (!alternatives || alternatives.length > MOST_WORDS)
    throw new Untranslatable('its look-around sees texts of any length');
  return alternatives.flatMap((alternative) => spell([...alternative, ...more], context));
}

/** What can follow where an anchor of the end holds. */
function endings(anchor: Anchor, { prose, multiline }: PrintContext): readonly Word[] | undefined {
  const end: Word = { sets: [], end: true };
  if (anchor.at === 'text-end') return [end];
  if (anchor.at !== 'line-end') return undefined;
  if (multiline) return [end, { sets: [NEWLINE], end: false }];
  return prose ? [end, { sets: [NEWLINE], end: true }] : [end];
}

/** Whether an anchor holds at the end of the text and nowhere else. */
export function isEndOfText(node: Node, { prose, multiline }: PrintContext): boolean {
  return node.kind === 'anchor' && (node.at === 'text-end' || (node.at === 'line-end' && !prose && !multiline));
}

/** The parts into which the first characters of the words cut the alphabet: within one, no word makes a difference. */
export function firstParts(words: readonly Word[]): readonly CharSet[] {
  let parts: CharSet[] = [];
  for (const { sets } of words) {
    let rest = sets[0] ?? [];
    const cut: CharSet[] = [];
    for (const part of parts) {
      cut.push(intersect(part, rest), subtract(part, rest));
      rest = subtract(rest, part);
    }
    parts = [...cut, rest].filter((part) => part.length > 0);
  }
  return parts;
}

/** What is left of the words behind a character of one of these parts. */
export function wordsBehind(words: readonly Word[], part: CharSet): readonly Word[] {
  return words.flatMap(({ sets: [first, ...sets], end }) =>
    first && intersect(first, part).length > 0 ? [{ sets, end }] : [],
  );
}
