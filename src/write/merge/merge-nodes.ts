import { diff3Merge } from 'node-diff3';
import { isMap, isScalar, isSeq, Scalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Canonical } from './canonical.js';
import { itemKeys } from './item-keys.js';
import { hasOwnRemarks } from './remarks.js';

/** Where people and the new generation changed the same thing in different ways, as keys and names joined by ` > `. */
export type ConflictPlace = string;

/** One place in the three versions; a version that has nothing there is undefined. */
interface Three {
  readonly base: Node | undefined;
  readonly edited: Node | undefined;
  readonly generated: Node | undefined;
}

/**
 * Merges nodes of three documents. What people made stays as it is written, with comments and order; only what changed
 * between the two generations is brought into it. Where both changed the same thing, what people made stays; so does what the new generation takes away and people wrote a comment on.
 */
export function nodeMerger(canonical: Readonly<Record<keyof Three, Canonical>>, conflicts: ConflictPlace[]) {
  return mergeNode;

  /** What shall stand there; undefined: nothing. */
  function mergeNode(three: Three, path: readonly string[]): Node | undefined {
    const { base, edited, generated } = three;
    const texts = {
      base: canonical.base(base),
      edited: canonical.edited(edited),
      generated: canonical.generated(generated),
    };
    if (texts.base === texts.generated || texts.edited === texts.generated) return edited;
    // Also where only the new generation changed something, people's comments stand inside.
    if (isMap(edited) && isMap(generated) && (base === undefined || isMap(base))) {
      return mergeMaps(base, edited, generated, path);
    }
    if (isSeq(edited) && isSeq(generated) && (base === undefined || isSeq(base))) {
      return mergeLists(base, edited, generated, path);
    }
    const keepsRemarks = isScalar(edited) && isScalar(generated);
    if (texts.base === texts.edited && (keepsRemarks || !hasOwnRemarks(edited, base))) {
      return withComments(generated?.clone() as Node | undefined, edited);
    }
    conflicts.push(path.join(' > '));
    return edited;
  }

  function mergeMaps(base: YAMLMap | undefined, edited: YAMLMap, generated: YAMLMap, path: readonly string[]): Node {
    const pairs = { base: pairsOf(base), edited: pairsOf(edited), generated: pairsOf(generated) };
    const keys = new Set([...pairs.edited.keys(), ...pairs.generated.keys(), ...pairs.base.keys()]);
    for (const key of keys) {
      const three = {
        base: valueOf(pairs.base.get(key)),
        edited: valueOf(pairs.edited.get(key)),
        generated: valueOf(pairs.generated.get(key)),
      };
      const merged = mergeNode(three, [...path, key]);
      const pair = pairs.edited.get(key);
      if (merged === undefined) {
        if (pair === undefined) continue;
        // What people wrote beside it would go with it.
        if (hasOwnRemarks(pair, pairs.base.get(key))) conflicts.push([...path, key].join(' > '));
        else edited.items.splice(edited.items.indexOf(pair), 1);
      } else if (pair === undefined) {
        const at = placeOf(key, [...pairs.generated.keys()], keysOf(edited));
        edited.items.splice(at, 0, pairs.generated.get(key)!.clone() as Pair);
      } else if (merged !== three.edited) pair.value = merged;
    }
    return edited;
  }

  function mergeLists(base: YAMLSeq | undefined, edited: YAMLSeq, generated: YAMLSeq, path: readonly string[]): Node {
    const lists = {
      base: keyedItems(base, canonical.base),
      edited: keyedItems(edited, canonical.edited),
      generated: keyedItems(generated, canonical.generated),
    };
    const order = mergedOrder(lists, path);
    const items: Node[] = [];
    for (const key of order) {
      const three = {
        base: lists.base.get(key),
        edited: lists.edited.get(key),
        generated: lists.generated.get(key),
      };
      const merged = mergeNode(three, [...path, key.split('\n')[0]!.replace(/^=/, '')]);
      if (merged !== undefined) items.push(merged);
    }
    edited.items.splice(0, edited.items.length, ...items);
    return edited;
  }

  /** The keys of all items that any version has: in people's order, with what the new generation moved or added where it has it. */
  function mergedOrder(lists: Readonly<Record<keyof Three, KeyedItems>>, path: readonly string[]): string[] {
    const edited = [...lists.edited.keys()];
    const base = [...lists.base.keys()];
    const generated = [...lists.generated.keys()];
    const order = new Set<string>();
    for (const { ok, conflict } of diff3Merge(edited, base, generated, { excludeFalseConflicts: true })) {
      for (const key of ok ?? conflict?.a ?? []) order.add(key);
      if (conflict !== undefined && isClash(conflict, lists))
        conflicts.push([...path, 'order of the list'].join(' > '));
    }
    const result = [...order];
    // What one side took out is still asked about: the other one may have changed it.
    for (const list of [edited, generated, base]) {
      for (const key of list) if (!result.includes(key)) result.splice(placeOf(key, list, result), 0, key);
    }
    return result;
  }
}

function withComments(node: Node | undefined, edited: Node | undefined): Node | undefined {
  if (node === undefined || edited === undefined) return node;
  node.comment = edited.comment ?? node.comment;
  node.commentBefore = edited.commentBefore ?? node.commentBefore;
  node.spaceBefore = edited.spaceBefore ?? node.spaceBefore;
  return node;
}

/** Key → item, in the order of the list. */
type KeyedItems = ReadonlyMap<string, Node>;

function keyedItems(list: YAMLSeq | undefined, canonical: Canonical): KeyedItems {
  const nodes = (list?.items ?? []) as Node[];
  return new Map(itemKeys(nodes, canonical).map((key, index) => [key, nodes[index]!]));
}

/** Whether both versions put something else in the place of the same old item, or the same items in different order. */
function isClash(
  { a, o, b }: { readonly a: string[]; readonly o: string[]; readonly b: string[] },
  lists: Readonly<Record<keyof Three, KeyedItems>>,
): boolean {
  const isNew = (key: string): boolean => !lists.base.has(key);
  const bothLeftOut = o.some((key) => !lists.edited.has(key) && !lists.generated.has(key));
  const inAll = (list: readonly string[]): string =>
    list.filter((key) => a.includes(key) && o.includes(key) && b.includes(key)).join();
  const bothMoved = inAll(a) !== inAll(b) && inAll(o) !== inAll(a) && inAll(o) !== inAll(b);
  return bothMoved || (bothLeftOut && a.some(isNew) && b.some(isNew));
}

function pairsOf(map: YAMLMap | undefined): Map<string, Pair> {
  return new Map((map?.items ?? []).map((pair) => [keyText(pair), pair]));
}

function keysOf(map: YAMLMap): string[] {
  return map.items.map(keyText);
}

function keyText({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : JSON.stringify(key);
}

/** A key without a value is there too. */
function valueOf(pair: Pair | undefined): Node | undefined {
  return pair === undefined ? undefined : ((pair.value ?? new Scalar(null)) as Node);
}

/** Behind the nearest of those before it that is there. */
function placeOf(key: string, order: readonly string[], present: readonly string[]): number {
  for (let at = order.indexOf(key) - 1; at >= 0; at--) {
    const place = present.indexOf(order[at]!);
    if (place >= 0) return place + 1;
  }
  return 0;
}
