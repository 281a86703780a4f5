import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgramFolders } from '../command.js';

/** Folders that hold the program, beside its `converters/`: as it was written, and as it was built. */
const BESIDE_CONVERTERS = ['../src/', '../chunks/', './'];

const known = new Map<string, string>();

/**
 * SHA-256 of the program itself, templates included. Its version alone does not tell: templates are there to be edited, and
 * whoever writes a converter runs the same version all day.
 */
export function programDigest({ converters, templates }: ProgramFolders): string {
  let digest = known.get(converters.href);
  if (digest === undefined) {
    const hash = createHash('sha256');
    for (const folder of [...BESIDE_CONVERTERS.map((name) => new URL(name, converters)), templates]) {
      addFolder(hash, fileURLToPath(folder));
    }
    known.set(converters.href, (digest = hash.digest('hex')));
  }
  return digest;
}

function addFolder(hash: ReturnType<typeof createHash>, folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, name: relative(folder, file).split(sep).join('/') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { file, name } of files) {
    const content = readFileSync(file);
    hash.update(`${JSON.stringify([name, content.length])}\n`).update(content);
  }
}
