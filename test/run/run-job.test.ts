import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../src/model/input-error.js';
import { runJob, type RunJobReport, type RunJobRequest } from '../../src/run/run-job.js';
import { temporaryFolder } from '../support/folders.js';
import { recorded, standInAnsible, TREE, writeFiles } from './tree.js';

interface Bench {
  readonly folder: string;
  readonly calls: () => string[][];
  readonly json: (path: string) => Readonly<Record<string, unknown>>;
  readonly run: (more: Partial<RunJobRequest>, signal?: AbortSignal) => Promise<RunJobReport>;
  /** Sentences of the last run. */
  readonly notes: string[];
}

function bench(t: ExecutionContext, files: Readonly<Record<string, string>> = {}): Bench {
  const folder = temporaryFolder(t);
  const tree = writeFiles(join(folder, 'tree'), { ...TREE, ...files });
  const record = join(folder, 'record');
  const bin = standInAnsible(join(folder, 'bin'), record);
  const workspace = join(folder, 'workspace');
  const notes: string[] = [];
  return {
    folder,
    notes,
    calls: () => recorded(record),
    json: (path) => JSON.parse(readFileSync(join(workspace, path), 'utf8')) as Readonly<Record<string, unknown>>,
    run: (more, signal = new AbortController().signal) =>
      runJob(
        {
          job: 'unit',
          converted: tree,
          workspace,
          runner: 'docker',
          repositories: {},
          secrets: {},
          plugins: '/plugins',
          env: { ...process.env, ZUULSHIFT_ANSIBLE: bin },
          ...more,
        },
        { print: () => undefined, note: (text) => notes.push(text) },
        signal,
      ),
  };
}

const names = (calls: readonly (readonly string[])[]): string[] =>
  calls.map((words) => (words.at(-1) ?? '').replace(/^.*playbooks\//, ''));

test('playbooks of the whole chain are played in order, with what Zuul tells them', async (t) => {
  const { run, calls, folder } = bench(t);
  const { result, played } = await run({});
  t.is(result, 'SUCCESS');
  t.is(played.length, 6);
  const found = calls();
  t.deepEqual(names(found), [
    'base/pre.yaml',
    'unit/pre.yaml',
    'unit/run.yaml',
    'unit/more.yaml',
    'unit/post.yaml',
    'base/post.yaml',
  ]);
  for (const words of found) {
    t.deepEqual(words.slice(0, 2), ['-i', join(folder, 'workspace/ansible/inventory.yaml')]);
    t.true(words.includes(`@${folder}/workspace/ansible/variables.json`));
  }
  t.true(found[4]?.includes('zuul_success=True'));
  t.false(found[3]?.some((word) => word.startsWith('zuul_success')));
  t.true(found[3]?.includes('zuul_execution_phase_index=1'));
});

test('a secret reaches the playbooks of its own definition and no others, as text that is no template', async (t) => {
  const { run, calls, json } = bench(t);
  await run({});
  const withSecrets = calls().filter((words) => words.some((word) => word.includes('secrets-')));
  t.deepEqual(names(withSecrets), ['unit/pre.yaml', 'unit/run.yaml', 'unit/more.yaml', 'unit/post.yaml']);
  t.deepEqual(json('ansible/secrets-run-0.json'), { token: { value: { __ansible_unsafe: 'a {{ b }}' } } });
});

test('the inventory has the hosts of the nodeset, this machine each, with merged variables', async (t) => {
  const { run, json } = bench(t);
  await run({});
  const { all } = json('ansible/inventory.yaml') as {
    all: {
      hosts: Record<string, Record<string, unknown>>;
      children: Record<string, { hosts: object }>;
    };
  };
  t.deepEqual(Object.keys(all.hosts), ['one', 'other']);
  const host = all.hosts['other'];
  t.deepEqual(host?.['shared'], { a: 1, b: 3 });
  t.deepEqual(host?.['list'], [2]);
  t.deepEqual(host?.['nodepool'], { label: 'large' });
  t.is(host?.['ansible_connection'], 'local');
  t.deepEqual(all.children['both']?.hosts, { one: null, other: null });
});

test('the variables of Zuul fit the item: a change, a branch, a timer', async (t) => {
  const { run, json, folder } = bench(t);
  const zuul = (): Readonly<Record<string, unknown>> =>
    json('ansible/variables.json')['zuul'] as Readonly<Record<string, unknown>>;
  await run({ branch: 'stable' });
  const change = zuul();
  t.like(change, {
    build: '0123456789abcdef0123456789abcdef',
    tenant: 'harbour',
    pipeline: 'check',
    branch: 'stable',
    change: '1',
    ref: 'refs/changes/01/1/1',
    timeout: 600,
    project: { name: 'group/tool', short_name: 'tool', src_dir: 'src/gerrit.example.org/group/tool' },
  });
  const root = join(folder, 'workspace/work');
  t.like(change['executor'] as object, { work_root: root, log_root: `${root}/logs`, src_root: `${root}/src` });
  t.deepEqual(Object.keys(change['projects'] ?? {}), ['gerrit.example.org/group/tool', 'gerrit.example.org/group/lib']);
  t.true(existsSync(join(root, 'src/gerrit.example.org/group/lib/.git')));

  await run({ project: 'group/lib' });
  const ref = zuul();
  t.is(ref['pipeline'], 'post');
  t.is(ref['ref'], 'refs/heads/master');
  t.regex(String(ref['newrev']), /^[0-9a-f]{40}$/);
  t.false('change' in ref || 'oldrev' in ref);

  await run({ job: 'child', pipeline: 'nightly' });
  const timer = zuul();
  t.false('change' in timer || 'newrev' in timer);
});

test('a local repository is the project that its remote or its name tells, at the branch it has', async (t) => {
  const { run, folder } = bench(t);
  const source = join(folder, 'lib');
  mkdirSync(source);
  const git = (...words: string[]): void => {
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: source });
  };
  git('init', '-q', '-b', 'topic');
  git('commit', '-q', '--allow-empty', '-m', 'x');
  t.like(await run({ project: source }), { branch: 'topic', plan: { project: 'group/lib', pipeline: 'post' } });
  git('remote', 'add', 'origin', 'ssh://me@review.example.org:29418/group/tool.git');
  t.like(await run({ project: source }), { branch: 'topic', plan: { project: 'group/tool', pipeline: 'check' } });
});

test('the value of an encrypted secret can be given, and a tree needs no tenant file', async (t) => {
  const { run, json, folder, notes } = bench(t);
  rmSync(join(folder, 'tree/tenant'), { recursive: true });
  const { result, plan } = await run({ job: 'sealed', secrets: { sealed: { value: 'open' } } });
  t.is(result, 'SUCCESS');
  t.is(plan.tenant, 'example');
  t.deepEqual(json('ansible/secrets-run-0.json'), { key: { value: { __ansible_unsafe: 'open' } } });
  t.true(notes.includes('no project of the tree lists sealed; it runs as if one did'));
  t.true(notes.includes('the job has no node: plays for all hosts have none'));
});

test('a failing playbook fails the job', async (t) => {
  const { run, calls } = bench(t, { 'playbooks/unit/run.yaml': '# ends with 2\n' });
  t.is((await run({})).result, 'FAILURE');
  t.true(calls().at(-1)?.includes('zuul_success=False'));
  const pre = bench(t, { 'playbooks/unit/pre.yaml': '# ends with 4\n' });
  t.is((await pre.run({})).result, 'RETRY');
});

test('a run that is stopped, or takes too long, leaves no process behind', async (t) => {
  const sleeping = { 'playbooks/unit/run.yaml': '# sleeps\n' };
  const isGone = (folder: string): boolean => {
    try {
      const pid = Number(readFileSync(join(folder, 'record.pid'), 'utf8'));
      return readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(' ')[2] === 'Z';
    } catch {
      return true;
    }
  };
  const stopped = bench(t, sleeping);
  const stop = new AbortController();
  const running = stopped.run({}, stop.signal);
  while (!existsSync(join(stopped.folder, 'record.pid'))) await new Promise((resolve) => setTimeout(resolve, 20));
  stop.abort();
  t.is((await running).result, 'ABORTED');
  t.true(isGone(stopped.folder));
  t.is(stopped.calls().length, 3);

  const job =
    '{name: late, parent: null, run: playbooks/unit/run.yaml, post-run: playbooks/base/post.yaml, timeout: 1}';
  const late = bench(t, { ...sleeping, 'zuul.d/late.yaml': `- job: ${job}\n` });
  const { result, played } = await late.run({ job: 'late' });
  t.is(result, 'TIMED_OUT');
  t.is(played.at(-1)?.end, 'ok');
  t.true(isGone(late.folder));
});

const REFUSED: readonly (readonly [string, Partial<RunJobRequest>, RegExp])[] = [
  ['an unknown job', { job: 'units' }, /no job units/],
  ['a job that Zuul drops', { job: 'dropped' }, /Zuul loses a part of the tree: .*jobs\.yaml/],
  ['an abstract job', { job: 'base' }, /the job base has no run playbook/],
  ['a playbook that is not there', { job: 'empty' }, /playbook playbooks\/nothing\.yaml is not in this tree/],
  ['an encrypted secret', { job: 'sealed' }, /secret sealed is encrypted.*--secrets/],
  ['a branch that the job is not for', { job: 'old', branch: 'main' }, /no definition for the branch main/],
  ['an unknown pipeline', { pipeline: 'gate' }, /no pipeline gate; there are check, post, nightly/],
  ['a parent in another repository', { job: 'orphan' }, /orphan.* parent elsewhere.*not/],
  ['an unknown project', { project: 'group/tol' }, /did you mean group\/tool\?.*--project takes either/],
  ['no tree', { converted: '/nothing/here' }, /zuul\.d/],
  [
    'no Ansible',
    { env: { PATH: '/nothing', ZUULSHIFT_ANSIBLE: undefined } },
    /ansible-playbook: not found on PATH; install/,
  ],
];

for (const [name, request, message] of REFUSED) {
  test(`refused before anything is made: ${name}`, async (t) => {
    const { run, folder } = bench(t);
    await t.throwsAsync(() => run(request), { instanceOf: InputError, message });
    t.false(existsSync(join(folder, 'workspace')));
  });
}
