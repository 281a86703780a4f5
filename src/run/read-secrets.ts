import { InputError } from '../model/input-error.js';
import { describeNode, type YamlNode } from '../read/yaml/node.js';
import { readYamlFile } from '../read/yaml/read-yaml.js';

type Secrets = Record<string, Record<string, string>>;

/**
 * Reads the values of secrets: a map from the name of the secret to a map of its fields, all of them text.
 *
 * @throws InputError for anything else
 */
export function readSecrets(path: string): Secrets {
  const { root } = readYamlFile(path, 'the file of secrets');
  const secrets: Secrets = {};
  for (const [name, fields] of entriesOf(root, path, 'names of secrets')) {
    secrets[name] = Object.fromEntries(
      entriesOf(fields, path, `the fields of ${name}`).map(([field, value]) => {
        if (value.kind !== 'scalar') throw refused(value, path, `the value of ${name}.${field}`);
        return [field, value.text];
      }),
    );
  }
  return secrets;
}

function entriesOf(node: YamlNode | undefined, path: string, what: string): (readonly [string, YamlNode])[] {
  if (node?.kind !== 'map') throw refused(node, path, what);
  return [...node.entries.values()].map(({ key, value }) => [key.text, value] as const);
}

function refused(node: YamlNode | undefined, path: string, what: string): InputError {
  const found = node === undefined ? 'nothing' : describeNode(node);
  const message = `${what}: found ${found}; the file is a map: name of the secret, below it field: value`;
  return new InputError({ at: node?.at ?? { file: path, line: 0 }, message });
}
