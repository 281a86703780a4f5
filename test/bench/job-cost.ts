/**
 * What a converted job costs: the seconds that its playbook takes beyond its bare scripts, for each of ten steps. Ansible's
 * start is measured by a playbook without a task, in the same run. Seconds of the clock and of the processor: on a busy
 * machine only the latter say something.
 *
 * node --import tsx test/bench/job-cost.ts [RUNS]; needs Ansible on PATH or in ZUULSHIFT_ANSIBLE
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAnsible } from '../../src/run/ansible.js';
import { runJob } from '../../src/run/run-job.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const runs = Number(process.argv[2] ?? 3);
const work = mkdtempSync(join(tmpdir(), 'zuulshift-job-cost-'));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Five scripts and five containers, no two alike. */
const STEPS = [0, 1, 2, 3, 4].flatMap((at) => [
  `echo step ${String(at)} >step-${String(at)}`,
  `#!/bin/bash -eu\ndocker run --rm -e "A=$JOB_NAME" -v "$WORKSPACE:/src" image:${String(at)} make part-${String(at)}`,
]);

interface Cost {
  readonly clock: number;
  readonly processor: number;
}

/** Runs a command and measures it and its children. */
function measure(command: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Cost {
  const start = performance.now();
  const run = spawnSync('/bin/bash', ['-c', '"$@" >&2 </dev/null && times', 'measure', ...command], {
    env,
    cwd,
    encoding: 'utf8',
  });
  const clock = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(`${command.join(' ')}\n${run.stderr}`);
  const children = run.stdout.trim().split('\n').at(-1) ?? '';
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
  return { clock, processor: seconds.reduce((sum, one) => sum + one, 0) };
}

/** The quickest of several. */
function best(measured: () => Cost): Cost {
  const all = Array.from({ length: runs }, measured);
  return {
    clock: Math.min(...all.map(({ clock }) => clock)),
    processor: Math.min(...all.map(({ processor }) => processor)),
  };
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function convertJob(): string {
  const jenkins = join(work, 'jenkins/jobs/ten-steps');
  mkdirSync(jenkins, { recursive: true });
  const builders = STEPS.map((body) => `<hudson.tasks.Shell><command>${escape(body)}</command></hudson.tasks.Shell>`);
  writeFileSync(join(jenkins, 'config.xml'), `<project><builders>${builders.join('')}</builders></project>`);
  const tree = join(work, 'tree');
  const args = ['--import=tsx', 'src/cli/main.ts', 'convert', '--jenkins', join(work, 'jenkins'), '--out', tree];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return tree;
}

/** Tasks that only print, and plays that gather facts. */
function idleTasks(tree: string): string[] {
  return ['playbooks', 'roles'].flatMap((folder) =>
    readdirSync(join(tree, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => {
        const text = readFileSync(join(tree, folder, name), 'utf8');
        const plays = text.match(/^- hosts:/gm)?.length ?? 0;
        const quiet = text.match(/^ {2}gather_facts: false$/gm)?.length ?? 0;
        return [
          ...(plays > quiet ? [`${folder}/${name} gathers facts`] : []),
          ...(/^\s*(?:ansible\.builtin\.)?debug:/m.test(text) ? [`${folder}/${name} has a task that only prints`] : []),
        ];
      }),
  );
}

try {
  const ansible = findAnsible(process.env);
  const tree = convertJob();
  const { workspace, result, plan } = await runJob(
    {
      job: 'ten-steps',
      converted: tree,
      workspace: join(work, 'workspace'),
      runner: 'echo',
      repositories: {},
      secrets: {},
      plugins: join(root, 'templates/run'),
      env: process.env,
    },
    { print: () => undefined, note: () => undefined },
    new AbortController().signal,
  );
  if (result !== 'SUCCESS') throw new Error(readFileSync(join(workspace.logs, 'job-output.txt'), 'utf8'));
  const empty = join(tree, 'playbooks/empty.yaml');
  writeFileSync(empty, '- hosts: all\n  gather_facts: false\n  tasks:\n    - meta: noop\n');
  const home = join(workspace.work, 'workspace');
  const env = {
    ...process.env,
    LC_ALL: 'C.UTF-8',
    ANSIBLE_CONFIG: join(workspace.ansible, 'ansible.cfg'),
    HOME: workspace.work,
    PATH: `${workspace.bin}:${process.env['PATH'] ?? ''}`,
    JOB_NAME: 'ten-steps',
    WORKSPACE: home,
  };
  const words = [
    '-i',
    join(workspace.ansible, 'inventory.yaml'),
    '-e',
    `@${join(workspace.ansible, 'variables.json')}`,
  ];
  const files = STEPS.map((body, index) => {
    const path = join(work, `step-${String(index)}.sh`);
    writeFileSync(path, body);
    return body.startsWith('#!') ? `/bin/bash -eu ${path}` : `/bin/sh -xe ${path}`;
  });
  const bare = best(() => measure(['/bin/sh', '-c', files.join(' && ')], env, home));
  const start = best(() => measure([ansible, ...words, empty], env, workspace.work));
  const whole = best(() => measure([ansible, ...words, plan.run[0]?.path ?? ''], env, workspace.work));
  const of = (kind: keyof Cost): string => {
    const step = (whole[kind] - start[kind] - bare[kind]) / STEPS.length;
    const parts = [whole, start, bare].map((cost) => `${cost[kind].toFixed(2)} s`);
    return `${step.toFixed(3)} s a step (all ${parts[0] ?? ''}, start of Ansible ${parts[1] ?? ''}, bare scripts ${parts[2] ?? ''})`;
  };
  say(`a converted job of ${String(STEPS.length)} steps, best of ${String(runs)} runs; aim: under 0.5 s a step`);
  say(`clock      ${of('clock')}`);
  say(`processor  ${of('processor')}`);
  const idle = idleTasks(tree);
  say(idle.length === 0 ? 'no task that only prints, no facts gathered' : idle.join('\n'));
} finally {
  rmSync(work, { recursive: true, force: true });
}
