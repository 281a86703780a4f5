import { join } from 'node:path';
import { configFiles } from '../evaluate/v3/load/files.js';
import type { YamlNode } from '../read/yaml/node.js';
import { readTextFile } from '../read/yaml/read-text.js';
import { readYaml } from '../read/yaml/read-yaml.js';

const TAGS = ['!encrypted/pkcs1-oaep', '!override', '!inherit'];

/** A value that only Zuul can read. */
export const ENCRYPTED = Symbol('encrypted');

/** What an object of a tree says; `ENCRYPTED` in place of encrypted values. */
export type TreeObject = Readonly<Record<string, unknown>>;

/**
 * Objects of one type as they stand in the files of a tree, whether Zuul takes them or not.
 *
 * @throws InputError for a file that is not YAML
 */
export function objectsIn(root: string, type: string): TreeObject[] {
  return configFiles(root, []).read.flatMap((path) => {
    const { root: list } = readYaml(readTextFile(join(root, path), 'the file'), path, TAGS);
    if (list?.kind !== 'list') return [];
    return list.items.flatMap((item) => {
      const entry = item.kind === 'map' ? item.entries.get(type) : undefined;
      return entry?.value.kind === 'map' ? [plain(entry.value) as TreeObject] : [];
    });
  });
}

function plain(node: YamlNode): unknown {
  if (node.localTag === '!encrypted/pkcs1-oaep') return ENCRYPTED;
  if (node.kind === 'list') return node.items.map(plain);
  if (node.kind === 'scalar') return node.value;
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key.text, plain(value)]));
}
