import { EVENT_ID, parseEvents, SCALAR_STYLE, YAMLException, COLLECTION_STYLE, type Event } from 'js-yaml';
import { InputError } from '../../model/input-error.js';
import { compose } from './compose.js';
import { indexLines, lineIndex, type LineIndex } from './line-index.js';
import { resolvePlain, ScalarError } from './scalars.js';
import { MAX_DEPTH, treeBuilder, type Tree } from './tree-builder.js';

/** A block collection whose items are being read. */
interface Block {
  readonly isList: boolean;
  /** Column of its dashes or keys. */
  readonly indent: number;
  /** Line of a dash or key whose value has not come yet, 0 for none. */
  waiting: number;
  /** Anchor that was written after that dash or key. */
  anchor: string | undefined;
}

const ONE_LINE: LineIndex = { lineAt: () => 1, startOf: () => 0 };

/** Something that the short way does not take. */
class NotPlain extends Error {}

// A key that is a plain scalar without blanks, or simple quoted text. Then a colon and a blank or the end.
const KEY = /^(?:([A-Za-z_][\w./+{}^$-]*)|'([^'\\]*)'|"([^"\\]*)"):(?: |$)/;
const MERGE_KEY = /^(?:!!merge +|<<):(?: |$)/;
const ALIAS = /^\*([0-9A-Za-z_-]+)$/;
const ANCHOR = /^&([0-9A-Za-z_-]+)(?: +|$)/;
const QUOTED = /^(?:'([^']*)'|"([^"\\]*)")$/;
/** What js-yaml reads alone. An indentation that is given counts from the block around, which js-yaml would not see. */
const HANDED_OVER = /^(?:[[{'"]|[|>][-+]?(?: |$))/;
/** Characters that plain text cannot begin with, or that would make something else of it. */
const INDICATOR = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)/;

/**
 * The short way of reading YAML: block mappings and lists with one plain or quoted scalar, alias or anchor to a line,
 * which is nearly all of a layout. Single values of other shapes (block scalars, flow collections) are handed to
 * js-yaml. Three times as fast as js-yaml's events for the whole file.
 *
 * @returns The tree and where its lines are; `undefined` for everything else, valid or not: the long way then reads it
 *   or says what is wrong.
 */
export function readPlainLines(source: string, file: string): { tree: Tree; lines: LineIndex } | undefined {
  if (source.includes('\t') || source.includes('\r')) return undefined;
  try {
    return read(source, file);
  } catch (error) {
    const isFault = error instanceof InputError || error instanceof ScalarError || error instanceof YAMLException;
    if (!isFault && !(error instanceof NotPlain)) throw error;
    return undefined;
  }
}

function read(source: string, file: string): { tree: Tree; lines: LineIndex } {
  const builder = treeBuilder(file);
  const blocks: Block[] = [];
  const starts: number[] = [];
  let line = 0;
  /** Where the next line begins. */
  let next = 0;

  while (next < source.length) {
    const start = next;
    const feed = source.indexOf('\n', start);
    const end = feed === -1 ? source.length : feed;
    next = end + 1;
    line += 1;
    starts.push(start);
    let column = start;
    while (source.charCodeAt(column) === 32) column += 1;
    if (column >= end || source.charCodeAt(column) === 35) continue;
    readLine(source.slice(column, end), column - start);
  }
  while (blocks.length > 0) closeBlock();
  if (builder.tree.root === undefined) throw new NotPlain();
  return { tree: builder.tree, lines: lineIndex(source, starts) };

  function readLine(content: string, indent: number): void {
    if (indent === 0 && /^(?:---|\.\.\.|%)/.test(content)) throw new NotPlain();
    while (blocks.length > 0 && (blocks[blocks.length - 1] as Block).indent > indent) closeBlock();
    const isItem = content.startsWith('- ') || content === '-';
    const top = blocks[blocks.length - 1];
    // A list may stand at the column of the key it belongs to.
    if (top?.isList === true && top.indent === indent && !isItem) closeBlock();
    if (isItem) readItem(content, indent);
    else readPair(content, indent);
  }

  function closeBlock(): void {
    const block = blocks.pop() as Block;
    if (block.waiting > 0) endWaiting(block);
    builder.close();
  }

  /** The value did not come: it is null. */
  function endWaiting(block: Block): void {
    if (block.anchor !== undefined) throw new NotPlain();
    builder.scalar(resolvePlain(''), '', undefined, block.waiting);
    block.waiting = 0;
  }

  /** Makes sure that the innermost block is one of this kind at this column. */
  function enter(isList: boolean, indent: number): Block {
    const top = blocks[blocks.length - 1];
    if (top !== undefined && top.isList === isList && top.indent === indent) {
      if (top.waiting > 0) endWaiting(top);
      return top;
    }
    if (top === undefined) {
      if (builder.tree.root !== undefined || indent !== 0) throw new NotPlain();
    } else {
      const fits = top.waiting > 0 && (top.indent < indent || (top.indent === indent && isList && !top.isList));
      if (!fits) throw new NotPlain();
    }
    builder.open(isList ? 'list' : 'map', top?.anchor, top?.anchor === undefined ? line : top.waiting);
    if (top !== undefined) [top.waiting, top.anchor] = [0, undefined];
    const block: Block = { isList, indent, waiting: 0, anchor: undefined };
    blocks.push(block);
    return block;
  }

  function readItem(content: string, indent: number): void {
    const block = enter(true, indent);
    block.waiting = line;
    let at = 1;
    while (content.charCodeAt(at) === 32) at += 1;
    const rest = content.slice(at);
    if (rest === '' || rest.startsWith('#')) return;
    if (rest.startsWith('- ') || rest === '-') readItem(rest, indent + at);
    else if (KEY.test(rest) || MERGE_KEY.test(rest)) readPair(rest, indent + at);
    else readValue(rest, indent + at, block);
  }

  function readPair(content: string, indent: number): void {
    const key = KEY.exec(content);
    const merge = key === null ? MERGE_KEY.exec(content) : null;
    const found = key ?? merge;
    if (found === null) throw new NotPlain();
    const block = enter(false, indent);
    if (key === null) {
      builder.scalar({ type: 'merge', value: '' }, content.startsWith('<') ? '<<' : '', undefined, line);
    } else {
      const text = key[1] ?? key[2] ?? key[3] ?? '';
      builder.scalar(key[1] === undefined ? { type: 'str', value: text } : resolvePlain(text), text, undefined, line);
    }
    block.waiting = line;
    let at = found[0].length;
    while (content.charCodeAt(at) === 32) at += 1;
    const rest = content.slice(at);
    if (rest !== '' && !rest.startsWith('#')) readValue(rest, indent + at, block);
  }

  /** A value on the line of its dash or key. */
  function readValue(written: string, column: number, block: Block): void {
    const anchor = ANCHOR.exec(written);
    const value = withoutComment(anchor === null ? written : written.slice(anchor[0].length));
    if (value === '') {
      block.anchor = anchor?.[1];
      return;
    }
    block.waiting = 0;
    const alias = ALIAS.exec(value);
    const quoted = alias === null ? QUOTED.exec(value) : null;
    if (alias !== null) {
      if (anchor !== null) throw new NotPlain();
      builder.alias(alias[1] ?? '', line);
    } else if (quoted !== null) {
      const text = quoted[1] ?? quoted[2] ?? '';
      builder.scalar({ type: 'str', value: text }, text, anchor?.[1], line);
    } else if (!INDICATOR.test(value)) {
      if (value.includes(': ') || value.endsWith(':')) throw new NotPlain();
      builder.scalar(resolvePlain(value), value, anchor?.[1], line);
    } else if (HANDED_OVER.test(value)) {
      handOver(column, block.indent);
    } else {
      throw new NotPlain();
    }
  }

  /** Lets js-yaml read the value that begins in this line, with all lines below that are indented further than its block. */
  function handOver(column: number, indent: number): void {
    const begin = source.lastIndexOf('\n', next - 2) + 1;
    const first = line;
    for (;;) {
      const feed = source.indexOf('\n', next);
      const end = feed === -1 ? source.length : feed;
      let at = next;
      while (source.charCodeAt(at) === 32) at += 1;
      if (next >= source.length || (at < end && at - next <= indent)) break;
      starts.push(next);
      next = end + 1;
      line += 1;
    }
    const snippet = ' '.repeat(column) + source.slice(begin + column, next);
    const events = parseEvents(snippet, { maxDepth: MAX_DEPTH });
    if (!isOneValue(events)) throw new NotPlain();
    const lines = line === first ? ONE_LINE : indexLines(snippet);
    compose(events, snippet, file, lines, builder, { before: first - 1 });
  }
}

/** Whether the events are one document that is a scalar or a flow collection. */
function isOneValue(events: readonly Event[]): boolean {
  const root = events[1];
  if (root === undefined || events.filter((event) => event.type === EVENT_ID.DOCUMENT).length !== 1) return false;
  if (root.type === EVENT_ID.SCALAR) return root.style !== SCALAR_STYLE.PLAIN && root.tagStart < 0;
  return (root.type === EVENT_ID.SEQUENCE || root.type === EVENT_ID.MAPPING) && root.style === COLLECTION_STYLE.FLOW;
}

/** Plain text ends before ` #`. Blanks at the end do not count. Text that is quoted or handed over keeps its comment. */
function withoutComment(text: string): string {
  if (text.startsWith('#')) return '';
  const comment = text.indexOf(' #');
  const cut = comment === -1 || /^[|>[{'"]/.test(text) ? text : text.slice(0, comment);
  return cut.replace(/ +$/, '');
}
