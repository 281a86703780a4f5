import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { VerificationReport } from '../../src/report/verification-report.js';
import { check, main, root, shared } from './support.js';

const LEAST = 300_000;

/**
 * Verifies Wikimedia's converted tree as a user would: all scenarios, nothing unexplained, voting and dependencies equal
 * everywhere, no shared queue split.
 *
 * @param tree The converted tree.
 */
export function checkVerifiedWikimedia(tree: string): void {
  const start = performance.now();
  const words = [main, 'verify', '--json', '--no-evidence', '--converted', tree];
  const layout = join(shared, 'corpora/wikimedia/zuul/layout.yaml');
  const given = ['--layout', layout, '--settings', join(import.meta.dirname, 'wikimedia.yaml')];
  const peak = join(root, 'test/bench/peak-memory.mjs');
  const run = spawnSync(process.execPath, ['--import', peak, ...words, ...given], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const megabytes = Number(/peak (\d+) KiB/.exec(run.stderr)?.[1] ?? 0) / 1024;
  const name = 'verify: v3 runs what v2 ran, but for what is announced';
  if (run.stdout === '') return check(name, false, run.stderr.slice(-1000));
  const { scenarios, groups, queues, problems, classes } = JSON.parse(run.stdout) as VerificationReport;
  check(name, run.status === 0 && scenarios.unexplained === 0 && problems.length === 0, JSON.stringify(scenarios));
  const other = groups.filter(({ aspect }) => aspect !== 'jobs').map(({ aspect }) => aspect);
  check('… voting, dependencies and all else equal', other.length === 0, other.join(', '));
  const counts = (kind: string): number => queues.filter((queue) => queue.kind === kind).length;
  const sets = `${String(counts('exact'))} exact, ${String(counts('wider'))} wider, ${String(counts('split'))} split`;
  check('… shared queues', counts('exact') === 8 && counts('wider') === 3 && counts('split') === 0, sets);
  check(`… at least ${String(LEAST)} scenarios`, scenarios.asked >= LEAST && classes.gaps.length === 0);
  check('… in under 1 GB', megabytes < 1024, `${seconds} s, ${megabytes.toFixed(0)} MB`);
}
