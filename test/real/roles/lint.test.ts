import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACTIONS, needs, onNode, program } from './ansible.js';

const ROLES = fileURLToPath(new URL('../../../templates/roles/', import.meta.url));
const roles = readdirSync(ROLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

needs('ansible-lint')('our roles pass ansible-lint at its strictest', (t) => {
  const lint = program('ansible-lint') ?? 'ansible-lint';
  const home = mkdtempSync(join(tmpdir(), 'zuulshift-lint-'));
  try {
    const path = [...(lint.includes('/') ? [dirname(lint)] : []), process.env['PATH']].join(delimiter);
    // Roles for Zuul have hyphens in their names, as those of zuul-jobs have.
    const words = ['--offline', '--nocolor', '-q', '--profile', 'production', '--skip-list', 'role-name', ...roles];
    const result = spawnSync(lint, words, {
      cwd: ROLES,
      env: { ...process.env, HOME: home, PATH: path, ANSIBLE_ACTION_PLUGINS: ACTIONS },
    });
    t.is(result.status, 0, result.stdout.toString() + result.stderr.toString());
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

needs('ansible-playbook')('our roles are read by Ansible', (t) => {
  onNode((node) => {
    const tasks = roles.map((role) => `- import_role: {name: ${role}}\n  when: false\n`);
    const result = node.play(tasks.join(''), { zuul: {}, jenkins_env: {} });
    t.is(result.status, 0, result.text);
  });
});
