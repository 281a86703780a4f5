import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import { zuulshift } from '../support/zuulshift.js';
import { standInAnsible, TREE, writeFiles } from '../run/tree.js';
import { temporaryFolder } from '../support/folders.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

test.serial('says how each playbook and the job ended, and where the logs are', async (t) => {
  const folder = temporaryFolder(t);
  const tree = writeFiles(join(folder, 'tree'), TREE);
  const workspace = join(folder, 'workspace');
  process.env['ZUULSHIFT_ANSIBLE'] = standInAnsible(join(folder, 'bin'), join(folder, 'record'));
  const args = ['run-job', 'child', '--converted', tree, '--workspace', workspace];
  const fine = await zuulshift(...args);
  t.is(fine.code, ExitCode.Fine);
  t.is(
    fine.out,
    `pre   ok           playbooks/base/pre.yaml
pre   ok           playbooks/unit/pre.yaml
run   ok           playbooks/unit/run.yaml
post  ok           playbooks/unit/post.yaml
post  ok           playbooks/base/post.yaml
SUCCESS: child for group/tool master in check
logs and artifacts: ${join(workspace, 'work', 'logs')}
`,
  );
  t.regex(fine.err, /playing .*playbooks\/unit\/run\.yaml/);
  t.regex(
    readFileSync(join(workspace, 'work/logs/job-output.txt'), 'utf8'),
    /POST playbooks\/base\/post\.yaml\nplaying/,
  );

  writeFiles(tree, { 'playbooks/unit/pre.yaml': '# ends with 2\n' });
  const failed = await zuulshift(...args);
  t.is(failed.code, ExitCode.Found);
  t.regex(
    failed.out,
    /^pre {3}failed .*\npost {2}ok .*unit\/post\.yaml\npost .*\nRETRY: .*Zuul would start the build again/m,
  );
});

test.serial('bad input is one line and 2', async (t) => {
  const folder = temporaryFolder(t);
  const tree = writeFiles(join(folder, 'tree'), TREE);
  const bad = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await zuulshift('run-job', ...args);
    t.is(code, ExitCode.BadInput);
    t.is(out, '');
    return err;
  };
  process.env['ZUULSHIFT_ANSIBLE'] = join(folder, 'nothing');
  t.regex(
    await bad('unit', '--converted', tree),
    /^zuulshift: ansible-playbook: not found in .*pip install ansible-core.*\n$/,
  );
  process.env['ZUULSHIFT_ANSIBLE'] = standInAnsible(join(folder, 'bin'), join(folder, 'record'));
  t.regex(await bad('unit', '--converted', tree, '--repository', 'group/lib'), /expected NAME=PATH/);
  t.regex(
    await bad('unit', '--converted', tree, '--container-runner', 'rkt'),
    /Allowed choices are docker, podman, echo/,
  );
  t.regex(await bad('unit', '--converted', tree, '--workspace', tree), /which run-job did not make/);
  writeFiles(folder, { 'secrets.yaml': 'upload: [a]\n' });
  t.regex(
    await bad('unit', '--converted', tree, '--secrets', join(folder, 'secrets.yaml')),
    /fields of upload: found a list/,
  );
});

test.serial('whoever interrupts it finds no process of it left', async (t) => {
  const folder = temporaryFolder(t);
  const tree = writeFiles(join(folder, 'tree'), { ...TREE, 'playbooks/base/pre.yaml': '# sleeps\n' });
  const record = join(folder, 'record');
  const env = { ...process.env, ZUULSHIFT_ANSIBLE: standInAnsible(join(folder, 'bin'), record) };
  const args = ['--import=tsx', 'src/cli/main.ts', 'run-job', 'unit', '--converted', tree];
  const child = spawn(process.execPath, [...args, '--workspace', join(folder, 'workspace')], { cwd: root, env });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_, signal) => resolve(signal));
  });
  while (!existsSync(`${record}.pid`)) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  t.is(await ended, 'SIGINT');
  t.regex(out, /^ABORTED: unit/m);
  const pid = readFileSync(`${record}.pid`, 'utf8').trim();
  const state = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2] : 'gone';
  t.true(state === 'gone' || state === 'Z', state);
});
