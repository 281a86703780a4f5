/** A label expression of Jenkins. */
export type LabelExpression =
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'not'; readonly of: LabelExpression }
  | { readonly kind: BinaryKind; readonly left: LabelExpression; readonly right: LabelExpression };

type BinaryKind = 'and' | 'or' | 'implies' | 'iff';

/** Loosest first. Jenkins help of "Restrict where this project can be run". */
const OPERATORS: readonly (readonly [token: string, kind: BinaryKind])[] = [
  ['<->', 'iff'],
  ['->', 'implies'],
  ['||', 'or'],
  ['&&', 'and'],
];

/** Parentheses and `!` may be nested this deep; people write a handful. */
const MAX_DEPTH = 200;

/** Operators, quoted names, and names: a hyphen belongs to a name unless it begins `->`. */
const TOKEN = /\s*(?:(<->|->|\|\||&&|[!()])|"((?:[^"\\]|\\.)*)"|((?:[^\s"&|!<>()-]|-(?!>))+))/y;

interface Token {
  readonly operator?: string;
  readonly name?: string;
}

/**
 * Parses a label expression: names (bare or in quotes), `!`, `&&`, `||`, `->`, `<->` in this order of precedence, and
 * parentheses.
 *
 * @returns `undefined` for what Jenkins would not take as an expression.
 */
export function parseLabelExpression(text: string): LabelExpression | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  let next = 0;
  const take = (operator: string): boolean => {
    if (tokens[next]?.operator !== operator) return false;
    next += 1;
    return true;
  };
  const binary = (level: number, depth: number): LabelExpression | undefined => {
    const operator = OPERATORS[level];
    if (operator === undefined) return unary(depth);
    const [token, kind] = operator;
    let left = binary(level + 1, depth);
    while (left !== undefined && take(token)) {
      const right = binary(level + 1, depth);
      left = right === undefined ? undefined : { kind, left, right };
    }
    return left;
  };
  const unary = (depth: number): LabelExpression | undefined => {
    if (depth > MAX_DEPTH) return undefined;
    if (take('!')) {
      const of = unary(depth + 1);
      return of === undefined ? undefined : { kind: 'not', of };
    }
    if (take('(')) {
      const inner = binary(0, depth + 1);
      return inner !== undefined && take(')') ? inner : undefined;
    }
    const name = tokens[next]?.name;
    if (name === undefined) return undefined;
    next += 1;
    return { kind: 'label', name };
  };
  const whole = binary(0, 0);
  return next === tokens.length ? whole : undefined;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const [, operator, quoted, bare] = TOKEN.exec(source) ?? [];
    if (operator !== undefined) tokens.push({ operator });
    else if (quoted !== undefined) tokens.push({ name: quoted.replace(/\\(.)/gs, '$1') });
    else if (bare !== undefined) tokens.push({ name: bare });
    else return undefined;
  }
  return tokens;
}

/** Whether a node with these labels may run what the expression stands for. */
export function fitsLabels(expression: LabelExpression, labels: ReadonlySet<string>): boolean {
  switch (expression.kind) {
    case 'label':
      return labels.has(expression.name);
    case 'not':
      return !fitsLabels(expression.of, labels);
    case 'and':
      return fitsLabels(expression.left, labels) && fitsLabels(expression.right, labels);
    case 'or':
      return fitsLabels(expression.left, labels) || fitsLabels(expression.right, labels);
    case 'implies':
      return !fitsLabels(expression.left, labels) || fitsLabels(expression.right, labels);
    case 'iff':
      return fitsLabels(expression.left, labels) === fitsLabels(expression.right, labels);
  }
}

const PRECEDENCE = { iff: 0, implies: 1, or: 2, and: 3, not: 4, label: 5 } as const;
const SIGNS = { iff: ' <-> ', implies: ' -> ', or: ' || ', and: ' && ' } as const;

/** The expression with one blank around each operator and no parentheses that say nothing: one text for all ways to write it. */
export function printLabelExpression(expression: LabelExpression): string {
  const inner = (part: LabelExpression, least: number): string =>
    PRECEDENCE[part.kind] < least ? `(${printLabelExpression(part)})` : printLabelExpression(part);
  if (expression.kind === 'label') return isBare(expression.name) ? expression.name : quoted(expression.name);
  if (expression.kind === 'not') return `!${inner(expression.of, PRECEDENCE.not)}`;
  const own = PRECEDENCE[expression.kind];
  // Operators bind to the left, so an equal one on the right needs its parentheses.
  return `${inner(expression.left, own)}${SIGNS[expression.kind]}${inner(expression.right, own + 1)}`;
}

function isBare(name: string): boolean {
  return tokensOf(name)?.length === 1 && tokensOf(name)?.[0]?.name === name;
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/** The parts of `a || b || c`; the expression itself where it is none. */
export function alternativesOf(expression: LabelExpression): readonly LabelExpression[] {
  return expression.kind === 'or'
    ? [...alternativesOf(expression.left), ...alternativesOf(expression.right)]
    : [expression];
}

/** All labels that the expression names, each once. */
export function labelsIn(expression: LabelExpression): readonly string[] {
  if (expression.kind === 'label') return [expression.name];
  if (expression.kind === 'not') return labelsIn(expression.of);
  return [...new Set([...labelsIn(expression.left), ...labelsIn(expression.right)])];
}
