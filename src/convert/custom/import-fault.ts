import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError, type Fault } from '../../model/input-error.js';
import type { Place } from '../../model/place.js';
import type { UserFile } from './user-modules.js';

/** What kept a user's module from being imported, as a fault with the line where it is known. */
export async function importFault(error: unknown, { file, url }: UserFile): Promise<Fault> {
  if (error instanceof InputError) return error.faults[0]!;
  const text = messageOf(error);
  const missing = /^Cannot find (?:package|module) '([^']+)'/.exec(text)?.[1];
  if (missing !== undefined && /^ERR_/.test(codeOf(error) ?? '')) {
    const shown = missing.startsWith('/') ? undefined : missing;
    const line = lineWith(url, shown ?? missing.replace(/^.*\//, '').replace(/\.\w+$/, ''));
    const what = shown === undefined ? 'a file that is not there' : `'${shown}', which is not installed beside it`;
    return { at: { file, line }, message: `imports ${what}` };
  }
  const lacks = /The requested module '([^']+)' does not provide an export named '([^']+)'/.exec(text);
  if (lacks !== null) {
    return {
      at: { file, line: lineWith(url, lacks[1]!) },
      message: `imports ${lacks[2]!}, which ${lacks[1]!} does not have`,
    };
  }
  if (error instanceof SyntaxError) {
    const line = lineOf(error, url) ?? (await lineOfSyntaxError(url, file));
    return { at: { file, line: line ?? 0 }, message: `is no JavaScript module: ${text}` };
  }
  return { at: { file, line: lineOf(error, url) ?? 0 }, message: `failed when it was loaded: ${text}` };
}

/** The line of a module that an error came from, as far as its stack tells; the file's own name in front of it where it is another one. */
export function placeInStack(error: unknown, { file, url }: Pick<UserFile, 'file' | 'url'>): Place {
  return { file, line: lineOf(error, url) ?? 0 };
}

function lineOf(error: unknown, url: URL): number | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const name of [url.href, fileURLToPath(url)]) {
    const from = stack.indexOf(`${name}:`);
    const line = from < 0 ? Number.NaN : Number.parseInt(stack.slice(from + name.length + 1), 10);
    if (!Number.isNaN(line)) return line;
  }
  return undefined;
}

/** Node does not tell where a module is no JavaScript; the compiler does. */
async function lineOfSyntaxError(url: URL, file: string): Promise<number | undefined> {
  const { transpile } = await import('./transpile.js');
  try {
    transpile(readFileSync(url, 'utf8'), file, fileURLToPath(url));
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error.faults[0]!.at.line;
    throw error;
  }
}

/** First line of a file that holds a text; 0 where none does. */
function lineWith(url: URL, text: string): number {
  return (
    readFileSync(url, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

/** The first line of what an error says: never a stack. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]!.trim() || 'an error without a message';
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
