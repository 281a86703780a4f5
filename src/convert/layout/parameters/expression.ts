import type { FieldPiece } from '../../../model/parameters.js';
import { jinja, jinjaString, jinjaText, type Value } from '../../../model/value.js';

/** What of an item, of the same text for all its builds, can stand in a value. */
export type ItemField =
  | 'project'
  | 'short-project'
  | 'dashed-project'
  | 'inner-project'
  | 'branch'
  | 'dashed-branch'
  | 'ref'
  | 'ref-name'
  | 'dashed-ref-name'
  | 'pipeline';

export interface ItemPiece {
  readonly item: ItemField;
}

export type Part = string | FieldPiece | ItemPiece;

/** A question about an item. */
export type Condition =
  | { readonly about: 'pipeline'; readonly among: readonly string[] }
  | { readonly about: 'change' }
  | {
      readonly about: 'project' | 'branch' | 'ref';
      readonly use: 'text' | 'start' | 'end' | 'part' | 'match' | 'search';
      readonly text: string;
      /** Items are asked that have no branch (changes alone have one in v2), or no ref of their own. */
      readonly mixed?: true;
      /** The function was not seen to ask this: the names were tried, and there may be others like them. */
      readonly tried?: true;
    };

/**
 * How the value of a parameter follows from an item.
 *
 * - `text`: always the same; `null`: v2 does not send it.
 * - `default`: as without a function.
 * - `variable`: a variable of the project, and what holds where there is none.
 */
export type Expression =
  | { readonly kind: 'text'; readonly text: string | null }
  | { readonly kind: 'default' }
  | { readonly kind: 'template'; readonly parts: readonly Part[] }
  | { readonly kind: 'choice'; readonly when: Condition; readonly then: Expression; readonly otherwise: Expression }
  | { readonly kind: 'variable'; readonly name: string; readonly otherwise: Expression };

export const DEFAULT: Expression = { kind: 'default' };

/** Stand in a template for what no text can say; the role jenkins-environment knows them. */
export const MARKS = { default: '<default>', none: '<none>' } as const;

/** Equal for expressions that say the same. */
export function keyOf(expression: Expression): string {
  return JSON.stringify(expression);
}

/** How much there is to read. */
export function sizeOf(expression: Expression): number {
  switch (expression.kind) {
    case 'text':
    case 'default':
      return 1;
    case 'template':
      return 2;
    case 'variable':
      return 1 + sizeOf(expression.otherwise);
    case 'choice':
      return 2 + Number(isTried(expression.when)) + sizeOf(expression.then) + sizeOf(expression.otherwise);
  }
}

/** Whether a condition is about a name that was merely tried. */
export function isTried(condition: Condition): boolean {
  return 'tried' in condition;
}

/** The value as a variable holds it. */
export function valueOf(expression: Expression): Value {
  if (expression.kind === 'text') return expression.text;
  if (expression.kind === 'default') return MARKS.default;
  if (expression.kind === 'template') return jinja(expression.parts.map(partText).join(''));
  return jinja(`{{ ${inJinja(expression)} }}`);
}

function partText(part: Part): string {
  return typeof part === 'string' ? jinjaText(part) : `{{ ${pieceInJinja(part)} }}`;
}

function inJinja(expression: Expression): string {
  switch (expression.kind) {
    case 'text':
      return jinjaString(expression.text ?? MARKS.none);
    case 'default':
      return jinjaString(MARKS.default);
    case 'template':
      return expression.parts
        .map((part) => (typeof part === 'string' ? jinjaString(part) : pieceInJinja(part)))
        .join(' ~ ');
    case 'variable':
      return `${expression.name} | default(${inJinja(expression.otherwise)})`;
    case 'choice': {
      const { when, then, otherwise } = expression;
      const first = then.kind === 'choice' ? `(${inJinja(then)})` : inJinja(then);
      return `${first} if ${conditionInJinja(when)} else ${inJinja(otherwise)}`;
    }
  }
}

const ITEM_PIECES: Readonly<Record<ItemField, string>> = {
  project: 'zuul.project.name',
  'short-project': 'zuul.project.short_name',
  'dashed-project': "zuul.project.name | replace('/', '-')",
  'inner-project': "zuul.project.name | regex_replace('^[^/]+/', '')",
  branch: 'zuul.branch',
  'dashed-branch': "zuul.branch | replace('/', '-')",
  ref: 'zuul.ref',
  'ref-name': 'zuul.tag | default(zuul.branch)',
  'dashed-ref-name': "zuul.tag | default(zuul.branch) | replace('/', '-')",
  pipeline: 'zuul.pipeline',
};

/** Zuul leaves out revisions of zeros. */
const NO_REVISION = "default('0' * 40)";

const BUILD_PIECES: Readonly<Record<FieldPiece['field'], string>> = {
  number: 'zuul.change',
  patchset: 'zuul.patchset',
  uuid: 'zuul.build',
  refspec: 'zuul.ref',
  url: 'zuul.change_url',
  newrev: `zuul.newrev | ${NO_REVISION}`,
  oldrev: `zuul.oldrev | ${NO_REVISION}`,
};

function pieceInJinja(piece: FieldPiece | ItemPiece): string {
  if ('item' in piece) return ITEM_PIECES[piece.item];
  const field = BUILD_PIECES[piece.field];
  if (piece.length === undefined) return field;
  const range = piece.length < 0 ? `${String(piece.length)}:` : `:${String(piece.length)}`;
  return `(${field} | string)[${range}]`;
}

function nameInJinja(about: 'project' | 'branch' | 'ref', mixed: boolean): string {
  if (about === 'project') return 'zuul.project.name';
  if (about === 'branch') return mixed ? "(zuul.branch if zuul.change is defined else '')" : 'zuul.branch';
  return mixed ? "('' if zuul.change is defined else zuul.ref)" : 'zuul.ref';
}

function conditionInJinja(condition: Condition): string {
  if (condition.about === 'change') return 'zuul.change is defined';
  if (condition.about === 'pipeline') {
    const names = condition.among.map(jinjaString);
    return names.length === 1 ? `zuul.pipeline == ${names[0]!}` : `zuul.pipeline in [${names.join(', ')}]`;
  }
  const name = nameInJinja(condition.about, condition.mixed === true);
  const text = jinjaString(condition.text);
  switch (condition.use) {
    case 'text':
      return `${name} == ${text}`;
    case 'start':
      return `${name}.startswith(${text})`;
    case 'end':
      return `${name}.endswith(${text})`;
    case 'part':
      return `${text} in ${name}`;
    case 'match':
    case 'search':
      return `${name} is ${condition.use}(${text})`;
  }
}
