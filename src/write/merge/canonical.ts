import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type Node } from 'yaml';

/** A text that is equal for nodes that say the same, whatever their style, comments and anchors. Order of keys does not matter. */
export type Canonical = (node: Node | undefined) => string;

/** Canonical texts of the nodes of a document, each made once. */
export function canonicalOf(document: Document): Canonical {
  const known = new Map<Node, string>();
  const canonical = (node: Node | undefined): string => {
    if (node === undefined) return '';
    let text = known.get(node);
    if (text === undefined) known.set(node, (text = write(node)));
    return text;
  };
  const write = (node: Node): string => {
    if (isAlias(node)) return canonical(node.resolve(document));
    const tag = node.tag === undefined ? '' : `${node.tag} `;
    if (isSeq(node)) return `${tag}[${node.items.map((item) => canonical(item as Node)).join()}]`;
    if (isMap(node)) {
      const pairs = node.items.map((pair) =>
        isPair(pair)
          ? `${canonical(pair.key as Node)}:${canonical((pair.value ?? undefined) as Node | undefined)}`
          : '',
      );
      return `${tag}{${pairs.sort().join()}}`;
    }
    if (isScalar(node))
      return `${tag}${typeof node.value === 'bigint' ? String(node.value) : JSON.stringify(node.value)}`;
    return tag;
  };
  return canonical;
}
