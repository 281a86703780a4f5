import { isMap, isScalar, type Node } from 'yaml';
import type { Canonical } from './canonical.js';

/**
 * What tells an item of a list from the others, so that it is the same item in another version of the list: kind and name of a
 * Zuul object (`job unit`), the name of a task, the job of a project pipeline (also where one version gives it attributes
 * and the other only names it), else all that it says. Items that are alike get a number.
 */
export function itemKeys(items: readonly Node[], canonical: Canonical): string[] {
  const seen = new Map<string, number>();
  return items.map((node) => {
    const plain = nameOf(node) ?? canonical(node);
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    return `${plain}\n${String(count)}`;
  });
}

function nameOf(node: Node): string | undefined {
  if (isScalar(node)) return typeof node.value === 'string' ? `=${node.value}` : undefined;
  if (!isMap(node)) return undefined;
  const name = node.get('name');
  if (typeof name === 'string') return `name ${name}`;
  const [first] = node.items;
  if (node.items.length !== 1 || !isScalar(first?.key)) return undefined;
  const kind = String(first.key.value);
  const value = first.value;
  if (!isMap(value)) return `=${kind}`;
  const inner = value.get('name');
  // `- job: {name: unit}` is the job unit; `- unit: {voting: false}` is an entry for unit.
  return typeof inner === 'string' ? `${kind} ${inner}` : `=${kind}`;
}
