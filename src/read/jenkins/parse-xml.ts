import { Parser, type SaxParser, type SaxTag } from 'xml2js/lib/parser.js';
import { InputError } from '../../model/input-error.js';
import { Element, type Attribute } from './element.js';
import { sourceOf } from './lines.js';

/** What XML itself names; HTML's names are not known to Jenkins either. */
const XML_ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads one XML document as Jenkins' XStream does: XML 1.0 or 1.1, in which control characters may be written as
 * references; no document type.
 *
 * @param text The decoded file.
 * @param file Path for messages, as the user gave it.
 * @throws InputError for anything that is not one well-formed document, with the line.
 */
export function parseXml(text: string, file: string): Element {
  const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const source = sourceOf(file, unified);
  const refuse = (position: number, message: string): never => {
    throw new InputError({ at: { file, line: source.lineAt(position) }, message });
  };

  let root: Element | undefined;
  let current: Element | undefined;
  let position = 0;
  // Text that belongs to `current`, in the pieces in which it came.
  let gathered = '';

  const sax = saxFor(unified);
  sax.ondoctype = () => refuse(position, 'has a DOCTYPE, which Jenkins never writes; take it out');
  sax.onopentag = (tag: SaxTag) => {
    if (current === undefined && root !== undefined) {
      refuse(position, `holds a second document (<${tag.name}>); put each job into a file of its own`);
    }
    if (current !== undefined && gathered.trim() !== '') {
      refuse(position, `has text beside elements in <${current.name}>, which Jenkins never writes`);
    }
    gathered = '';
    current = new Element(tag.name, current, source, position);
    const attributes = attributesOf(tag);
    if (attributes.length > 0) current.setAttributes(attributes);
    root ??= current;
  };
  sax.onclosetag = () => {
    if (current === undefined) return;
    if (current.isLeaf) current.rawText = gathered;
    else if (gathered.trim() !== '') {
      refuse(position, `has text beside elements in <${current.name}>, which Jenkins never writes`);
    }
    gathered = '';
    current = current.parent;
  };
  sax.ontext = sax.oncdata = (piece) => {
    gathered += piece;
  };
  sax.onerror = (error) => {
    if (current === undefined) refuse(position, `is not XML: ${reasonOf(error)}`);
    refuse(position, `is not well-formed inside <${current!.name}>: ${reasonOf(error)}`);
  };

  // One piece per tag, so that the position of each is known without counting characters.
  while (position < unified.length) {
    let next = unified.indexOf('<', position + 1);
    if (next === -1) next = unified.length;
    sax.write(unified.slice(position, next));
    position = next;
  }
  if (current !== undefined) {
    const open: Element = current;
    refuse(unified.length, `ends inside <${open.name}> of line ${String(open.line)}; the file is cut off`);
  }
  if (root === undefined) refuse(0, 'holds no XML element');
  sax.close();
  return root!;
}

/** A strict sax parser as xml2js makes it, without its own position tracking, which costs a third. */
function saxFor(text: string): SaxParser {
  const sax = new Parser({ strict: true }).saxParser;
  sax.trackPosition = false;
  sax.opt.position = false;
  sax.ENTITIES = { ...XML_ENTITIES, ...controlReferences(text) };
  return sax;
}

/** XML 1.1 allows control characters as references, XML 1.0 and this sax parser do not. Jenkins writes them. */
function controlReferences(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (!text.includes('&#')) return found;
  for (const [, reference, hex, decimal] of text.matchAll(/&(#(?:x([0-9a-fA-F]+)|(\d+)));/g)) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code >= 1 && code < 32) found[reference!] = String.fromCharCode(code);
  }
  return found;
}

function attributesOf(tag: SaxTag): Attribute[] {
  return Object.entries(tag.attributes).map(([name, value]) => ({ name, value, state: 'unread' }));
}

/** The first line of a sax error; the others are positions in the last piece. */
function reasonOf(error: Error): string {
  return error.message.split('\n', 1)[0]!.toLowerCase();
}
