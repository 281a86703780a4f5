/** Where something stands in the text of a Jenkinsfile: characters, counted from 0, the end excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A value of a call: with its name where it has one (`url: 'x'`), by its place otherwise. */
export interface Argument {
  readonly name?: string;
  readonly value: Expression;
}

/** A quoted text. Its parts are literal text, without escapes, and what is put in (`${…}`). */
export interface TextExpression extends Span {
  readonly kind: 'text';
  readonly parts: readonly (string | Expression)[];
  /** Written between slashes. */
  readonly slashy?: true;
}

export interface NumberExpression extends Span {
  readonly kind: 'number';
  readonly value: number;
}

export interface ConstantExpression extends Span {
  readonly kind: 'constant';
  readonly value: boolean | null;
}

export interface NameExpression extends Span {
  readonly kind: 'name';
  readonly name: string;
}

/** `object.name`; the name is `null` where it is worked out. */
export interface MemberExpression extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string | null;
}

/** `object[index]` */
export interface IndexExpression extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: readonly Argument[];
}

/** A call, with or without parentheses. A closure behind it is its last value. */
export interface CallExpression extends Span {
  readonly kind: 'call';
  /** What the method belongs to; absent for a step or a function. */
  readonly object?: Expression;
  readonly name: string | null;
  readonly values: readonly Argument[];
}

export interface NewExpression extends Span {
  readonly kind: 'new';
  readonly type: string;
  readonly values: readonly Argument[];
}

export interface ListExpression extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface MapExpression extends Span {
  readonly kind: 'map';
  readonly entries: readonly Required<Argument>[];
}

export interface ClosureExpression extends Span {
  readonly kind: 'closure';
  readonly parameters: readonly string[];
  readonly statements: readonly Statement[];
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}

export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** `test ? yes : no`; of `test ?: no` the test is `yes` too. */
export interface ConditionalExpression extends Span {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

export interface CastExpression extends Span {
  readonly kind: 'cast';
  readonly value: Expression;
}

/** Something that the grammar has no words for, as it is written. */
export interface OtherText extends Span {
  readonly kind: 'other';
  readonly text: string;
}

export type Expression =
  | TextExpression
  | NumberExpression
  | ConstantExpression
  | NameExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | NewExpression
  | ListExpression
  | MapExpression
  | ClosureExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | CastExpression
  | OtherText;

export interface ExpressionStatement extends Span {
  readonly kind: 'expression';
  readonly expression: Expression;
}

/** `def a = 1`; several names for `def (a, b) = …`. */
export interface Definition extends Span {
  readonly kind: 'define';
  readonly names: readonly string[];
  readonly value: Expression | null;
}

export interface Assignment extends Span {
  readonly kind: 'assign';
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression;
}

export interface IfStatement extends Span {
  readonly kind: 'if';
  readonly test: Expression;
  readonly yes: readonly Statement[];
  readonly no: readonly Statement[];
}

export interface TryStatement extends Span {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly catches: readonly { readonly clause: string; readonly handler: readonly Statement[] }[];
  readonly last: readonly Statement[];
}

/** `for` and `while`; what is repeated over is not taken apart. */
export interface LoopStatement extends Span {
  readonly kind: 'loop';
  readonly word: string;
  readonly body: readonly Statement[];
}

/** `return`, `throw`, `break`, `continue`, `assert`. */
export interface ReturnStatement extends Span {
  readonly kind: 'return';
  readonly word: string;
  readonly value: Expression | null;
}

export interface MethodStatement extends Span {
  readonly kind: 'method';
  readonly name: string;
  readonly body: readonly Statement[];
}

export interface ImportStatement extends Span {
  readonly kind: 'import';
  readonly text: string;
}

/** `@Library('x') _`, `@NonCPS def …`. */
export interface AnnotatedStatement extends Span {
  readonly kind: 'annotated';
  readonly name: string;
  readonly values: readonly Argument[];
  readonly statement: Statement | null;
}

export type Statement =
  | ExpressionStatement
  | Definition
  | Assignment
  | IfStatement
  | TryStatement
  | LoopStatement
  | ReturnStatement
  | MethodStatement
  | ImportStatement
  | AnnotatedStatement
  | OtherText;
