/**
 * How long a whole conversion takes, process start included, against a baseline measured in the same run: a process that
 * only reads and parses the same files with the same parsers. Prints medians, their ratio, and where the time goes.
 *
 * npm run bench [-- RUNS]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const corpus = join(root, '../shared/corpora/wikimedia');
const large = existsSync(corpus);
const jenkins = large ? join(corpus, 'jenkins') : join(root, 'samples/estate/jenkins');
const layout = large ? join(corpus, 'zuul/layout.yaml') : join(root, 'samples/estate/layout.yaml');
const settings = large ? join(root, 'test/corpus/wikimedia.yaml') : join(root, 'samples/estate/zuulshift.yaml');
const runs = Number(process.argv[2] ?? 7);
const work = mkdtempSync(join(tmpdir(), 'zuulshift-bench-'));

interface Sample {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly stderr: string;
}

/** Runs a command and measures it as a whole process, peak memory with it. */
function measure(args: readonly string[]): Sample {
  const start = performance.now();
  const run = spawnSync(process.execPath, ['--import', join(root, 'test/bench/peak-memory.mjs'), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const milliseconds = performance.now() - start;
  if (run.status !== 0) throw new Error(run.stderr);
  return { milliseconds, megabytes: Number(/peak (\d+) KiB/.exec(run.stderr)?.[1] ?? 0) / 1024, stderr: run.stderr };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  const convert = (index: number): readonly string[] =>
    [join(root, 'dist/src/cli/main.js'), 'convert', '--timings', '--jenkins', jenkins, '--layout', layout].concat([
      '--settings',
      settings,
      '--out',
      join(work, `out-${String(index)}`),
    ]);
  const baseline = [join(root, 'test/bench/baseline.mjs'), jenkins, layout];
  measure(convert(-1));
  measure(baseline);
  const ours: Sample[] = [];
  const bare: Sample[] = [];
  for (let index = 0; index < runs; index += 1) {
    ours.push(measure(convert(index)));
    bare.push(measure(baseline));
  }
  const our = median(ours.map(({ milliseconds }) => milliseconds));
  const base = median(bare.map(({ milliseconds }) => milliseconds));
  say(`${large ? 'Wikimedia' : 'the sample estate'}, median of ${String(runs)} runs, new output folder each time`);
  say(
    `convert    ${our.toFixed(0).padStart(6)} ms   ${median(ours.map(({ megabytes }) => megabytes)).toFixed(0)} MiB peak`,
  );
  say(
    `baseline   ${base.toFixed(0).padStart(6)} ms   ${median(bare.map(({ megabytes }) => megabytes)).toFixed(0)} MiB peak   (node, xml2js and js-yaml reading the same files)`,
  );
  say(`ratio      ${(our / base).toFixed(2).padStart(6)}`);
  say('\nby stage (last run)');
  for (const line of (ours.at(-1)?.stderr ?? '').split('\n')) if (/^ *[\d.]+ ms /.test(line)) say(line);
  if (large) say(`\ninput: ${(readFileSync(layout).length / 1024).toFixed(0)} KiB layout, 781 definitions`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
