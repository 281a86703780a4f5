import { EVERYTHING, intersect, type CharSet } from '../char-set.js';
import { lettersIn } from './alphabet.js';
import { hasCode } from './derive.js';
import type { Expression } from './expression.js';

/** Examples for one expression; more than anybody wants to see. */
const MOST = 24;

/** A set with so many characters leaves hardly any out. */
const ANYTHING = 200;
const DOT = 0x2e;

/** A set with so many letters stands for any word. */
const WIDE = 20;

/**
 * Natural texts that an expression describes, its look-around left out of account: most of them fit it. Each alternative
 * has its text; where any letters may stand, there is `word`.
 */
export function exampleTexts(expression: Expression, word: string, alphabet: CharSet = EVERYTHING): readonly string[] {
  return [...new Set(spell(expression, word, alphabet))].slice(0, MOST);
}

function spell(expression: Expression, word: string, alphabet: CharSet): readonly string[] {
  switch (expression.kind) {
    case 'set': {
      // An unescaped dot is mostly meant for a dot.
      if (lettersIn(expression.set, ANYTHING).length >= ANYTHING && hasCode(alphabet, DOT)) return ['.'];
      const [letter] = lettersIn(intersect(expression.set, alphabet), 1);
      return letter === undefined ? [] : [letter];
    }
    case 'sequence':
      return expression.items.reduce<readonly string[]>(
        (texts, item) => joined(texts, spell(item, word, alphabet)),
        [''],
      );
    case 'choice':
      return expression.items.flatMap((item) => spell(item, word, alphabet)).slice(0, MOST);
    case 'repeat': {
      const { body, min, max } = expression;
      if (max === 0) return [''];
      if (body.kind === 'set' && isWide(body.set, word, alphabet) && min <= word.length && word.length <= max)
        return [word];
      const once = spell(body, word, alphabet);
      let texts = once;
      for (let round = 1; round < Math.min(min, MOST); round += 1) texts = joined(texts, once);
      return texts.length > 0 || min > 0 ? texts : [''];
    }
    default:
      return [''];
  }
}

function joined(texts: readonly string[], more: readonly string[]): readonly string[] {
  return texts.flatMap((text) => more.map((end) => text + end)).slice(0, MOST);
}

function isWide(set: CharSet, word: string, alphabet: CharSet): boolean {
  const fits = (character: string): boolean => hasCode(set, character.codePointAt(0) ?? 0);
  return Array.from(word).every(fits) && lettersIn(intersect(set, alphabet), WIDE).length >= WIDE;
}
