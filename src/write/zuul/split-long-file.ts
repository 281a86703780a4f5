import { lineCount } from '../yaml/line-count.js';
import type { NamedItem } from './objects.js';

/** A file with more lines becomes a folder. */
const LONG = 2000;

/** Groups of a folder with fewer lines share a file. */
const SHORT = 100;

export interface FilePart {
  /** Without `.yaml`. */
  readonly path: string;
  readonly items: readonly NamedItem[];
}

/**
 * Splits the objects of a file that would get too long by their groups (the family of a job, the folders in a project's
 * name), what is left by first letters. Objects keep their order, and those of one name stay in one file: the order of
 * variants has a meaning.
 *
 * @param path of the file without `.yaml`; of the folder where there is one
 */
export function splitLongFile(path: string, items: readonly NamedItem[]): FilePart[] {
  const lines = new Map(items.map((item) => [item, 1 + (item.comment?.length ?? 0) + lineCount(item.value)]));
  const linesOf: LinesOf = (some) => some.reduce((sum, item) => sum + (lines.get(item) ?? 0), 0);
  return split(path, items, 0, linesOf);
}

type LinesOf = (items: readonly NamedItem[]) => number;

function split(path: string, items: readonly NamedItem[], depth: number, linesOf: LinesOf): FilePart[] {
  if (linesOf(items) <= LONG) return [{ path, items }];
  const groups = groupBy(items, (item) => fileName(groupOf(item)[depth] ?? ''));
  const large = new Set(
    [...groups].filter(([key, group]) => key !== '' && linesOf(group) >= SHORT).map(([key]) => key),
  );
  const rest = items.filter((item) => !large.has(fileName(groupOf(item)[depth] ?? '')));
  const parts = [...large].flatMap((key) => split(`${path}/${key}`, groups.get(key) ?? [], depth + 1, linesOf));
  if (rest.length === 0) return parts;
  const others = linesOf(rest) <= LONG ? new Map([['other', rest]]) : groupBy(rest, letterOf);
  for (const [key, group] of others) parts.push({ path: `${path}/${freeName(key, large)}`, items: group });
  return parts;
}

function groupBy(items: readonly NamedItem[], keyOf: (item: NamedItem) => string): Map<string, NamedItem[]> {
  const groups = new Map<string, NamedItem[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** A group of that very name keeps it. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}-others`, taken) : name;
}

/** All but the last part of a path-like name, unless the object says where it belongs. */
function groupOf(item: NamedItem): readonly string[] {
  return item.group ?? item.name.split('/').slice(0, -1);
}

function letterOf(item: NamedItem): string {
  return /[a-z0-9]/.exec((item.name.split('/').at(-1) ?? '').toLowerCase())?.[0] ?? 'other';
}

function fileName(group: string): string {
  return group.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[.-]+/, '');
}
