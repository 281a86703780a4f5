import test from 'ava';
import { factorJobs } from '../../../src/convert/factor/factor-jobs.js';
import { jinja } from '../../../src/model/value.js';
import { block, container, job, meaningIn, meaningOf, named, script, stepsOf } from './support.js';

const given = ['php81', 'php84'].map((php) =>
  job(`unit-${php}`, {
    run: [script('mkdir -p log\n', { name: 'Run mkdir' }), container(`registry/ci-${php}:1`)],
    post: [script('ls\n')],
  }),
);

test('without factoring every job is a definition with playbooks of its own', (t) => {
  const output = factorJobs(given, { factor: false });
  t.deepEqual(
    output.jobs.map(({ name, parent }) => [name, parent]),
    [
      ['base', null],
      ['jenkins-job', 'base'],
      ['unit-php81', 'jenkins-job'],
      ['unit-php84', 'jenkins-job'],
    ],
  );
  t.deepEqual(output.sharedRoles, []);
  t.deepEqual(named(output, 'unit-php84').run, ['playbooks/unit-php84/run.yaml']);
  t.deepEqual(named(output, 'unit-php84').postRun, ['playbooks/unit-php84/post.yaml']);
  t.is(stepsOf(output, 'playbooks/unit-php84/run.yaml').length, 2);
});

test('all roles that are called are named', (t) => {
  t.deepEqual(factorJobs(given).usedRoles, [
    'collect-logs',
    'docker-run',
    'jenkins-environment',
    'jenkins-step',
    'prepare-sources',
  ]);
});

test('a job without builders runs a playbook without tasks: Zuul refuses one that runs nothing', (t) => {
  const output = factorJobs([job('idle')]);
  t.deepEqual(named(output, 'idle').run, ['playbooks/idle/run.yaml']);
  t.deepEqual(stepsOf(output, 'playbooks/idle/run.yaml'), []);
});

test('names of jobs with slashes give folders without', (t) => {
  const output = factorJobs([job('a/b', { run: [script('x\n')] }), job('a-b', { run: [script('y\n')] })]);
  t.deepEqual(named(output, 'a/b').run, ['playbooks/a-b/run.yaml']);
  t.deepEqual(named(output, 'a-b').run, ['playbooks/a-b-2/run.yaml']);
});

test('secrets stand where their playbook is, their variables on its play', (t) => {
  const secret = {
    secrets: [{ name: 'token', secret: 'token' }],
    secretEnvironment: { TOKEN: jinja('{{ token.value }}') },
  };
  const output = factorJobs(
    ['a', 'b'].map((name) => job(`send-mail-${name}`, { run: [script('send\n')], post: [script('ls\n')], ...secret })),
  );
  t.deepEqual(named(output, 'send-mail').secrets, secret.secrets);
  t.is(named(output, 'send-mail-a').secrets, undefined);
  const run = output.playbooks.find(({ path }) => path === named(output, 'send-mail').run?.[0]);
  t.deepEqual(run?.vars, { jenkins_secret_environment: secret.secretEnvironment });
  const post = output.playbooks.find(({ path }) => path === named(output, 'send-mail').postRun?.[0]);
  t.is(post?.vars, undefined);
});

test('parameters that need a template stand around the steps', (t) => {
  const one = job('build', {
    run: [script('x\n')],
    environment: { A: 'plain', B: jinja('{{ jenkins_env.WORKSPACE }}/b'), C: '{{ no }}' },
  });
  const output = factorJobs([one]);
  t.deepEqual(named(output, 'build').vars, { jenkins_parameters: { A: 'plain' } });
  t.like(stepsOf(output, 'playbooks/build/run.yaml')[0], {
    kind: 'block',
    environment: { B: jinja('{{ jenkins_env.WORKSPACE }}/b'), C: '{{ no }}' },
  });
});

test('the name that a job had in v2 is said where it has another one', (t) => {
  const output = factorJobs([
    job('new-name', { jenkins: { name: 'folder/old name' }, run: [script('x\n')] }),
    job('same', { run: [script('y\n')] }),
  ]);
  t.is(named(output, 'new-name').vars?.jenkins_job_name, 'folder/old name');
  t.is(named(output, 'same').vars, undefined);
});

test('equal playbooks are written once, below what they do', (t) => {
  const clean = [script('rm -rf cache\n', { name: 'Run rm' }), block([script('df -h\n')])];
  const jobs = [job('one', { run: [script('a\n')], post: clean }), job('two', { run: [script('b\n')], post: clean })];
  const output = factorJobs(jobs);
  t.deepEqual(named(output, 'one').postRun, named(output, 'two').postRun);
  t.is(output.playbooks.filter(({ path }) => path.endsWith('post.yaml')).length, 2);
  for (const each of jobs) t.is(meaningIn(output, each), meaningOf(each));
});

test('nothing given, only the base jobs come out', (t) => {
  t.deepEqual(
    factorJobs([]).jobs.map(({ name }) => name),
    ['base', 'jenkins-job'],
  );
});
