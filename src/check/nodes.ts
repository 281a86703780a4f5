import { type YamlMap, type YamlNode, type YamlScalar, isText, valueOf } from '../read/yaml/node.js';
import type { TreeFile } from './read-tree.js';

/** The mappings that are items of the files. */
export function mapsOf(files: readonly TreeFile[]): readonly YamlMap[] {
  return files.flatMap(({ root }) => (root?.kind === 'list' ? root.items.filter((item) => item.kind === 'map') : []));
}

/** A name that stands alone or as `name` in a mapping. */
export function nameOf(node: YamlNode): YamlScalar | undefined {
  const named = node.kind === 'map' ? valueOf(node, 'name') : node;
  return isText(named) ? named : undefined;
}
