import { readFileSync, readdirSync } from 'node:fs';

const LOOKS = 20;

/** A variable in the environment of every process of a run, as Jenkins finds the processes of a build. */
export interface Mark {
  readonly name: string;
  readonly value: string;
}

/**
 * Kills every process that carries the mark, and the process group of `leader`. Processes are found by their environment,
 * since a step can leave its group; where the system does not show environments, the group is all that is stopped.
 */
export function stopMarked(mark: Mark, leader?: number): void {
  if (leader !== undefined) kill(-leader);
  // Processes may start others while they are looked for; a further look finds these.
  for (let look = 0; look < LOOKS; look += 1) {
    const found = markedProcesses(mark);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

function markedProcesses({ name, value }: Mark): number[] {
  const wanted = `${name}=${value}`;
  return processes().filter((pid) => pid !== process.pid && environmentOf(pid).includes(wanted));
}

function processes(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Empty for processes that ended meanwhile, and for those of others. */
function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${String(pid)}/environ`, 'latin1').split('\0');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return [];
    throw error;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended already, or has become somebody else's.
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
