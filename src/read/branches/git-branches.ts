import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../model/input-error.js';
import type { BranchLists } from './branch-lists.js';

/** Below a repository there is no other one; this deep they may lie. */
const DEEPEST = 8;

/**
 * Asks git for the branches of every repository below a folder, checked out or bare. A repository is the project that its
 * path below the folder names (`nova/.git`, `openstack/nova.git`). Branches of `origin` count as well as local ones.
 *
 * @throws InputError when there is no such folder, no repository in it, or git cannot be asked.
 */
export function gitBranches(folder: string): BranchLists {
  const at = { file: folder, line: 0 };
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new InputError({ at, message: 'there is no such folder; --git needs one with git repositories below it' });
  }
  const ofProject = new Map<string, readonly string[]>();
  for (const path of repositoriesBelow(folder, '', 0)) {
    ofProject.set(path.replace(/\.git$/, ''), branchesOf(join(folder, path)));
  }
  if (ofProject.size === 0) throw new InputError({ at, message: 'there is no git repository below this folder' });
  return { everywhere: [], ofProject };
}

function repositoriesBelow(root: string, path: string, depth: number): string[] {
  const folder = join(root, path);
  const isBare = existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects'));
  if (path !== '' && (isBare || existsSync(join(folder, '.git')))) return [path];
  if (depth === DEEPEST) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== '.git')
    .map(({ name }) => (path === '' ? name : `${path}/${name}`))
    .sort()
    .flatMap((below) => repositoriesBelow(root, below, depth + 1));
}

const ORIGIN = 'refs/remotes/origin/';
const LOCAL = 'refs/heads/';

function branchesOf(repository: string): string[] {
  let refs: string;
  try {
    const words = ['-C', repository, 'for-each-ref', '--format=%(refname)', LOCAL, ORIGIN];
    refs = execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    const why = code === 'ENOENT' ? 'git is not installed' : (stderr ?? '').trim().split('\n')[0];
    throw new InputError({ at: { file: repository, line: 0 }, message: `git cannot tell its branches: ${why ?? ''}` });
  }
  const names = refs
    .split('\n')
    .filter((ref) => ref !== '' && ref !== `${ORIGIN}HEAD`)
    .map((ref) => ref.slice(ref.startsWith(ORIGIN) ? ORIGIN.length : LOCAL.length));
  return [...new Set(names)].sort();
}
