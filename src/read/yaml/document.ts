import { countLeaf, emptyAccounting, type Accounting, type Finding } from '../../model/finding.js';
import { outcomeOf, type Leaf } from '../../model/leaf.js';
import type { YamlMap, YamlNode, YamlScalar } from './node.js';

/** One YAML file, read. */
export interface YamlDocument {
  readonly file: string;
  /** `undefined`: the file holds nothing but comments. */
  readonly root: YamlNode | undefined;
  /** What accounting counts, in the order of the file: scalar values and empty collections, and keys given to `countKey`. */
  readonly leaves: Leaf[];
  readonly findings: readonly Finding[];
  /** Text of the file, without byte order mark. */
  readonly source: string;
  /** Offset in `source` of the first character of a line; the ends of the text for lines that are not there. */
  startOf(line: number): number;
  /** First and last line of every scalar that goes over several lines. */
  readonly longScalars: readonly (readonly [number, number])[];
}

/** Makes a key a leaf of its own (the parent job of a job tree). Counted once, however often it is given. */
export function countKey(document: YamlDocument, key: YamlScalar): void {
  if (key.counted) return;
  key.counted = true;
  document.leaves.push(key);
}

/** Counts the leaves of a document. The last five numbers add up to the first. */
export function accountingOf(document: YamlDocument): Accounting {
  const accounting = emptyAccounting();
  for (const leaf of document.leaves) countLeaf(accounting, outcomeOf(leaf));
  return accounting;
}

/** All leaves at and below a node, each once, however many aliases lead to it. */
export function leavesBelow(node: YamlNode): Leaf[] {
  const leaves: Leaf[] = [];
  const seen = new Set<YamlNode>();
  const visit = (current: YamlNode): void => {
    if (current.kind === 'scalar') {
      if (current.counted) leaves.push(current);
      return;
    }
    if (seen.has(current)) return;
    seen.add(current);
    if (isEmpty(current)) leaves.push(current);
    if (current.kind === 'list') current.items.forEach(visit);
    else for (const { key, value } of current.entries.values()) [key, value].forEach(visit);
  };
  visit(node);
  return leaves.length > 1 ? [...new Set(leaves)] : leaves;
}

export function isEmpty(node: YamlNode): boolean {
  if (node.kind === 'scalar') return false;
  return node.kind === 'list' ? node.items.length === 0 : node.entries.size === 0;
}

/**
 * The comment lines that stand directly above an item of a list, without `#` and one blank. A blank line ends the
 * comment; what looks like a comment inside a block scalar is none.
 *
 * @param item The item's mapping; it may begin on the line of its dash or below it.
 */
export function commentAbove(document: YamlDocument, item: YamlMap): readonly string[] | undefined {
  let { line } = item.at;
  // `-` alone, the mapping on the next line.
  if (firstSign(document, line) !== '-' && /^ *- *(?:#.*)?\s*$/.test(textOf(document, line - 1))) line -= 1;
  if (firstSign(document, line - 1) !== '#') return undefined;
  const comment: string[] = [];
  for (let above = line - 1; firstSign(document, above) === '#'; above -= 1) {
    if (document.longScalars.some(([first, last]) => first <= above && above <= last)) break;
    comment.unshift(textOf(document, above).replace(/^\s*#\s?|\s+$/g, ''));
  }
  return comment.length === 0 ? undefined : comment;
}

/** The first character of a line that is no blank. */
function firstSign({ source, startOf }: YamlDocument, line: number): string | undefined {
  if (line < 1) return undefined;
  let at = startOf(line);
  while (source.charCodeAt(at) === 32 || source.charCodeAt(at) === 9) at += 1;
  return source[at];
}

function textOf({ source, startOf }: YamlDocument, line: number): string {
  return source.slice(startOf(line), startOf(line + 1));
}
