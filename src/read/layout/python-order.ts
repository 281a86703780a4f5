import type { V2JobNode } from '../../model/layout.js';
import { dictOrder, loadedOrder } from './python-dict.js';

/**
 * The jobs of a list with the keys of each mapping in the order in which Python 2.7 goes through them. Expanding a
 * template puts them into a new `dict`, where two keys may have become one: the last one stays.
 *
 * @param isFormatted Whether the list is that of a template, expanded.
 */
export function inPythonOrder(list: readonly V2JobNode[], isFormatted: boolean): readonly V2JobNode[] {
  if (list.every(({ mapping }) => mapping === undefined)) return list;
  const ordered: V2JobNode[] = [];
  for (let index = 0; index < list.length;) {
    const keys = list[index]?.mapping ?? [''];
    const nodes = list.slice(index, index + keys.length);
    index += keys.length;
    const loaded = loadedOrder(keys).flatMap((key) => nodes[keys.indexOf(key)] ?? []);
    if (!isFormatted) {
      ordered.push(...loaded);
    } else {
      const byName = new Map(loaded.map((node) => [node.name, node]));
      ordered.push(...dictOrder(byName.keys()).flatMap((name) => byName.get(name) ?? []));
    }
  }
  return ordered;
}
