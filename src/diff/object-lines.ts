import type { FileContents } from './compare-files.js';

/**
 * Finds the lines of objects in files of YAML: `zuul.d/jobs.yaml#nova-unit` is the line that names `nova-unit` there. Without an object,
 * the first line.
 */
export function objectLines(files: FileContents): (output: string) => number | undefined {
  const known = new Map<string, ReadonlyMap<string, number>>();
  const namesIn = (path: string): ReadonlyMap<string, number> => {
    let names = known.get(path);
    if (names === undefined) known.set(path, (names = readNames(files.get(path)?.toString('utf8') ?? '')));
    return names;
  };
  return (output) => {
    const [path = '', ...object] = output.split('#');
    if (!files.has(path)) return undefined;
    return object.length === 0 ? 1 : (namesIn(path).get(object.join('#')) ?? 1);
  };
}

/** Name → the first line with it. */
function readNames(text: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const name = /^\s+name: ["']?(.*?)["']?\s*$/.exec(line)?.[1];
    if (name !== undefined && !names.has(name)) names.set(name, index + 1);
  }
  return names;
}
