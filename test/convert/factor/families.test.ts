import test from 'ava';
import { factorJobs } from '../../../src/convert/factor/factor-jobs.js';
import type { RoleStep } from '../../../src/model/step.js';
import { jinja, type Value } from '../../../src/model/value.js';
import { block, container, job, named, script, stepsOf } from './support.js';

const WORKSPACE = '{{ jenkins_env.WORKSPACE }}';

function composer(name: string, php: string, entrypoint: string): ReturnType<typeof job> {
  const volumes = [jinja(`${WORKSPACE}/src:/src`)];
  return job(name, { run: [container(`registry.example.org/ci/composer-${php}:8.1`, { entrypoint, volumes })] });
}

test('jobs that differ in values become an abstract job with variables named after the thing', (t) => {
  const output = factorJobs([
    composer('composer-php81', 'php81', '/run-test'),
    composer('composer-php84', 'php84', '/run-test'),
    composer('composer-package-php84', 'php84', '/run-testpackage'),
  ]);
  const family = named(output, 'composer-docker');
  t.true(family.abstract);
  t.deepEqual(family.vars, {
    composer_image: 'registry.example.org/ci/composer-php84:8.1',
    composer_entrypoint: '/run-test',
  });
  t.like(stepsOf(output, family.run?.[0])[0] as RoleStep, {
    name: 'Run composer',
    vars: {
      docker_run_image: jinja('{{ composer_image }}'),
      docker_run_entrypoint: jinja('{{ composer_entrypoint }}'),
    },
  });
  t.deepEqual(named(output, 'composer-php84'), { name: 'composer-php84', parent: 'composer-docker' });
  t.deepEqual(named(output, 'composer-package-php84').vars, { composer_entrypoint: '/run-testpackage' });
});

test('values of options are variables named after them, a tail of arguments is a list', (t) => {
  const run = (name: string, image: string, db: string, ...rest: string[]): ReturnType<typeof job> => {
    const cache = `--cache-key=registry/ci/${image}`;
    return job(name, {
      run: [
        container(`registry/ci/${image}`, {
          command: ['--db', db, jinja('--job={{ jenkins_env.JOB_NAME }}'), cache, ...rest],
        }),
      ],
    });
  };
  const output = factorJobs([
    run('wiki-mysql', 'quibble-php81:1', 'mysql', '--skip', 'api'),
    run('wiki-sqlite', 'quibble-php84:1', 'sqlite', '--run', 'unit', '--fast'),
  ]);
  const family = named(output, 'wiki-docker');
  t.deepEqual((stepsOf(output, family.run?.[0])[0] as RoleStep).vars.docker_run_command, [
    '--db',
    jinja('{{ quibble_db }}'),
    jinja('--job={{ jenkins_env.JOB_NAME }}'),
    jinja('--cache-key={{ quibble_image }}'),
    jinja('{{ quibble_arguments }}'),
  ]);
  t.deepEqual(named(output, 'wiki-sqlite').vars, {
    quibble_image: 'registry/ci/quibble-php84:1',
    quibble_db: 'sqlite',
    quibble_arguments: ['--run', 'unit', '--fast'],
  });
});

test('what only the run knows stays in the playbook, with the literal part beside it as a variable', (t) => {
  const publish = (name: string, folder: string): ReturnType<typeof job> =>
    job(name, {
      run: [block([script('rsync\n')], { environment: { TARGET_DIR: jinja(`${folder}/{{ jenkins_env.BRANCH }}`) } })],
    });
  const output = factorJobs([publish('docs-publish', 'docs/a'), publish('cover-publish', 'cover/a')]);
  const [step] = stepsOf(output, named(output, 'docs-publish').run?.[0] ?? 'playbooks/publish-jobs/run.yaml');
  t.like(step, { environment: { TARGET_DIR: jinja('{{ target_dir }}/a/{{ jenkins_env.BRANCH }}') } });
  t.deepEqual(named(output, 'cover-publish').vars, { target_dir: 'cover' });
});

test('a map with texts that would not survive alone is a variable as a whole', (t) => {
  const deploy = (name: string, values: string): ReturnType<typeof job> =>
    job(name, { run: [container('registry/client:1', { environment: { VALUES: values, MODE: 'daily' } })] });
  const output = factorJobs([deploy('daily-echo', '{"a": 1}'), deploy('daily-math', '{"b": 1}')]);
  t.deepEqual(named(output, 'daily-echo').vars, { client_environment: { VALUES: '{"a": 1}' } });
  t.deepEqual(named(output, 'daily-docker').vars, { client_environment: { MODE: 'daily' } });
});

test('jobs with other secrets, tests, scripts, programs or templates are no family', (t) => {
  const vars: Record<string, Value> = { command: ['a'], entrypoint: '/usr/bin/find' };
  const base = job('one-php81', { run: [script('make\n'), container('registry/php81:1', vars)] });
  const others = [
    job('two', {
      ...base.jenkins,
      run: base.jenkins.run,
      secrets: [{ name: 'key', secret: 'key' }],
      secretEnvironment: { KEY: jinja('{{ key.value }}') },
    }),
    job('three', { run: [script('make all\n'), container('registry/php81:1', vars)] }),
    job('four', { run: [script('make\n'), container('registry/php81:1', vars, { when: ["jenkins_env.X == 'y'"] })] }),
    job('five', {
      run: [script('make\n'), container('registry/php81:1', { ...vars, entrypoint: '/usr/bin/install' })],
    }),
    job('six', {
      run: [script('make\n'), container('registry/php81:1', { ...vars, command: [jinja('{{ jenkins_env.X }}')] })],
    }),
    job('seven', { run: [script('make\n'), container('registry/node81:1', vars)] }),
    job('eight', { run: [script('make\n'), container('registry/php81:1', { ...vars, user: 'root' })] }),
    job('nine', { run: [script('make\n')], post: [container('registry/php81:1', vars)] }),
  ];
  const output = factorJobs([base, ...others]);
  for (const { v3Name } of [base, ...others]) t.truthy(named(output, v3Name).run, v3Name);
});

test('attributes that all members have move to the family, those that a member lacks do not', (t) => {
  const build = (name: string, attributes: object): ReturnType<typeof job> =>
    job(name, { run: [script('make\n')], attributes });
  const output = factorJobs([
    build('lib-build-a', { timeout: 600, voting: false, semaphores: ['disk', 'a'], branches: [{ regex: '^main$' }] }),
    build('lib-build-b', { timeout: 600, semaphores: ['disk'], branches: [{ regex: '^main$' }] }),
    build('lib-build-c', { timeout: 900, semaphores: ['disk'], branches: [{ regex: '^main$' }] }),
  ]);
  t.like(named(output, 'lib-build'), { timeout: 600, semaphores: ['disk'] });
  t.deepEqual(named(output, 'lib-build-a'), {
    name: 'lib-build-a',
    parent: 'lib-build',
    voting: false,
    semaphores: ['a'],
    branches: [{ regex: '^main$' }],
  });
  t.is(named(output, 'lib-build-c').timeout, 900);
  t.is(named(output, 'lib-build').branches, undefined);
});

test('a family never takes the name of a job', (t) => {
  const output = factorJobs([
    composer('composer-docker', 'php81', '/run-test'),
    composer('composer-php84', 'php84', '/run-test'),
    composer('composer-php85', 'php85', '/run-test'),
  ]);
  const names = output.jobs.map(({ name }) => name);
  t.is(new Set(names).size, names.length);
});
