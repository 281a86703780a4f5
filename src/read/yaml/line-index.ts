/** Finds the line of an offset. Cheap when asked in ascending order, as a parser does. */
export interface LineIndex {
  /** Line of a character offset, counted from 1. */
  lineAt(offset: number): number;
  /** Offset of the first character of a line; the ends of the file for lines that are not there. */
  startOf(line: number): number;
}

/** `\n`, `\r\n` and `\r` end a line. The lines are looked for when the first one is asked for. */
export function indexLines(source: string): LineIndex {
  let index: LineIndex | undefined;
  const get = (): LineIndex => (index ??= lineIndex(source, startsOf(source)));
  return { lineAt: (offset) => get().lineAt(offset), startOf: (line) => get().startOf(line) };
}

/** As `indexLines`, for who knows where the lines begin. */
export function lineIndex(source: string, starts: readonly number[]): LineIndex {
  let current = 0;
  return {
    lineAt(offset) {
      if ((starts[current] ?? 0) > offset) current = lastBefore(starts, offset);
      while ((starts[current + 1] ?? Infinity) <= offset) current += 1;
      return current + 1;
    },
    startOf: (line) => (line < 1 ? 0 : (starts[line - 1] ?? source.length)),
  };
}

function startsOf(source: string): number[] {
  const starts = [0];
  const onlyFeeds = !source.includes('\r');
  for (let at = nextBreak(source, 0, onlyFeeds); at !== -1; at = nextBreak(source, at, onlyFeeds)) starts.push(at);
  return starts;
}

/** Offset behind the next line break, or -1. */
function nextBreak(source: string, from: number, onlyFeeds: boolean): number {
  if (onlyFeeds) {
    const feed = source.indexOf('\n', from);
    return feed === -1 ? -1 : feed + 1;
  }
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 10) return at + 1;
    if (code === 13) return source.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  return -1;
}

function lastBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
