import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import { InputError } from '../../model/input-error.js';
import type { LineIndex } from './line-index.js';
import { scalarText } from './scalar-text.js';
import { readTagged, resolvePlain, ScalarError, type Resolved } from './scalars.js';
import { coreTag } from './tags.js';
import type { TreeBuilder } from './tree-builder.js';

/**
 * Gives js-yaml's events of one document to a builder.
 *
 * @param source The text that the offsets of the events point into.
 * @param options.before Number of lines that stand before `source` in the file.
 * @param options.localTags Tags that are let through to the nodes.
 * @throws InputError
 */
export function compose(
  events: readonly Event[],
  source: string,
  file: string,
  lines: LineIndex,
  builder: TreeBuilder,
  { before = 0, localTags = [] }: { readonly before?: number; readonly localTags?: readonly string[] } = {},
): void {
  const handles = new Map<string, string>();
  /** Open collections. */
  const open: { readonly isList: boolean; readonly isBlock: boolean }[] = [];
  /** Offset behind what was read last. */
  let cursor = 0;

  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR) {
      addScalar(event);
    } else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      openCollection(event);
    } else if (event.type === EVENT_ID.ALIAS) {
      cursor = Math.max(cursor, event.anchorEnd);
      builder.alias(source.slice(event.anchorStart, event.anchorEnd), lineAt(event.anchorStart));
    } else if (event.type === EVENT_ID.POP) {
      // The document itself is closed too.
      if (open.pop() !== undefined) builder.close();
    } else {
      for (const found of event.directives) if (found.kind === 'tag') handles.set(found.handle, found.prefix);
    }
  }

  function lineAt(offset: number): number {
    return lines.lineAt(offset) + before;
  }

  function addScalar(event: ScalarEvent): void {
    const { valueStart, valueEnd, style } = event;
    const isBlock = style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
    // The text of a block scalar begins on the line after its `|`.
    const line = lineAt(startOf(event, isBlock ? valueStart - 1 : valueStart));
    cursor = Math.max(cursor, valueEnd, event.anchorEnd, event.tagEnd);
    const text = scalarText(source, event);
    if (!event.fast && valueStart >= 0) {
      const lastLine = lineAt(Math.max(valueStart, valueEnd - 1));
      if (lastLine > line) builder.tree.longScalars.push([line, lastLine]);
    }
    const localTag = localTagOf(event);
    const resolved =
      event.tagStart < 0 && style !== SCALAR_STYLE.PLAIN
        ? { type: 'str' as const, value: text }
        : resolve(event, text, line, localTag);
    builder.scalar(resolved, text, anchorOf(event), line, localTag);
  }

  function localTagOf(event: { readonly tagStart: number; readonly tagEnd: number }): string | undefined {
    if (event.tagStart < 0 || localTags.length === 0) return undefined;
    const tag = source.slice(event.tagStart, event.tagEnd);
    return localTags.includes(tag) ? tag : undefined;
  }

  function resolve(event: ScalarEvent, text: string, line: number, localTag: string | undefined): Resolved {
    try {
      if (localTag !== undefined) return resolvePlain(text);
      const tag = tagOf(event);
      return tag === undefined ? resolvePlain(text) : readTagged(tag, text);
    } catch (error) {
      throw asPyYaml(error, file, line);
    }
  }

  function tagOf(event: { readonly tagStart: number; readonly tagEnd: number }): string | undefined {
    return event.tagStart < 0 ? undefined : coreTag(source.slice(event.tagStart, event.tagEnd), handles);
  }

  function anchorOf(event: { readonly anchorStart: number; readonly anchorEnd: number }): string | undefined {
    return event.anchorStart < 0 ? undefined : source.slice(event.anchorStart, event.anchorEnd);
  }

  function openCollection(event: SequenceEvent | MappingEvent): void {
    const line = lineAt(startOf(event, event.start));
    cursor = Math.max(cursor, event.start);
    const isList = event.type === EVENT_ID.SEQUENCE;
    const localTag = localTagOf(event);
    if (event.tagStart >= 0 && localTag === undefined) checkTag(event, isList, line);
    const isBlock = event.style === COLLECTION_STYLE.BLOCK;
    // js-yaml takes `a: &x b: c`.
    if (isBlock && !isList && builder.keyLine() === lineAt(event.start)) {
      const message = 'a mapping begins on the line of its key; put it on lines of its own';
      throw new InputError({ at: { file, line }, message });
    }
    builder.open(isList ? 'list' : 'map', anchorOf(event), line, localTag);
    open.push({ isList, isBlock });
  }

  function checkTag(event: SequenceEvent | MappingEvent, isList: boolean, line: number): void {
    let tag: string | undefined;
    try {
      tag = tagOf(event);
    } catch (error) {
      throw asPyYaml(error, file, line);
    }
    if (tag === undefined || tag === (isList ? 'seq' : 'map')) return;
    const message = `the tag !!${tag} is not supported on a ${isList ? 'list' : 'mapping'}`;
    throw new InputError({ at: { file, line }, message });
  }

  /** Where a node begins. A value that is not written begins at its dash, else where its key ended. */
  function startOf(event: { readonly anchorStart: number; readonly tagStart: number }, start: number): number {
    const { anchorStart, tagStart } = event;
    if (anchorStart >= 0 || tagStart >= 0) {
      const first = Math.min(anchorStart >= 0 ? anchorStart - 1 : Infinity, tagStart >= 0 ? tagStart : Infinity);
      return start >= 0 ? Math.min(first, start) : first;
    }
    if (start >= 0) return start;
    const innermost = open[open.length - 1];
    if (innermost?.isList === true) {
      const dash = dashAfter(source, cursor);
      cursor = dash + 1;
      return dash;
    }
    if (innermost?.isBlock === true && builder.expectsKey()) {
      const next = nextSign(source, cursor);
      if (source[next] === ':') {
        throw new InputError({ at: { file, line: lineAt(next) }, message: 'a key is missing before ":"' });
      }
    }
    return cursor;
  }
}

/** Makes a fault of the user's of what PyYAML fails on. */
function asPyYaml(error: unknown, file: string, line: number): unknown {
  if (!(error instanceof ScalarError)) return error;
  const message = `${error.message}; PyYAML, which Zuul v2 reads the file with, fails on it`;
  return new InputError({ at: { file, line }, message });
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
    else if (/[\s'"[\]{}]/.test(source[at] ?? '')) at += 1;
    else break;
  }
  return at;
}

function endOfLine(source: string, at: number): number {
  const feed = source.indexOf('\n', at);
  return feed === -1 ? source.length : feed;
}
