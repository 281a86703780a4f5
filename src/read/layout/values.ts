import type { Placed, V2Value } from '../../model/layout.js';
import type { YamlNode, YamlScalar } from '../yaml/node.js';
import { madeFrom } from './leaves.js';

/** A scalar's value with its place. */
export function placed<T>(value: T, node: YamlNode): Placed<T> {
  return madeFrom({ value, at: node.at }, node);
}

export function placedText(node: YamlNode): Placed<string> {
  return placed((node as YamlScalar).text, node);
}

/** Makes a reader of free values. Nodes that several aliases name become one object. */
export function valueReader(): (node: YamlNode) => V2Value {
  const known = new Map<YamlNode, V2Value>();
  const read = (node: YamlNode): V2Value => {
    let value = known.get(node);
    if (value === undefined) {
      value = madeFrom(convert(node), node);
      known.set(node, value);
    }
    return value;
  };
  return read;

  function convert(node: YamlNode): V2Value {
    const base = { at: node.at, ...(node.anchor === undefined ? {} : { anchor: node.anchor }) };
    switch (node.kind) {
      case 'list':
        return { ...base, kind: 'list', items: node.items.map(read) };
      case 'map':
        return {
          ...base,
          kind: 'map',
          entries: new Map([...node.entries.values()].map(({ key, value }) => [pythonText(key), read(value)])),
        };
      case 'scalar':
        return { kind: 'scalar', value: node.type === 'timestamp' ? node.text : node.value, at: node.at };
    }
  }
}

/** A key as Python writes it: `True`, `None`, `1`. */
function pythonText(key: YamlScalar): string {
  if (key.type === 'bool') return key.value === true ? 'True' : 'False';
  if (key.type === 'null') return 'None';
  return key.type === 'int' ? String(key.value) : key.text;
}
