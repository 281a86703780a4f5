import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from './digest.js';

/** Path below the output folder: what earlier runs wrote, so that later ones can tell people's edits from their own text. */
export const BASE_STORE = 'migration/base.jsonl';

/** Keeps the store out of what people read in a pull request (gitattributes, linguist). */
export const STORE_ATTRIBUTES = {
  path: 'migration/.gitattributes',
  content: '/base.jsonl -diff linguist-generated\n',
} as const;

/** SHA-256 → content. Only text is kept: other files cannot be merged. */
export type BaseStore = ReadonlyMap<string, string>;

/** Files of these are reports: they are written anew each time and have no base. */
export function hasBase(path: string): boolean {
  return !path.startsWith('migration/');
}

/** One line for each content, sorted by hash, so that a changed file changes one line. */
export function storeText(contents: BaseStore): string {
  const lines = [...contents].sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(([sha256, content]) => `${JSON.stringify({ sha256, content })}\n`).join('');
}

/** The store of an earlier run. A line that somebody damaged is no base for a merge; it is left out. */
export function readStore(out: string): BaseStore {
  let text: string;
  try {
    text = readFileSync(join(out, BASE_STORE), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return new Map();
    throw error;
  }
  return new Map(text.split('\n').flatMap((line) => entryOf(line)));
}

function entryOf(line: string): [string, string][] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [];
  }
  const { sha256, content } = (value ?? {}) as { sha256?: unknown; content?: unknown };
  if (typeof sha256 !== 'string' || typeof content !== 'string' || digest(content) !== sha256) return [];
  return [[sha256, content]];
}
