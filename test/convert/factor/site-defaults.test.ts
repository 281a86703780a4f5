import { readFileSync } from 'node:fs';
import test from 'ava';
import { load } from 'js-yaml';
import { factorJobs } from '../../../src/convert/factor/factor-jobs.js';
import type { ConvertedJob } from '../../../src/convert/factor/converted-job.js';
import { ROLE_DEFAULTS } from '../../../src/convert/factor/role-defaults.js';
import { ALL_VOLUMES } from '../../../src/convert/factor/volume-directories.js';
import { withoutKeys } from '../../../src/convert/factor/without-keys.js';
import type { RoleStep, Step } from '../../../src/model/step.js';
import { jinja, type Value } from '../../../src/model/value.js';
import { container, job, meaningIn, meaningOf, named, stepsOf } from './support.js';

const FRAME: Record<string, Value> = {
  init: true,
  remove: true,
  environment_exclude: ['HOME', 'PATH'],
  labels: { job: jinja('{{ jenkins_env.JOB_NAME }}') },
};

/** Jobs that run one container each, in images that nothing has in common. */
function site(...calls: Record<string, Value>[]): ConvertedJob[] {
  return calls.map((vars, index) => {
    const image = ['ant', 'bee', 'cat', 'dog', 'elk', 'fox', 'gnu', 'hen'][index]!;
    return job(`run-${image}`, { run: [container(`registry/${image}`, vars)] });
  });
}

function firstStep(output: ReturnType<typeof factorJobs>, name: string): RoleStep {
  const [step] = stepsOf(output, named(output, name).run?.[0]) as readonly Step[];
  return step as RoleStep;
}

test('what the containers of a site have in common stands on jenkins-job', (t) => {
  const given = site(FRAME, FRAME, FRAME, FRAME, FRAME);
  const output = factorJobs(given);
  t.deepEqual(named(output, 'jenkins-job').vars, {
    docker_run_environment_exclude: ['HOME', 'PATH'],
    docker_run_init: true,
    docker_run_remove: true,
  });
  t.deepEqual(firstStep(output, 'run-cat').vars, { docker_run_image: 'registry/cat' });
});

test('what only the run knows becomes a default of the role: Zuul would drop such a variable', (t) => {
  const output = factorJobs(site(FRAME, FRAME, FRAME, FRAME, FRAME));
  t.deepEqual(output.roleDefaults, {
    'docker-run': { docker_run_labels: { job: jinja('{{ jenkins_env.JOB_NAME }}') } },
  });
});

test('a call that differs says so, and one that gives nothing is given the default of the role', (t) => {
  const less = withoutKeys(FRAME, 'init', 'labels');
  const given = site(FRAME, FRAME, FRAME, FRAME, FRAME, { ...FRAME, remove: false }, less);
  const output = factorJobs(given);
  t.deepEqual(firstStep(output, 'run-fox').vars, { docker_run_image: 'registry/fox', docker_run_remove: false });
  t.deepEqual(firstStep(output, 'run-gnu').vars, {
    docker_run_image: 'registry/gnu',
    docker_run_init: false,
    docker_run_labels: {},
  });
  for (const one of given) t.is(meaningIn(output, one), meaningOf(one));
});

test('a few containers show no habit', (t) => {
  const output = factorJobs(site(FRAME, FRAME));
  t.is(named(output, 'jenkins-job').vars, undefined);
});

test('a test of every mounted directory is one rule for the site', (t) => {
  const mounts = (...folders: string[]): Record<string, Value> => ({
    volumes: folders.map((folder) => jinja(`{{ jenkins_env.WORKSPACE }}/${folder}:/${folder}`)),
    require_directories: folders.map((folder) => jinja(`{{ jenkins_env.WORKSPACE }}/${folder}`)),
  });
  const given = site(mounts('src'), mounts('src', 'log'), mounts('cache'), mounts('log', 'src'), {
    volumes: ['/srv/git:/git'],
  });
  const output = factorJobs(given);
  t.deepEqual(output.roleDefaults, { 'docker-run': { docker_run_require_directories: ALL_VOLUMES } });
  t.deepEqual(Object.keys(firstStep(output, 'run-bee').vars), ['docker_run_image', 'docker_run_volumes']);
  t.deepEqual(firstStep(output, 'run-elk').vars.docker_run_require_directories, []);
  for (const one of given) t.is(meaningIn(output, one), meaningOf(one));
});

test('the defaults of roles are those that the roles have', (t) => {
  for (const [name, own] of Object.entries(ROLE_DEFAULTS)) {
    const file = new URL(`../../../templates/roles/${name}/defaults/main.yaml`, import.meta.url);
    t.deepEqual(load(readFileSync(file, 'utf8')), own);
  }
});

test('lines that nearly all descriptions have are said once', (t) => {
  const given = ['a', 'b', 'c', 'd', 'e'].map((name) =>
    job(name, {
      run: [container(`registry/${name}${name}`)],
      jenkins: { description: `Builds ${name}.\n\nManaged elsewhere.` },
    }),
  );
  const output = factorJobs(given);
  t.true(named(output, 'jenkins-job').description?.endsWith('\nManaged elsewhere.'));
  t.is(named(output, 'b').description, 'Builds b.');
});
