/** What the checks of the corpora share: counting, converting, and the environments of the real systems. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missing, zuulBin } from '../real/zuul/install.js';
import { findPython27 } from '../support/python27.js';
import type { Report } from '../../src/report/report.js';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const shared = join(root, '../shared');
export const main = join(root, 'dist/src/cli/main.js');
export const work = mkdtempSync(join(tmpdir(), 'zuulshift-corpus-'));
export const counts = { passed: 0, failed: 0, skipped: 0 };

/** Counts and prints one check. */
export function check(name: string, holds: boolean, detail = ''): void {
  counts[holds ? 'passed' : 'failed'] += 1;
  say(`${holds ? 'ok    ' : 'FAILED'} ${name}${detail === '' ? '' : `: ${detail}`}`);
}

/** Says loudly that something was not checked. */
export function skip(name: string, why: string): void {
  counts.skipped += 1;
  say(`SKIPPED ${name}: ${why}`);
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs `zuulshift convert --json`. */
export function convert(args: readonly string[]): {
  status: number | null;
  stderr: string;
  report: Report | undefined;
  seconds: number;
} {
  const start = performance.now();
  const run = spawnSync(process.execPath, [main, 'convert', '--json', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - start) / 1000;
  const report = run.stdout === '' ? undefined : (JSON.parse(run.stdout) as Report);
  return { status: run.status, stderr: run.stderr, report, seconds };
}

/**
 * The Python of an environment below `.cache/`, made once by these steps; undefined where one of them fails, such as for
 * want of a registry.
 */
function environment(name: string, pins: string, steps: readonly (readonly string[])[]): string | undefined {
  const folder = join(root, '.cache', name);
  const python = join(folder, 'bin/python');
  const stamp = join(folder, 'pins.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === pins) return python;
  rmSync(folder, { recursive: true, force: true });
  for (const [command, ...args] of steps) {
    if (spawnSync(command ?? '', args, { stdio: 'inherit' }).status !== 0) return undefined;
  }
  writeFileSync(stamp, pins);
  return python;
}

const PIP = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];

/** The Python that knows the real Zuul 14.2, and the oracle that asks it; undefined where it cannot be installed. */
export function zuul14(): { readonly python: string; readonly oracle: string } | undefined {
  if (missing('zuul', 'bubblewrap') !== undefined) return undefined;
  return { python: join(zuulBin(), 'python'), oracle: join(shared, 'tools/zuul14_oracle.py') };
}

/** The Python 2.7 that knows the real Zuul 2.6, and the oracle that asks it; undefined where there is none. */
export function zuul2(): { readonly python: string; readonly oracle: string } | undefined {
  const python27 = findPython27();
  const list = join(shared, 'tools/pins-zuul2.txt');
  if (python27 === undefined || !existsSync(list)) return undefined;
  const folder = join(root, '.cache/zuul2');
  const maker = join(root, '.cache/zuul2-maker');
  const python = environment('zuul2', readFileSync(list, 'utf8'), [
    ['python3', '-m', 'venv', maker],
    [join(maker, 'bin/python'), ...PIP, 'virtualenv<20.22'],
    [join(maker, 'bin/virtualenv'), '--quiet', '-p', python27, folder],
    [join(folder, 'bin/python'), ...PIP, '--no-deps', '-r', list],
  ]);
  return python === undefined ? undefined : { python, oracle: join(shared, 'tools/zuul2_oracle.py') };
}

/**
 * Seed of the random checks: a change is judged on the same cases as the one before it. `CORPUS_SEED` names another one,
 * `CORPUS_SEED=random` takes one from the clock.
 */
export function corpusSeed(): number {
  const given = process.env['CORPUS_SEED'] ?? '4711';
  return given === 'random' ? Date.now() % 1_000_000_007 : Number(given);
}
