/** Number of a formula. Equal formulas have equal numbers, as far as sorting, merging and absorbing shows it. */
export type FormulaId = number;

export const FALSE: FormulaId = 0;
export const TRUE: FormulaId = 1;

type Join = 'and' | 'or';

type Formula =
  | { readonly kind: 'constant' }
  | { readonly kind: 'atom'; readonly atom: number }
  | { readonly kind: 'not'; readonly of: FormulaId }
  | { readonly kind: Join; readonly of: readonly FormulaId[] };

/** A store of formulas of propositional logic over numbered atoms. */
export interface Formulas {
  atom(atom: number): FormulaId;
  not(formula: FormulaId): FormulaId;
  and(formulas: readonly FormulaId[]): FormulaId;
  or(formulas: readonly FormulaId[]): FormulaId;
  /** The formula with something else in the place of each atom. */
  replace(formula: FormulaId, by: (atom: number) => FormulaId): FormulaId;
  /** Its value, for values of the atoms. */
  evaluate(formula: FormulaId, value: (atom: number) => boolean): boolean;
}

export function createFormulas(): Formulas {
  const nodes: Formula[] = [{ kind: 'constant' }, { kind: 'constant' }];
  const known = new Map<string, FormulaId>();

  const add = (key: string, make: () => Formula): FormulaId => {
    let id = known.get(key);
    if (id === undefined) {
      id = nodes.push(make()) - 1;
      known.set(key, id);
    }
    return id;
  };
  const nodeOf = (id: FormulaId): Formula => nodes[id] ?? { kind: 'constant' };

  const not = (id: FormulaId): FormulaId => {
    if (id === TRUE) return FALSE;
    if (id === FALSE) return TRUE;
    const node = nodeOf(id);
    return node.kind === 'not' ? node.of : add(`!${String(id)}`, () => ({ kind: 'not', of: id }));
  };

  const join = (kind: Join, formulas: readonly FormulaId[]): FormulaId => {
    const [neutral, absorbing] = kind === 'and' ? [TRUE, FALSE] : [FALSE, TRUE];
    const parts = new Set<FormulaId>();
    for (const id of formulas) {
      const node = nodeOf(id);
      for (const part of node.kind === kind ? node.of : [id]) if (part !== neutral) parts.add(part);
    }
    if (parts.has(absorbing)) return absorbing;
    for (const part of parts) {
      const node = nodeOf(part);
      if (node.kind === 'not' && parts.has(node.of)) return absorbing;
      // a or (a and b) is a.
      if ((node.kind === 'and' || node.kind === 'or') && node.of.some((inner) => parts.has(inner))) parts.delete(part);
    }
    const of = [...parts].sort((a, b) => a - b);
    if (of.length < 2) return of[0] ?? neutral;
    return add(kind + of.join(), () => ({ kind, of }));
  };

  const replace = (id: FormulaId, by: (atom: number) => FormulaId): FormulaId => {
    const node = nodeOf(id);
    switch (node.kind) {
      case 'constant':
        return id;
      case 'atom':
        return by(node.atom);
      case 'not':
        return not(replace(node.of, by));
      default:
        return join(
          node.kind,
          node.of.map((part) => replace(part, by)),
        );
    }
  };

  const evaluate = (id: FormulaId, value: (atom: number) => boolean): boolean => {
    const node = nodeOf(id);
    switch (node.kind) {
      case 'constant':
        return id === TRUE;
      case 'atom':
        return value(node.atom);
      case 'not':
        return !evaluate(node.of, value);
      case 'and':
        return node.of.every((part) => evaluate(part, value));
      case 'or':
        return node.of.some((part) => evaluate(part, value));
    }
  };

  return {
    atom: (atom) => add(`#${String(atom)}`, () => ({ kind: 'atom', atom })),
    not,
    and: (formulas) => join('and', formulas),
    or: (formulas) => join('or', formulas),
    replace,
    evaluate,
  };
}
