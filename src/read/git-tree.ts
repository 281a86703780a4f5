import { spawnSync } from 'node:child_process';
import { InputError } from '../model/input-error.js';

/** What git has at `REVISION:PATH`. */
export type GitObject =
  | { readonly kind: 'file'; readonly content: Buffer }
  /** Path below the folder → content. Symbolic links and submodules are left out. */
  | { readonly kind: 'folder'; readonly files: ReadonlyMap<string, Buffer> };

export interface GitTreeOptions {
  /** Somewhere in the repository; default: the current folder. */
  readonly folder?: string;
  /** Which files of a folder are read; default: all. */
  readonly isWanted?: (path: string) => boolean;
}

const MOST_BYTES = 1 << 30;

/**
 * Reads a file or folder of a revision, as `git show REVISION:PATH` names it (git: gitrevisions, `<rev>:<path>`). A path is from the
 * top of the repository; one that begins with `./` from the current folder.
 *
 * @param name `origin/main:zuul.d`, `HEAD~1:`, `v1:./layout.yaml`.
 * @throws InputError where there is no git, no repository, no such revision or no such path.
 */
export function readGitTree(name: string, { folder = '.', isWanted }: GitTreeOptions = {}): GitObject {
  const ask: Git = (args, input) => git(args, name, folder, input);
  const kind = ask(['cat-file', '-t', '--end-of-options', name]).toString('utf8').trim();
  if (kind === 'blob') return { kind: 'file', content: ask(['cat-file', 'blob', name]) };
  const listed = ask(['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', treeOf(name, kind)]);
  const entries = listed
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, type, id, path] = /^(\d+) (\w+) ([0-9a-f]+)\t([^]*)$/.exec(line) ?? [];
      return type === 'blob' && mode !== '120000' && isWanted?.(path!) !== false ? [{ id: id!, path: path! }] : [];
    });
  return { kind: 'folder', files: readBlobs(entries, ask) };
}

/** A revision without a path stands for its whole tree. */
function treeOf(name: string, kind: string): string {
  return kind === 'commit' || kind === 'tag' ? `${name}^{tree}` : name;
}

/** All contents with one call of git. Source: git-cat-file, BATCH OUTPUT. */
function readBlobs(entries: readonly { readonly id: string; readonly path: string }[], ask: Git): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  if (entries.length === 0) return files;
  const output = ask(['cat-file', '--batch'], entries.map(({ id }) => `${id}\n`).join(''));
  let at = 0;
  for (const { path } of entries) {
    const end = output.indexOf(0x0a, at);
    const size = Number(output.toString('latin1', at, end).split(' ')[2]);
    files.set(path, output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return files;
}

type Git = (args: readonly string[], input?: string) => Buffer;

function git(args: readonly string[], name: string, folder: string, input = ''): Buffer {
  const run = spawnSync('git', ['-C', folder, ...args], {
    input,
    maxBuffer: MOST_BYTES,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (run.error !== undefined) {
    const missing = (run.error as NodeJS.ErrnoException).code === 'ENOENT';
    throw fault(
      name,
      missing ? 'no such file or folder, and there is no git to look for a revision' : run.error.message,
    );
  }
  if (run.status !== 0) {
    const [said = ''] = run.stderr.toString('utf8').trim().split('\n');
    const what = said.replace(/^fatal: /, '');
    throw fault(name, `no such file or folder, and git knows no such revision or path (${what})`);
  }
  return run.stdout;
}

function fault(name: string, message: string): InputError {
  return new InputError({ at: { file: name, line: 0 }, message });
}
