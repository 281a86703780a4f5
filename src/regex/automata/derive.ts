import type { CharSet } from '../char-set.js';
import { DONE, type ContinuationId, type Continuations } from './continuations.js';
import { FALSE, TRUE, type FormulaId, type Formulas } from './formulas.js';
import type { Expression } from './expression.js';

/** What is known at a place of a text: whether it is the start, and which look-behinds hold there. */
export interface Position {
  readonly start: boolean;
  readonly behind: ReadonlyMap<Expression, boolean>;
}

export interface Store {
  readonly formulas: Formulas;
  readonly continuations: Continuations;
}

/**
 * What has to hold of the text behind a character, for a continuation to hold of the text from that character on.
 *
 * Brzozowski's derivatives, with formulas: `(?=A)B` holds where both `A` and `B` hold of what follows, so a look-ahead is
 * nothing but an `and` of two continuations, whatever stands around it. What the character leads to does not depend on
 * the order of alternatives, since nobody asks what a group took.
 */
export function deriveBy(store: Store, code: number, position: Position): (continuation: ContinuationId) => FormulaId {
  const { formulas, continuations } = store;
  const known = new Map<ContinuationId, FormulaId>();
  const open = new Set<ContinuationId>();
  let cuts = 0;

  const derive = (continuation: ContinuationId): FormulaId => {
    if (continuation === DONE) return TRUE;
    const found = known.get(continuation);
    if (found !== undefined) return found;
    if (open.has(continuation)) {
      // A round of a repetition that took nothing leads nowhere new.
      cuts += 1;
      return FALSE;
    }
    open.add(continuation);
    const before = cuts;
    const result = deriveFirst(continuations.first(continuation), continuations.next(continuation));
    open.delete(continuation);
    if (cuts === before) known.set(continuation, result);
    return result;
  };

  const deriveFirst = (first: Expression, next: ContinuationId): FormulaId => {
    switch (first.kind) {
      case 'set':
        if (!hasCode(first.set, code)) return FALSE;
        return next === DONE ? TRUE : formulas.atom(next);
      case 'sequence':
        return derive(continuations.push(first, next));
      case 'choice':
        return formulas.or(first.items.map((item) => derive(continuations.push(item, next))));
      case 'repeat': {
        const none = first.min === 0 ? derive(next) : FALSE;
        if (first.max === 0) return none;
        const rest = continuations.push(continuations.afterRound(first), next);
        return formulas.or([none, derive(continuations.push(first.body, rest))]);
      }
      case 'ahead': {
        const seen = derive(continuations.push(first.body, DONE));
        return formulas.and([first.negated ? formulas.not(seen) : seen, derive(next)]);
      }
      case 'behind':
        return position.behind.get(first.body) === first.negated ? FALSE : derive(next);
      case 'start':
        return position.start ? derive(next) : FALSE;
      case 'end':
        return FALSE;
    }
  };
  return derive;
}

/** Whether a continuation holds at the end of the text. */
export function holdsAtEnd({ continuations }: Store, position: Position): (continuation: ContinuationId) => boolean {
  const holds = (continuation: ContinuationId): boolean => {
    if (continuation === DONE) return true;
    const first = continuations.first(continuation);
    const next = continuations.next(continuation);
    switch (first.kind) {
      case 'set':
        return false;
      case 'sequence':
        return holds(continuations.push(first, next));
      case 'choice':
        return first.items.some((item) => holds(continuations.push(item, next)));
      case 'repeat':
        return holds(first.min === 0 ? next : continuations.push(first.body, next));
      case 'ahead':
        return holds(continuations.push(first.body, DONE)) !== first.negated && holds(next);
      case 'behind':
        return position.behind.get(first.body) !== first.negated && holds(next);
      case 'start':
        return position.start && holds(next);
      case 'end':
        return holds(next);
    }
  };
  return holds;
}

export function hasCode(set: CharSet, code: number): boolean {
  for (const [from, to] of set) if (code <= to) return code >= from;
  return false;
}
