import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobPlan } from './job-plan.js';
import type { Workspace } from './workspace.js';

/** Variables that make a host this machine. The interpreter is Ansible's own: it is there, and needs no looking for. */
const LOCAL = {
  ansible_connection: 'local',
  ansible_python_interpreter: '{{ ansible_playbook_python }}',
  ansible_host: 'localhost',
};

/**
 * The inventory of a build, as Zuul writes it but for the connection. Zuul reference: "Job Variables".
 *
 * @param zuul the variable `zuul`
 */
export function inventory(plan: JobPlan, zuul: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const hosts = plan.nodes.flatMap(({ names, label }) => names.map((name) => ({ name, label })));
  return {
    all: {
      hosts: Object.fromEntries(
        hosts.map(({ name, label }) => [
          name,
          { ...plan.vars, ...plan.hostVars[name], ...LOCAL, nodepool: { label }, zuul_node: { label } },
        ]),
      ),
      vars: { ...plan.vars, zuul },
      children: {
        ...Object.fromEntries(
          Object.entries(plan.groups).map(([group, names]) => [
            group,
            { hosts: Object.fromEntries(names.map((name) => [name, null])), vars: plan.groupVars[group] ?? {} },
          ]),
        ),
        zuul_unreachable: { hosts: {} },
      },
    },
  };
}

/** Paths of what Ansible is given. */
export interface AnsibleFiles {
  readonly config: string;
  readonly inventory: string;
  /** Variables that nothing overrides: `zuul`, and the job's extra-vars. */
  readonly variables: string;
}

/**
 * Writes the inventory, the variables and Ansible's settings, which are those of Zuul's executor. JSON is YAML too.
 *
 * @param plugins folder with what Zuul adds to Ansible: `action_plugins/`, `callback_plugins/`
 */
export function writeAnsibleFiles(
  plan: JobPlan,
  zuul: Readonly<Record<string, unknown>>,
  workspace: Workspace,
  plugins: string,
): AnsibleFiles {
  const write = (name: string, text: string): string => {
    const path = join(workspace.ansible, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  return {
    inventory: write('inventory.yaml', json(inventory(plan, zuul))),
    variables: write('variables.json', json({ ...plan.extraVars, zuul })),
    config: write('ansible.cfg', settings(plan, workspace, plugins)),
  };
}

/** Zuul's own: AnsibleJob.writeAnsibleConfig of 14.2. Pipelining is what Zuul has for its nodes. */
function settings({ rolePaths }: JobPlan, { ansible }: Workspace, plugins: string): string {
  const lines = [
    '[defaults]',
    `inventory = ${join(ansible, 'inventory.yaml')}`,
    `local_tmp = ${join(ansible, 'tmp')}`,
    `remote_tmp = ${join(ansible, 'remote-tmp')}`,
    'retry_files_enabled = False',
    'gathering = smart',
    'fact_caching = jsonfile',
    `fact_caching_connection = ${join(ansible, 'facts')}`,
    `action_plugins = ${join(plugins, 'action_plugins')}`,
    `callback_plugins = ${join(plugins, 'callback_plugins')}`,
    'stdout_callback = job_console',
    `roles_path = ${rolePaths.join(':')}`,
    'internal_poll_interval = 0.01',
    'nocows = True',
    'localhost_warning = False',
    'inventory_unparsed_warning = False',
    '[connection]',
    'pipelining = True',
  ];
  // A percent sign begins a reference to another setting.
  return `${lines.join('\n').replaceAll('%', '%%')}\n`;
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
