import type { YamlNode } from '../../../src/read/yaml/node.js';
import { readYaml } from '../../../src/read/yaml/read-yaml.js';

/** What a reader of the file would call its content: plain objects, keys as written. */
export function plain(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key.text, plain(value)]));
}

export function read(source: string): unknown {
  return plain(readYaml(source, 'f.yaml').root);
}
