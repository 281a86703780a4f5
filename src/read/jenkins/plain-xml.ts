import { Element } from './element.js';
import { sourceOf } from './lines.js';
import { decodeReferences, saxParserFor } from './sax.js';

/** A start tag as sax reads it; `false` for one that sax refuses. */
type Tag = { readonly name: string; readonly attributes: readonly (readonly [string, string])[] } | false;

/** What is remembered from file to file: a few hundred tags and texts make up all definitions of an installation. */
export interface PlainMemory {
  readonly tags: Map<string, Tag>;
  /** Texts as written → as meant; equal texts become one string. */
  readonly texts: Map<string, string | undefined>;
}

export function plainMemory(): PlainMemory {
  return { tags: new Map(), texts: new Map() };
}

const DECLARATION = /^<\?xml\s[^<>]*\?>/;

/**
 * The short way through a definition as Jenkins and Job Builder write it: a declaration, tags, and texts with the five names of
 * XML. Each distinct start tag is read by sax once.
 *
 * @returns `undefined` for anything else, broken documents among it: the long way decides about those.
 */
export function readPlainXml(text: string, file: string, memory: PlainMemory): Element | undefined {
  const source = sourceOf(file, text);
  let position = DECLARATION.exec(text)?.[0].length ?? 0;
  let current: Element | undefined;
  let root: Element | undefined;
  for (;;) {
    const start = text.indexOf('<', position);
    const between = start === -1 ? text.length : start;
    // After a start tag this is its text, or blanks; after an end tag blanks only.
    if (current === undefined || !current.isLeaf || current.rawText !== '') {
      if (!isBlank(text, position, between)) return undefined;
    } else if (text.charCodeAt(start + 1) === SLASH) {
      const value = textOf(text.slice(position, between), memory);
      if (value === undefined) return undefined;
      current.rawText = value;
    } else if (!isBlank(text, position, between)) return undefined;
    if (start === -1) break;

    const end = text.indexOf('>', start);
    if (end === -1) return undefined;
    position = end + 1;
    if (text.charCodeAt(start + 1) === SLASH) {
      if (current === undefined || end - start - 2 !== current.name.length) return undefined;
      if (!text.startsWith(current.name, start + 2)) return undefined;
      current = current.parent;
      continue;
    }
    if (current === undefined && root !== undefined) return undefined;
    const isEmpty = text.charCodeAt(end - 1) === SLASH;
    const tag = tagOf(text.slice(start + 1, isEmpty ? end - 1 : end), memory);
    if (tag === false) return undefined;
    const element: Element = new Element(tag.name, current, source, start);
    if (tag.attributes.length > 0) {
      element.setAttributes(tag.attributes.map(([name, value]) => ({ name, value, state: 'unread' as const })));
    }
    root ??= element;
    if (!isEmpty) current = element;
  }
  return current === undefined ? root : undefined;
}

const SLASH = 47;

/** XML's white space is blank, tab and line feed (carriage returns are gone). */
function isBlank(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code !== 32 && code !== 10 && code !== 9) return false;
  }
  return true;
}

function textOf(written: string, memory: PlainMemory): string | undefined {
  if (written === '') return written;
  if (!memory.texts.has(written)) memory.texts.set(written, decodeReferences(written));
  return memory.texts.get(written);
}

function tagOf(inner: string, memory: PlainMemory): Tag {
  let tag = memory.tags.get(inner);
  if (tag === undefined) {
    tag = readTag(inner);
    memory.tags.set(inner, tag);
  }
  return tag;
}

/** Reads `name a="b"`; a tag with a `>` inside a value comes here in pieces and is refused. */
function readTag(inner: string): Tag {
  if (!/^[A-Za-z_]/.test(inner)) return false;
  let tag: Tag = false;
  let isBroken = false;
  const sax = saxParserFor(inner);
  sax.onerror = () => (isBroken = true);
  sax.onopentag = ({ name, attributes }) => (tag = { name, attributes: Object.entries(attributes) });
  try {
    sax.write(`<${inner}/>`).close();
  } catch (error) {
    // After a reported error sax throws that error at the next call.
    if (!isBroken) throw error;
  }
  return isBroken ? false : tag;
}
