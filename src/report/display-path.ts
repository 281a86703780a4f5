import type { Place } from '../model/place.js';

/** Turns a path as the program used it into the one that reports show. */
export type DisplayPath = (file: string) => string;

/**
 * Relative paths stay as the user gave them. Of an absolute one that lies in an input, the part from the input's own name
 * on is shown; of any other the last part. So a report never tells where on a machine it was made.
 *
 * @param inputs files and folders as the user gave them
 */
export function displayPaths(inputs: readonly string[]): DisplayPath {
  const roots = inputs.map(normal).filter(isAbsolute);
  const memo = new Map<string, string>();
  return (file) => {
    let shown = memo.get(file);
    if (shown === undefined) {
      shown = show(normal(file), roots);
      memo.set(file, shown);
    }
    return shown;
  };
}

/** The place with its path as reports show it. */
export function displayPlace(at: Place, display: DisplayPath): Place {
  return { file: display(at.file), line: at.line };
}

function show(file: string, roots: readonly string[]): string {
  if (!isAbsolute(file)) return file;
  const root = roots.find((one) => file === one || file.startsWith(`${one}/`)) ?? file;
  return file.slice(root.lastIndexOf('/') + 1);
}

function normal(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+(?=.)/, '')
    .replace(/(?<=.)\/+$/, '');
}

function isAbsolute(path: string): boolean {
  return /^(\/|[A-Za-z]:\/)/.test(path);
}
