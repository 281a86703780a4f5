import { lineCount } from './line-count.js';
import { itemsOf, tagOf, type YamlMap, type YamlSequence, type YamlValue } from './value.js';

/** A shared value is worth an anchor if it would take so many lines with its key. */
const WORTH_LINES = 4;

/** Names for lists and maps of some size that one file holds several times (the same object, not only an equal one). */
export type Anchors = ReadonlyMap<object, string>;

/** The keys above a value, the nearest first. */
interface Path {
  readonly key: string;
  readonly above: Path | undefined;
}

interface Use {
  readonly path: Path | undefined;
  count: number;
}

/** Finds shared objects below `root` and names each after the key under which it stands first. */
export function findAnchors(root: YamlValue): Anchors {
  const uses = new Map<object, Use>();
  collect(root, undefined, uses);
  const anchors = new Map<object, string>();
  const taken = new Set<string>();
  for (const [value, { path, count }] of uses) {
    if (count < 2 || lineCount(value as YamlValue) < WORTH_LINES) continue;
    const name = freeName(path, isScalarList(value), taken);
    taken.add(name);
    anchors.set(value, name);
  }
  return anchors;
}

function collect(value: YamlValue, path: Path | undefined, uses: Map<object, Use>): void {
  if (typeof value !== 'object' || value === null || tagOf(value) !== undefined) return;
  const items = itemsOf(value);
  if (items !== undefined) {
    for (const item of items) collect(item.value, path, uses);
    return;
  }
  const use = uses.get(value);
  if (use !== undefined) {
    use.count += 1;
    return;
  }
  uses.set(value, { path, count: 1 });
  if (Array.isArray(value)) {
    for (const item of value as YamlSequence) collect(item, path, uses);
    return;
  }
  for (const key in value) {
    const child = (value as YamlMap)[key];
    if (typeof child === 'object' && child !== null) collect(child, { key, above: path }, uses);
  }
}

function isScalarList(value: object): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object');
}

/** `email-list` for a list of scalars below `email`, `gerrit` for a map; with the key above (`trigger-gerrit`) or a number where that is taken. */
function freeName(path: Path | undefined, isScalars: boolean, taken: ReadonlySet<string>): string {
  const [last = 'shared', above = 'other'] = words(path);
  const plain = isScalars ? `${last}-list` : last;
  for (const candidate of [plain, `${above}-${plain}`]) if (!taken.has(candidate)) return candidate;
  let number = 2;
  while (taken.has(`${plain}-${String(number)}`)) number += 1;
  return `${plain}-${String(number)}`;
}

/** What an anchor may be called after: letters and digits of the keys, the nearest first. */
function words(path: Path | undefined): string[] {
  if (path === undefined) return [];
  const word = path.key.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return word === '' ? words(path.above) : [word, ...words(path.above)];
}
