import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { InputError } from '../model/input-error.js';
import { folderPrefix } from '../read/git-history.js';
import { readGitTree } from '../read/git-tree.js';

/** Path below the tree → text, of the files that tell about jobs and nodes. */
export type TreeFiles = ReadonlyMap<string, string>;

/** What Zuul reads of a repository, and what `convert` noted. Zuul reference: Project Configuration, file names. */
const CONFIGURATION = /^\.?zuul(?:\.d\/.*)?\.ya?ml$/;
const RECORD = /^migration\/(?:manifest|report|names)\.json$|^migration\/findings\.jsonl$/;

function isWanted(path: string): boolean {
  return CONFIGURATION.test(path) || RECORD.test(path);
}

/** @throws InputError for a folder that does not exist. */
export function treeFiles(folder: string): TreeFiles {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InputError({ at: { file: folder, line: 0 }, message: 'there is no such folder; give a converted tree' });
  }
  const files = new Map<string, string>();
  const add = (path: string): void => {
    if (isWanted(path)) files.set(path, readFileSync(join(folder, path), 'utf8'));
  };
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) add(entry.name);
    if (!entry.isDirectory() || !['zuul.d', '.zuul.d', 'migration'].includes(entry.name)) continue;
    for (const inner of readdirSync(join(folder, entry.name), { recursive: true, withFileTypes: true })) {
      if (inner.isFile()) add(relative(folder, join(inner.parentPath, inner.name)).replaceAll('\\', '/'));
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The same of a revision of git.
 *
 * @param name `origin/main` for the folder of `beside` in that revision, `origin/main:ci` for another one.
 * @param beside A folder in the repository.
 * @throws InputError where git does not know it.
 */
export function revisionFiles(name: string, beside: string): TreeFiles {
  const whole = name.includes(':') ? name : `${name}:${folderPrefix(beside)}`;
  const object = readGitTree(whole, { folder: beside, isWanted });
  if (object.kind === 'file') {
    throw new InputError({
      at: { file: name, line: 0 },
      message: 'this is a file; give the folder of a converted tree',
    });
  }
  return new Map([...object.files].map(([path, content]) => [path, content.toString('utf8')]));
}
