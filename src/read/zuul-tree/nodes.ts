import { type YamlMap, type YamlNode, isText, valueOf } from '../yaml/node.js';

/** A value that may be one or a list of them; nothing, an empty text and an empty mapping are none. Zuul source: `as_list`. */
export function asList(node: YamlNode | undefined): readonly YamlNode[] {
  if (!node) return [];
  if (node.kind === 'list') return node.items;
  if (node.kind === 'map') return node.entries.size === 0 ? [] : [node];
  return node.type === 'null' || node.value === '' ? [] : [node];
}

export function listAt(node: YamlMap, key: string): readonly YamlNode[] {
  return asList(valueOf(node, key));
}

/** The texts of a value that may be one or a list of them. */
export function textsAt(node: YamlMap, key: string): readonly string[] {
  return listAt(node, key).flatMap((item) => (isText(item) ? [item.value] : []));
}

export function textAt(node: YamlMap, key: string): string | undefined {
  const value = valueOf(node, key);
  return isText(value) ? value.text : undefined;
}

export function numberAt(node: YamlMap, key: string): number | undefined {
  const value = valueOf(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
}

/** `undefined` where it is not written. */
export function booleanAt(node: YamlMap, key: string): boolean | undefined {
  const value = valueOf(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : undefined;
}

export function isTrue(node: YamlMap, key: string): boolean {
  return booleanAt(node, key) === true;
}
