import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MARK } from './mark.js';

/** A folder, and the processes that live in it. All of them end with the test, whatever happens to it. */
export interface Instance {
  readonly folder: string;
  /** Makes a folder below the instance's. */
  makeFolder(path: string): string;
  /** Starts a process that runs until the instance is stopped. Its output goes to `log/NAME.log`. */
  start(name: string, command: string, args: readonly string[], more?: ProcessOptions): Service;
  /** Runs a command to its end. @throws Error with its output when it fails */
  run(command: string, args: readonly string[], more?: ProcessOptions): string;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Service {
  readonly name: string;
  readonly log: string;
  readonly pid: number;
  /** Words that tell how it ended; `undefined` while it runs. */
  ended(): string | undefined;
  /** The end of its log. */
  tail(): string;
}

const KEEPER = fileURLToPath(new URL('keeper.ts', import.meta.url));
const TAIL = 4000;

/** Makes the folder and starts the keeper, which ends everything when this process ends. */
export function makeInstance(): Instance {
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-zuul-'));
  const keeper = spawn(process.execPath, ['--import', 'tsx', KEEPER, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const makeFolder = (path: string): string => {
    mkdirSync(join(folder, path), { recursive: true });
    return join(folder, path);
  };
  makeFolder('log');
  const environment = (more: ProcessOptions): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    HOME: folder,
    TMPDIR: makeFolder('tmp'),
    [MARK]: folder,
    ...more.env,
  });
  return {
    folder,
    makeFolder,
    start: (name, command, args, more = {}) =>
      startService(name, join(folder, 'log', `${name}.log`), command, args, more.cwd ?? folder, environment(more)),
    run: (command, args, more = {}) => {
      const options = {
        cwd: more.cwd ?? folder,
        env: environment(more),
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      } as const;
      const { status, stdout, stderr, error } = spawnSync(command, args, options);
      if (status === 0) return stdout;
      throw new Error(`${[command, ...args].join(' ')} failed: ${error?.message ?? ''}\n${stdout}${stderr}`);
    },
    stop: () => endKeeper(keeper, folder),
  };
}

function startService(
  name: string,
  log: string,
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Service {
  const output = openSync(log, 'a');
  // A session of its own: Ctrl-C is for the test, which then ends the services in one way only.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  let end: string | undefined;
  child.on('exit', (code, signal) => (end = `ended with ${String(signal ?? code)}`));
  child.on('error', (error) => (end = error.message));
  child.unref();
  return {
    name,
    log,
    pid: child.pid ?? 0,
    ended: () => end,
    tail: () => readFileSync(log, 'utf8').slice(-TAIL),
  };
}

async function endKeeper(keeper: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise<void>((resolve) => keeper.on('exit', () => resolve()));
  if (keeper.exitCode === null) {
    keeper.stdin?.end();
    await ended;
  }
  if (process.env['ZUULSHIFT_KEEP'] === undefined) rmSync(folder, { recursive: true, force: true });
}
