import type { Expression, Repetition } from './expression.js';

/** What is still asked of a text: expressions one after the other, as a number. Equal ones have equal numbers. */
export type ContinuationId = number;

/** Nothing is asked any more: whatever follows fits. */
export const DONE: ContinuationId = 0;

export interface Continuations {
  /** An expression, and then what is asked already. */
  push(expression: Expression, next: ContinuationId): ContinuationId;
  first(continuation: ContinuationId): Expression;
  next(continuation: ContinuationId): ContinuationId;
  /** What a repetition asks for behind one round. */
  afterRound(repetition: Repetition): Expression;
}

export function createContinuations(): Continuations {
  const firsts: (Expression | undefined)[] = [undefined];
  const nexts: ContinuationId[] = [DONE];
  const expressions = new Map<Expression, number>();
  const known = new Map<string, ContinuationId>();
  const shorter = new Map<string, Repetition>();

  const numberOf = (expression: Expression): number => {
    let number = expressions.get(expression);
    if (number === undefined) expressions.set(expression, (number = expressions.size));
    return number;
  };

  const push = (expression: Expression, next: ContinuationId): ContinuationId => {
    if (expression.kind === 'sequence') return expression.items.reduceRight((behind, item) => push(item, behind), next);
    const key = `${String(numberOf(expression))} ${String(next)}`;
    let id = known.get(key);
    if (id === undefined) {
      id = firsts.push(expression) - 1;
      nexts.push(next);
      known.set(key, id);
    }
    return id;
  };

  return {
    push,
    first: (continuation) => firsts[continuation] ?? { kind: 'sequence', items: [] },
    next: (continuation) => nexts[continuation] ?? DONE,
    afterRound: (repetition) => {
      const { body, min, max } = repetition;
      if (min === 0 && max === Infinity) return repetition;
      const key = [numberOf(body), min, max].join(' ');
      let rest = shorter.get(key);
      if (!rest) shorter.set(key, (rest = { ...repetition, min: Math.max(0, min - 1), max: max - 1 }));
      return rest;
    },
  };
}
