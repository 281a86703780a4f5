import type { Placed } from '../../model/layout.js';
import type { TextCondition } from '../../model/item-conditions.js';
import { compilePython, type RegexUse } from '../../regex/evaluate-python.js';

/** Regular expressions of which one has to fit. Remembers the texts it was asked about. */
export interface Patterns {
  readonly list: readonly Placed<string>[];
  readonly use: RegexUse;
  fits(text: string): boolean;
}

/** Recorded events may bring any number of branches and files; what is remembered has an end. */
const MOST_REMEMBERED = 50_000;

const known: Readonly<Record<RegexUse, WeakMap<readonly Placed<string>[], Patterns>>> = {
  match: new WeakMap(),
  search: new WeakMap(),
};

/**
 * Makes one test of a list of Python 2.7 expressions. The same list gives the same object.
 *
 * @param use `match` (from the start, the end is free) for branches, refs, files, names; `search` for texts of events.
 */
export function patternsOf(list: readonly Placed<string>[], use: RegexUse = 'match'): Patterns {
  const before = known[use].get(list);
  if (before !== undefined) return before;
  const tests = list.map(({ value }) => compilePython(value, use));
  const remembered = new Map<string, boolean>();
  const fits = (text: string): boolean => {
    let answer = remembered.get(text);
    if (answer === undefined) {
      answer = tests.some((test) => test(text));
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(text, answer);
    }
    return answer;
  };
  const made = { list, use, fits };
  known[use].set(list, made);
  return made;
}

/** The first of the patterns that fits, for explanations. */
export function firstFit({ list, use }: Patterns, text: string): Placed<string> | undefined {
  return list.find(({ value }) => compilePython(value, use)(text));
}

export function conditionsOf({ list, use }: Patterns): TextCondition[] {
  return list.map(({ value }) => ({ dialect: 'python', pattern: value, use }));
}
