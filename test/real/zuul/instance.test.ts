/** Whatever ends a test, nothing that it started is left: no process, no file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { makeInstance } from './instance.js';
import { MARK } from './mark.js';
import { until } from './wait.js';

const HOLD = fileURLToPath(new URL('hold-instance.ts', import.meta.url));

/** Command lines of the processes of an instance. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
        if (!environment.includes(`${MARK}=${folder}`)) return [];
        return [readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim()];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

const TWO = ['sleep 1000', 'sleep 1000'];

for (const signal of ['SIGINT', 'SIGKILL'] as const) {
  test(`nothing is left after ${signal}`, async (t) => {
    const holder: ChildProcess = spawn(process.execPath, ['--import', 'tsx', HOLD], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.teardown(() => holder.kill('SIGKILL'));
    if (holder.stdout === null) throw new Error('no output');
    const folder = await firstLine(holder.stdout);
    await until('the processes', 60, () => (processesOf(folder).sort().join() === TWO.join() ? true : undefined));
    t.true(existsSync(folder));
    holder.kill(signal);
    await until('the end', 60, () => (existsSync(folder) ? undefined : true));
    t.deepEqual(processesOf(folder), []);
  });
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('no line');
}

test('two instances do not know each other', async (t) => {
  const [one, other] = [makeInstance(), makeInstance()];
  t.teardown(() => Promise.all([one.stop(), other.stop()]));
  other.start('sleep', 'sleep', ['1000']);
  await one.stop();
  t.false(existsSync(one.folder));
  t.deepEqual(processesOf(other.folder), ['sleep 1000']);
  await other.stop();
  t.false(existsSync(other.folder));
  t.deepEqual(processesOf(other.folder), []);
});
