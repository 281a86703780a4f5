import type { CharSet } from '../char-set.js';
import { lettersOf } from './alphabet.js';
import { type Recognizer, START_STATE, type State } from './recognizer.js';

/** Texts that the automata cannot tell apart. */
export interface TextClass {
  /** One sign for each automaton: `1` where the text fits, `0` where it does not. */
  readonly vector: string;
  /** A shortest member. */
  readonly text: string;
}

export interface TextClasses {
  /** In the order in which they are found: short members first. */
  readonly classes: readonly TextClass[];
  /** Whether these are all that there are. */
  readonly complete: boolean;
}

export interface ClassSearch {
  /** Characters of which texts are made. */
  readonly alphabet: CharSet;
  /** Texts that do not fit it do not count. */
  readonly within?: Recognizer;
  /** Where each automaton starts, behind a beginning that all texts have; absent: at the start. */
  readonly from?: readonly State[];
  /** The search stops behind so many states, or so many classes. */
  readonly mostStates: number;
  readonly mostClasses: number;
}

interface Node {
  readonly states: readonly State[];
  readonly before: Node | undefined;
  readonly code: number;
}

/**
 * All classes of texts that a number of automata tell apart: breadth first through the states that they reach together.
 * Each class comes with a shortest member, and among these with the most readable one.
 */
export function textClasses(recognizers: readonly Recognizer[], search: ClassSearch): TextClasses {
  const { within } = search;
  const all = within ? [...recognizers, within] : recognizers;
  const letters = lettersOf(all, search.alphabet);
  const found = new Map<string, TextClass>();
  const seen = new Set<string>();
  const queue: Node[] = [];
  const start: Node = {
    states: all.map((_, index) => search.from?.[index] ?? START_STATE),
    before: undefined,
    code: 0,
  };

  const visit = (node: Node): void => {
    const key = node.states.join();
    if (seen.has(key)) return;
    seen.add(key);
    if (within?.decided(node.states[recognizers.length] ?? START_STATE) === false) return;
    const vector = vectorOf(recognizers, node.states);
    const isMember = !within || within.accepts(node.states[recognizers.length] ?? START_STATE);
    if (isMember && !found.has(vector)) found.set(vector, { vector, text: spell(node) });
    // Nothing that follows makes a difference any more.
    const isFixed = recognizers.every((recognizer, index) => recognizer.decided(node.states[index] ?? 0) !== undefined);
    if (isFixed && found.has(vector)) return;
    queue.push(node);
  };

  visit(start);
  for (let index = 0; index < queue.length; index += 1) {
    if (seen.size > search.mostStates || found.size > search.mostClasses)
      return { classes: [...found.values()], complete: false };
    const node = queue[index] as Node;
    for (const code of letters) {
      const states = all.map((recognizer, at) => recognizer.step(node.states[at] ?? START_STATE, code));
      visit({ states, before: node, code });
    }
  }
  return { classes: [...found.values()], complete: true };
}

function vectorOf(recognizers: readonly Recognizer[], states: readonly State[]): string {
  let vector = '';
  for (const [index, recognizer] of recognizers.entries())
    vector += recognizer.accepts(states[index] ?? START_STATE) ? '1' : '0';
  return vector;
}

function spell(node: Node): string {
  let text = '';
  for (let at: Node | undefined = node; at?.before; at = at.before) text = String.fromCodePoint(at.code) + text;
  return text;
}
