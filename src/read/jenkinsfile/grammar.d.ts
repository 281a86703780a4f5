import type { Statement } from './syntax.js';

/** What Peggy throws for a text that the grammar does not fit. */
export class SyntaxError extends Error {
  readonly location: { readonly start: { readonly offset: number; readonly line: number; readonly column: number } };
  readonly found: string | null;
}

/** Reads a whole file. Line ends have to be line feeds. */
export function parse(text: string): Statement[];
