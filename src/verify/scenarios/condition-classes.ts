import type { TextCondition } from '../../model/item-conditions.js';
import { textClasses } from '../../regex/automata/classes.js';
import { conditionExpression, conditionKey, conditionTest, similarExpression } from '../../regex/automata/condition.js';
import { exampleTexts } from '../../regex/automata/examples.js';
import { choiceOf, type Expression, NotRegular } from '../../regex/automata/expression.js';
import { type Recognizer, recognizerOf, recognizes, stateBehind, type State } from '../../regex/automata/recognizer.js';
import type { TextSpace } from './text-space.js';

/** Fits a text that any of its conditions fits. */
export type Predicate = readonly TextCondition[];

/** Texts that no predicate tells apart. */
export interface NamedClass {
  /** One sign for each predicate: `1` where it fits. */
  readonly vector: string;
  /** Members; the most natural one comes first. */
  readonly texts: readonly string[];
}

export interface ConditionClasses {
  readonly classes: readonly NamedClass[];
  /** Why there may be more classes than these; empty: there are not. */
  readonly gaps: readonly string[];
  /** The vector of any text. */
  vectorOf(text: string): string;
}

/** Finds classes; remembers the automata of all predicates that it has seen. */
export interface ClassFinder {
  /**
   * All classes of texts that the predicates tell apart: as many as automata reach, or where one of the patterns is not
   * regular, those of made-up texts.
   *
   * @param beginnings What stands before the text for each predicate; absent: nothing
   */
  find(predicates: readonly Predicate[], space: TextSpace, beginnings?: readonly string[]): ConditionClasses;
  /** Whether any condition of a predicate fits. */
  fits(predicate: Predicate, text: string): boolean;
}

const MOST_STATES = 20_000;
const MOST_CLASSES = 400;
/** Members of a class that are kept; more where the classes are only guessed at. */
const MOST_MEMBERS = 4;
const MOST_GUESSES = 24;

interface Known {
  /** Exactly what the predicate says, or something like it. */
  readonly recognizer: Recognizer | undefined;
  /** Why the automaton is not exact. */
  readonly gap?: string;
  readonly fits: (text: string) => boolean;
  readonly examples: Map<TextSpace, readonly string[]>;
  readonly states: Map<string, State>;
}

export function createClassFinder(): ClassFinder {
  const known = new Map<string, Known>();

  const knownOf = (predicate: Predicate): Known => {
    const key = predicate.map(conditionKey).sort().join('\n');
    let entry = known.get(key);
    if (!entry) known.set(key, (entry = understand(predicate)));
    return entry;
  };

  return {
    fits: (predicate, text) => knownOf(predicate).fits(text),
    find(predicates, space, beginnings = []) {
      const entries = predicates.map(knownOf);
      const beginningOf = (index: number): string => beginnings[index] ?? '';
      const vectorOf = (text: string): string =>
        entries.map(({ fits }, index) => (fits(beginningOf(index) + text) ? '1' : '0')).join('');

      const automata = entries.flatMap(({ recognizer, states }, index) =>
        recognizer ? [{ recognizer, from: behind(recognizer, states, beginningOf(index)) }] : [],
      );
      const found = textClasses(
        automata.map(({ recognizer }) => recognizer),
        {
          alphabet: space.alphabet,
          within: space.within,
          from: automata.map(({ from }) => from),
          mostStates: MOST_STATES,
          mostClasses: MOST_CLASSES,
        },
      );
      const gaps = entries.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
      if (!found.complete)
        gaps.push(`${String(predicates.length)} patterns together tell apart more than was looked at`);

      const members = new Map<string, string[]>();
      const add = (text: string, most: number): void => {
        const vector = vectorOf(text);
        const texts = members.get(vector);
        if (!texts) members.set(vector, [text]);
        else if (texts.length < most && !texts.includes(text)) texts.push(text);
      };
      const most = gaps.length === 0 ? MOST_MEMBERS : MOST_GUESSES;
      for (const text of naturalTexts(predicates, entries, space)) add(text, most);
      for (const { text } of found.classes) add(text, 1);
      return { classes: [...members].map(([vector, texts]) => ({ vector, texts })), gaps, vectorOf };
    },
  };
}

function understand(predicate: Predicate): Known {
  const rest = { examples: new Map<TextSpace, readonly string[]>(), states: new Map<string, State>() };
  try {
    const recognizer = recognizerOf(choiceOf(predicate.map(conditionExpression)));
    return { recognizer, fits: (text) => recognizes(recognizer, text), ...rest };
  } catch (error) {
    if (!(error instanceof NotRegular)) throw error;
    const tests = predicate.map(conditionTest);
    const patterns = predicate.map(({ pattern }) => pattern).join(', ');
    return {
      recognizer: similarRecognizer(predicate),
      gap: `${patterns}: ${error.message}, so its texts were made up and tried`,
      fits: (text) => tests.some((fits) => fits(text)),
      ...rest,
    };
  }
}

function similarRecognizer(predicate: Predicate): Recognizer | undefined {
  const similar = predicate.map(similarExpression).filter((expression): expression is Expression => !!expression);
  try {
    return similar.length === 0 ? undefined : recognizerOf(choiceOf(similar));
  } catch (error) {
    if (error instanceof NotRegular) return undefined;
    throw error;
  }
}

function behind(recognizer: Recognizer, states: Map<string, State>, beginning: string): State {
  let state = states.get(beginning);
  if (state === undefined) states.set(beginning, (state = stateBehind(recognizer, beginning)));
  return state;
}

/** Usual texts, then those that the patterns themselves describe, then what is close to these; only possible ones. */
function naturalTexts(predicates: readonly Predicate[], entries: readonly Known[], space: TextSpace): Iterable<string> {
  const texts = new Set(space.usual);
  const near: string[] = [];
  for (const [index, predicate] of predicates.entries()) {
    const { examples } = entries[index] as Known;
    let own = examples.get(space);
    if (!own) examples.set(space, (own = examplesOf(predicate, space)));
    for (const text of own) texts.add(text);
    if (own[0] !== undefined) near.push(...space.near(own[0]).filter((text) => recognizes(space.within, text)));
  }
  for (const text of near) texts.add(text);
  return texts;
}

function examplesOf(predicate: Predicate, space: TextSpace): readonly string[] {
  const all = predicate.flatMap((condition) => {
    // Where a pattern is searched for, what stands before it is of no interest.
    const expression = similarExpression({ ...condition, use: condition.use === 'search' ? 'match' : condition.use });
    return expression ? space.words.flatMap((word) => exampleTexts(expression, word, space.alphabet)) : [];
  });
  return [...new Set(all)].filter((text) => recognizes(space.within, text));
}
