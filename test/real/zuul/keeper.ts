/**
 * Ends everything that one running Zuul started, however its test ended. A process of its own, in a session of its own: it
 * waits until its standard input is closed, which happens when the test stops it, fails, is interrupted or is killed. Then it
 * kills every process that carries the instance's mark in its environment, and removes the instance's folder.
 *
 * Usage: keeper.ts FOLDER
 */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { MARK } from './mark.js';

const folder = process.argv[2] ?? '';
const mark = `${MARK}=${folder}`;
const ATTEMPTS = 50;
const PAUSE = 100;

/** Processes of the instance, daemons that left their group included: each child inherits the environment. */
function marked(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => carriesMark(pid))
    .map(Number);
}

function carriesMark(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
  } catch {
    // It has ended meanwhile, or belongs to somebody else.
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function end(): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const left = marked();
    if (left.length === 0) break;
    for (const pid of left) kill(pid);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  if (process.env['ZUULSHIFT_KEEP'] === undefined) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: PAUSE });
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.resume();
process.stdin.on('close', () => void end());
