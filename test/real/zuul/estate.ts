import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Converts with the built program, as users do. @throws Error with the program's words when it fails */
export function convert(out: string, ...args: readonly string[]): void {
  const words = ['dist/src/cli/main.js', 'convert', ...args, '--out', out];
  const run = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
}

/** Converts the estate that comes with the program. */
export function convertSampleEstate(out: string): void {
  const estate = 'samples/estate';
  const settings = ['--settings', `${estate}/zuulshift.yaml`];
  convert(out, '--jenkins', `${estate}/jenkins`, '--layout', `${estate}/layout.yaml`, ...settings);
}
