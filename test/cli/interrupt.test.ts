import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Starts a conversion and interrupts it after a while; gives what is in the folder it was to write into. */
async function interruptedAfter(milliseconds: number, work: string): Promise<string[]> {
  const args = ['--import=tsx', 'src/cli/main.ts', 'convert', '--jenkins', 'samples/estate/jenkins'];
  const child = spawn(process.execPath, [...args, '--out', join(work, 'out')], { cwd: root, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const timer = setTimeout(() => child.kill('SIGINT'), milliseconds);
  await ended;
  clearTimeout(timer);
  return readdirSync(work);
}

test.serial('whoever interrupts a run finds all of the output or none, and nothing beside it', async (t) => {
  for (const milliseconds of [200, 600, 900, 1200, 1600]) {
    const work = mkdtempSync(join(tmpdir(), 'zuulshift-interrupt-'));
    try {
      const found = await interruptedAfter(milliseconds, work);
      t.true(found.length === 0 || (found.length === 1 && found[0] === 'out'), found.join(' '));
      if (found.length === 0) continue;
      const manifest = JSON.parse(readFileSync(join(work, 'out/migration/manifest.json'), 'utf8')) as {
        files: Record<string, string>;
      };
      for (const path of Object.keys(manifest.files)) t.true(existsSync(join(work, 'out', path)), path);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
});
