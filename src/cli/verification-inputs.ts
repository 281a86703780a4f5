import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../model/input-error.js';
import type { VerifiedInput } from '../model/verification.js';
import type { VerificationInputs } from '../report/verification-report.js';
import { displayPaths } from '../report/display-path.js';

/** Files that went into a verification, as the user named them. */
export interface GivenFiles {
  /** The layout itself, also where a zuul.conf named it. */
  readonly layout: string;
  readonly converted: string;
  readonly settings?: string | undefined;
  readonly branches?: string | undefined;
  readonly events?: string | undefined;
  readonly waivers?: string | undefined;
  readonly parameterFunctions?: readonly string[] | undefined;
}

/** Of the tree, what tells about it and says nothing to Zuul. */
const ABOUT_THE_TREE: ReadonlySet<string> = new Set([
  'migration/evidence.json',
  'migration/manifest.json',
  'migration/report.md',
]);

/**
 * Hashes everything that a verification depends on.
 *
 * @throws InputError when the tree is no folder.
 */
export function stampInputs(given: GivenFiles): VerificationInputs {
  const { layout, converted, settings, branches, events, waivers, parameterFunctions = [] } = given;
  const named = Object.entries({ settings, branches, events, waivers }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const shown = displayPaths([layout, converted, ...named.map(([, path]) => path), ...parameterFunctions]);
  const files = filesBelow(converted, '')
    .filter((path) => !ABOUT_THE_TREE.has(path))
    .map((path) => ({ name: path, sha256: digestOf(join(converted, path)) }));
  const list = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  const inputs: Record<string, VerifiedInput> = {};
  for (const [key, path] of named) inputs[key] = { name: shown(path), sha256: digestOf(path) };
  return {
    layout: { name: shown(layout), sha256: digestOf(layout) },
    ...inputs,
    ...(parameterFunctions.length === 0
      ? {}
      : { parameterFunctions: parameterFunctions.map((path) => ({ name: shown(path), sha256: digestOf(path) })) }),
    converted: { name: shown(converted), sha256: sha256(list), files },
  };
}

/** @throws InputError for a path that is no folder. */
export function needFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const message = 'there is no such folder; --converted needs the folder of a config project, as convert writes it';
  throw new InputError({ at: { file: path, line: 0 }, message });
}

/** In the order of their names, with `/` between the parts. */
function filesBelow(root: string, path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter(({ name }) => name !== '.git')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(root, below);
      return entry.isFile() ? [below] : [];
    });
}

function digestOf(path: string): string {
  return sha256(readFileSync(path));
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
