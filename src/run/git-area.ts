import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../model/input-error.js';

/** A repository as Zuul prepares it: every branch is there, the wanted one is checked out, and no remote to fetch from. */
export interface PreparedRepository {
  readonly branch: string;
  readonly commit: string;
  /** The commit before, where there is one. */
  readonly before?: string;
}

export interface RepositoryRequest {
  /** Where it shall be. */
  readonly target: string;
  /** A repository on this machine; absent: an empty one is made. */
  readonly source?: string;
  /** Branches in the order in which they are tried; the repository's own first one is tried last. */
  readonly branches: readonly string[];
  /** The first of `branches` has to be there. */
  readonly strict?: boolean;
}

const PERSON = { name: 'zuulshift run-job', email: 'run-job@example.org', date: '2000-01-01T00:00:00Z' };

/**
 * @throws InputError where the source is no repository, has no commit, or lacks a branch that has to be there
 */
export function prepareRepository(request: RepositoryRequest): PreparedRepository {
  const { target, source, branches } = request;
  mkdirSync(target, { recursive: true });
  if (source === undefined) {
    const branch = branches[0] ?? 'master';
    git(target, 'init', '-q');
    git(target, 'symbolic-ref', 'HEAD', `refs/heads/${branch}`);
    git(target, 'commit', '-q', '--allow-empty', '-m', 'Empty repository');
    return { branch, commit: git(target, 'rev-parse', 'HEAD') };
  }
  git(target, 'init', '-q');
  git(target, 'fetch', '-q', '--update-head-ok', '--tags', resolve(source), '+refs/heads/*:refs/heads/*');
  const there = git(target, 'for-each-ref', '--format=%(refname:strip=2)', 'refs/heads').split('\n');
  const branch = [...branches, currentBranch(source) ?? '', ...there].find((name) => there.includes(name)) ?? '';
  const fail = (message: string): never => {
    throw new InputError({ at: { file: source, line: 0 }, message });
  };
  if (branch === '') fail('the repository has no branch with a commit');
  if (request.strict === true && branch !== branches[0]) {
    fail(`no branch ${branches[0] ?? ''}; it has ${there.slice(0, 5).join(', ')}; choose one with --branch`);
  }
  git(target, 'checkout', '-q', '--force', branch);
  const [commit = '', before] = git(target, 'rev-list', '--max-count=2', '--first-parent', 'HEAD').split('\n');
  return { branch, commit, ...(before === undefined ? {} : { before }) };
}

/** Whether a path is the work tree or the bare folder of a repository. */
export function isRepository(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isDirectory()) return false;
  const top = attempt(path, 'rev-parse', '--git-dir');
  return top === '.git' || top === '.';
}

/** The branch that is checked out, `undefined` for a detached one. */
export function currentBranch(path: string): string | undefined {
  const name = attempt(path, 'symbolic-ref', '--short', '-q', 'HEAD');
  return name === '' ? undefined : name;
}

/** Address of the remote `origin`, empty where there is none. */
export function originOf(path: string): string {
  return attempt(path, 'config', '--get', 'remote.origin.url');
}

function attempt(folder: string, ...args: string[]): string {
  return call(folder, args).stdout.trim();
}

function git(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = call(folder, args);
  if (status !== 0) {
    const message = `git ${args[0] ?? ''} failed: ${stderr.trim().split('\n')[0] ?? ''}`;
    throw new InputError({ at: { file: folder, line: 0 }, message });
  }
  return stdout.trim();
}

/** The user's settings of Git (hooks, signatures, templates) have no say here. */
function call(folder: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env: NodeJS.ProcessEnv = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  );
  Object.assign(env, {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: PERSON.name,
    GIT_AUTHOR_EMAIL: PERSON.email,
    GIT_AUTHOR_DATE: PERSON.date,
    GIT_COMMITTER_NAME: PERSON.name,
    GIT_COMMITTER_EMAIL: PERSON.email,
    GIT_COMMITTER_DATE: PERSON.date,
  });
  // The repository may belong to somebody else: it is only read.
  const settings = ['-c', 'safe.directory=*', '-c', 'protocol.file.allow=always', '-c', 'advice.detachedHead=false'];
  const run = spawnSync('git', [...settings, ...args], { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.error !== undefined && (run.error as NodeJS.ErrnoException).code === 'ENOENT') {
    throw new InputError({
      at: { file: 'git', line: 0 },
      message: 'not found on PATH; run-job prepares repositories with it',
    });
  }
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}
