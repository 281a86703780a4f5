import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { callsFile, provideRunner } from '../../src/run/container-runner.js';
import { makeWorkspace } from '../../src/run/workspace.js';
import { temporaryFolder } from '../support/folders.js';

const WORDS = ['run', '', 'a b', "it's", "''", '{{ x }}', '$HOME', '`id`', 'a\nb', '\\', 'é', '--env=A=1', '~', '"'];

test('echo records a call so that a shell reads the same words again, and says nothing on standard output', (t) => {
  const workspace = makeWorkspace(join(temporaryFolder(t), "it's here"));
  provideRunner('echo', workspace);
  for (const words of [WORDS, ['ps', '-q']]) {
    const run = spawnSync(join(workspace.bin, 'docker'), words, { encoding: 'utf8' });
    t.is(run.status, 0);
    t.is(run.stdout, '');
  }
  const calls = readFileSync(callsFile(workspace), 'utf8');
  t.true(calls.endsWith('docker ps -q\n'));
  const again = spawnSync('/bin/sh', ['-c', `docker() { printf '%s\\0' "$@"; }\n${calls}`], { encoding: 'utf8' });
  t.deepEqual(again.stdout.split('\0').slice(0, -1), [...WORDS, 'ps', '-q']);
});

test('podman takes the calls of docker, docker is left as it is', (t) => {
  const workspace = makeWorkspace(temporaryFolder(t));
  provideRunner('docker', workspace);
  t.false(existsSync(join(workspace.bin, 'docker')));
  provideRunner('podman', workspace);
  const podman = join(workspace.bin, 'podman');
  writeFileSync(podman, '#!/bin/sh\nprintf "%s\\0" "$@" "$XDG_DATA_HOME"\n');
  chmodSync(podman, 0o755);
  const env = { PATH: `${workspace.bin}:/usr/bin:/bin`, HOME: workspace.work };
  const run = spawnSync(join(workspace.bin, 'docker'), WORDS, { encoding: 'utf8', env });
  const [data, ...words] = run.stdout.split('\0').slice(0, -1).reverse();
  t.deepEqual(words.reverse(), WORDS);
  t.false(data?.startsWith(workspace.root), 'images of the user are found');
});
