/** One RE2 pattern, matched from the start or searched, as the attribute wants it. */
export interface Atom {
  readonly kind: 'atom';
  /** `(?i)`, or nothing. */
  readonly flags: string;
  /** The pattern without its flags. */
  readonly regex: string;
  /** Where the pattern is `^(a|b)$`: `a` and `b`, and `$` or nothing. So several can be put into one. */
  readonly anchored?: { readonly branches: readonly string[]; readonly end: string };
}

/** `^(a|b)$` */
export function anchoredAtom(flags: string, branches: readonly string[], end: string): Atom {
  const body = branches.length === 1 ? branches.join('') : `(${branches.join('|')})`;
  return { kind: 'atom', flags, regex: `^${body}${end}`, anchored: { branches, end } };
}

/** What has to hold for a text. */
export type Formula =
  | Atom
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'and'; readonly of: readonly Formula[] }
  | { readonly kind: 'or'; readonly of: readonly Formula[] };

export const TRUE: Formula = { kind: 'true' };
export const FALSE: Formula = { kind: 'false' };

export const not = (of: Formula): Formula => ({ kind: 'not', of });
export const and = (...of: readonly Formula[]): Formula => ({ kind: 'and', of });
export const or = (...of: readonly Formula[]): Formula => ({ kind: 'or', of });

/** An atom or its opposite. */
export interface Term {
  readonly atom: Atom;
  readonly negated: boolean;
}

/** Terms of which one has to hold. */
export type Clause = readonly Term[];

/** More than this nobody wants to read, and Zuul has two places at most to write them to. */
const MOST_CLAUSES = 16;

/**
 * The clauses that all have to hold (a conjunctive normal form); none: always true; an empty one: never true.
 * `undefined` where there would be too many.
 */
export function toClauses(formula: Formula): readonly Clause[] | undefined {
  const clauses = clausesOf(formula, false);
  return clauses && mergeNegated(simplify(clauses));
}

function clausesOf(formula: Formula, negated: boolean): readonly Clause[] | undefined {
  switch (formula.kind) {
    case 'atom':
      return [[{ atom: formula, negated }]];
    case 'true':
    case 'false':
      return (formula.kind === 'true') !== negated ? [] : [[]];
    case 'not':
      return clausesOf(formula.of, !negated);
    default: {
      const parts = formula.of.map((part) => clausesOf(part, negated));
      const joins = (formula.kind === 'and') !== negated;
      return parts.reduce(
        (left, right) => left && right && (joins ? simplify([...left, ...right]) : distribute(left, right)),
        joins ? [] : [[]],
      );
    }
  }
}

/** `(a ∧ b) ∨ (c ∧ d)` as `(a ∨ c) ∧ (a ∨ d) ∧ (b ∨ c) ∧ (b ∨ d)` */
function distribute(left: readonly Clause[], right: readonly Clause[]): readonly Clause[] | undefined {
  if (left.length * right.length > MOST_CLAUSES) return undefined;
  return simplify(left.flatMap((a) => right.map((b) => [...a, ...b])));
}

/** Drops repeated terms, clauses that always hold, and clauses that another one makes superfluous. */
function simplify(clauses: readonly Clause[]): readonly Clause[] {
  const tidy = clauses
    .map((clause) => clause.filter((term, index) => clause.findIndex((other) => sameTerm(term, other)) === index))
    .filter(
      (clause) => !clause.some((term) => clause.some((other) => sameTerm(term, { ...other, negated: !other.negated }))),
    );
  return tidy.filter((clause, index) => !tidy.some((other, at) => at !== index && covers(other, clause, at < index)));
}

/** Whether `other` holding means that `clause` holds. Of two equal ones the first stays. */
function covers(other: Clause, clause: Clause, first: boolean): boolean {
  if (other.length > clause.length || (other.length === clause.length && !first)) return false;
  return other.every((term) => clause.some((mine) => sameTerm(term, mine)));
}

/** Clauses of one negated pattern each become one: not `a` and not `b` is not `a|b`. */
function mergeNegated(clauses: readonly Clause[]): readonly Clause[] {
  const merged: Clause[] = [];
  for (const clause of clauses) {
    const at = merged.findIndex((other) => canMerge(other, clause));
    const [into, from] = [merged[at]?.[0], clause[0]];
    if (into && from) merged[at] = [{ atom: joined(into.atom, from.atom), negated: true }];
    else merged.push(clause);
  }
  return merged;
}

function canMerge(a: Clause, b: Clause): boolean {
  const [first, second] = [a[0], b[0]];
  if (a.length !== 1 || b.length !== 1 || !first?.negated || !second?.negated) return false;
  // A group name may stand once only.
  return first.atom.flags === second.atom.flags && !`${first.atom.regex}${second.atom.regex}`.includes('(?P<');
}

function joined(a: Atom, b: Atom): Atom {
  if (!a.anchored || !b.anchored) return { kind: 'atom', flags: a.flags, regex: `${a.regex}|${b.regex}` };
  const end = a.anchored.end === b.anchored.end ? a.anchored.end : '';
  const branches = [a.anchored, b.anchored].flatMap((part) =>
    part.branches.map((branch) => (end === '' ? branch + part.end : branch)),
  );
  return anchoredAtom(a.flags, branches, end);
}

function sameTerm(a: Term, b: Term): boolean {
  return a.negated === b.negated && a.atom.regex === b.atom.regex && a.atom.flags === b.atom.flags;
}
