import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type TestFn } from 'ava';
import { program } from './program.js';

export { program };

const ROLES = fileURLToPath(new URL('../../../templates/roles/', import.meta.url));

/** `zuul_return`, which Zuul's executor has. */
export const ACTIONS = fileURLToPath(new URL('../../../templates/run/action_plugins/', import.meta.url));

const CALLBACKS = fileURLToPath(new URL('callback/', import.meta.url));

/** Declares a test that needs a program; without it the test is skipped and says so. */
export function needs(name: string): TestFn | TestFn['skip'] {
  return isThere(name) ? test : test.skip;
}

/** The same for a test that runs beside no other one of its file. */
export function needsAlone(name: string): (typeof test)['serial'] | (typeof test)['serial']['skip'] {
  return isThere(name) ? test.serial : test.serial.skip;
}

function isThere(name: string): boolean {
  if (program(name) !== undefined) return true;
  process.stderr.write(`SKIPPED: ${name} is not there; set ZUULSHIFT_ANSIBLE to the folder it is in\n`);
  return false;
}

/** What one task gave, as Ansible's own JSON has it. */
export interface TaskResult {
  readonly name: string;
  readonly failed?: boolean;
  readonly stdout?: string;
  readonly msg?: unknown;
  readonly [key: string]: unknown;
}

export interface PlayResult {
  readonly status: number | null;
  readonly tasks: readonly TaskResult[];
  /** All of the output, to explain a failure. */
  readonly text: string;
}

/** A node of its own: a home folder, where the repository with the playbooks is, and programs that stand in for real ones. */
export interface Node {
  readonly home: string;
  readonly repository: string;
  /** Writes a file below the home folder. */
  write(path: string, text: string): void;
  read(path: string): string;
  /** Puts a shell script on PATH. */
  standIn(name: string, script: string): void;
  /** Runs tasks as a playbook of the repository, with facts kept from one run to the next as Zuul keeps them. */
  play(tasks: string, vars?: Readonly<Record<string, unknown>>): PlayResult;
  close(): void;
}

export function makeNode(): Node {
  const root = mkdtempSync(join(tmpdir(), 'zuulshift-node-'));
  const home = join(root, 'home');
  const repository = join(root, 'repository');
  const playbooks = join(repository, 'playbooks', 'test');
  const bin = join(root, 'bin');
  for (const folder of [home, playbooks, bin]) mkdirSync(folder, { recursive: true });
  const config = `[defaults]
roles_path = ${ROLES}
gathering = smart
fact_caching = jsonfile
fact_caching_connection = ${root}/facts
action_plugins = ${ACTIONS}
callback_plugins = ${CALLBACKS}
stdout_callback = json_results
retry_files_enabled = False
`;
  writeFileSync(join(root, 'ansible.cfg'), config);
  const ansible = program('ansible-playbook') ?? 'ansible-playbook';
  return {
    home,
    repository,
    write(path, text) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), text);
    },
    read: (path) => readFileSync(join(home, path), 'utf8'),
    standIn(name, script) {
      writeFileSync(join(bin, name), script);
      chmodSync(join(bin, name), 0o755);
    },
    play(tasks, vars = {}) {
      const playbook = join(playbooks, 'run.yaml');
      writeFileSync(playbook, `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks.replace(/^(?=.)/gm, '    ')}\n`);
      writeFileSync(join(root, 'vars.json'), JSON.stringify(vars));
      const python = ansible.includes('/') ? join(dirname(ansible), 'python3') : 'python3';
      const words = [
        '-i',
        'node,',
        '-c',
        'local',
        '-e',
        `@${root}/vars.json`,
        '-e',
        `ansible_python_interpreter=${python}`,
      ];
      const result = spawnSync(ansible, [...words, playbook], {
        cwd: root,
        env: {
          HOME: home,
          PATH: [bin, process.env['PATH']].join(delimiter),
          LC_ALL: 'C.UTF-8',
          ANSIBLE_CONFIG: join(root, 'ansible.cfg'),
        },
        maxBuffer: 1 << 26,
      });
      const text = result.stdout.toString('utf8') + result.stderr.toString('utf8');
      return { status: result.status, tasks: tasksIn(result.stdout.toString('utf8')), text };
    },
    close() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What the callback `json_results` prints. */
function tasksIn(output: string): TaskResult[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('RESULT '))
    .map((line) => JSON.parse(line.slice('RESULT '.length)) as TaskResult);
}

/** Environment of a build as role `jenkins-environment` leaves it, for tests of other roles. */
export function environmentOf(node: Node, more: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  const jenkins_env = { HOME: node.home, WORKSPACE: join(node.home, 'workspace'), JOB_NAME: 'job', ...more };
  return { jenkins_env };
}

/** One call of a role over a workspace of its own. */
export interface Call {
  /** Files in the workspace before: path → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, unknown>>;
}

export interface Outcome {
  readonly isFine: boolean;
  readonly stdout: string;
  /** Both outputs. */
  readonly text: string;
}

/** Makes all calls in one playbook, each although an earlier one failed: to start Ansible takes longer than the calls. */
export function callAll(node: Node, role: string, calls: readonly Call[]): Outcome[] {
  const tasks = calls.map(({ files, vars }, index) => {
    const workspace = `workspaces/${String(index)}`;
    mkdirSync(join(node.home, workspace), { recursive: true });
    for (const [name, text] of Object.entries(files)) node.write(`${workspace}/${name}`, text);
    const block = { jenkins_block_environment: { WORKSPACE: join(node.home, workspace) } };
    const task = { include_role: { name: role, apply: { ignore_errors: true } }, vars: { ...block, ...vars } };
    return `- ${JSON.stringify(task)}\n`;
  });
  const result = node.play(tasks.join(''), environmentOf(node));
  const outcomes = result.tasks.filter((task) => task.stdout !== undefined);
  if (outcomes.length !== calls.length) throw new Error(result.text);
  return outcomes.map((task) => ({
    isFine: task.failed !== true,
    stdout: String(task.stdout),
    text: `${String(task.stdout)}\n${String(task['stderr'])}`,
  }));
}

export function onNode<T>(run: (node: Node) => T): T {
  const node = makeNode();
  try {
    return run(node);
  } finally {
    node.close();
  }
}
