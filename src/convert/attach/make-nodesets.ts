import type { ZuulNodeset } from '../../model/zuul.js';
import { slug } from './slug.js';

/** The nodesets of a conversion, each made once. */
export interface MadeNodesets {
  /** A nodeset of one node. One that is there under this name already is it. */
  single(name: string, label: string): string;
  /** One that offers others in order; those of one list are one. A list of one is that nodeset. */
  alternatives(wanted: string, nodesets: readonly string[]): string;
  /** One without nodes. */
  none(): string;
  /** By name. */
  all(): readonly ZuulNodeset[];
}

/** @param reserved Names that the settings give to nodesets of one node. */
export function makeNodesets(reserved: ReadonlySet<string>): MadeNodesets {
  const made = new Map<string, ZuulNodeset>();
  const lists = new Map<string, string>();

  const single = (name: string, label: string): string => {
    // Alternatives are named after labels, and so may have the name of another label.
    const free = made.get(name)?.alternatives === undefined ? name : freeName(name, (one) => !made.has(one));
    if (!made.has(free)) made.set(free, { name: free, nodes: [{ name: 'node', label }] });
    return free;
  };
  const alternatives = (wanted: string, nodesets: readonly string[]): string => {
    // Zuul refuses a nodeset that is reached twice (Nodeset cycle detected).
    const list = [...new Set(nodesets)];
    const [only] = list;
    if (list.length === 1 && only !== undefined) return only;
    const key = JSON.stringify(list);
    const known = lists.get(key);
    if (known !== undefined) return known;
    const name = freeName(wanted, (one) => !made.has(one) && !reserved.has(one));
    lists.set(key, name);
    made.set(name, { name, nodes: [], alternatives: list });
    return name;
  };
  const none = (): string => {
    let name = 'no-nodes';
    while ((made.get(name)?.nodes.length ?? 0) > 0) name = `${name}-at-all`;
    made.set(name, { name, nodes: [] });
    return name;
  };
  return { single, alternatives, none, all: () => [...made.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function freeName(wanted: string, isFree: (name: string) => boolean): string {
  const base = slug(wanted);
  let name = base;
  for (let count = 2; !isFree(name); count += 1) name = `${base}-${String(count)}`;
  return name;
}
