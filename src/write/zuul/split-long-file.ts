import { lineCount } from '../yaml/line-count.js';
import type { NamedItem } from './objects.js';

/** A file with more lines becomes a folder. */
const LONG = 2000;

/** Groups of a folder with fewer lines share one file. */
const SHORT = 100;

export interface FilePart {
  /** Without `.yaml`. */
  readonly path: string;
  readonly items: readonly NamedItem[];
}

/**
 * Splits the objects of a file that would get too long by their groups (family of a job, folders of a project's name),
 * then by the first letter. Objects keep their order; those of one name stay in one file, because the order of variants
 * has a meaning.
 */
export function splitLongFile(path: string, items: readonly NamedItem[]): FilePart[] {
  return split(path, items, 0);
}

function split(path: string, items: readonly NamedItem[], depth: number): FilePart[] {
  if (linesOf(items) <= LONG) return [{ path, items }];
  const canGroup = items.some((item) => groupOf(item)[depth] !== undefined);
  const groups = new Map<string, NamedItem[]>();
  for (const item of items) {
    const key = canGroup ? fileName(groupOf(item)[depth] ?? '') : letterOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  const parts: FilePart[] = [];
  const rest: NamedItem[] = [];
  for (const [key, group] of groups) {
    if (canGroup && (key === '' || linesOf(group) < SHORT)) rest.push(...group);
    else if (canGroup) parts.push(...split(`${path}/${key}`, group, depth + 1));
    else parts.push({ path: `${path}/${key}`, items: group });
  }
  if (rest.length === 0) return parts;
  const together = new Set(rest);
  const inOrder = items.filter((item) => together.has(item));
  const others =
    linesOf(inOrder) <= LONG
      ? [{ path: `${path}/${freeName('other', groups)}`, items: inOrder }]
      : byLetter(path, inOrder, groups);
  return [...others, ...parts];
}

function byLetter(path: string, items: readonly NamedItem[], taken: ReadonlyMap<string, unknown>): FilePart[] {
  const groups = new Map<string, NamedItem[]>();
  for (const item of items) {
    const key = freeName(letterOf(item), taken);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups].map(([key, group]) => ({ path: `${path}/${key}`, items: group }));
}

/** Where a group has that very name, its folder or file stays its own. */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
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

function linesOf(items: readonly NamedItem[]): number {
  let lines = 0;
  for (const item of items) lines += 1 + (item.comment?.length ?? 0) + lineCount(item.value);
  return lines;
}
