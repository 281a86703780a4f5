import type { Finding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import type { Leaf } from '../../model/leaf.js';
import type { Place } from '../../model/place.js';
import { mapEntries, type Pair } from './map-entries.js';
import type { YamlNode, YamlScalar } from './node.js';
import type { Resolved } from './scalars.js';

/** How many nodes aliases may add to what is written. Real layouts stay below 100,000. */
const MAX_ALIASED = 1_000_000;
/** How deep collections may be nested, aliases followed. js-yaml's own limit for what is written. */
export const MAX_DEPTH = 100;
const ANCHOR_NAME = /^[0-9A-Za-z_-]+$/;

/** A tree, and what is said about it. */
export interface Tree {
  root: YamlNode | undefined;
  /** Scalar values and empty collections, in the order in which they end. */
  readonly leaves: Leaf[];
  readonly findings: Finding[];
  /** First and last line of scalars that go over several lines. */
  readonly longScalars: [number, number][];
  /** Whether there may be leaves that nothing leads to: below a duplicate key, or in a mapping that is only merged. */
  hasUnreachable: boolean;
}

/** Takes a document piece by piece. Lines count from 1. All methods throw InputError for what PyYAML refuses. */
export interface TreeBuilder {
  readonly tree: Tree;
  /** Whether the next node is a key. */
  expectsKey(): boolean;
  /** Line of the key that waits for its value. */
  keyLine(): number | undefined;
  scalar(resolved: Resolved, text: string, anchor: string | undefined, line: number, localTag?: string): void;
  open(kind: 'list' | 'map', anchor: string | undefined, line: number, localTag?: string): void;
  /** Ends the innermost open collection. */
  close(): void;
  alias(anchor: string, line: number): void;
}

/** What an anchor names. */
interface Anchored {
  readonly node: YamlNode;
  /** Nodes at and below, aliases followed. */
  readonly size: number;
  /** Collections on the way down to the deepest value, aliases followed. */
  readonly depth: number;
  /** Whether it is a key that merges. */
  readonly isMerge: boolean;
}

/** A collection that is still open. */
interface Frame {
  readonly kind: 'list' | 'map';
  readonly at: Place;
  readonly anchor: string | undefined;
  readonly localTag: string | undefined;
  readonly items: YamlNode[];
  readonly pairs: Pair[];
  key: { readonly node: YamlScalar; readonly isMerge: boolean } | undefined;
  size: number;
  depth: number;
}

/** Builds the tree of one document the way PyYAML's composer and constructor do: an alias is the node it names. */
export function treeBuilder(file: string): TreeBuilder {
  const tree: Tree = { root: undefined, leaves: [], findings: [], longScalars: [], hasUnreachable: false };
  /** `anchored` is `undefined` while the node is open. */
  const anchors = new Map<string, { readonly line: number; readonly anchored: Anchored | undefined }>();
  const frames: Frame[] = [];
  let place: Place = { file, line: 1 };
  let aliased = 0;

  return { tree, expectsKey, keyLine: () => frames[frames.length - 1]?.key?.node.at.line, scalar, open, close, alias };

  function placeAt(line: number): Place {
    if (line !== place.line) place = { file, line };
    return place;
  }

  function expectsKey(): boolean {
    const frame = frames[frames.length - 1];
    return frame !== undefined && frame.kind === 'map' && frame.key === undefined;
  }

  function scalar(resolved: Resolved, text: string, anchor: string | undefined, line: number, localTag?: string): void {
    const at = placeAt(line);
    const isKey = expectsKey();
    const isMerge = resolved.type === 'merge';
    if (!isKey && (isMerge || resolved.type === 'value')) {
      throw refused(at, `"${text}" has a meaning in keys only; put it in quotes if it is text`);
    }
    if (anchor !== undefined) declare(anchor, at);
    const type = resolved.type === 'merge' || resolved.type === 'value' ? 'str' : resolved.type;
    const node: YamlScalar = {
      kind: 'scalar',
      type,
      value: resolved.value,
      text,
      at,
      anchor,
      counted: !isKey,
      state: 'unread',
      localTag,
    };
    if (!isKey) tree.leaves.push(node);
    if (anchor !== undefined) anchors.set(anchor, { line, anchored: { node, size: 1, depth: 0, isMerge } });
    add(node, 1, 0, isMerge);
  }

  function open(kind: 'list' | 'map', anchor: string | undefined, line: number, localTag?: string): void {
    const at = placeAt(line);
    if (expectsKey()) throw refused(at, 'a list or mapping cannot be a key');
    if (anchor !== undefined) declare(anchor, at);
    frames.push({ kind, at, anchor, localTag, items: [], pairs: [], key: undefined, size: 1, depth: 1 });
  }

  function close(): void {
    const { kind, at, anchor, localTag, items, pairs, size, depth } = frames.pop() as Frame;
    const node: YamlNode =
      kind === 'list'
        ? { kind, items, at, anchor, state: 'unread', localTag }
        : { kind, entries: mapEntries(pairs, tree.findings), at, anchor, state: 'unread', localTag };
    if (node.kind === 'list' ? node.items.length === 0 : node.entries.size === 0) tree.leaves.push(node);
    if (anchor !== undefined) anchors.set(anchor, { line: at.line, anchored: { node, size, depth, isMerge: false } });
    if (frames[frames.length - 1]?.key?.isMerge === true) tree.hasUnreachable = true;
    add(node, size, depth, false);
  }

  function declare(anchor: string, at: Place): void {
    if (!ANCHOR_NAME.test(anchor)) {
      throw refused(at, `the anchor "&${anchor}" has other characters than letters, digits, - and _`);
    }
    const first = anchors.get(anchor);
    if (first !== undefined) {
      const line = String(first.line);
      throw refused(at, `the anchor "&${anchor}" is there twice (first on line ${line}); give each its own name`);
    }
    anchors.set(anchor, { line: at.line, anchored: undefined });
  }

  function alias(anchor: string, line: number): void {
    const at = placeAt(line);
    const found = anchors.get(anchor);
    if (found === undefined) throw refused(at, `the alias "*${anchor}" names no anchor above it`);
    if (found.anchored === undefined) throw refused(at, `the alias "*${anchor}" stands inside what it names: a circle`);
    const { node, size, depth, isMerge } = found.anchored;
    aliased += size;
    if (aliased > MAX_ALIASED) throw refused(at, `aliases blow the file up to more than ${String(MAX_ALIASED)} values`);
    add(node, size, depth, isMerge);
  }

  function add(node: YamlNode, size: number, depth: number, isMerge: boolean): void {
    const frame = frames[frames.length - 1];
    if (frame === undefined) {
      tree.root = node;
      return;
    }
    frame.size += size;
    // What is merged comes to stand in the mapping itself.
    const merged = frame.key?.isMerge === true ? (node.kind === 'list' ? 2 : 1) : 0;
    frame.depth = Math.max(frame.depth, depth + 1 - merged);
    if (frame.depth + frames.length - 1 > MAX_DEPTH) {
      throw refused(place, `collections are nested deeper than ${String(MAX_DEPTH)} levels`);
    }
    if (frame.kind === 'list') {
      frame.items.push(node);
    } else if (frame.key === undefined) {
      if (node.kind !== 'scalar') throw refused(node.at, 'a list or mapping cannot be a key');
      frame.key = { node, isMerge };
    } else {
      frame.pairs.push({ key: frame.key.node, value: node, isMerge: frame.key.isMerge });
      frame.key = undefined;
    }
  }
}

function refused(at: Place, message: string): InputError {
  return new InputError({ at, message });
}
