import assert from 'node:assert/strict';
import test from 'ava';
import fc from 'fast-check';
import type { FactoredJobs } from '../../../src/convert/factor/converted-job.js';
import { expandJob } from '../../../src/convert/factor/expand.js';
import { shareSteps, type SharedPlaybooks } from '../../../src/convert/factor/share-steps.js';
import { stepsKey } from '../../../src/convert/factor/step-key.js';
import type { Playbook } from '../../../src/model/estate.js';
import { jinja } from '../../../src/model/value.js';
import type { Step } from '../../../src/model/step.js';
import { step } from './random-jobs.js';
import { block, container, role, script } from './support.js';

function playbook(name: string, steps: readonly Step[], file = 'run.yaml'): Playbook {
  return { path: `playbooks/${name}/${file}`, steps };
}

/** The steps of a playbook with everything shared written out. */
function writtenOut({ playbooks, roles }: SharedPlaybooks, index: number): readonly Step[] {
  const path = playbooks[index]!.path;
  const jobs = [
    { name: 'root', parent: null },
    { name: 'it', parent: 'root', run: [path] },
  ];
  const trunk = { base: 'root', jenkins: 'root' };
  const output: FactoredJobs = { trunk, jobs, playbooks, sharedRoles: roles, usedRoles: [], roleDefaults: {} };
  return expandJob(output, 'it').run;
}

test('what is shared is what was there', (t) => {
  const body = fc.array(step, { maxLength: 6 });
  const estates = fc
    .tuple(
      fc.array(body, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.option(step), fc.boolean()), { minLength: 2, maxLength: 14 }),
    )
    .map(([bodies, uses]) =>
      uses.map(([first, second, between, isPost], index) => {
        const steps = [
          ...bodies[first % bodies.length]!,
          ...(between === null ? [] : [between]),
          ...bodies[second % bodies.length]!,
        ];
        return playbook(`p${String(index)}`, steps, isPost ? 'post.yaml' : 'run.yaml');
      }),
    );
  fc.assert(
    fc.property(estates, (playbooks) => {
      const shared = shareSteps(playbooks, new Set(['docker-run', 'archive', 'junit-results']));
      for (const [index, { steps }] of playbooks.entries())
        assert.equal(stepsKey(writtenOut(shared, index)), stepsKey(steps));
    }),
    { numRuns: 150 },
  );
  t.pass();
});

const prepare = [
  script('mkdir -p log\n', { name: 'Run mkdir' }),
  container('registry/base:1', { entrypoint: '/usr/bin/find', command: ['/w/log', '-delete'], volumes: ['/w:/w'] }),
];

test('a sequence of several playbooks becomes a role named after what it does', (t) => {
  const playbooks = ['a', 'b', 'c'].map((name) => playbook(name, [...prepare, script(`make ${name}\n`)]));
  const shared = shareSteps(playbooks, new Set());
  t.deepEqual(
    shared.roles.map(({ name }) => name),
    ['make-log'],
  );
  t.like(shared.playbooks[1]!.steps[0], { kind: 'role', role: 'make-log', vars: {} });
  t.is(shared.playbooks[1]!.steps.length, 2);
});

test('a script of two playbooks is written once', (t) => {
  const shared = shareSteps([playbook('a', [script('tox\n')]), playbook('b', [script('tox\n')])], new Set());
  t.is(shared.roles.length, 1);
  t.deepEqual(
    shared.roles[0]!.steps.map(({ kind }) => kind),
    ['script'],
  );
});

test('a sequence of a run and of a post playbook is no role: a failure has other consequences there', (t) => {
  const shared = shareSteps([playbook('a', prepare), playbook('b', prepare, 'post.yaml')], new Set());
  t.true(shared.roles.every(({ steps }) => steps.length === 1));
  t.is(shareSteps([playbook('a', prepare), playbook('b', prepare)], new Set()).roles[0]!.steps.length, 2);
});

test('blocks that start the same job with other values become a role with variables', (t) => {
  const publish = (source: string): Step =>
    block([script('rsync a\nrsync b\nrsync c\nrsync d\n'), script('check\n')], {
      name: 'Do what publish-docs did',
      environment: { SOURCE: source, TARGET: jinja('{{ jenkins_env.PROJECT }}') },
    });
  const shared = shareSteps(
    ['src', 'doc', 'html'].map((source) => playbook(source, [publish(source)])),
    new Set(),
  );
  t.deepEqual(
    shared.roles.map(({ name }) => name),
    ['publish-docs'],
  );
  t.like(shared.playbooks[2]!.steps[0], { role: 'publish-docs', vars: { publish_docs_source: 'html' } });
});

test('what is around containers becomes a role, and calls say only what runs', (t) => {
  const inWorkspace = (image: string, command: string): Step =>
    container(image, {
      command: [command],
      entrypoint: '/run',
      volumes: ['/w/src:/src', '/w/cache:/cache', '/w/log:/log'],
    });
  const playbooks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) =>
    playbook(name, [inWorkspace(`registry/${name}:1`, name)]),
  );
  const shared = shareSteps(playbooks, new Set());
  t.deepEqual(
    shared.roles.map(({ name }) => name),
    ['docker-run-src-cache-log'],
  );
  t.like(shared.playbooks[3]!.steps[0], {
    role: 'docker-run-src-cache-log',
    vars: { docker_run_image: 'registry/d:1', docker_run_command: ['d'] },
  });
});

test('values of a call never reach another container of the role', (t) => {
  const other = container('registry/base:1', {
    entrypoint: '/usr/bin/install',
    command: ['-d', '/w/cache'],
    volumes: ['/w:/w'],
  });
  const inFolder = (name: string): Step =>
    container(`registry/${name}:1`, {
      workdir: `/src/${name}`,
      volumes: ['/w/src:/src', '/w/cache:/cache', '/w/log:/log'],
    });
  const playbooks = [...'abcdefghijkl'].map((name) => playbook(name, [other, inFolder(name)]));
  const shared = shareSteps(playbooks, new Set());
  for (const { steps } of shared.roles) t.true(steps.length === 1 || !JSON.stringify(steps).includes('/w/src:/src'));
  t.is(stepsKey(writtenOut(shared, 4)), stepsKey(playbooks[4]!.steps));
});

test('a role is not named like one that is there already', (t) => {
  const playbooks = ['a', 'b', 'c'].map((name) =>
    playbook(name, [role('archive', { archive_path: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] })]),
  );
  const shared = shareSteps(playbooks, new Set(['archive', 'archive-a']));
  t.is(shared.roles.length, 1);
  t.false(['archive', 'archive-a'].includes(shared.roles[0]!.name));
});
