/** The converted side: a folder of Jenkins jobs is converted, and all jobs are run by few calls of real Ansible. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { YAML11_SCHEMA, dump, load } from 'js-yaml';
import type { JobPlan, PlannedPlaybook } from '../../../src/run/job-plan.js';
import { openTree } from '../../../src/run/open-tree.js';
import { program } from '../roles/program.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const CALLBACKS = fileURLToPath(new URL('../roles/callback/', import.meta.url));

/** One job to run, under a host name of its own: hosts are what Ansible does side by side. */
export interface HostJob {
  readonly host: string;
  readonly job: string;
  /** Values of secrets: variable → fields. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ConvertedSide {
  readonly tree: string;
  /** Home of the build's user. */
  readonly home: string;
  /** The agent's own variables, the same for both sides. */
  readonly env: Readonly<Record<string, string>>;
  readonly zuul: Readonly<Record<string, unknown>>;
}

/** What became of each host: which had a failure that nothing rescued. */
export type Failures = ReadonlySet<string>;

/** Converts by the program's sources. */
export function convertJobs(
  jenkins: string,
  out: string,
  { settings, layout }: { readonly settings?: string; readonly layout?: string },
): void {
  const args = ['--import=tsx', 'src/cli/main.ts', 'convert', '--jenkins', jenkins, '--out', out];
  if (settings !== undefined) args.push('--settings', settings);
  if (layout !== undefined) args.push('--layout', layout);
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
}

/** Freezes the jobs. */
export function plansOf(tree: string, jobs: readonly HostJob[]): Map<string, JobPlan> {
  const opened = openTree(tree);
  // The base job is the site's own: on this machine it neither fetches sources nor collects logs.
  const isJobs = ({ level }: PlannedPlaybook): boolean => level > 0;
  return new Map(
    jobs.map(({ host, job }) => {
      const plan = opened.plan({ job, branch: 'main', secrets: {} });
      return [host, { ...plan, pre: plan.pre.filter(isJobs), post: plan.post.filter(isJobs) }];
    }),
  );
}

/** Path of a host's workspace below home. */
export const workspaceOf = (host: string): string => `workspaces/${host}`;

export type PhaseName = 'pre' | 'run' | 'post';

/**
 * Plays one phase of all jobs. Playbooks of one phase of one job come one after the other, as tasks of one play for each
 * step of the way: a host that failed is out.
 */
export function playPhase(
  side: ConvertedSide,
  jobs: readonly HostJob[],
  plans: ReadonlyMap<string, JobPlan>,
  phase: PhaseName,
  more: (host: string) => Readonly<Record<string, unknown>> = () => ({}),
): { failures: Failures; text: string } {
  const folder = join(side.tree, 'playbooks', 'behaviour-harness');
  mkdirSync(folder, { recursive: true });
  const longest = Math.max(0, ...[...plans.values()].map((plan) => plan[phase].length));
  const failures = new Set<string>();
  let text = '';
  for (let index = 0; index < longest; index += 1) {
    const turn = jobs.filter(({ host }) => plans.get(host)?.[phase][index] !== undefined);
    // Post-run playbooks are played whatever became of the one before.
    const able = phase === 'post' ? turn : turn.filter(({ host }) => !failures.has(host));
    if (able.length === 0) continue;
    const hosts = Object.fromEntries(
      able.map(({ host, secrets }) => {
        const plan = plans.get(host);
        const playbook = plan?.[phase][index];
        if (plan === undefined || playbook === undefined) throw new Error(host);
        const { vars, tasks } = unfold(playbook, folder);
        const own = {
          jenkins_environment_workspace: workspaceOf(host),
          harness_tasks: tasks,
          nodepool: { label: plan.nodes[0]?.label },
        };
        return [host, { ...plan.vars, ...unsafe(secrets ?? {}), ...vars, ...own, ...more(host) }];
      }),
    );
    const played = play(side, folder, hosts);
    text += played.text;
    for (const host of played.failed) failures.add(host);
  }
  return { failures, text };
}

interface Play {
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly tasks: readonly unknown[];
}

const unfolded = new Map<string, { vars: Readonly<Record<string, unknown>>; tasks: string }>();

/** The tasks of a playbook as a file that a play for all hosts includes, and the variables of its play. */
function unfold({ path }: PlannedPlaybook, folder: string): { vars: Readonly<Record<string, unknown>>; tasks: string } {
  const known = unfolded.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(path, 'utf8');
  const plays = text.split('\n');
  const at = plays.findIndex((line) => line === '  tasks:');
  const head = load(plays.slice(0, at).join('\n'), { schema: YAML11_SCHEMA }) as Play[];
  const tasks = join(folder, `tasks-${String(unfolded.size)}.yaml`);
  writeFileSync(
    tasks,
    `${plays
      .slice(at + 1)
      .map((line) => line.replace(/^ {4}/, ''))
      .join('\n')}`,
  );
  const made = { vars: head[0]?.vars ?? {}, tasks };
  unfolded.set(path, made);
  return made;
}

function play(
  side: ConvertedSide,
  folder: string,
  hosts: Readonly<Record<string, object>>,
): { failed: string[]; text: string } {
  const ansible = program('ansible-playbook') ?? 'ansible-playbook';
  const python = ansible.includes('/') ? join(dirname(ansible), 'python3') : 'python3';
  const playbook = join(folder, 'play.yaml');
  const tasks = [{ include_tasks: '{{ harness_tasks }}' }];
  writeFileSync(playbook, dump([{ hosts: 'all', gather_facts: false, strategy: 'free', tasks }]));
  const inventory = join(folder, 'inventory.yaml');
  const all = { ansible_connection: 'local', ansible_python_interpreter: python };
  writeFileSync(inventory, JSON.stringify({ all: { hosts, vars: all } }));
  const variables = join(folder, 'variables.json');
  writeFileSync(variables, JSON.stringify({ zuul: side.zuul }));
  const config = join(folder, 'ansible.cfg');
  const lines = [
    '[defaults]',
    `roles_path = ${join(side.tree, 'roles')}`,
    'gathering = smart',
    'fact_caching = jsonfile',
    `fact_caching_connection = ${folder}/facts`,
    `callback_plugins = ${CALLBACKS}`,
    'stdout_callback = json_results',
    'forks = 4',
    'retry_files_enabled = False',
    '[connection]',
    'pipelining = True',
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const run = spawnSync(ansible, ['-i', inventory, '-e', `@${variables}`, playbook], {
    cwd: side.home,
    env: { ...side.env, ANSIBLE_CONFIG: config },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const text = run.stdout + run.stderr;
  const stats = /^STATS (.*)$/m.exec(run.stdout)?.[1];
  if (stats === undefined) throw new Error(text.slice(-5000));
  const counts = JSON.parse(stats) as Record<string, { failures: number; unreachable: number }>;
  const failed = Object.keys(counts).filter((host) => {
    const { failures = 0, unreachable = 0 } = counts[host] ?? {};
    return failures + unreachable > 0;
  });
  return { failed, text };
}

function unsafe(secrets: Readonly<Record<string, Readonly<Record<string, string>>>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, fields]) => [
      name,
      Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { __ansible_unsafe: value }])),
    ]),
  );
}
