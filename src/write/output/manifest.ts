import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../model/input-error.js';

/** Path below the output folder. */
export const MANIFEST = 'migration/manifest.json';

/** What was written when, so that the next run knows its own files from those of others. */
export interface Manifest {
  readonly version: string;
  /** Name of an input → SHA-256. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Path below the output folder → SHA-256. */
  readonly files: Readonly<Record<string, string>>;
}

/** The manifest as text; keys sorted, so that the same run gives the same bytes. */
export function manifestText({ version, inputs, files }: Manifest): string {
  return `${JSON.stringify({ generator: 'zuulshift', version, inputs: sorted(inputs), files: sorted(files) }, undefined, 2)}\n`;
}

function sorted(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The manifest of an earlier run, or undefined where there is none.
 *
 * @throws InputError where the file is there but is none of ours
 */
export function readManifest(out: string): Manifest | undefined {
  const path = join(out, MANIFEST);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
  const manifest = parse(text);
  if (manifest === undefined) {
    const message =
      'this is not a manifest of zuulshift, so it cannot tell its own files from yours; choose another --out or empty this folder';
    throw new InputError({ at: { file: path, line: 0 }, message });
  }
  return manifest;
}

function parse(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { version, inputs, files } = (value ?? {}) as Partial<Record<keyof Manifest, unknown>>;
  return typeof version === 'string' && isTextMap(inputs) && isTextMap(files) && Object.keys(files).every(staysBelow)
    ? { version, inputs, files }
    : undefined;
}

function isTextMap(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
}

/** Paths of ours never lead out of the folder; one that does is somebody's trick. */
function staysBelow(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
