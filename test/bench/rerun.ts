/**
 * How long a second run takes on inputs that did not change, against the first one, process start included; both with and
 * without comparing the tree with the layout. Prints medians and their ratio, and fails where the second run takes half of
 * the first or changes a byte.
 *
 * npm run bench, or after a build: node --import tsx test/bench/rerun.ts [RUNS]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const corpus = join(root, '../shared/corpora/wikimedia');
const large = existsSync(corpus);
const inputs = large
  ? ['--jenkins', join(corpus, 'jenkins'), '--layout', join(corpus, 'zuul/layout.yaml')]
  : ['--jenkins', join(root, 'samples/estate/jenkins'), '--layout', join(root, 'samples/estate/layout.yaml')];
const settings = join(root, large ? 'test/corpus/wikimedia.yaml' : 'samples/estate/zuulshift.yaml');
const runs = Number(process.argv[2] ?? 5);
const work = mkdtempSync(join(tmpdir(), 'zuulshift-bench-'));
const MOST = 0.5;

/** Milliseconds of a whole process. */
function convert(out: string, more: readonly string[]): number {
  const args = [
    join(root, 'dist/src/cli/main.js'),
    'convert',
    ...inputs,
    '--settings',
    settings,
    '--out',
    out,
    ...more,
  ];
  const start = performance.now();
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const milliseconds = performance.now() - start;
  if (run.status !== 0) throw new Error(run.stderr);
  return milliseconds;
}

/** Hash over all names and bytes. */
function treeHash(folder: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  convert(join(work, 'warm'), ['--no-verify']);
  say(`${large ? 'Wikimedia' : 'the sample estate'}, median of ${String(runs)} runs, first run and second run in turn`);
  for (const more of [['--no-verify'], []]) {
    const times: Record<'first' | 'second', number[]> = { first: [], second: [] };
    for (let index = 0; index < runs; index += 1) {
      const out = join(work, `${more.join('')}-${String(index)}`);
      times.first.push(convert(out, more));
      const before = treeHash(out);
      times.second.push(convert(out, more));
      if (treeHash(out) !== before) throw new Error('the second run changed the tree');
      rmSync(out, { recursive: true });
    }
    const [first, second] = [median(times.first), median(times.second)];
    const ratio = second / first;
    const words = more.join(' ') || 'with verify';
    say(`${words.padEnd(12)} first ${first.toFixed(0)} ms, second ${second.toFixed(0)} ms, ratio ${ratio.toFixed(2)}`);
    if (ratio >= MOST) process.exitCode = 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
