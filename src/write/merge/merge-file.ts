import { extname } from 'node:path';
import { mergeLines, type Versions } from './merge-lines.js';
import type { Merged } from './merge-yaml.js';

/**
 * Brings what changed between two generations of a file into what people made of it.
 *
 * @param path Its ending tells how: YAML by what it says, everything else by lines.
 */
export function mergeFile(path: string, versions: Versions, mergeYaml: MergeYaml): Merged {
  if (['.yaml', '.yml'].includes(extname(path))) {
    const merged = mergeYaml(versions);
    if (merged !== undefined) return merged;
  }
  if ([versions.base, versions.edited, versions.generated].some((text) => text.includes('\0'))) {
    return { text: versions.edited, conflicts: ['the whole file'] };
  }
  const { text, conflicts } = mergeLines(versions);
  if (conflicts === 0) return { text, conflicts: [] };
  return { text: versions.edited, conflicts: [`${String(conflicts)} place${conflicts === 1 ? '' : 's'} in its lines`] };
}

export type MergeYaml = (versions: Versions) => Merged | undefined;
