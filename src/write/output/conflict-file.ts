/** Ending of the files beside those that people and the new generation changed in different ways. */
export const CONFLICT_ENDING = '.zuulshift-conflict';

/** A file that could not be merged wholly. */
export interface Conflict {
  /** Below the output folder. */
  readonly path: string;
  /** What clashes, in words or as keys and names joined by ` > `. */
  readonly places: readonly string[];
}

/**
 * What stands beside the file: the places, what to do, and what zuulshift would write (with the marks of `git merge` where
 * lines clash; absent where it no longer writes the file).
 */
export function conflictText({ path, places }: Conflict, proposed: string | undefined): string {
  const lines = [
    `${path} was edited, and what zuulshift writes there changed too. The edit was kept at:`,
    ...places.map((place) => `  - ${place}`),
    proposed === undefined
      ? 'zuulshift no longer writes this file. Keep it as yours or remove it; then remove this note.'
      : 'Below is what zuulshift makes of it now. Take over what you need; then remove this note.',
  ];
  const head = lines.map((line) => `# ${line}\n`).join('');
  return proposed === undefined ? head : `${head}\n${proposed}`;
}
