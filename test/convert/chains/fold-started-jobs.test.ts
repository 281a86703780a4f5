import test from 'ava';
import { foldStartedJobs } from '../../../src/convert/chains/fold-started-jobs.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import type { BlockStep, FailStep, ScriptStep, StartJobStep, Step } from '../../../src/model/step.js';
import { jinja } from '../../../src/model/value.js';

const AT = { file: 'config.xml', line: 1 };

function job(name: string, more: Partial<JenkinsJob> = {}): JenkinsJob {
  const nothing = { environment: {}, secrets: [], run: [], post: [], triggers: [], checkouts: [] };
  return { name, at: { file: `${name}.xml`, line: 1 }, type: 'project', ...nothing, status: 'converted', ...more };
}

function script(body: string, more: Partial<ScriptStep> = {}): ScriptStep {
  return { kind: 'script', name: `Run ${body}`, at: AT, body, command: ['/bin/sh', '-xe'], extension: 'sh', ...more };
}

function start(jobs: string, more: Partial<StartJobStep> = {}): StartJobStep {
  const usual = { parameters: {}, passParameters: true, wait: true, failsOn: 'FAILURE' } as const;
  return { kind: 'start-job', name: `Do what ${jobs} did`, at: AT, jobs: jobs.split(','), ...usual, ...more };
}

function folded(...jobs: JenkinsJob[]): {
  first: JenkinsJob;
  codes: string[];
  into: Record<string, readonly string[]>;
} {
  const result = foldStartedJobs(jobs);
  const codes = result.findings.map(({ code, outcome }) => `${outcome} ${code}`);
  return { first: result.jobs[0]!, codes, into: Object.fromEntries(result.folded) };
}

function block(step: Step | undefined): BlockStep {
  if (step?.kind !== 'block') throw new Error(`no block but ${step?.kind ?? 'nothing'}`);
  return step;
}

test('the steps of a started job stand where it was started, in a folder of their own', (t) => {
  const deploy = job('deploy', { run: [script('rsync')], environment: { TARGET: 'none', DRY_RUN: 'no' } });
  const starter = job('build', {
    run: [script('make'), start('deploy', { parameters: { TARGET: '$WORKSPACE/out' } })],
  });
  const { first, codes, into } = folded(starter, deploy);
  const inner = block(first.run[1]);
  t.deepEqual(inner.steps, deploy.run);
  t.deepEqual(inner.environment, {
    TARGET: jinja('{{ jenkins_env.WORKSPACE }}/out'),
    DRY_RUN: 'no',
    JOB_NAME: 'deploy',
    JOB_BASE_NAME: 'deploy',
    WORKSPACE: jinja('{{ jenkins_env.WORKSPACE }}@deploy'),
  });
  t.is(inner.ignoreErrors, undefined);
  t.deepEqual(codes, []);
  t.deepEqual(into, { deploy: ['build'] });
});

test('parameters that the build passes on are not hidden by defaults', (t) => {
  const deploy = job('deploy', { run: [script('rsync')], environment: { ZUUL_PROJECT: '', SHARED: 'x', OWN: 'y' } });
  const passing = job('build', { run: [script('a'), start('deploy')], environment: { SHARED: 'z' } });
  t.deepEqual(Object.keys(block(folded(passing, deploy).first.run[1]).environment!), [
    'OWN',
    'JOB_NAME',
    'JOB_BASE_NAME',
    'WORKSPACE',
  ]);
  const silent = job('build', { run: [script('a'), start('deploy', { passParameters: false })] });
  t.is(block(folded(silent, deploy).first.run[1]).environment!['ZUUL_PROJECT'], '');
});

test('a result that Jenkins did not look at does not fail the build', (t) => {
  const deploy = job('deploy', { run: [script('rsync')] });
  const ignored = folded(job('build', { run: [script('a'), start('deploy', { failsOn: null })] }), deploy);
  t.true(block(ignored.first.run[1]).ignoreErrors);
  const parallel = folded(
    job('build', { run: [script('a'), start('deploy', { wait: false, failsOn: null })] }),
    deploy,
  );
  t.true(block(parallel.first.run[1]).ignoreErrors);
  t.deepEqual(parallel.codes, ['approximated started-job/not-awaited']);
});

test('publishers of a started job ask for its own result', (t) => {
  const after = script('report', {
    when: ['not (zuul_success | bool)', 'jenkins_env.X is defined'],
    environment: { BUILD_RESULT: jinja("{{ (zuul_success | bool) | ternary('SUCCESS', 'FAILURE') }}") },
  });
  const deploy = job('to/deploy', { run: [script('rsync')], post: [after] });
  const inner = block(folded(job('build', { run: [script('a'), start('/to/deploy')] }), deploy).first.run[1]);
  t.is(inner.answer, 'to_deploy_succeeded');
  const [always] = inner.always as [ScriptStep];
  t.deepEqual(always.when, ['not (to_deploy_succeeded | bool)', 'jenkins_env.X is defined']);
  t.deepEqual(
    always.environment!['BUILD_RESULT'],
    jinja("{{ (to_deploy_succeeded | bool) | ternary('SUCCESS', 'FAILURE') }}"),
  );
});

test('chains are followed, and inner values are put into inner parameters', (t) => {
  const last = job('last', { run: [script('c')] });
  const middle = job('middle', { run: [script('b'), start('last', { parameters: { AT: '$WHERE/$JOB_NAME' } })] });
  const starter = job('first', { run: [script('a'), start('middle', { parameters: { WHERE: '$BUILD_ID' } })] });
  const { first, into } = folded(starter, middle, last);
  const inner = block(block(first.run[1]).steps[1]);
  t.deepEqual(inner.environment!['AT'], jinja('{{ jenkins_env.BUILD_ID }}/middle'));
  t.deepEqual(into, { middle: ['first'], last: ['first', 'middle'] });
});

test('a circle is cut by a step that fails', (t) => {
  const one = job('one', { run: [script('a'), start('two')] });
  const two = job('two', { run: [script('b'), start('one')] });
  const { first, codes } = folded(one, two);
  const cut = block(first.run[1]).steps[1] as FailStep;
  t.is(cut.code, 'started-job/cycle');
  t.true(cut.message.includes('one starts two starts one'));
  t.is(first.status, 'needs-human');
  t.deepEqual(codes, ['needs-human started-job/cycle', 'needs-human started-job/cycle']);
});

test('a job that nobody defines fails, under the same condition', (t) => {
  const { first, codes } = folded(job('build', { run: [script('a')], post: [start('gone', { when: ['x'] })] }));
  const [fail] = first.post as [FailStep];
  t.deepEqual([fail.kind, fail.code, fail.when], ['fail', 'started-job/unknown', ['x']]);
  t.deepEqual(codes, ['needs-human started-job/unknown']);
});

test('a disabled job is not started', (t) => {
  const { first, codes } = folded(job('build', { run: [script('a'), start('off')] }), job('off', { disabled: true }));
  t.is(first.run.length, 1);
  t.deepEqual(codes, ['dropped started-job/disabled']);
});

test('several jobs run in turn, each whatever became of the one before', (t) => {
  const jobs = [job('one', { run: [script('a')] }), job('two', { run: [script('b')] })];
  const outer = block(folded(job('build', { run: [script('x'), start('one,two')] }), ...jobs).first.run[1]);
  t.deepEqual(outer.steps, []);
  t.deepEqual(
    outer.always!.map((step) => block(step).steps[0]),
    [jobs[0]!.run[0], jobs[1]!.run[0]],
  );
});

const KEY = { credential: 'key', kind: 'text', binds: { TOKEN: 'value' }, at: AT } as const;

test('credentials, semaphores and labels are taken over, and told', (t) => {
  const publish = job('publish', {
    run: [script('a')],
    label: 'web',
    timeout: 60,
    secrets: [KEY],
    semaphore: { name: 'publish', max: 1 },
  });
  const { first, codes } = folded(job('build', { label: 'linux', run: [script('x'), start('publish')] }), publish);
  t.deepEqual(first.secrets, [KEY]);
  t.deepEqual(first.furtherSemaphores, [{ name: 'publish', max: 1 }]);
  t.deepEqual(
    codes,
    ['credentials', 'one-at-a-time', 'other-node', 'time-limit'].map((code) => `approximated started-job/${code}`),
  );
});

test('steps behind a step that fails get no credentials', (t) => {
  const publish = job('publish', { run: [script('a')], label: 'web', secrets: [KEY] });
  const stop: FailStep = { kind: 'fail', name: 'stop', at: AT, code: 'x/y', message: 'no' };
  const held: BlockStep = { kind: 'block', name: 'hold', at: AT, steps: [stop, start('publish')], ignoreErrors: true };
  const { first, codes } = folded(job('build', { run: [script('x')], post: [held] }), publish);
  t.deepEqual(first.secrets, []);
  t.deepEqual(codes, ['needs-human started-job/held-back']);
  t.is(first.status, 'converted', 'the block is forgiven');
});

test('a job that only starts another one is that job', (t) => {
  const target = job('target', {
    run: [script('a')],
    post: [script('b', { when: ['zuul_success | bool'] })],
    label: 'linux',
    timeout: 60,
    secrets: [KEY],
  });
  const { first, codes } = folded(job('alias', { label: 'any', timeout: 600, run: [start('target')] }), target);
  t.deepEqual(codes, []);
  t.is(first.label, 'linux');
  t.is(first.timeout, 60);
  t.deepEqual(first.secrets, [KEY]);
  t.is(block(first.run[0]).environment!['WORKSPACE'], undefined, 'it has the workspace for itself');
  t.deepEqual(block(first.post[0]).steps, target.post);
});

test('a job that only starts a pipeline nobody converted fails as that one does', (t) => {
  const fail: FailStep = { kind: 'fail', name: 'Run the pipeline', at: AT, code: 'pipeline/script', message: 'Groovy' };
  const { first } = folded(
    job('alias', { run: [start('target')] }),
    job('target', { run: [fail], status: 'needs-human' }),
  );
  t.deepEqual(first.run, [fail]);
  t.is(first.status, 'needs-human');
  t.is(first.reason, 'Groovy');
});

test('names are looked up in the folder first', (t) => {
  const near = job('team/deploy', { run: [script('near')] });
  const far = job('deploy', { run: [script('far')] });
  const start2 = (name: string): JenkinsJob => job('team/build', { run: [script('x'), start(name)] });
  const body = (name: string): string =>
    (block(folded(start2(name), near, far).first.run[1]).steps[0] as ScriptStep).body;
  t.is(body('deploy'), 'near');
  t.is(body('../deploy'), 'far');
  t.is(body('/deploy'), 'far');
});

test('a job with a trigger of its own is not only part of others', (t) => {
  const triggers = [{ kind: 'timer', spec: '@daily', at: AT } as const];
  t.deepEqual(folded(job('build', { run: [script('x'), start('own')] }), job('own', { triggers })).into, {});
});

test('jobs without such steps stay the same objects', (t) => {
  const plain = job('plain', { run: [script('x')] });
  t.is(folded(plain).first, plain);
});

const COMBINATIONS = {
  list: [
    { name: 'PY=3.9', words: ['3.9'], environment: { PY: '3.9' }, after: [] },
    { name: 'PY=3.11', words: ['3.11'], environment: { PY: '3.11' }, after: [] },
  ],
  sequential: false,
  post: [],
};

test('of a job with several combinations each stands where it was started', (t) => {
  const unit = job('unit', { run: [script('test')], environment: { PY: 'any' }, combinations: COMBINATIONS });
  const { first, codes } = folded(job('build', { run: [script('make'), start('unit')] }), unit);
  const both = block(first.run[1]).always!.map(block);
  t.deepEqual(
    both.map(({ name, environment, steps }) => [name, environment!['PY'], environment!['JOB_NAME'], steps]),
    [
      ['Do what unit/PY=3.9 did', '3.9', 'unit/PY=3.9', unit.run],
      ['Do what unit/PY=3.11 did', '3.11', 'unit/PY=3.11', unit.run],
    ],
  );
  t.deepEqual([first.combinations, codes], [undefined, []]);
});

test('a job that only starts one with several combinations has them itself', (t) => {
  const unit = job('unit', { run: [script('test')], environment: { PY: 'any', A: 'b' }, combinations: COMBINATIONS });
  const { first } = folded(job('trigger-unit', { run: [start('unit')] }), unit);
  t.deepEqual(first.combinations, COMBINATIONS);
  const { environment } = block(first.run[0]);
  t.deepEqual([environment!['PY'], environment!['A']], [undefined, 'b']);
});

test('jobs that follow all combinations are started by the whole; inside another job a person writes them', (t) => {
  const combinations = { ...COMBINATIONS, post: [start('publish')] };
  const unit = job('unit', { run: [script('test')], combinations });
  const publish = job('publish', { run: [script('push')] });
  const own = folded(unit, publish).first;
  t.deepEqual(block(own.combinations!.post[0]).steps, publish.run);
  t.deepEqual(own.run, unit.run);
  const { first, codes } = folded(job('build', { run: [script('make'), start('unit')] }), unit, publish);
  t.is(block(first.run[1]).always!.at(-1)!.kind, 'fail');
  t.true(codes.includes('needs-human started-job/after-combinations'));
});
