import { jinja, jinjaText, type Value } from '../../model/value.js';

/** An expression of Jinja that gives a string. Filters, `~` and `or` can be hung on it as it stands. */
export interface Expression {
  readonly code: string;
  /** The result can be the empty string. */
  readonly mayBeEmpty: boolean;
  /** Ansible could take the result for a list or a dictionary. */
  readonly mayLookLikeData: boolean;
}

export type Piece = string | Expression;

/** One argument of a command: literal text and expressions, concatenated. */
export interface ShellWord {
  readonly pieces: readonly Piece[];
  /** The shell leaves the word out when it is empty: all of it are expansions without quotes. */
  readonly vanishesWhenEmpty: boolean;
  /** The literal text at the start. */
  readonly prefix: string;
  /** The whole text, where all of it is literal. */
  readonly literal: string | undefined;
  /** A plain string where everything is literal, else a template. */
  readonly value: Value;
}

/** Makes a word of its pieces. */
export function makeWord(given: readonly Piece[], vanishesWhenEmpty = false): ShellWord {
  const pieces = joinPieces(given);
  const [first = '', ...more] = pieces;
  const prefix = typeof first === 'string' ? first : '';
  const literal = typeof first === 'string' && more.length === 0 ? first : undefined;
  return { pieces, vanishesWhenEmpty, prefix, literal, value: literal ?? template(pieces, vanishesWhenEmpty) };
}

/** The word without its first `length` characters, which have to be literal. */
export function withoutPrefix({ pieces, prefix }: ShellWord, length: number): ShellWord {
  return makeWord([prefix.slice(length), ...pieces.slice(prefix === '' ? 0 : 1)]);
}

export function isExpression(piece: Piece | undefined): piece is Expression {
  return typeof piece === 'object';
}

/** Puts neighbouring literals together and drops empty ones. */
export function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else if (piece !== '') joined.push(piece);
  }
  return joined;
}

/** The word as one Jinja expression. */
export function wordExpression(pieces: readonly Piece[]): string {
  const codes = joinPieces(pieces).map((piece) => (isExpression(piece) ? piece.code : templateString(piece)));
  if (codes.length === 0) return "''";
  return codes.length === 1 ? (codes[0] as string) : `(${codes.join(' ~ ')})`;
}

function template(pieces: readonly Piece[], vanishesWhenEmpty: boolean): Value {
  if (vanishesWhenEmpty) return jinja(`{{ ${wordExpression(pieces)} or omit }}`);
  if (mayBecomeData(pieces)) return jinja(`{{ ${wordExpression(pieces)} | string }}`);
  return jinja(pieces.map((piece, index) => templateText(piece, isExpression(pieces[index + 1]))).join(''));
}

/**
 * An expression for a text, to stand inside `{{ }}`. Ansible doubles the backslashes in strings there (`Templar`,
 * `escape_backslashes`), so nothing can be escaped by them: a text with both kinds of quotes is put together of several.
 */
export function templateString(text: string): string {
  const strings = (text.match(PARTS) ?? []).map((part) => CHARACTERS[part] ?? quoted(part));
  if (strings.length === 0) return "''";
  return strings.length === 1 ? (strings[0] as string) : `(${strings.join(' ~ ')})`;
}

/**
 * Runs without `'`, runs without `"`, and characters that have to stand alone: a backslash before a quote, before another or
 * at the end would change what ends the string, and Jinja makes every line end a line feed.
 */
const PARTS = /\r|(?:[^'\r\\]|\\(?=[^'"\\\r]))+|(?:[^"\r\\]|\\(?=[^'"\\\r]))+|\\/g;

const CHARACTERS: Readonly<Record<string, string>> = {
  '\r': "'%c' | format(13)",
  '\\': "'%c' | format(92)",
};

function quoted(part: string): string {
  return part.includes("'") ? `"${part}"` : `'${part}'`;
}

/**
 * Ansible (up to core 2.18) reads the text a template gave as Python where it looks like a list or a dictionary, so
 * that `{"a": 1}` would come out as `{'a': 1}`. A template that ends in `| string` is left alone.
 */
function mayBecomeData(pieces: readonly Piece[]): boolean {
  const [first] = pieces;
  const starts = isExpression(first) ? first.mayLookLikeData : first?.startsWith('{') || first?.startsWith('[');
  if (starts !== true) return false;
  const last = pieces.at(-1);
  if (isExpression(last)) return true;
  const literals = pieces.filter((piece) => typeof piece === 'string').join('');
  // A list or dictionary ends in its bracket; behind it only white space or a comment may follow.
  return literals.includes('#') || [']', '}'].includes((last ?? '').trimEnd().slice(-1)) || (last ?? '').trim() === '';
}

function templateText(piece: Piece, beforeExpression: boolean): string {
  if (isExpression(piece)) return `{{ ${piece.code} }}`;
  // Jinja makes every line end a line feed.
  const parts = piece.split('\r').map((part, index, all) => {
    // A brace directly before a mark would become a part of it.
    const isFollowed = index < all.length - 1 || beforeExpression;
    return isFollowed && part.endsWith('{') ? jinjaText(`${part}{`).slice(0, -1) : jinjaText(part);
  });
  return parts.join("{{ '%c' | format(13) }}");
}
