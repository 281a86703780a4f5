/** What a text may name. Each is looked up after the whole tree was read. */
export type Reference =
  | 'job'
  | 'template'
  | 'pipeline'
  | 'nodeset'
  | 'queue'
  | 'semaphore'
  | 'secret'
  | 'project'
  | 'playbook'
  | 'label'
  | 'image'
  | 'flavor'
  | 'section';

/** A rule for the content of a text: see `text-formats.ts`. */
export type TextFormat =
  'regex' | 'python-regex' | 'timer' | 'report-message' | 'mail-subject' | 'variable-name' | 'name';

/** What a value of the configuration may look like. Plain data: the tables in `schema/` are made of it. */
export type Shape =
  | { readonly kind: 'text'; readonly format?: TextFormat; readonly refersTo?: Reference }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'number' | 'boolean' | 'null' | 'anything' | 'variables' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'exactly'; readonly value: boolean }
  | { readonly kind: 'list'; readonly of: Shape; readonly mayBeEmpty: boolean }
  | { readonly kind: 'any'; readonly of: readonly Shape[] }
  /** A value below the name of a connection; what it may be, its driver says. */
  | { readonly kind: 'by-connection'; readonly part: DriverPart }
  | MapShape;

export type DriverPart = 'trigger' | 'require' | 'reject' | 'reporter';

export interface MapShape {
  readonly kind: 'map';
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** What every other key may hold; absent: there are none. */
  readonly others?: Shape;
  /** What the names of the other keys have to be. */
  readonly otherNames?: Shape;
  /** Only the first key counts, and Zuul does not say so. */
  readonly oneKey?: boolean;
}

export const text: Shape = { kind: 'text' };
export const integer: Shape = { kind: 'integer' };
export const boolean: Shape = { kind: 'boolean' };
export const nothing: Shape = { kind: 'null' };
export const anything: Shape = { kind: 'anything' };
export const variables: Shape = { kind: 'variables' };
export const versionNumber: Shape = { kind: 'any', of: [text, { kind: 'number' }] };

export const atLeast = (min: number): Shape => ({ kind: 'integer', min });
export const words = (...list: readonly string[]): Shape => ({ kind: 'words', words: list });
export const reference = (to: Reference): Shape => ({ kind: 'text', refersTo: to });
export const formatted = (format: TextFormat): Shape => ({ kind: 'text', format });
export const listOf = (of: Shape): Shape => ({ kind: 'list', of, mayBeEmpty: true });
export const oneOf = (...of: readonly Shape[]): Shape => ({ kind: 'any', of });
/** One, or a list of them; Zuul's `to_list`. */
export const oneOrMore = (of: Shape): Shape => ({ kind: 'any', of: [of, listOf(of)] });
/** The same where an empty list matches nothing, ever. */
export const someOf = (of: Shape): Shape => ({ kind: 'any', of: [of, { kind: 'list', of, mayBeEmpty: false }] });

/** A mapping of these keys and no others; a `!` in front of a key makes it required. */
export function map(keys: Readonly<Record<string, Shape>>): MapShape {
  const entries = Object.entries(keys);
  return {
    kind: 'map',
    keys: Object.fromEntries(entries.map(([key, shape]) => [key.replace(/^!/, ''), shape])),
    required: entries.filter(([key]) => key.startsWith('!')).map(([key]) => key.slice(1)),
  };
}

/** A mapping with free names. */
export function mapOf(others: Shape, otherNames: Shape = text): MapShape {
  return { kind: 'map', keys: {}, required: [], others, otherNames };
}
