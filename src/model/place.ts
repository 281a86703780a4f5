/** Where something stands in the input: a path as the user gave it, and a line counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** What made it, where the input was made by Jenkins Job Builder and that is known. Only names are taken from it. */
  readonly origin?: Origin;
}

/** What Jenkins Job Builder made something of. */
export interface Origin {
  /** Name of the job template, as written: `{name}-tox-{env}`. Only for whole jobs. */
  readonly template?: string;
  /** Macros that the element came out of, the outermost first. Only for elements of a job. */
  readonly macros?: readonly MacroPart[];
}

/** One element of those that a use of a macro gave. */
export interface MacroPart {
  readonly name: string;
  /** Counted from 0. */
  readonly index: number;
  /** How many elements the use gave. */
  readonly size: number;
}

/** Writes a place as compilers do, so that editors and terminals can jump to it. */
export function formatPlace(at: Place): string {
  return at.line > 0 ? `${at.file}:${String(at.line)}` : at.file;
}
