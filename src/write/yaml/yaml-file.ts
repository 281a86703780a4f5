import { findAnchors, type Anchors } from './anchors.js';
import { blockLines, isBlockText, isProse, scalarText } from './scalar-text.js';
import {
  itemsOf,
  spaced,
  tagOf,
  type Tagged,
  type YamlItem,
  type YamlMap,
  type YamlScalar,
  type YamlSequence,
  type YamlValue,
} from './value.js';

/** Lists of scalars stay on one line up to this column, and prose is folded there. */
const LINE_COLUMNS = 100;

/** Longer keys need YAML's explicit form: readers look for the colon in the next 1,024 characters only. */
const SIMPLE_KEY = 1000;

interface Writer {
  readonly anchors: Anchors;
  /** Shared objects that were already written. */
  readonly written: Set<object>;
  text: string;
}

/**
 * The text of a file that holds a list, one empty line between its items, `header` as comment lines on top. Written for
 * people: blocks, short lists of scalars in brackets, several lines as literal block, shared objects of some size as
 * anchor and alias. PyYAML (YAML 1.1) and readers of YAML 1.2 get back exactly the values.
 */
export function yamlFile(header: readonly string[], items: readonly YamlItem[]): string {
  const writer = newWriter(header, spaced(items));
  if (items.length === 0) writer.text += '[]\n';
  else writeItems(writer, items, '');
  return writer.text;
}

/** The same for a file that holds a map. */
export function yamlMapFile(header: readonly string[], map: YamlMap): string {
  const writer = newWriter(header, map);
  if (isBlockMap(map)) writeMap(writer, map, '', '');
  else writer.text += '{}\n';
  return writer.text;
}

function newWriter(header: readonly string[], root: YamlValue): Writer {
  const text = comment(header, '') + (header.length > 0 ? '\n' : '');
  return { anchors: findAnchors(root), written: new Set(), text };
}

function comment(lines: readonly string[], pad: string): string {
  let text = '';
  for (const line of lines) {
    // Readers refuse control characters in comments too, and take these for line breaks.
    const printable = line.replace(
      /[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu,
      ' ',
    );
    text += `${pad}# ${printable}`.trimEnd() + '\n';
  }
  return text;
}

function writeItems(writer: Writer, items: readonly YamlItem[], pad: string): void {
  items.forEach((item, index) => {
    if (index > 0) writer.text += '\n';
    writer.text += comment(item.comment ?? [], pad);
    writeEntry(writer, item.value, `${pad}- `, pad);
  });
}

/** One item of a list: `head` is what stands before it on its line, `pad` the indentation of the list. */
function writeEntry(writer: Writer, value: YamlValue, head: string, pad: string): void {
  const shared = sharedMark(writer, value);
  if (isBlockMap(value) && !shared.startsWith('*')) {
    if (shared !== '') {
      writer.text += `${head}${shared}\n`;
      writeMap(writer, value, `${pad}  `, `${pad}  `);
    } else writeMap(writer, value, head, `${pad}  `);
    return;
  }
  writeValue(writer, value, head.trimEnd(), pad, shared);
}

/** `first` stands before the first pair, `pad` before the others. */
function writeMap(writer: Writer, map: YamlMap, first: string, pad: string): void {
  let head = first;
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue;
    const text = scalarText(key, 'key');
    const name = text.length > SIMPLE_KEY ? `? ${text}\n${pad}` : text;
    writeValue(writer, value, `${head}${name}:`, pad, sharedMark(writer, value));
    head = pad;
  }
}

/** `head` is the key with its colon or the dash, `pad` the indentation of the node that holds the value. */
function writeValue(writer: Writer, value: YamlValue, head: string, pad: string, shared: string): void {
  const mark = shared === '' ? '' : ` ${shared}`;
  if (shared.startsWith('*')) {
    writer.text += `${head}${mark}\n`;
    return;
  }
  const items = itemsOf(value);
  if (items !== undefined && items.length > 0) {
    writer.text += `${head}${mark}\n`;
    writeItems(writer, items, `${pad}  `);
  } else if (isBlockMap(value)) {
    writer.text += `${head}${mark}\n`;
    writeMap(writer, value, `${pad}  `, `${pad}  `);
  } else if (Array.isArray(value)) {
    writeSequence(writer, value as YamlSequence, `${head}${mark}`, pad);
  } else if (typeof value === 'object' && value !== null && tagOf(value) === undefined) {
    writer.text += `${head}${mark} ${items === undefined ? '{}' : '[]'}\n`;
  } else {
    writeScalar(writer, value as YamlScalar | Tagged, head, pad);
  }
}

function writeSequence(writer: Writer, list: YamlSequence, head: string, pad: string): void {
  const flow = flowText(list, LINE_COLUMNS - head.length - 1);
  if (flow !== undefined) {
    writer.text += `${head} ${flow}\n`;
    return;
  }
  writer.text += `${head}\n`;
  for (const item of list) writeEntry(writer, item, `${pad}  - `, `${pad}  `);
}

/** `[a, b]`, or undefined where something in it is no short scalar. Several quoted texts in one line are hard to read. */
function flowText(list: YamlSequence, columns: number): string | undefined {
  let text = '[';
  for (const item of list) {
    if (typeof item === 'object' && item !== null) return undefined;
    if (typeof item === 'string' && (item.includes('\n') || item.length > columns)) return undefined;
    const written = scalarText(item, 'flow');
    text += `${text === '[' ? '' : ', '}${written}`;
    if (text.length >= columns || (list.length > 1 && /^["']/.test(written))) return undefined;
  }
  return `${text}]`;
}

function writeScalar(writer: Writer, value: YamlScalar | Tagged, head: string, pad: string): void {
  const tag = tagOf(value);
  const plain = tag === undefined ? (value as YamlScalar) : (value as Tagged).text;
  const block = typeof plain === 'string' ? blockOf(plain, tag, head, pad) : undefined;
  if (block === undefined) {
    writer.text += `${head} ${scalarText(plain, 'value', tag)}\n`;
    return;
  }
  writer.text += `${head} ${block.head}\n`;
  for (const line of block.lines) writer.text += line === '' ? '\n' : `${pad}  ${line}\n`;
}

/** Several lines become a literal block, prose that is too long for its line a folded one. */
function blockOf(
  text: string,
  tag: string | undefined,
  head: string,
  pad: string,
): ReturnType<typeof blockLines> | undefined {
  if (isBlockText(text)) return blockLines(text, tag);
  if (head.length + 1 + text.length <= LINE_COLUMNS || !isProse(text)) return undefined;
  return blockLines(text, tag, LINE_COLUMNS - pad.length - 2);
}

/** `&name` before the first use of a shared object, `*name` for the others, else nothing. */
function sharedMark(writer: Writer, value: YamlValue): string {
  if (typeof value !== 'object' || value === null) return '';
  const name = writer.anchors.get(value);
  if (name === undefined) return '';
  if (writer.written.has(value)) return `*${name}`;
  writer.written.add(value);
  return `&${name}`;
}

function isBlockMap(value: YamlValue): value is YamlMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (tagOf(value) !== undefined || itemsOf(value) !== undefined) return false;
  for (const key in value) if ((value as YamlMap)[key] !== undefined) return true;
  return false;
}
