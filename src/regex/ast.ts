/**
 * Python 2.7 regular expressions as data. Characters are code points, as in a wide build of Python.
 * `raw` is the spelling in the pattern, kept so that what needs no change is written unchanged.
 */
export type Node =
  | Literal
  | AnyCharacter
  | CharacterClass
  | Anchor
  | Sequence
  | Alternation
  | Group
  | Repeat
  | Look
  | BackReference
  | Conditional;

export interface Literal {
  readonly kind: 'literal';
  readonly code: number;
  readonly raw: string;
}

/** `.` */
export interface AnyCharacter {
  readonly kind: 'any';
}

export type Category = 'digit' | 'space' | 'word';

export type ClassItem =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'category'; readonly category: Category; readonly negated: boolean };

/** `[…]`, or one of `\d \D \s \S \w \W`. */
export interface CharacterClass {
  readonly kind: 'class';
  readonly negated: boolean;
  readonly items: readonly ClassItem[];
  readonly raw: string;
}

/** `^ $ \A \Z \b \B`, in this order. What `^` and `$` mean depends on the flag `m`. */
export type AnchorPlace = 'line-start' | 'line-end' | 'text-start' | 'text-end' | 'boundary' | 'no-boundary';

export interface Anchor {
  readonly kind: 'anchor';
  readonly at: AnchorPlace;
}

export interface Sequence {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
}

/** `a|b`: at least two branches. */
export interface Alternation {
  readonly kind: 'alternation';
  readonly branches: readonly Node[];
}

/** `(…)`, `(?P<name>…)`, or without an index `(?:…)`. */
export interface Group {
  readonly kind: 'group';
  readonly index?: number;
  readonly name?: string;
  readonly body: Node;
}

export interface Repeat {
  readonly kind: 'repeat';
  readonly min: number;
  /** `Infinity` where there is no upper bound. */
  readonly max: number;
  readonly lazy: boolean;
  readonly body: Node;
  /** The quantifier without a trailing `?`: `*`, `{2,3}`. */
  readonly raw: string;
}

/** `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)` */
export interface Look {
  readonly kind: 'look';
  readonly ahead: boolean;
  readonly negated: boolean;
  readonly body: Node;
}

/** `\1`, `(?P=name)` */
export interface BackReference {
  readonly kind: 'back-reference';
  readonly group: number;
}

/** `(?(1)yes|no)`. A group that does not exist never took part. */
export interface Conditional {
  readonly kind: 'conditional';
  readonly group: number;
  readonly yes: Node;
  readonly no: Node;
}

/** `i L m s t u x`: in Python 2.7 they hold for the whole pattern, wherever they stand. */
export type Flag = 'i' | 'L' | 'm' | 's' | 't' | 'u' | 'x';

export interface Pattern {
  readonly source: string;
  readonly body: Node;
  /** In the order in which they are first written. */
  readonly flags: readonly Flag[];
  /** Number of capturing groups. */
  readonly groups: number;
}

export const EMPTY: Sequence = { kind: 'sequence', items: [] };

/** Puts nodes one after the other, without a wrapper where there is only one. */
export function sequence(items: readonly Node[]): Node {
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items };
}

/** The parts of a node that stand one after the other. */
export function itemsOf(node: Node): readonly Node[] {
  return node.kind === 'sequence' ? node.items : [node];
}

export function branchesOf(node: Node): readonly Node[] {
  return node.kind === 'alternation' ? node.branches : [node];
}

/** The nodes directly below a node. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sequence':
      return node.items;
    case 'alternation':
      return node.branches;
    case 'group':
    case 'repeat':
    case 'look':
      return [node.body];
    case 'conditional':
      return [node.yes, node.no];
    default:
      return [];
  }
}

/** Whether a node or anything below it passes the test. */
export function contains(node: Node, test: (node: Node) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => contains(child, test));
}
