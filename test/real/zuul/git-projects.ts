import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Instance } from './instance.js';

/** Files of a commit: path and text. */
export type Files = Readonly<Record<string, string>>;

/** A ref that moved, as Zuul wants to be told. */
export interface Update {
  readonly ref: string;
  readonly oldrev: string;
  readonly newrev: string;
}

/** Bare repositories below one folder, which a connection of the git driver serves. */
export interface GitProjects {
  /** `file://…` */
  readonly url: string;
  /** Makes a repository with one commit for each set of files, on one branch. */
  create(name: string, branch: string, ...commits: readonly Files[]): void;
  /** Makes a repository whose only commit is a folder. */
  createFrom(name: string, branch: string, folder: string): void;
  /** Lets many names stand for one repository. */
  link(names: readonly string[], target: string): void;
  commit(name: string, branch: string, files: Files): Update;
  tag(name: string, branch: string, tag: string): Update;
}

const NOTHING = '0'.repeat(40);
const WHO = { user: 'Tester', email: 'tester@example.org' };

export function makeGitProjects(instance: Instance): GitProjects {
  const bare = instance.makeFolder('git');
  const clones = instance.makeFolder('clones');
  writeFileSync(
    join(instance.folder, '.gitconfig'),
    `[safe]\n\tdirectory = *\n[user]\n\tname = ${WHO.user}\n\temail = ${WHO.email}\n[advice]\n\tdetachedHead = false\n`,
  );
  const git = (cwd: string, ...args: readonly string[]): string => instance.run('git', args, { cwd }).trim();
  const cloneOf = (name: string): string => join(clones, name.replaceAll('/', '%'));
  const commitAll = (clone: string, message: string): void => {
    git(clone, 'add', '--all', '--force');
    git(clone, 'commit', '-q', '-m', message);
  };
  const write = (clone: string, files: Files): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(clone, path)), { recursive: true });
      writeFileSync(join(clone, path), text);
    }
  };
  const begin = (name: string, branch: string): string => {
    const clone = cloneOf(name);
    git(bare, 'init', '-q', '--bare', '-b', branch, name);
    git(clones, 'init', '-q', '-b', branch, clone);
    git(clone, 'remote', 'add', 'origin', join(bare, name));
    return clone;
  };
  const push = (clone: string, ...refs: readonly string[]): void => void git(clone, 'push', '-q', 'origin', ...refs);

  return {
    url: `file://${bare}`,
    create: (name, branch, ...commits) => {
      const clone = begin(name, branch);
      for (const [index, files] of commits.entries()) {
        write(clone, files);
        commitAll(clone, `Commit ${String(index + 1)}`);
      }
      push(clone, branch);
    },
    createFrom: (name, branch, folder) => {
      const clone = begin(name, branch);
      cpSync(folder, clone, { recursive: true });
      commitAll(clone, 'The configuration');
      push(clone, branch);
    },
    link: (names, target) => linkAll(bare, names, target),
    commit: (name, branch, files) => {
      const clone = cloneOf(name);
      const known = git(clone, 'branch', '--list', branch) !== '';
      const oldrev = known ? git(clone, 'rev-parse', branch) : NOTHING;
      git(clone, 'checkout', '-q', ...(known ? [branch] : ['-b', branch]));
      write(clone, files);
      commitAll(clone, `Change ${Object.keys(files).join(', ')}`);
      push(clone, branch);
      return { ref: `refs/heads/${branch}`, oldrev, newrev: git(clone, 'rev-parse', branch) };
    },
    tag: (name, branch, tag) => {
      const clone = cloneOf(name);
      git(clone, 'tag', tag, branch);
      push(clone, tag);
      return { ref: `refs/tags/${tag}`, oldrev: NOTHING, newrev: git(clone, 'rev-parse', branch) };
    },
  };
}

/**
 * A symbolic link costs nothing, thousands of repositories do. Where another name lies below a name, it has to be a folder: git
 * then finds the repository in its `.git`.
 */
function linkAll(bare: string, names: readonly string[], target: string): void {
  const folders = new Set(names.flatMap((name) => parents(name)));
  for (const name of names) {
    const path = join(bare, folders.has(name) ? `${name}/.git` : name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(relative(dirname(path), join(bare, target)), path);
  }
}

/** `a/b/c` -> `a`, `a/b` */
function parents(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
