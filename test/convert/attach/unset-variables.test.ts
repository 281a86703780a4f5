import { readFileSync } from 'node:fs';
import test from 'ava';
import { SET_BY_ROLES, unsetVariables } from '../../../src/convert/attach/unset-variables.js';
import { ALWAYS_SET } from '../../../src/convert/elements/macros.js';
import type { ConvertedJob } from '../../../src/convert/factor/converted-job.js';
import type { Step } from '../../../src/model/step.js';
import { jinja, type Value } from '../../../src/model/value.js';

const AT = { file: 'job.xml', line: 3 };

function call(vars: Record<string, Value>): Step {
  return { kind: 'role', name: 'Run it', at: AT, role: 'docker-run', vars };
}

function job(name: string, run: readonly Step[], environment: Record<string, Value> = {}): ConvertedJob {
  const jenkins = {
    name,
    at: AT,
    type: 'project',
    environment,
    run,
    post: [],
    secrets: [],
    triggers: [],
    checkouts: [],
    status: 'converted' as const,
  };
  return { v3Name: name, jenkins, attributes: {}, secrets: [], secretEnvironment: {}, requiredProjects: [] };
}

const CACHE = call({ docker_run_command: [jinja('--cache={{ jenkins_env.CACHE_HOST }}:11211')] });

test('a variable that nobody sets is told once, with how many jobs need it', (t) => {
  const findings = unsetVariables([job('a', [CACHE]), job('b', [CACHE])], {});
  t.is(findings.length, 1);
  t.like(findings[0], { outcome: 'needs-human', code: 'environment/unset-variable', job: 'a', at: AT });
  t.regex(findings[0]?.message ?? '', /^2 jobs read CACHE_HOST/);
});

test('settings, parameters, secrets, Zuul and Jenkins set variables', (t) => {
  t.deepEqual(unsetVariables([job('a', [CACHE])], { CACHE_HOST: 'cache.example' }), []);
  t.deepEqual(unsetVariables([job('a', [CACHE], { CACHE_HOST: '' })], {}), []);
  t.deepEqual(
    unsetVariables([{ ...job('a', [CACHE]), secretEnvironment: { CACHE_HOST: jinja('{{ x.value }}') } }], {}),
    [],
  );
  const usual = call({
    docker_run_volumes: [jinja('{{ jenkins_env.WORKSPACE }}:/w')],
    x: jinja('{{ jenkins_env.ZUUL_CHANGE }}'),
  });
  t.deepEqual(unsetVariables([job('a', [usual])], {}), []);
});

test('one with a default is not needed, one that a block gives is there', (t) => {
  const optional = call({ docker_run_user: jinja("{{ jenkins_env.WHO | default('') }}") });
  t.deepEqual(unsetVariables([job('a', [optional])], {}), []);
  const block: Step = { kind: 'block', name: 'Do both', at: AT, steps: [CACHE], environment: { CACHE_HOST: 'here' } };
  t.deepEqual(unsetVariables([job('a', [block])], {}), []);
});

test('what the role sets is known to be set', (t) => {
  const role = new URL('../../../templates/roles/jenkins-environment/vars/main.yaml', import.meta.url);
  const names = [...readFileSync(role, 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
  t.true(names.length > 25, 'the variables were found');
  for (const name of [...names, ...ALWAYS_SET]) t.true(SET_BY_ROLES.has(name), name);
});

test('what a step of the job prints for later ones is set, in blocks too', (t) => {
  const script = 'printf \'CACHE_HOST=%s\\n\' "$(hostname)"\n';
  const sets: Step = { ...call({ inject_environment_script: script }), role: 'inject-environment' } as Step;
  const block: Step = { kind: 'block', name: 'Build', at: AT, steps: [sets, CACHE] };
  t.deepEqual(unsetVariables([job('a', [block])], {}), []);
});
