import type { SaxTag } from 'xml2js/lib/parser.js';
import { InputError } from '../../model/input-error.js';
import { Element, type Attribute } from './element.js';
import { sourceOf } from './lines.js';
import { plainMemory, readPlainXml, type PlainMemory } from './plain-xml.js';
import { saxParserFor } from './sax.js';

/**
 * Reads one XML document as Jenkins' XStream does: XML 1.0 or 1.1, in which control characters may be written as
 * references; no document type.
 *
 * @param text The decoded file.
 * @param file Path for messages, as the user gave it.
 * @param memory What other files taught; hand the same to all files of an installation.
 * @throws InputError for anything that is not one well-formed document, with the line.
 */
export function parseXml(text: string, file: string, memory: PlainMemory = plainMemory()): Element {
  const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return readPlainXml(unified, file, memory) ?? readAnyXml(unified, file);
}

/** The long way: everything goes through the sax parser of xml2js. Line ends have to be line feeds already. */
export function readAnyXml(text: string, file: string): Element {
  const source = sourceOf(file, text);
  const refuse = (position: number, message: string): never => {
    throw new InputError({ at: { file, line: source.lineAt(position) }, message });
  };

  let root: Element | undefined;
  let current: Element | undefined;
  let position = 0;
  // Text that belongs to `current`, in the pieces in which it came.
  let gathered = '';

  const sax = saxParserFor(text);
  sax.ondoctype = () => refuse(position, 'has a DOCTYPE, which Jenkins never writes; take it out');
  sax.onopentag = (tag: SaxTag) => {
    if (current === undefined && root !== undefined) {
      // What `jenkins-jobs test` prints when it has no folder to write to: the names of the jobs are lost in it.
      refuse(
        position,
        `holds a second document (<${tag.name}>), and no name for it; give each job a file of its own, as jenkins-jobs test -o DIR does`,
      );
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
  while (position < text.length) {
    let next = text.indexOf('<', position + 1);
    if (next === -1) next = text.length;
    sax.write(text.slice(position, next));
    position = next;
  }
  if (current !== undefined) {
    const open: Element = current;
    refuse(text.length, `ends inside <${open.name}> of line ${String(open.line)}; the file is cut off`);
  }
  if (root === undefined) refuse(0, 'holds no XML element');
  sax.close();
  return root!;
}

function attributesOf(tag: SaxTag): Attribute[] {
  return Object.entries(tag.attributes).map(([name, value]) => ({ name, value, state: 'unread' }));
}

/** The first line of a sax error; the others are positions in the last piece. */
function reasonOf(error: Error): string {
  return error.message.split('\n', 1)[0]!.toLowerCase();
}
