import { readFileSync } from 'node:fs';

/** What CPython 2.7.18 said about a pattern: which of the texts it matches, or why it refuses it. */
export type Recorded =
  | {
      readonly pattern: string;
      readonly match: readonly string[];
      readonly search: readonly string[];
      readonly refused?: undefined;
    }
  | { readonly pattern: string; readonly refused: string };

const lines = readFileSync(new URL('python-2.7.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as unknown);

export const { texts } = lines[0] as { readonly texts: readonly string[] };
export const recorded = lines.slice(1) as readonly Recorded[];
