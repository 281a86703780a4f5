/**
 * How long a whole verification takes and how much memory, for a layout and for one with ten times its projects (copies under
 * other names). Prints both and the ratio of the times, which has to stay below 11.
 *
 * node --import tsx test/bench/verify.ts [RUNS]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLayout } from '../../src/read/layout/read-layout.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = join(root, 'dist/src/cli/main.js');
const corpus = join(root, '../shared/corpora/wikimedia/zuul/layout.yaml');
const large = existsSync(corpus);
const runs = Number(process.argv[2] ?? 3);
const work = mkdtempSync(join(tmpdir(), 'zuulshift-bench-'));
const TIMES = 10;
const MOST = 11;

interface Sample {
  readonly seconds: number;
  readonly megabytes: number;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const settings = large ? ['--settings', join(root, 'test/corpus/wikimedia.yaml')] : [];

/** A layout with templates, conditions and trees, for where there is no corpus. */
function synthetic(): string {
  const projects = Array.from({ length: 400 }, (_, index) =>
    index % 3 === 0
      ? `  - {name: org/p${String(index)}, template: [{name: lib}], gate: [noop]}\n`
      : `  - {name: org/p${String(index)}, template: [{name: lib}], check: [lint: [unit-${String(index % 20)}]]}\n`,
  );
  return `pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
  - {name: gate, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added, branch: ^(master|stable/.*)$}]}}
jobs:
  - {name: ^.*-doc, files: ['^doc/']}
  - {name: ^unit-.*, branch: '^(?!stable/old)', skip-if: [{all-files-match-any: ['^doc/', '.*[.]md$']}]}
project-templates:
  - {name: lib, check: [lib-doc, unit-lib], gate: [unit-lib]}
projects:
${projects.join('')}`;
}

/** The same layout with copies of every project behind the first ones. */
function multiplied(text: string, path: string): string {
  const { projects } = readLayout(path, { zuulV2Version: 'wikimedia' }).layout;
  const lines = text.trimEnd().split('\n');
  const starts = projects.map(({ at }) => at.line - 1);
  const blocks = starts.map((start, index) => lines.slice(start, starts[index + 1] ?? lines.length).join('\n'));
  const copies = Array.from({ length: TIMES - 1 }, (_, copy) =>
    blocks.map((block, index) => renamed(block, projects[index]?.name.value ?? '', String(copy))).join('\n'),
  );
  return `${[lines.join('\n'), ...copies].join('\n')}\n`;
}

function renamed(block: string, name: string, copy: string): string {
  const at = block.indexOf(name);
  // An anchor is written once.
  return (block.slice(0, at) + `copy${copy}/` + block.slice(at)).replace(/(^|[ :-])&[\w.-]+(?=\s)/gm, '$1');
}

function measure(layout: string, tree: string): Sample {
  const peak = join(root, 'test/bench/peak-memory.mjs');
  const words = [main, 'verify', '--no-evidence', '--layout', layout, '--converted', tree, ...settings];
  const start = performance.now();
  const run = spawnSync(process.execPath, ['--import', peak, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  const asked = /^scenarios .*$/m.exec(run.stderr)?.[0] ?? '';
  say(`  ${seconds.toFixed(2)} s  ${asked}`);
  return { seconds, megabytes: Number(/peak (\d+) KiB/.exec(run.stderr)?.[1] ?? 0) / 1024 };
}

function median(samples: readonly Sample[]): Sample {
  return [...samples].sort((a, b) => a.seconds - b.seconds)[Math.floor(samples.length / 2)]!;
}

try {
  const text = large ? readFileSync(corpus, 'utf8') : synthetic();
  const results: Sample[] = [];
  for (const [name, make] of [
    ['one', () => text],
    ['ten', () => multiplied(text, join(work, 'one.yaml'))],
  ] as const) {
    const [layout, tree] = [join(work, `${name}.yaml`), join(work, name)];
    writeFileSync(layout, make());
    const words = [main, 'convert', '--no-verify', '--layout', layout, '--out', tree, ...settings];
    const converted = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (converted.status !== 0) throw new Error(converted.stderr);
    const samples = Array.from({ length: runs }, () => measure(layout, tree));
    results.push(median(samples));
  }
  const [one, ten] = results as [Sample, Sample];
  const ratio = ten.seconds / one.seconds;
  say(`verify: ${one.seconds.toFixed(2)} s, ${one.megabytes.toFixed(0)} MB`);
  say(`with ${String(TIMES)} times the projects: ${ten.seconds.toFixed(2)} s, ${ten.megabytes.toFixed(0)} MB`);
  say(`ratio ${ratio.toFixed(2)} (at most ${String(MOST)})`);
  process.exitCode = ratio <= MOST ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
