import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { LayoutKey, LayoutKeys } from './keys.js';

/** A key with its full name: `jobs[].mutex`. */
export interface NamedLayoutKey extends LayoutKey {
  readonly key: string;
}

/**
 * Loads what `layout/` below a folder of converters says about the keys of a layout, sorted by name.
 *
 * @param converters Folder with a closing slash; without a folder `layout` in it there is nothing to load.
 */
export async function loadLayoutKeys(converters: URL): Promise<NamedLayoutKey[]> {
  const folder = new URL('layout/', converters);
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((name) => /\.(js|ts)$/.test(name) && !name.endsWith('.d.ts'));
  const modules = await Promise.all(files.sort().map((name) => importKeys(new URL(name, folder))));
  const keys = modules.flatMap(({ object, keys: own }) =>
    Object.entries(own).map(([key, entry]) => ({ key: object === '' ? key : `${object}.${key}`, ...entry })),
  );
  return keys.sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function importKeys(file: URL): Promise<LayoutKeys> {
  const { default: found } = (await import(file.href)) as { default?: LayoutKeys };
  if (typeof found?.object !== 'string') throw new Error(`${file.pathname} has no keys as its default export`);
  return found;
}
