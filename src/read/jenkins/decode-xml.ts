import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { InputError } from '../../model/input-error.js';

/**
 * Turns the bytes of an XML file into text: by byte order mark, else by the encoding its declaration names, else UTF-8
 * (XML 1.0, appendix F).
 *
 * @throws InputError for an encoding nobody knows and for bytes that are none of that encoding.
 */
export function decodeXml(bytes: Buffer, file: string): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeUtf8(bytes.subarray(3), file);
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return decodeAs(bytes, wide, file).replace(/^\uFEFF/, '');
  const declared = declaredEncoding(bytes);
  if (declared === undefined || /^utf-?8$/i.test(declared)) return decodeUtf8(bytes, file);
  if (/^(us-ascii|ascii)$/i.test(declared)) return decodeUtf8(bytes, file);
  if (/^(iso-8859-1|latin-?1)$/i.test(declared)) return bytes.toString('latin1');
  if (/^(windows-|cp)1252$/i.test(declared)) return decodeWindows(bytes);
  if (/^(utf-?16|ucs-?2)/i.test(declared)) {
    throw new InputError({
      at: { file, line: 1 },
      message: `declares ${declared}, but is not written in it; correct the declaration`,
    });
  }
  return decodeAs(bytes, declared, file);
}

/** What Windows-1252 has where ISO-8859-1 has control characters, from 0x80 on. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand: the decoder of Node.js 20 takes this encoding for ISO-8859-1. */
function decodeWindows(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (character) => WINDOWS[character.charCodeAt(0) - 0x80]!);
}

/** UTF-16 by its mark, or by the zero bytes that `<` or `<?` has in it. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [one, two] = bytes;
  if ((one === 0xff && two === 0xfe) || (one === 0x3c && two === 0)) return 'utf-16le';
  if ((one === 0xfe && two === 0xff) || (one === 0 && two === 0x3c)) return 'utf-16be';
  return undefined;
}

/** What the declaration in the first bytes says; those are ASCII in every encoding that is left here. */
function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 200).toString('latin1');
  if (!head.startsWith('<?xml')) return undefined;
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1];
}

function decodeUtf8(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const bad = firstBadByte(bytes);
  const line = bytes.subarray(0, bad).toString('latin1').split('\n').length;
  const found = `0x${bytes[bad]!.toString(16)}`;
  throw new InputError({
    at: { file, line },
    message: `byte ${found} is no UTF-8; convert the file, or name its encoding in the XML declaration`,
  });
}

/** Position of the first byte that begins no character of UTF-8. */
function firstBadByte(bytes: Buffer): number {
  let position = 0;
  while (position < bytes.length) {
    const lead = bytes[position]!;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (length > 1 && !isUtf8(bytes.subarray(position, position + length))) return position;
    position += length;
  }
  return position;
}

function decodeAs(bytes: Buffer, encoding: string, file: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError({
      at: { file, line: 1 },
      message: `declares the encoding '${encoding}', which is not known; convert the file to UTF-8`,
    });
  }
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError({ at: { file, line: 1 }, message: `is not valid ${encoding}; convert the file to UTF-8` });
  }
}
