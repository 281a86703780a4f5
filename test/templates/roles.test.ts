import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { load } from 'js-yaml';
import { ROLE_DEFAULTS } from '../../src/convert/factor/role-defaults.js';

const ROLES = new URL('../../templates/roles/', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, ROLES), 'utf8');
}

function defaultsOf(role: string): Record<string, unknown> {
  const path = `${role}/defaults/main.yaml`;
  return existsSync(new URL(path, ROLES)) ? ((load(read(path)) ?? {}) as Record<string, unknown>) : {};
}

const roles = readdirSync(ROLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

for (const role of roles) {
  test(`the readme of role ${role} tells of every variable it takes`, (t) => {
    const readme = read(`${role}/README.md`);
    t.deepEqual(
      Object.keys(defaultsOf(role)).filter((name) => !readme.includes(`\`${name}\``)),
      [],
    );
  });
}

test('the defaults that calls are compared with are those of the roles', (t) => {
  for (const [role, known] of Object.entries(ROLE_DEFAULTS)) {
    const defaults = defaultsOf(role);
    for (const [name, value] of Object.entries(known)) t.deepEqual(defaults[name], value, name);
  }
});

test('what roles have in common are the same files', (t) => {
  for (const role of ['copy-artifacts', 'coverage-limits', 'for-each-file', 'junit-results', 'publish-over', 'warning-limits', 'xunit-results']) {
    t.is(read(`${role}/files/ant_files.py`), read('archive-artifacts/files/ant_files.py'));
  }
  t.is(read('xunit-results/files/junit_reports.py'), read('junit-results/files/junit_reports.py'));
});
