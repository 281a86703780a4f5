import test from 'ava';
import { deedOf, sentenceOf } from '../../../src/convert/factor/deeds.js';
import { commonWords, nameFamily, numbered, wordsOfName } from '../../../src/convert/factor/family-names.js';
import { imageFamily, imageName } from '../../../src/convert/factor/image-name.js';
import { nameSequence } from '../../../src/convert/factor/role-names.js';
import { nameColumns } from '../../../src/convert/factor/variable-names.js';
import { jinja } from '../../../src/model/value.js';
import type { Step } from '../../../src/model/step.js';
import { block, container, role, script } from './support.js';

test('the name of an image is told without registry and version', (t) => {
  t.is(imageName('registry.example.org:5000/ci/tox-v3:0.5'), 'tox-v3');
  t.is(imageName('tox@sha256:abc'), 'tox');
  t.is(imageFamily('registry/ci/composer-php83:8.3'), 'composer php');
  t.is(imageFamily('registry/node24-test-browser:24'), 'node test browser');
  t.is(imageFamily('registry/tox-v3:0.5'), 'tox');
  t.is(imageFamily('1234:5'), '1234');
});

test('a family is named after what the names of its jobs have in common', (t) => {
  const name = (names: string[], image: string[] = []): string =>
    nameFamily(commonWords(names.map(wordsOfName)), image, new Set(names));
  t.is(name(['trigger-a-pipeline-test', 'trigger-b-pipeline-publish']), 'trigger-pipeline');
  t.is(name(['composer-php81', 'composer-php84'], ['composer']), 'composer-docker');
  t.is(name(['alpha', 'beta'], ['quibble', 'php']), 'quibble-docker');
  t.is(name(['alpha', 'beta']), 'jobs-family');
  t.is(name(['lib-docs', 'lib-docs-2']), 'lib-docs-jobs');
});

test('numbers are the last resort', (t) => {
  const taken = new Set(['a', 'a-2']);
  t.is(numbered('a', taken), 'a-3');
  t.true(taken.has('a-3'));
});

const deeds: [Step, string][] = [
  [script('set -eux\nmkdir -m 2777 -p "log" || (ls -la && false)\n'), 'Make log'],
  [script('echo done\nls -la\n'), 'List'],
  [script('echo "all done"\n'), 'Say all done'],
  [script("echo -e 'x = 1;' > src/Settings.php\n"), 'Write settings and php'],
  [script('find log/ -name "*.log" -exec gzip {} \\+'), 'Gzip log'],
  [
    script('docker ps -q \\\n  --filter a \\\n | xargs --no-run-if-empty docker stop\n', { name: 'Run docker' }),
    'Run docker stop',
  ],
  [script('#!/bin/sh\ncd src\ntox -e py3\n', { name: 'Run tox' }), 'Run tox py3'],
  [script('import os\n', { extension: 'py', name: 'Run a Python script' }), 'Run python'],
  [
    container('registry/base:1', { entrypoint: '/usr/bin/find', command: ['/w/log', '-mindepth', '1', '-delete'] }),
    'Clear log',
  ],
  [
    container('registry/base:1', {
      entrypoint: '/usr/bin/install',
      command: ['--directory', '--owner=nobody', '/w/cache'],
    }),
    'Make cache',
  ],
  [container('registry/castor:0.4', { command: ['load'] }), 'Run castor load'],
  [container('registry/tox-v3:0.5'), 'Run tox'],
  [container('registry/phan:1', { entrypoint: '/run-phan.sh', command: ['--color'] }), 'Run phan'],
  [container('registry/node:1', { entrypoint: 'bash', command: ['-c', 'npm verify'] }), 'Run npm verify'],
  [container('registry/node:1', { command: ['sh', '-c', 'npm ci && npm test'] }), 'Run npm ci'],
  [container('registry/sphinx:7', { command: ['sphinx-build', '-W'] }), 'Run sphinx build'],
  [block([], { name: 'Do what publish-docs did' }), 'Run publish docs'],
  [role('archive-artifacts', { archive_artifacts_include: ['log/**'] }), 'Run archive artifacts log'],
];
for (const [step, expected] of deeds) {
  test(`what a step does: ${expected}`, (t) => t.is(sentenceOf(deedOf(step)), expected));
}

test('a sequence is named after its main steps, or after its chores', (t) => {
  const make = script('mkdir cache\n');
  const load = container('registry/castor:1', { command: ['load'] });
  const taken = new Set<string>();
  t.is(nameSequence([make, load], taken), 'castor-load');
  t.is(nameSequence([load, make], taken), 'castor-load-and-make-cache');
  t.is(nameSequence([make, script('mkdir log\n')], taken), 'make-cache-log');
  t.is(nameSequence([], taken), 'steps');
});

test('variables are named after image and option, and never like something of Ansible, Zuul or a role', (t) => {
  const slot = {
    role: 'docker-run',
    variable: 'docker_run_command',
    image: 'registry/zuul-cloner:1',
    kind: 'text',
  } as const;
  const column = (value: string, more: object): Parameters<typeof nameColumns>[0][number] => ({
    values: [value],
    hints: [{ slot, ...more }],
  });
  const names = nameColumns(
    [
      column('a', { part: 'element', option: 'branch' }),
      column('b', { part: 'element', option: 'branch' }),
      column('c', { part: 'rest' }),
      column('f', { part: 'element', option: 'c' }),
      column('g', { part: 'element', option: 'e' }),
      column('d', { slot: { variable: 'TARGET_DIR', kind: 'text' } }),
      column('e', { slot: { variable: 'ANSIBLE_HOST', kind: 'text' } }),
    ],
    'thing',
    new Set(['target_dir']),
  );
  t.deepEqual(names, [
    'job_zuul_branch',
    'job_zuul_cloner_branch',
    'job_zuul_arguments',
    'job_zuul_command',
    'job_zuul_argument',
    'thing_target_dir',
    'job_ansible_host',
  ]);
  for (const name of names) t.regex(name, /^[a-z][a-z0-9_]*$/);
});

test('a template in place of an image tells what the image is', (t) => {
  t.is(
    sentenceOf(deedOf(container('', { command: [] }, { vars: { docker_run_image: jinja('{{ composer_image }}') } }))),
    'Run composer',
  );
});
