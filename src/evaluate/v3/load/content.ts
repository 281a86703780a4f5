import type { YamlNode } from '../../../read/yaml/node.js';

/** What a node says, as text: equal for nodes that mean the same, whatever they look like and wherever they stand. */
export function contentOf(node: YamlNode): string {
  const tag = node.localTag === undefined ? '' : `${node.localTag} `;
  if (node.kind === 'list') return `${tag}[${node.items.map(contentOf).join()}]`;
  if (node.kind === 'scalar') return `${tag}${node.type === 'timestamp' ? 'date' : ''}${JSON.stringify(node.value)}`;
  const entries = [...node.entries].map(([name, { value }]) => `${JSON.stringify(name)}:${contentOf(value)}`);
  return `${tag}{${entries.sort().join()}}`;
}
