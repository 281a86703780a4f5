import { spawnSync } from 'node:child_process';
import { InputError } from '../model/input-error.js';

/** A commit that changed something below a folder. */
export interface FolderCommit {
  readonly commit: string;
  /** Day in UTC, `2026-11-21`. */
  readonly day: string;
}

export interface FolderHistory {
  /** Path of the folder from the top of its repository, with a slash at the end; empty for the top itself. */
  readonly prefix: string;
  /** Oldest first, along first parents. */
  readonly commits: readonly FolderCommit[];
}

/**
 * Where a folder stands in its repository, and the commits of the current branch that changed something in it.
 *
 * @throws InputError where there is no git, or the folder is in no repository.
 */
export function folderHistory(folder: string): FolderHistory {
  const prefix = folderPrefix(folder);
  const format = ['--date=format-local:%Y-%m-%d', '--format=%H %cd'];
  const hasCommit = run(folder, ['rev-parse', '-q', '--verify', 'HEAD']).status === 0;
  const log = hasCommit ? git(folder, ['log', '--first-parent', '--reverse', ...format, 'HEAD', '--', '.']) : '';
  const commits = log.split('\n').flatMap((line) => {
    const [commit, day] = line.split(' ');
    return commit === undefined || day === undefined ? [] : [{ commit, day }];
  });
  return { prefix, commits };
}

/**
 * Path of a folder from the top of its repository, with a slash at the end.
 *
 * @throws InputError as `folderHistory` does.
 */
export function folderPrefix(folder: string): string {
  return git(folder, ['rev-parse', '--show-prefix']).replace(/\n$/, '');
}

function git(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = run(folder, args);
  if (error !== undefined) throw fault(folder, `git cannot be run: ${error.message}`);
  if (status !== 0) throw fault(folder, `git says: ${(stderr.split('\n')[0] ?? '').replace(/^fatal: /, '')}`);
  return stdout;
}

const MOST_BYTES = 1 << 28;

function run(
  folder: string,
  args: readonly string[],
): ReturnType<typeof spawnSync> & { stdout: string; stderr: string } {
  // Days are those of UTC, wherever this runs.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  return spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: MOST_BYTES, env });
}

function fault(folder: string, message: string): InputError {
  return new InputError({ at: { file: folder, line: 0 }, message });
}
