/** `zuulshift run-job` with real Ansible: jobs of the sample estate, converted and run on this machine. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { longTest } from './behaviour/long-test.js';
import { needsAlone, program } from './roles/ansible.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'zuulshift-run-job-'));
const tree = join(work, 'tree');
const tide = join(work, 'tide');
const env = { ...process.env };
const ansible = program('ansible-playbook');
if (ansible?.includes('/')) env['ZUULSHIFT_ANSIBLE'] = dirname(ansible);

test.after.always(() => rmSync(work, { recursive: true, force: true }));

function zuulshift(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const words = ['--import=tsx', 'src/cli/main.ts', ...args];
  return spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8', env, maxBuffer: 1 << 26 });
}

test.before(() => {
  const estate = ['--jenkins', 'samples/estate/jenkins', '--layout', 'samples/estate/layout.yaml'];
  const converted = zuulshift('convert', ...estate, '--settings', 'samples/estate/zuulshift.yaml', '--out', tree);
  if (converted.status !== 0) throw new Error(converted.stderr);
  mkdirSync(tide);
  writeFileSync(join(tide, 'tide.txt'), 'mine\n');
  for (const words of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-q', '-m', 'A change'],
  ]) {
    const run = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], { cwd: tide });
    if (run.status !== 0) throw new Error(run.stderr.toString());
  }
});

needsAlone('ansible-playbook')('a job of containers runs for a local repository, its calls are recorded', async (t) => {
  await longTest(t);
  const workspace = join(work, 'unit');
  const words = ['--converted', tree, '--project', tide, '--workspace', workspace, '--container-runner', 'echo'];
  const { status, stdout, stderr } = zuulshift('run-job', 'tide-unit-py39', ...words);
  t.is(status, 0, stdout + stderr);
  t.regex(stdout, /^SUCCESS: tide-unit-py39 for harbour\/tide main in check$/m);
  t.is(readFileSync(join(workspace, 'work/workspace/repo/tide.txt'), 'utf8'), 'mine\n');
  const [call = ''] = readFileSync(join(workspace, 'work/logs/docker-calls.txt'), 'utf8').split('\n');
  t.regex(call, /^docker run .* registry\.harbour\.example\/python:39-2 tox -e py39 -- --junitxml=results\/unit\.xml$/);
  // What the steps print, under their names.
  t.regex(stderr, /TASK \[Run git, jenkins-step : Run the script\] node: changed\nnode \| \+ set -eu/);
  t.true(existsSync(join(workspace, 'work/logs/job-output.txt')));
  t.false(existsSync(join(tide, '.git/worktrees')), 'the repository is only read');
});

needsAlone('ansible-playbook')('a job that fails says so, and a secret is on no console', async (t) => {
  await longTest(t);
  const secrets = join(work, 'secrets.yaml');
  writeFileSync(secrets, 'pages-token: {value: "s3cret {{ x }}"}\n');
  const workspace = join(work, 'pages');
  const words = ['--converted', tree, '--project', tide, '--workspace', workspace, '--container-runner', 'echo'];
  const { status, stdout, stderr } = zuulshift('run-job', 'pages-publish', ...words, '--secrets', secrets);
  t.is(status, 1, stdout + stderr);
  t.regex(stdout, /^run +failed +playbooks\/pages-publish\/run\.yaml$/m);
  t.regex(stdout, /^post +ok +playbooks\/base\/post\.yaml\nFAILURE: pages-publish/m);
  t.false((stdout + stderr).includes('s3cret'));
});

needsAlone('ansible-playbook')('data that a job returns is kept, as Zuul keeps it', async (t) => {
  await longTest(t);
  const own = join(work, 'own');
  const files: Record<string, string> = {
    'zuul.yaml':
      '- job: {name: back, parent: null, run: playbooks/back.yaml, nodeset: {nodes: [{name: n, label: l}]}}\n',
    'playbooks/back.yaml': `- hosts: all
  gather_facts: false
  tasks:
    - zuul_return: {data: {a: {b: 1}}}
    - zuul_return: {data: {a: {c: "{{ zuul.job }}"}}}
    - command: pwd
`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(own, path)), { recursive: true });
    writeFileSync(join(own, path), text);
  }
  const workspace = join(work, 'back');
  const { status, stdout, stderr } = zuulshift('run-job', 'back', '--converted', own, '--workspace', workspace);
  t.is(status, 0, stdout + stderr);
  const { data } = JSON.parse(readFileSync(join(workspace, 'ansible/results.json'), 'utf8')) as { data: unknown };
  t.deepEqual(data, { a: { b: 1, c: 'back' } });
});
