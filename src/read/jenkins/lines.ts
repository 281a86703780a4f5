import type { Source } from './element.js';

/** Makes the source of a text. The table of line ends is built when the first line is asked for. */
export function sourceOf(file: string, text: string): Source {
  let ends: number[] | undefined;
  return {
    file,
    lineAt(position) {
      ends ??= lineEnds(text);
      let low = 0;
      let high = ends.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (ends[middle]! < position) low = middle + 1;
        else high = middle;
      }
      return low + 1;
    },
  };
}

function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) ends.push(end);
  return ends;
}
