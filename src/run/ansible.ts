import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { InputError } from '../model/input-error.js';
import { stopMarked, type Mark } from './leftovers.js';
import type { PlayEnd } from './run-phases.js';

/** How to get it; ends the message that it is missing. */
const HOW =
  'install it with "python3 -m venv ~/ansible && ~/ansible/bin/pip install ansible-core", then put ~/ansible/bin on PATH';

/**
 * Path of `ansible-playbook`: from the folder that `ZUULSHIFT_ANSIBLE` names, else from PATH.
 *
 * @throws InputError where there is none, or none that starts
 */
export function findAnsible(env: NodeJS.ProcessEnv): string {
  const chosen = env['ZUULSHIFT_ANSIBLE'];
  const folders = chosen === undefined ? (env['PATH'] ?? '').split(delimiter) : [chosen];
  const path = folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'ansible-playbook'))
    .find(isProgram);
  const missing = (message: string): InputError =>
    new InputError({ at: { file: 'ansible-playbook', line: 0 }, message });
  if (path === undefined) {
    throw missing(`not found ${chosen === undefined ? 'on PATH' : `in ${chosen} (ZUULSHIFT_ANSIBLE)`}; ${HOW}`);
  }
  const version = spawnSync(path, ['--version'], { encoding: 'utf8', env: withUtf8(env) });
  if (version.status !== 0) {
    const said = `${version.stderr}${version.stdout}`.trim().split('\n').at(-1) ?? '';
    throw missing(`${path} does not start: ${said || String(version.error?.message ?? 'no message')}; ${HOW}`);
  }
  return path;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not to be executed: the next folder is looked at.
    return false;
  }
}

/** Ansible refuses to start in a locale that is not UTF-8. */
export function withUtf8(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale) ? env : { ...env, LC_ALL: 'C.UTF-8' };
}

export interface AnsibleCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Told apart from all other processes by it. */
  readonly mark: Mark;
  /** Seconds; absent: no limit. */
  readonly limit?: number;
  /** Stops it, and all it started. */
  readonly signal: AbortSignal;
  /** Takes what it prints. */
  readonly print: (text: string) => void;
}

/** Unreachable hosts have a bit of their own in Ansible's exit status. */
const UNREACHABLE = 4;

/** Calls Ansible without input and waits for its end. */
export async function callAnsible(call: AnsibleCall): Promise<PlayEnd> {
  const { program, args, folder, env, mark, limit, signal, print } = call;
  if (signal.aborted) return 'stopped';
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...env, [mark.name]: mark.value },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that all of it can be stopped.
    detached: true,
  });
  child.stdout.setEncoding('utf8').on('data', print);
  child.stderr.setEncoding('utf8').on('data', print);
  let why: 'stopped' | 'timed-out' | undefined;
  const stop = (reason: 'stopped' | 'timed-out'): void => {
    why ??= reason;
    stopMarked(mark, child.pid);
  };
  const onAbort = (): void => stop('stopped');
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = limit === undefined ? undefined : setTimeout(() => stop('timed-out'), limit * 1000);
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      // Not `close`: what a step left running may hold the outputs for ever.
      child.once('exit', resolve);
    });
    await settled();
    if (why !== undefined) return why;
    if (status === 0) return 'ok';
    return status !== null && status < 128 && (status & UNREACHABLE) !== 0 ? 'unreachable' : 'failed';
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Lets what has been printed already arrive. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}
