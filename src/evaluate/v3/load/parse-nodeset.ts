import { type YamlMap, type YamlNode, isText, valueOf } from '../../../read/yaml/node.js';
import { asList, listAt, textAt, textsAt } from '../../../read/zuul-tree/nodes.js';
import { Refused } from './refused.js';
import type { Nodeset, Source } from './tree.js';

/**
 * Reads a nodeset whose shape was checked; without a source one that stands in a job. Zuul source: `NodeSetParser`.
 *
 * @throws Refused for nodes and groups that do not go together
 */
export function parseNodeset(node: YamlMap, source: Source | undefined): Nodeset {
  const name = textAt(node, 'name') ?? '';
  const where = source ? { source, at: node.at } : { at: node.at };
  if (node.entries.has('alternatives')) {
    const alternatives = listAt(node, 'alternatives').map((item) =>
      item.kind === 'map' ? plainNodeset(item) : textOf(item),
    );
    return { name, nodes: [], groups: [], alternatives, ...where };
  }
  return { ...plainNodeset(node), name, ...where };
}

const textOf = (node: YamlNode): string => (isText(node) ? node.value : '');

function plainNodeset(node: YamlMap): Nodeset {
  const nodes = mapsAt(node, 'nodes').map((item) => ({
    names: textsAt(item, 'name'),
    label: textAt(item, 'label') ?? '',
  }));
  const names = new Set<string>();
  for (const own of nodes) {
    for (const name of own.names) {
      if (name === 'localhost') throw new Refused(node.at, 'a node may not be called localhost');
      if (names.has(name)) throw new Refused(node.at, `the node ${name} is there twice`);
    }
    for (const name of own.names) names.add(name);
  }
  const groups = mapsAt(node, 'groups').map((item) => ({
    name: textAt(item, 'name') ?? '',
    nodes: textsAt(item, 'nodes'),
  }));
  const seen = new Set<string>();
  for (const { name, nodes: members } of groups) {
    if (name.includes('localhost')) throw new Refused(node.at, 'the name of a group may not hold localhost');
    const unknown = members.find((member) => !names.has(member));
    if (unknown !== undefined)
      throw new Refused(node.at, `the group ${name} names the node ${unknown}, which is not there`);
    if (seen.has(name)) throw new Refused(node.at, `the group ${name} is there twice`);
    seen.add(name);
  }
  return { name: '', nodes, groups, alternatives: [] };
}

const mapsAt = (node: YamlMap, key: string): readonly YamlMap[] =>
  asList(valueOf(node, key)).filter((item): item is YamlMap => item.kind === 'map');
