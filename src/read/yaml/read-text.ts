import { readFileSync, statSync } from 'node:fs';
import { InputError } from '../../model/input-error.js';

/** Larger files are refused: the largest layouts known have one or two MiB, and what is read takes 70 times its room. */
export const MAX_BYTES = 16 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'the file may not be read (permission denied)',
  EPERM: 'the file may not be read (operation not permitted)',
  ELOOP: 'the path is a loop of symbolic links',
  ENAMETOOLONG: 'the path is too long',
};

/**
 * Reads a UTF-8 text file; a byte order mark is fine and left out.
 *
 * @param what What the file is, for messages: `the layout`.
 * @throws InputError if it is missing, unreadable, a folder, larger than `MAX_BYTES` or not UTF-8.
 */
export function readTextFile(path: string, what: string): string {
  let bytes: Buffer;
  try {
    const stat = statSync(path);
    if (stat.isDirectory())
      throw refused(path, `${what} has to be a file, this is a folder; give the path of the file in it`);
    if (!stat.isFile()) throw refused(path, `${what} has to be a regular file`);
    if (stat.size > MAX_BYTES) throw refused(path, tooLarge(what, stat.size));
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof InputError || code === undefined) throw error;
    throw refused(path, `cannot read ${what}: ${REASONS[code] ?? code}`);
  }
  return decode(bytes, path, what);
}

function tooLarge(what: string, size: number): string {
  return `${what} is ${String(Math.ceil(size / MEBIBYTE))} MiB large, the limit is ${String(MAX_BYTES / MEBIBYTE)} MiB; is it the right file?`;
}

function decode(bytes: Buffer, path: string, what: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw refused(path, `${what} is encoded as UTF-16, UTF-8 is needed; save it as UTF-8`, 1);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refused(path, `${what} is not UTF-8; save it as UTF-8`, lineOfBadByte(bytes));
  }
}

/** No byte of a longer UTF-8 sequence is a line feed, so lines can be tried one by one. */
function lineOfBadByte(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return line;
    }
    start = end + 1;
  }
  return 0;
}

function refused(file: string, message: string, line = 0): InputError {
  return new InputError({ at: { file, line }, message });
}
