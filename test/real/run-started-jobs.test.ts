/** Jobs that start others, converted and run on this machine: what runs, in which order, and how it ends. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { longTest } from './behaviour/long-test.js';
import { needsAlone, program } from './roles/ansible.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'zuulshift-started-'));
const tree = join(work, 'tree');
const project = join(work, 'project');
const env = { ...process.env };
const ansible = program('ansible-playbook');
if (ansible?.includes('/')) env['ZUULSHIFT_ANSIBLE'] = dirname(ansible);

test.after.always(() => rmSync(work, { recursive: true, force: true }));

function run(command: string, words: readonly string[], cwd = root): SpawnSyncReturns<string> {
  return spawnSync(command, words, { cwd, encoding: 'utf8', env, maxBuffer: 1 << 26 });
}

function zuulshift(...args: string[]): SpawnSyncReturns<string> {
  return run(process.execPath, ['--import=tsx', 'src/cli/main.ts', ...args]);
}

test.before(() => {
  const converted = zuulshift('convert', '--jenkins', 'samples/started-estate', '--out', tree);
  if (converted.status !== 0) throw new Error(converted.stderr);
  mkdirSync(project);
  for (const words of [
    ['init', '-q', '-b', 'main'],
    ['commit', '-q', '--allow-empty', '-m', 'A change'],
  ]) {
    const made = run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], project);
    if (made.status !== 0) throw new Error(made.stderr);
  }
});

/** Words in capitals that the steps of a job print, in order, and how the job ends. */
function runJob(name: string): { words: string[]; result: string; text: string } {
  const words = ['--converted', tree, '--project', project, '--workspace', join(work, name)];
  const { stdout, stderr } = zuulshift('run-job', name, ...words);
  const said = [...stderr.matchAll(/^node \| ([A-Z][A-Z0-9].*)$/gm)].map(([, line = '']) => line);
  return { words: said, result: /^([A-Z]+): /m.exec(stdout)?.[1] ?? '', text: stdout + stderr };
}

const withAnsible = needsAlone('ansible-playbook');

withAnsible(
  'parameters come from files, artifacts are copied on the node, and what joins runs at the end',
  async (t) => {
    await longTest(t);
    const { words, result, text } = runJob('top');
    // `made` is started twice; the second start asks for a file that is not there.
    t.deepEqual(words, ['MADE 7 mine', 'MADE 7 mine', 'COPIED', 'GOOD', 'GOOD2', 'JOINED'], text);
    t.is(result, 'SUCCESS');
  },
);

withAnsible('after a job that failed nothing joins, and nobody minds', async (t) => {
  await longTest(t);
  const { words, result, text } = runJob('top2');
  t.deepEqual(words, ['GOOD', 'BAD'], text);
  t.is(result, 'SUCCESS');
});

withAnsible('a phase that failed does not stop the next one, but the job fails in the end', async (t) => {
  await longTest(t);
  const { words, result, text } = runJob('late');
  t.deepEqual(words, ['BAD', 'GOOD', 'GOOD2', 'END'], text);
  t.is(result, 'FAILURE');
});
