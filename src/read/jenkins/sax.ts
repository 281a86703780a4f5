import { Parser, type SaxParser } from 'xml2js/lib/parser.js';

/** What XML itself names; HTML's names are not known to Jenkins either. */
const XML_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * A strict sax parser as xml2js makes it, without its own position tracking, which costs a third of the time.
 *
 * @param text The text it will read: the references to control characters in it are made known to the parser.
 */
export function saxParserFor(text: string): SaxParser {
  const sax = new Parser({ strict: true }).saxParser;
  sax.trackPosition = false;
  sax.opt.position = false;
  // In place of those that build xml2js's own tree.
  sax.onopentag = sax.onclosetag = sax.ontext = sax.oncdata = sax.onend = nothing;
  sax.ENTITIES = { ...XML_ENTITIES, ...controlReferences(text) };
  return sax;
}

const nothing = (): void => undefined;

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

/**
 * Text without references, or `undefined` for a reference other than the five names of XML: those are left to the sax parser.
 */
export function decodeReferences(text: string): string | undefined {
  if (!text.includes('&')) return text;
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) return undefined;
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
