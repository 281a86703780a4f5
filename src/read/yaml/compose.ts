import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { Finding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import type { Leaf } from '../../model/leaf.js';
import type { Place } from '../../model/place.js';
import type { LineIndex } from './line-index.js';
import { mapEntries, type Pair } from './map-entries.js';
import type { YamlNode, YamlScalar } from './node.js';
import { scalarText } from './scalar-text.js';
import { readTagged, resolvePlain, ScalarError, type Resolved } from './scalars.js';
import { coreTag } from './tags.js';

/** How many nodes aliases may add to what is written. Real layouts stay below 100,000. */
const MAX_ALIASED = 1_000_000;
/** How deep collections may be nested, aliases followed. js-yaml's own limit for what is written. */
export const MAX_DEPTH = 100;
const ANCHOR_NAME = /^[0-9A-Za-z_-]+$/;

export interface Composed {
  root: YamlNode | undefined;
  readonly leaves: Leaf[];
  readonly findings: Finding[];
  /** First and last line of scalars that go over several lines. */
  readonly longScalars: [number, number][];
  /** Whether there may be leaves that nothing leads to: below a duplicate key, or in a mapping that is only merged. */
  hasUnreachable: boolean;
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
  readonly isBlock: boolean;
  readonly at: Place;
  readonly anchor: string | undefined;
  readonly items: YamlNode[];
  readonly pairs: Pair[];
  key: { readonly node: YamlScalar; readonly isMerge: boolean } | undefined;
  size: number;
  depth: number;
}

/**
 * Builds the tree of one document from js-yaml's events, the way PyYAML's composer and constructor do. Offsets become
 * lines, aliases become the node they name.
 *
 * @throws InputError
 */
export function compose(events: readonly Event[], source: string, file: string, lines: LineIndex): Composed {
  const composed: Composed = { root: undefined, leaves: [], findings: [], longScalars: [], hasUnreachable: false };
  /** `undefined` while the node is open. */
  const anchors = new Map<string, { readonly line: number; readonly anchored: Anchored | undefined }>();
  const frames: Frame[] = [];
  const handles = new Map<string, string>();
  let place: Place = { file, line: 1 };
  /** Offset behind what was read last. */
  let cursor = 0;
  let aliased = 0;

  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR) addScalar(event);
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) open(event);
    else if (event.type === EVENT_ID.ALIAS)
      addAlias(source.slice(event.anchorStart, event.anchorEnd), event.anchorStart);
    else if (event.type === EVENT_ID.POP) close();
    else for (const found of event.directives) if (found.kind === 'tag') handles.set(found.handle, found.prefix);
  }
  return composed;

  function placeAt(offset: number): Place {
    const line = lines.lineAt(offset);
    if (line !== place.line) place = { file, line };
    return place;
  }

  function addScalar(event: ScalarEvent): void {
    const { valueStart, valueEnd } = event;
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    // The text of a block scalar begins on the line after its `|`.
    const at = placeAt(startOf(event, isBlock ? valueStart - 1 : valueStart));
    cursor = Math.max(cursor, valueEnd, event.anchorEnd, event.tagEnd);
    const text = scalarText(source, event);
    if (!event.fast && valueStart >= 0) {
      const lastLine = lines.lineAt(Math.max(valueStart, valueEnd - 1));
      if (lastLine > at.line) composed.longScalars.push([at.line, lastLine]);
    }
    const resolved = resolve(event, text, at);
    const isKey = expectsKey();
    const isMerge = resolved.type === 'merge';
    if (!isKey && (isMerge || resolved.type === 'value')) {
      throw refused(at, `"${text}" has a meaning in keys only; put it in quotes if it is text`);
    }
    const anchor = declareAnchor(event, at);
    const node: YamlScalar = {
      kind: 'scalar',
      type: resolved.type === 'merge' || resolved.type === 'value' ? 'str' : resolved.type,
      value: resolved.value,
      text,
      at,
      anchor,
      counted: !isKey,
      state: 'unread',
    };
    if (!isKey) composed.leaves.push(node);
    if (anchor !== undefined) anchors.set(anchor, { line: at.line, anchored: { node, size: 1, depth: 0, isMerge } });
    add(node, 1, 0, isMerge);
  }

  function expectsKey(): boolean {
    const frame = frames[frames.length - 1];
    return frame !== undefined && frame.kind === 'map' && frame.key === undefined;
  }

  function resolve(event: ScalarEvent, text: string, at: Place): Resolved {
    if (event.tagStart < 0 && event.style !== SCALAR_STYLE.PLAIN) return { type: 'str', value: text };
    try {
      const tag = tagOf(event);
      return tag === undefined ? resolvePlain(text) : readTagged(tag, text);
    } catch (error) {
      throw asPyYaml(error, at);
    }
  }

  function tagOf(event: { readonly tagStart: number; readonly tagEnd: number }): string | undefined {
    return event.tagStart < 0 ? undefined : coreTag(source.slice(event.tagStart, event.tagEnd), handles);
  }

  function tagOfCollection(event: SequenceEvent | MappingEvent, at: Place): string | undefined {
    try {
      return tagOf(event);
    } catch (error) {
      throw asPyYaml(error, at);
    }
  }

  function open(event: SequenceEvent | MappingEvent): void {
    const at = placeAt(startOf(event, event.start));
    cursor = Math.max(cursor, event.start);
    const kind = event.type === EVENT_ID.SEQUENCE ? 'list' : 'map';
    const tag = event.tagStart < 0 ? undefined : tagOfCollection(event, at);
    if (tag !== undefined && tag !== (kind === 'list' ? 'seq' : 'map')) {
      throw refused(at, `the tag !!${tag} is not supported on a ${kind === 'list' ? 'list' : 'mapping'}`);
    }
    if (expectsKey()) throw refused(at, 'a list or mapping cannot be a key');
    const isBlock = event.style === COLLECTION_STYLE.BLOCK;
    // js-yaml takes `a: &x b: c`.
    if (isBlock && kind === 'map' && frames[frames.length - 1]?.key?.node.at.line === lines.lineAt(event.start)) {
      throw refused(at, 'a mapping begins on the line of its key; put it on lines of its own');
    }
    frames.push({
      kind,
      isBlock,
      at,
      anchor: declareAnchor(event, at),
      items: [],
      pairs: [],
      key: undefined,
      size: 1,
      depth: 1,
    });
  }

  function close(): void {
    const frame = frames.pop();
    // The document itself is closed too.
    if (frame === undefined) return;
    const { at, anchor, size, depth } = frame;
    const node: YamlNode =
      frame.kind === 'list'
        ? { kind: 'list', items: frame.items, at, anchor, state: 'unread' }
        : { kind: 'map', entries: mapEntries(frame.pairs, composed.findings), at, anchor, state: 'unread' };
    if (node.kind === 'list' ? node.items.length === 0 : node.entries.size === 0) composed.leaves.push(node);
    if (anchor !== undefined) anchors.set(anchor, { line: at.line, anchored: { node, size, depth, isMerge: false } });
    if (frames[frames.length - 1]?.key?.isMerge === true) composed.hasUnreachable = true;
    add(node, size, depth, false);
  }

  function declareAnchor(
    event: { readonly anchorStart: number; readonly anchorEnd: number },
    at: Place,
  ): string | undefined {
    if (event.anchorStart < 0) return undefined;
    const anchor = source.slice(event.anchorStart, event.anchorEnd);
    if (!ANCHOR_NAME.test(anchor)) {
      throw refused(at, `the anchor "&${anchor}" has other characters than letters, digits, - and _`);
    }
    const first = anchors.get(anchor);
    if (first !== undefined) {
      throw refused(
        at,
        `the anchor "&${anchor}" is there twice (first on line ${String(first.line)}); give each its own name`,
      );
    }
    anchors.set(anchor, { line: at.line, anchored: undefined });
    return anchor;
  }

  function addAlias(anchor: string, offset: number): void {
    const at = placeAt(offset);
    cursor = Math.max(cursor, offset + anchor.length);
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
      composed.root = node;
      return;
    }
    frame.size += size;
    // What is merged comes to stand in the mapping itself.
    const merged = frame.kind === 'map' && frame.key?.isMerge === true ? (node.kind === 'list' ? 2 : 1) : 0;
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

  /** Where a node begins. A value that is not written begins at its dash, else where its key ended. */
  function startOf(event: { readonly anchorStart: number; readonly tagStart: number }, start: number): number {
    const { anchorStart, tagStart } = event;
    if (anchorStart >= 0 || tagStart >= 0) {
      const first = Math.min(anchorStart >= 0 ? anchorStart - 1 : Infinity, tagStart >= 0 ? tagStart : Infinity);
      return start >= 0 ? Math.min(first, start) : first;
    }
    if (start >= 0) return start;
    const frame = frames[frames.length - 1];
    if (frame?.kind === 'list') {
      const dash = dashAfter(source, cursor);
      cursor = dash + 1;
      return dash;
    }
    if (frame?.isBlock === true && frame.key === undefined) {
      const next = nextSign(source, cursor);
      if (source[next] === ':') throw refused(placeAt(next), 'a key is missing before ":"');
    }
    return cursor;
  }
}

/** Makes a fault of the user's of what PyYAML fails on. */
function asPyYaml(error: unknown, at: Place): unknown {
  if (!(error instanceof ScalarError)) return error;
  return refused(at, `${error.message}; PyYAML, which Zuul v2 reads the file with, fails on it`);
}

/** Offset of the next `-` outside comments. */
function dashAfter(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '-') return at;
    if (source[at] === '#') at = endOfLine(source, at);
  }
  return from;
}

/** Offset of the next character that is neither blank nor comment nor the end of the value before. */
function nextSign(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    if (source[at] === '#') at = endOfLine(source, at);
    else if (/[\s'"\]}]/.test(source[at] ?? '')) at += 1;
    else break;
  }
  return at;
}

function endOfLine(source: string, at: number): number {
  const feed = source.indexOf('\n', at);
  return feed === -1 ? source.length : feed;
}

function refused(at: Place, message: string): InputError {
  return new InputError({ at, message });
}
