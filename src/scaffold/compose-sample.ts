import type { XmlNode } from '../convert/elements/element-xml.js';
import type { Element } from '../read/jenkins/element.js';

/** Number of leaves. */
function sizeOf(element: Element): number {
  let size = 0;
  element.walk((one) => {
    size += (one.isLeaf ? 1 : 0) + one.attributes.length;
  });
  return size;
}

/** The smallest occurrence: what the plugin writes at least. The first one where several are. */
export function smallest(elements: readonly Element[]): Element {
  return elements.reduce((least, element) => (sizeOf(element) < sizeOf(least) ? element : least));
}

/**
 * The largest occurrence, with every field that only others have: an element in which everything is set. The children of
 * lists stay those of one occurrence.
 */
export function composed(elements: readonly Element[]): XmlNode {
  const base = elements.reduce((most, element) => (sizeOf(element) > sizeOf(most) ? element : most));
  const repeats = elements.some(({ elements: own }) => new Set(own.map(({ name }) => name)).size < own.length);
  const isField = ({ name }: Element): boolean => !name.includes('.');
  if (repeats || base.elements.length === 0 || !base.elements.every(isField)) return base;
  const names = new Set(elements.flatMap((element) => element.elements.filter(isField).map(({ name }) => name)));
  const own = [...base.elements.map(({ name }) => name)];
  const all = [...own, ...[...names].filter((name) => !own.includes(name))];
  const childrenOf = (name: string): Element[] => elements.flatMap((element) => element.child(name) ?? []);
  return {
    name: base.name,
    attributes: base.attributes,
    rawText: '',
    elements: all.map((name) => composed(childrenOf(name))),
  };
}
