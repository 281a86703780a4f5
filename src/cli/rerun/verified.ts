import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../write/output/manifest.js';
import { foreignFiles } from '../../write/output/tree-status.js';

/** Path below the output folder: what comparing the tree with the layout gave, and after which run. */
const VERIFIED = 'migration/verified.json';

/** Where else Zuul looks for configuration. */
const OTHER_ROOTS = ['zuul.yaml', '.zuul.yaml', '.zuul.d'];

/**
 * What an earlier comparison gave for this very tree.
 *
 * @param edited Files that people edited or removed: with any of them it is another tree.
 */
export function verifiedBefore(out: string, edited: readonly string[]): string | undefined {
  const run = untouchedRun(out, edited);
  return run === undefined ? undefined : recordOf(out)[run];
}

/** Remembers a comparison, for as long as nobody touches the tree. */
export function rememberVerified(out: string, edited: readonly string[], line: string): void {
  const run = untouchedRun(out, edited);
  if (run === undefined || recordOf(out)[run] === line) return;
  writeFileSync(join(out, VERIFIED), `${JSON.stringify({ [run]: line }, undefined, 2)}\n`);
}

/** Seal of the run that wrote the tree, where all that is compared is as it wrote it. */
function untouchedRun(out: string, edited: readonly string[]): string | undefined {
  if (edited.length > 0) return undefined;
  const manifest = readManifest(out);
  if (manifest?.run === undefined || foreignFiles(out, manifest).length > 0) return undefined;
  return OTHER_ROOTS.some((name) => existsSync(join(out, name))) ? undefined : manifest.run;
}

/** Seal → line. Empty where there is none that can be read: then the tree is compared. */
function recordOf(out: string): Readonly<Record<string, string | undefined>> {
  try {
    const value: unknown = JSON.parse(readFileSync(join(out, VERIFIED), 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code !== undefined) return {};
    throw error;
  }
}
