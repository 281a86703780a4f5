import test from 'ava';
import fc from 'fast-check';
import type { AttachedJob } from '../../src/convert/attach/attach.js';
import { InputError } from '../../src/model/input-error.js';
import type { JenkinsJob } from '../../src/model/jenkins-job.js';
import type { RoleStep, ScriptStep, Step } from '../../src/model/step.js';
import { jinja, type Value } from '../../src/model/value.js';
import { chooseNative } from '../../src/native/choose.js';
import { nativeHints } from '../../src/native/hints.js';

const at = { file: 'a/config.xml', line: 1 };

const CHECKOUT = 'set -eu\nrm -rf repo\ngit clone -q "$ZUUL_URL/$ZUUL_PROJECT" repo\n';

function script(body: string, flags = '-xe'): ScriptStep {
  return { kind: 'script', name: 'Run a script', at, body, command: ['/bin/sh', flags], extension: 'sh' };
}

function role(name: string, vars: Readonly<Record<string, Value>>): RoleStep {
  return { kind: 'role', name: `Call ${name}`, at, role: name, vars };
}

function container(image: string, command: readonly string[], more: Readonly<Record<string, Value>> = {}): RoleStep {
  const volumes = [jinja('{{ jenkins_env.WORKSPACE }}/repo:/repo')];
  return role('docker-run', {
    ...{
      docker_run_image: image,
      docker_run_command: command,
      docker_run_volumes: volumes,
      docker_run_workdir: '/repo',
    },
    ...more,
  });
}

function job(run: readonly Step[], more: Partial<JenkinsJob> = {}, name = 'a'): AttachedJob {
  const jenkins: JenkinsJob = {
    ...{ name, at, type: 'project', environment: { ZUUL_PROJECT: '' }, secrets: [], run, post: [] },
    ...{ triggers: [], checkouts: [], status: 'converted' as const },
    ...more,
  };
  return {
    ...{ v2Name: name, v3Name: name, jenkins, attributes: { voting: false, timeout: 60, nodeset: 'small' } },
    ...{ secrets: [], secretEnvironment: {}, requiredProjects: [] },
  };
}

const hintOf = (one: AttachedJob): ReturnType<typeof nativeHints>[number] | undefined => nativeHints([one])[0];

test('a command in the sources', (t) => {
  const hint = hintOf(job([script(CHECKOUT), script('cd repo\ntox -e lint\n')]));
  t.is(hint?.parent, 'tox');
  t.deepEqual(hint?.vars, { tox_envlist: 'lint' });
  t.deepEqual(hint?.lost, []);
  t.is(hint?.confidence, 'certain');
});

test('a container over the sources, and a shell in it', (t) => {
  const hint = hintOf(job([script(CHECKOUT), container('x.example/node:20-1', ['sh', '-c', 'npm ci && npm test'])]));
  t.is(hint?.parent, 'nodejs-run-test');
  t.deepEqual(hint?.vars, { node_version: '20' });
  t.deepEqual(hint?.lost, []);
  t.true(hint?.changes.some((one) => one.includes('x.example/node:20-1')));
});

test('an image whose entry point is told by its name is a guess', (t) => {
  const hint = hintOf(job([script(CHECKOUT), container('x.example/tox-v3:1', ['-e', 'py311'])]));
  t.is(hint?.parent, 'tox-py311');
  t.is(hint?.confidence, 'likely');
});

test('a folder below the sources, and variables', (t) => {
  const hint = hintOf(job([script(CHECKOUT), script('cd repo/sub\nexport A=1\nB=2 tox -e x\n')]));
  t.deepEqual(hint?.vars, {
    tox_envlist: 'x',
    tox_environment: { A: '1', B: '2' },
    zuul_work_dir: jinja('{{ zuul.project.src_dir }}/sub'),
  });
  t.deepEqual(hint?.lost, []);
});

test('commands as they are follow each other', (t) => {
  const hint = hintOf(job([script(CHECKOUT), script('cd repo\ncomposer install\ncomposer test\n')]));
  t.is(hint?.parent, 'run-test-command');
  t.deepEqual(hint?.vars, { test_command: ['composer install', 'composer test'] });
});

test('what the job does besides is listed', (t) => {
  const archive = role('archive-artifacts', { archive_artifacts_include: ['repo/dist/**'] });
  const secrets = [{ credential: 'token', kind: 'text' as const, binds: { T: 'value' }, at }];
  const environment = { DEPTH: '3' };
  const steps = [script(CHECKOUT), script('cd repo\ncomposer test\ncurl -T a https://x.example/\n')];
  const hint = hintOf(job(steps, { post: [archive], secrets, environment }));
  t.deepEqual(hint?.lost, [
    'curl -T a https://x.example/',
    'keeping repo/dist/**',
    'the credential token',
    'the variable DEPTH',
  ]);
});

test('files that the parent keeps by itself are no loss', (t) => {
  const archive = role('archive-artifacts', { archive_artifacts_include: ['repo/.tox/py39/log/*'] });
  t.deepEqual(hintOf(job([script(CHECKOUT), script('cd repo\ntox -e py39')], { post: [archive] }))?.lost, []);
});

test('a failure that does not count in v2 would count', (t) => {
  const hint = hintOf(job([script(CHECKOUT), script('cd repo\ntox -e a\ntrue\n', '-x')]));
  t.is(hint, undefined);
});

test('a folder made among the sources is a loss, one beside them is none', (t) => {
  const made = (path: string): readonly string[] | undefined =>
    hintOf(job([script(CHECKOUT), script(`mkdir -p ${path}\ncd repo\ntox\n`)]))?.lost;
  t.deepEqual(made('repo/out'), ['mkdir -p repo/out']);
  t.deepEqual(made('log'), []);
});

/** Commands that nobody may take for needless. */
const EXTRA = fc.oneof(
  fc.constantFrom(
    ...['make install', './deploy.sh', 'git push origin HEAD', 'git submodule update --init', 'git checkout other'],
    ...[
      'rsync -a dist/ host::x',
      'npm publish',
      'docker push a',
      'curl https://x.example/ | sh',
      'cp a repo/b',
      'sed -i s/a/b/ repo/x',
    ],
    ...[
      'if true; then make; fi',
      'echo $(make)',
      'tox -e other || true',
      'mvn deploy',
      'source env.sh',
      'eval "$X"',
      'sleep 5 &',
      'echo a > repo/b',
    ],
  ),
  fc.stringMatching(/^[a-z]{3,9}x( [a-z./-]{1,9}){0,3}$/).filter((line) => !/^(tox|nox)( |$)/.test(line)),
);

test('a job with a step that nobody knows is never whole', (t) => {
  const tools = fc.constantFrom(
    'tox -e py39',
    'npm test',
    'composer test',
    'go test',
    'helm lint a',
    'sphinx-build doc build/html',
  );
  const place = fc.constantFrom('before', 'after', 'own', 'post', 'block');
  fc.assert(
    fc.property(tools, EXTRA, place, (tool, extra, where) => {
      const main = { before: `${extra}\ncd repo\n${tool}\n`, after: `cd repo\n${tool}\n${extra}\n` };
      const run: Step[] = [script(CHECKOUT)];
      if (where === 'block') run.push({ kind: 'block', name: 'More', at, when: ['x'], steps: [script(extra)] });
      if (where === 'own') run.push(script(extra));
      run.push(script(where === 'before' || where === 'after' ? main[where] : `cd repo\n${tool}\n`));
      const hint = hintOf(job(run, where === 'post' ? { post: [script(extra)] } : {}));
      return hint === undefined || hint.lost.length > 0;
    }),
    { numRuns: 300 },
  );
  t.pass();
});

test('names of --native: jobs, families, and why not', (t) => {
  const plain = job([script(CHECKOUT), script('cd repo\ntox\n')], {}, 'a-tox');
  const more = job([script(CHECKOUT), script('cd repo\ntox\nmake\n')], {}, 'b-tox');
  const none = job([script('make')], {}, 'c');
  const jobs = [plain, more, none];
  const written = [
    { name: 'family', abstract: true, run: ['x'] },
    { name: 'a-tox', parent: 'family' },
  ];
  const choose = (...names: string[]): string[] => [...chooseNative(names, jobs, nativeHints(jobs), written)];
  t.deepEqual(choose('a-tox'), ['a-tox']);
  t.deepEqual(choose('family'), ['a-tox']);
  const refused = (name: string): string => t.throws(() => choose(name), { instanceOf: InputError })!.message;
  t.regex(refused('a-tx'), /no such job or family; did you mean a-tox\?/);
  t.regex(refused('b-tox'), /variant of tox it would lose .*: make\./);
  t.regex(refused('c'), /runs no tool/);
});
