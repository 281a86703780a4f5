import type { CharSet } from '../char-set.js';
import { createContinuations, DONE } from './continuations.js';
import { deriveBy, hasCode, holdsAtEnd, type Position, type Store } from './derive.js';
import { END, type Expression, hasPart, NotRegular } from './expression.js';
import { createFormulas, FALSE, TRUE, type FormulaId } from './formulas.js';

/** Number of a state; `START_STATE` is that of an empty text. */
export type State = number;
export const START_STATE: State = 0;

/** A finite automaton that grows as it is asked. */
export interface Recognizer {
  step(state: State, code: number): State;
  /** Whether the text that led here fits. */
  accepts(state: State): boolean;
  /** Whether all texts that go on from here fit, or none; `undefined`: it depends, or nobody knows. */
  decided(state: State): boolean | undefined;
  /** Characters with one number make no difference to it. */
  kindOf(code: number): number;
  /** Code points at which a new kind of character may begin. */
  readonly borders: readonly number[];
}

interface StateData {
  readonly formula: FormulaId;
  readonly position: Position;
  /** One formula for each look-behind: it holds at the end of what was read when the look-behind does. */
  readonly trackers: readonly FormulaId[];
}

/**
 * The automaton of the texts from whose start an expression fits, whatever follows.
 *
 * A look-behind is followed along from every place of the text on, so that its value is known wherever it is asked.
 *
 * @throws NotRegular for a look-behind that looks ahead, which nothing but trial does
 */
export function recognizerOf(expression: Expression): Recognizer {
  const store: Store = { formulas: createFormulas(), continuations: createContinuations() };
  const { formulas, continuations } = store;
  const behinds = lookBehindsOf(expression);
  const seeds = behinds.map((body) => formulas.atom(continuations.push(body, continuations.push(END, DONE))));
  const kinds = createKinds(setsOf(expression));
  const asksStart = hasPart(expression, ({ kind }) => kind === 'start');

  const states: StateData[] = [];
  const numbers = new Map<string, State>();
  const steps: State[][] = [];
  const accepted: (boolean | undefined)[] = [];

  const add = (formula: FormulaId, start: boolean, trackers: readonly FormulaId[]): State => {
    const isFixed = formula === TRUE || formula === FALSE;
    const key = isFixed ? String(formula) : [formula, start && asksStart, ...trackers].join();
    let state = numbers.get(key);
    if (state === undefined) {
      state = states.push({ formula, position: positionOf(start, trackers), trackers }) - 1;
      steps.push([]);
      numbers.set(key, state);
    }
    return state;
  };

  /** Look-behinds that stand in others come first, so they are known when these are asked. */
  const positionOf = (start: boolean, trackers: readonly FormulaId[]): Position => {
    const behind = new Map<Expression, boolean>();
    const position = { start, behind };
    behinds.forEach((body, index) => {
      behind.set(body, formulas.evaluate(trackers[index] ?? FALSE, holdsAtEnd(store, position)));
    });
    return position;
  };

  const dataOf = (state: State): StateData => states[state] as StateData;

  const advance = (state: State, code: number): State => {
    const { formula, position, trackers } = dataOf(state);
    if (formula === TRUE || formula === FALSE) return state;
    const derive = deriveBy(store, code, position);
    const further = trackers.map((tracker, index) =>
      formulas.or([formulas.replace(tracker, derive), seeds[index] ?? FALSE]),
    );
    return add(formulas.replace(formula, derive), false, further);
  };

  const first = continuations.push(expression, DONE);
  add(first === DONE ? TRUE : formulas.atom(first), true, seeds);
  return {
    step(state, code) {
      const row = steps[state] as State[];
      const kind = kinds.kindOf(code);
      return (row[kind] ??= advance(state, code));
    },
    accepts(state) {
      const { formula, position } = dataOf(state);
      return (accepted[state] ??= formulas.evaluate(formula, holdsAtEnd(store, position)));
    },
    decided(state) {
      const { formula } = dataOf(state);
      return formula === TRUE ? true : formula === FALSE ? false : undefined;
    },
    ...kinds,
  };
}

/** Whether a text fits. */
export function recognizes(recognizer: Recognizer, text: string): boolean {
  return recognizer.accepts(stateBehind(recognizer, text));
}

/** The state that a text leads to. */
export function stateBehind(recognizer: Recognizer, text: string): State {
  let state = START_STATE;
  for (const character of text) {
    if (recognizer.decided(state) !== undefined) return state;
    state = recognizer.step(state, character.codePointAt(0) ?? 0);
  }
  return state;
}

function lookBehindsOf(expression: Expression): readonly Expression[] {
  const found = new Set<Expression>();
  const visit = (part: Expression): void => {
    if (part.kind === 'sequence' || part.kind === 'choice') part.items.forEach(visit);
    if (part.kind === 'repeat' || part.kind === 'ahead' || part.kind === 'behind') visit(part.body);
    if (part.kind !== 'behind') return;
    if (hasPart(part.body, ({ kind }) => kind === 'ahead' || kind === 'end'))
      throw new NotRegular('it looks ahead from within a look-behind');
    found.add(part.body);
  };
  visit(expression);
  return [...found];
}

function setsOf(expression: Expression): readonly CharSet[] {
  const sets = new Map<string, CharSet>();
  hasPart(expression, (part) => {
    if (part.kind === 'set') sets.set(part.set.join(), part.set);
    return false;
  });
  return [...sets.values()];
}

function createKinds(sets: readonly CharSet[]): Pick<Recognizer, 'kindOf' | 'borders'> {
  const bySets = new Map<string, number>();
  const byCode: (number | undefined)[] = [];
  const kindNow = (code: number): number => {
    const inside = sets.map((set) => (hasCode(set, code) ? '1' : '0')).join('');
    let kind = bySets.get(inside);
    if (kind === undefined) bySets.set(inside, (kind = bySets.size));
    return kind;
  };
  return {
    kindOf: (code) => (code < 0x80 ? (byCode[code] ??= kindNow(code)) : kindNow(code)),
    borders: sets.flatMap((set) => set.flatMap(([from, to]) => [from, to + 1])),
  };
}
