/** A set of code points: ranges in ascending order that neither touch nor overlap. Both ends belong to a range. */
export type CharSet = readonly CharRange[];
export type CharRange = readonly [from: number, to: number];

export const LAST_CODE = 0x10ffff;
export const NEWLINE: CharSet = [[0x0a, 0x0a]];
export const EVERYTHING: CharSet = [[0, LAST_CODE]];

/** Puts ranges in any order into the form of a set. */
export function charSet(ranges: readonly CharRange[]): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function union(...sets: readonly CharSet[]): CharSet {
  return charSet(sets.flat());
}

/** All code points that are not in the set. */
export function complement(set: CharSet): CharSet {
  const gaps: CharRange[] = [];
  let from = 0;
  for (const [start, end] of set) {
    if (start > from) gaps.push([from, start - 1]);
    from = end + 1;
  }
  if (from <= LAST_CODE) gaps.push([from, LAST_CODE]);
  return gaps;
}

export function intersect(a: CharSet, b: CharSet): CharSet {
  return complement(union(complement(a), complement(b)));
}

export function subtract(a: CharSet, b: CharSet): CharSet {
  return intersect(a, complement(b));
}

export function sameSet(a: CharSet, b: CharSet): boolean {
  return a.length === b.length && a.every((range, index) => range[0] === b[index]?.[0] && range[1] === b[index]?.[1]);
}

/** The set of all code points that pass a test; slow, for tables that are made once. */
export function collect(test: (code: number) => boolean): CharSet {
  const ranges: CharRange[] = [];
  let from = -1;
  for (let code = 0; code <= LAST_CODE + 1; code += 1) {
    const inside = code <= LAST_CODE && test(code);
    if (inside && from < 0) from = code;
    if (inside || from < 0) continue;
    ranges.push([from, code - 1]);
    from = -1;
  }
  return ranges;
}
