import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../model/input-error.js';
import { digest } from './digest.js';

/** Path below the output folder. */
export const MANIFEST = 'migration/manifest.json';

/** What was written when, so that the next run knows its own files from those of others. */
export interface Manifest {
  readonly version: string;
  /** Name of an input → SHA-256. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Path below the output folder → SHA-256 of what was generated, before people edited it. */
  readonly files: Readonly<Record<string, string>>;
  /** Path → its open conflict. */
  readonly conflicts: Readonly<Record<string, OpenConflict>>;
  /** Seal of the run that wrote all this, see {@link runSeal}; absent where a run cannot be known again. */
  readonly run?: string;
}

/** A file that could not be merged wholly. It is settled once the note beside it is gone. */
export interface OpenConflict {
  /** SHA-256 of the generation that clashed with the edit; `null`: the file was no longer generated. */
  readonly generated: string | null;
  /** SHA-256 of the note beside the file. */
  readonly note: string;
}

/** The manifest as text; keys sorted, so that the same run gives the same bytes. */
export function manifestText({ version, inputs, files, conflicts, run }: Manifest): string {
  const open = Object.keys(conflicts).length === 0 ? {} : { conflicts: sorted(conflicts) };
  const sealed = run === undefined ? {} : { run };
  const all = { generator: 'zuulshift', version, ...sealed, inputs: sorted(inputs), files: sorted(files), ...open };
  return `${JSON.stringify(all, undefined, 2)}\n`;
}

/**
 * Ties what decided a run to what it wrote, so that the next one is sure that both are as they were.
 *
 * @param key Hash of all that decides what a run writes.
 * @param store Hash of the base store.
 */
export function runSeal(
  key: string,
  { version, inputs, files }: Pick<Manifest, 'version' | 'inputs' | 'files'>,
  store: string,
): string {
  return digest(JSON.stringify([key, version, sorted(inputs), sorted(files), store]));
}

function sorted<T>(map: Readonly<Record<string, T>>): Record<string, T> {
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
  const { version, inputs, files, conflicts = {}, run } = (value ?? {}) as Partial<Record<keyof Manifest, unknown>>;
  return typeof version === 'string' &&
    isTextMap(inputs) &&
    isTextMap(files) &&
    isConflictMap(conflicts) &&
    [...Object.keys(files), ...Object.keys(conflicts)].every(staysBelow)
    ? { version, inputs, files, conflicts, ...(typeof run === 'string' ? { run } : {}) }
    : undefined;
}

function isConflictMap(value: unknown): value is Manifest['conflicts'] {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value as Record<string, Partial<OpenConflict> | null>).every(
    (one) => typeof one?.note === 'string' && (one.generated === null || typeof one.generated === 'string'),
  );
}

function isTextMap(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
}

/** Paths of ours never lead out of the folder; one that does is somebody's trick. */
function staysBelow(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
