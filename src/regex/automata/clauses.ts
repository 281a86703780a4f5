import type { Matcher } from '../../model/zuul.js';
import { textClasses } from './classes.js';
import { conditionExpression } from './condition.js';
import { NotRegular } from './expression.js';
import { recognizerOf } from './recognizer.js';

/**
 * How the texts that fit one list of matchers stand to those that fit another.
 *
 * - `within`: all of them fit the other list too.
 * - `apart`: none of them does.
 * - `across`: some do and some do not, or nobody can tell.
 */
export type Relation = 'within' | 'apart' | 'across';

/** Names of branches and refs. More than git takes, which only makes an answer more careful. */
const ALPHABET = [[0x21, 0x7e]] as const;
const MOST = { mostStates: 5000, mostClasses: 500 };

/**
 * Lays two lists of branch matchers side by side. A list fits what any of its matchers fits (Zuul reference: `job.branches`).
 *
 * @param one Not empty.
 * @param other Not empty.
 */
export function relationOf(one: readonly Matcher[], other: readonly Matcher[]): Relation {
  const found = classesOf([...one, ...other]);
  if (found?.complete !== true) return 'across';
  const inOne = found.classes.filter(({ vector }) => vector.slice(0, one.length).includes('1'));
  const inBoth = inOne.filter(({ vector }) => vector.slice(one.length).includes('1'));
  if (inBoth.length === inOne.length) return 'within';
  return inBoth.length === 0 ? 'apart' : 'across';
}

function classesOf(matchers: readonly Matcher[]): ReturnType<typeof textClasses> | undefined {
  try {
    const recognizers = matchers.map(({ regex, negate }) =>
      recognizerOf(conditionExpression({ dialect: 're2', pattern: regex, use: 'match', negate: negate === true })),
    );
    return textClasses(recognizers, { alphabet: ALPHABET, ...MOST });
  } catch (error) {
    if (error instanceof NotRegular) return undefined;
    throw error;
  }
}
