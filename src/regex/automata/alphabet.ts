import type { CharSet } from '../char-set.js';
import { hasCode } from './derive.js';
import type { Recognizer } from './recognizer.js';

/** Characters in the order in which a reader likes to see them in a made-up name. */
const READABLE =
  'xyzabcdefghijklmnopqrstuvw10293456789-_/.ABCDEFGHIJKLMNOPQRSTUVWXYZ+=@,:#%&()!~$;\'"<>|{}[]*?^`\\ \n\t\r';

const CODES = Array.from(READABLE, (character) => character.codePointAt(0) ?? 0);

/** The first so many characters of a set, readable ones first. */
export function lettersIn(set: CharSet, most: number): readonly string[] {
  const codes = new Set(CODES.filter((code) => hasCode(set, code)).slice(0, most));
  for (const [from, to] of set) for (let code = from; code <= to && codes.size < most; code += 1) codes.add(code);
  return [...codes].map((code) => String.fromCodePoint(code));
}

/**
 * One character for each kind that any of the automata tells apart, readable ones first: with these, every state that
 * any text over the alphabet leads to can be reached.
 */
export function lettersOf(recognizers: readonly Recognizer[], alphabet: CharSet): readonly number[] {
  const candidates = [
    ...CODES,
    ...[...new Set(recognizers.flatMap(({ borders }) => borders))].sort((a, b) => a - b),
    ...alphabet.map(([from]) => from),
  ];
  const letters = new Map<string, number>();
  for (const code of candidates) {
    if (!hasCode(alphabet, code)) continue;
    const kind = recognizers.map((recognizer) => recognizer.kindOf(code)).join();
    if (!letters.has(kind)) letters.set(kind, code);
  }
  return [...letters.values()];
}
