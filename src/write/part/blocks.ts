import { load } from 'js-yaml';

/** One object of Zuul as it is written, with the comment above it. */
export interface Block {
  /** `job unit`: branch variants of a job have the same. */
  readonly key: string;
  /** What stands below the kind. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Without the line break at its end. */
  readonly text: string;
}

/** A file of `zuul.d/`, taken apart. */
export interface Blocks {
  /** What stands above the first object. */
  readonly header: string;
  readonly blocks: readonly Block[];
  /** Objects share parts by anchor and alias: none of them can be replaced alone. */
  readonly isShared: boolean;
}

/** An empty line before an object, or before the comment above it. Texts inside an object are indented. */
const BETWEEN = /\n\n(?=(?:#[^\n]*\n)*- )/;

/**
 * Takes a generated file of `zuul.d/` apart.
 *
 * @returns undefined where it is no such file
 */
export function blocksOf(text: string): Blocks | undefined {
  const [header = '', ...texts] = text.replace(/\n$/, '').split(BETWEEN);
  const items = load(text);
  if (!Array.isArray(items) || items.length !== texts.length) return undefined;
  const blocks = items.map((item: unknown, index): Block | undefined => {
    const [entry] = Object.entries((item ?? {}) as Record<string, unknown>);
    const value = (entry?.[1] ?? {}) as Record<string, unknown>;
    return entry === undefined || typeof value['name'] !== 'string'
      ? undefined
      : { key: `${entry[0]} ${value['name']}`, value, text: texts[index]! };
  });
  if (blocks.includes(undefined)) return undefined;
  return { header, blocks: blocks as Block[], isShared: /(?:- |: )\*[\w-]+$/m.test(text) };
}

/** The file again; nothing where no object is left. */
export function textOfBlocks(header: string, blocks: readonly Block[]): string | undefined {
  return blocks.length === 0 ? undefined : `${[header, ...blocks.map(({ text }) => text)].join('\n\n')}\n`;
}
