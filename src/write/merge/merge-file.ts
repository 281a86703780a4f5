import { extname } from 'node:path';
import { mergeLines, type MergedLines, type Versions } from './merge-lines.js';
import { mergeYaml } from './merge-yaml.js';

export interface MergedFile {
  /** People's version with what is new brought into it, as far as there was no conflict. */
  readonly text: string;
  /** What clashes, as keys and names joined by ` > `; of other files the number of places. */
  readonly conflicts: readonly string[];
  /** What is new, laid over people's version by lines, with the marks of `git merge` where that does not go. */
  readonly marked: string;
}

/**
 * Brings what changed between two generations of a file into what people made of it.
 *
 * @param path Its ending tells how: YAML by what it says, everything else by lines.
 */
export function mergeFile(path: string, versions: Versions): MergedFile {
  if (['.yaml', '.yml'].includes(extname(path))) {
    const merged = mergeYaml(versions);
    // Laid over what will be there, so that the same again shows the same.
    if (merged !== undefined)
      return { ...merged, marked: markedOf(mergeLines({ ...versions, edited: merged.text }), versions) };
  }
  const lines = mergeLines(versions);
  const marked = markedOf(lines, versions);
  if (lines.conflicts === 0) return { text: lines.text, conflicts: [], marked };
  const places = `${String(lines.conflicts)} place${lines.conflicts === 1 ? '' : 's'} in its lines`;
  return { text: versions.edited, conflicts: [places], marked };
}

function markedOf({ text, conflicts }: MergedLines, { generated }: Versions): string {
  return conflicts === 0 ? generated : text;
}
