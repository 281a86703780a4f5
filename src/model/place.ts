/** Where something stands in the input: a path as the user gave it, and a line counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Writes a place as compilers do, so that editors and terminals can jump to it. */
export function formatPlace(at: Place): string {
  return at.line > 0 ? `${at.file}:${String(at.line)}` : at.file;
}
