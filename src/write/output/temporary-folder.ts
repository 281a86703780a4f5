import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';

/** Part of the name of every temporary folder. */
export const TEMPORARY = '.zuulshift-';

const unfinished = new Set<string>();

/**
 * Makes a folder for files that are not complete yet, with the permissions that any new folder gets.
 *
 * @param start path and beginning of the name
 */
export function temporaryFolder(start: string): string {
  const folder = `${start}${randomBytes(6).toString('hex')}`;
  mkdirSync(folder);
  unfinished.add(folder);
  return folder;
}

/** Removes a temporary folder with what is left in it. */
export function removeTemporary(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  unfinished.delete(folder);
}

/** The folder has become the output: nothing is left to remove. */
export function keepTemporary(folder: string): void {
  unfinished.delete(folder);
}

/**
 * Removes what an interrupted run has begun. For signal handlers: it does not throw.
 *
 * @returns folders that could not be removed
 */
export function discardUnfinished(): string[] {
  return [...unfinished].filter((folder) => {
    try {
      removeTemporary(folder);
      return false;
    } catch {
      return true;
    }
  });
}
