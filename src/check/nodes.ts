import type { YamlMap, YamlNode, YamlScalar } from '../read/yaml/node.js';
import { isText, valueOf } from '../read/yaml/node.js';
import type { TreeFile } from './read-tree.js';

/** The mappings that are items of the files. */
export function mapsOf(files: readonly TreeFile[]): readonly YamlMap[] {
  return files.flatMap(({ root }) => (root?.kind === 'list' ? root.items.filter((item) => item.kind === 'map') : []));
}

/** A value that may be one or a list of them. */
export function asList(node: YamlNode | undefined): readonly YamlNode[] {
  if (!node || (node.kind === 'scalar' && node.type === 'null')) return [];
  return node.kind === 'list' ? node.items : [node];
}

export function listAt(node: YamlMap, key: string): readonly YamlNode[] {
  return asList(valueOf(node, key));
}

/** A name that stands alone or as `name` in a mapping. */
export function nameOf(node: YamlNode): YamlScalar | undefined {
  const named = node.kind === 'map' ? valueOf(node, 'name') : node;
  return isText(named) ? named : undefined;
}

export function textAt(node: YamlMap, key: string): string | undefined {
  const value = valueOf(node, key);
  return isText(value) ? value.text : undefined;
}

export function numberAt(node: YamlMap, key: string): number | undefined {
  const value = valueOf(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
}

export function isTrue(node: YamlMap, key: string): boolean {
  const value = valueOf(node, key);
  return value?.kind === 'scalar' && value.value === true;
}
