import type { TextCondition } from '../../model/item-conditions.js';
import { conditionKey, conditionTest, similarExpression } from '../../regex/automata/condition.js';
import { exampleTexts } from '../../regex/automata/examples.js';
import { recognizes } from '../../regex/automata/recognizer.js';
import type { ClassFinder } from './condition-classes.js';
import type { TextSpace } from './text-space.js';

/** Lists of conditions that one part of several triggers is compared with; of a list one that fits is enough. */
export interface EventTexts {
  /** Texts of each class that the lists tell apart. */
  readonly texts: readonly string[];
  /** Why there may be more classes. */
  readonly gaps: readonly string[];
  /** A text that fits a list; an empty list asks nothing. `undefined`: none was found. */
  fitting(list: readonly TextCondition[]): string | undefined;
}

/** Automata of longer lists, hundreds of addresses say, take more time than they are worth. */
const MOST_CONDITIONS = 24;

/** Patterns that only one system has: each of them may be the difference. */
const MOST_DIFFERENCES = 60;

/** Members of each class that are asked about. */
const MOST_MEMBERS = 3;

type List = readonly TextCondition[];

/**
 * Texts that lists tell apart: of every class where the lists are short. Of long ones, of which nobody writes every
 * pattern by hand, one that fits, one that does not, and one for each pattern that only one of the systems has.
 *
 * @param systems The lists of each system.
 */
export function eventTexts(systems: readonly (readonly List[])[], space: TextSpace, finder: ClassFinder): EventTexts {
  const asked = systems.map((lists) => lists.filter(({ length }) => length > 0));
  const isLong = asked.flat().some(({ length }) => length > MOST_CONDITIONS);
  const { texts, gaps } = isLong ? sample(asked, space) : exhaust(asked.flat(), space, finder);
  return {
    texts,
    gaps,
    fitting: (list) => {
      const tests = list.map(conditionTest);
      return list.length === 0 ? space.usual[0] : texts.find((text) => tests.some((fits) => fits(text)));
    },
  };
}

type Found = Pick<EventTexts, 'texts' | 'gaps'>;

function exhaust(lists: readonly List[], space: TextSpace, finder: ClassFinder): Found {
  const { classes, gaps } = finder.find(distinctLists(lists, conditionKey), space);
  return { texts: classes.flatMap(({ texts }) => texts.slice(0, MOST_MEMBERS)), gaps };
}

function distinctLists(lists: readonly List[], key: (condition: TextCondition) => string): readonly List[] {
  return [...new Map(lists.map((list) => [list.map(key).join('\n'), list])).values()];
}

function sample(systems: readonly (readonly List[])[], space: TextSpace): Found {
  const lists = distinctLists(systems.flat(), ({ pattern }) => pattern);
  const differing = differences(systems);
  const looked = [...lists.flatMap((list) => list.slice(0, 2)), ...differing.slice(0, MOST_DIFFERENCES)];
  const candidates = [...space.usual, ...looked.flatMap((condition) => examplesOf(condition, space))];
  const tests = lists.map((list) => list.map(conditionTest));
  const members = new Map<string, string>();
  for (const [index, text] of candidates.entries()) {
    const vector = tests.map((list) => (list.some((fits) => fits(text)) ? '1' : '0')).join('');
    // What one system alone has is asked about, whatever else fits.
    const key = index >= candidates.length - differing.length ? text : vector;
    if (!members.has(key)) members.set(key, text);
  }
  const left = differing.length - MOST_DIFFERENCES;
  const gaps = left > 0 ? [`${String(left)} more patterns stand in the lists of one system alone`] : [];
  return { texts: [...new Set(members.values())], gaps };
}

/** Patterns in lists that not every system has, without those that all of these lists have. */
function differences(systems: readonly (readonly List[])[]): readonly TextCondition[] {
  const keyOf = (list: List): string => list.map(({ pattern }) => pattern).join('\n');
  const keys = systems.map((lists) => new Set(lists.map(keyOf)));
  const own = distinctLists(systems.flat(), ({ pattern }) => pattern).filter(
    (list) => !keys.every((known) => known.has(keyOf(list))),
  );
  const count = new Map<string, number>();
  for (const list of own)
    for (const pattern of new Set(list.map((one) => one.pattern))) count.set(pattern, (count.get(pattern) ?? 0) + 1);
  return own.flat().filter(({ pattern }) => count.get(pattern) !== own.length);
}

function examplesOf(condition: TextCondition, space: TextSpace): readonly string[] {
  const expression = similarExpression({ ...condition, use: 'match' });
  if (!expression) return [];
  const all = space.words.flatMap((word) => exampleTexts(expression, word, space.alphabet).slice(0, 2));
  return all.filter((text) => recognizes(space.within, text)).slice(0, 1);
}
