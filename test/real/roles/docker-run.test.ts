import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dockerRunRecogniser } from '../../../src/convert/shell/docker-run.js';
import { playbookVars } from '../../../src/write/playbooks/values.js';
import { yamlFile } from '../../../src/write/yaml/yaml-file.js';
import { environmentOf, needs, onNode, type Node, type PlayResult } from './ansible.js';

const withAnsible = needs('ansible-playbook');

const DOCKER = `#!/bin/bash
printf '%s\\0' "$@" >"$HOME/argv"
env -0 >"$HOME/env"
pwd >"$HOME/pwd"
cat >"$HOME/input"
`;

function run(
  node: Node,
  vars: Readonly<Record<string, unknown>>,
  more: object = {},
  env: Record<string, string> = {},
): PlayResult {
  node.standIn('docker', DOCKER);
  const call = { include_role: { name: 'docker-run' }, vars };
  return node.play(`- ${JSON.stringify(call)}`, { ...environmentOf(node, env), ...more });
}

function argv(node: Node): string[] {
  return node.read('argv').split('\0').slice(0, -1);
}

withAnsible('every variable becomes words for docker, none of them looked at by a shell', (t) => {
  onNode((node) => {
    const result = run(
      node,
      {
        docker_run_image: 'example.org/tool:1',
        docker_run_entrypoint: '',
        docker_run_command: [
          '-c',
          'echo $HOME ~ `id` "x"',
          ['a\nb', ''],
          '{{ jenkins_env.PARAM or omit }}',
          '{{ jenkins_env.EMPTY or omit }}',
          'é',
        ],
        docker_run_user: 1000,
        docker_run_workdir: '/src',
        docker_run_volumes: ['{{ jenkins_env.WORKSPACE }}/a b:/x', ['/y:/y']],
        docker_run_tmpfs: ['/db:size=1M'],
        docker_run_environment: { A: '1=2', items: '{{ jenkins_env.JSON | string }}' },
        docker_run_labels: { 'jenkins.job': '{{ jenkins_env.JOB_NAME }}' },
        docker_run_network: 'host',
        docker_run_memory: '7G',
        docker_run_shm_size: '1g',
        docker_run_security_opts: ['seccomp=unconfined'],
        docker_run_init: true,
        docker_run_remove: true,
        docker_run_options: ['--publish=80:80', ['--tty']],
      },
      {},
      { PARAM: 'p q', EMPTY: '', JSON: '{"a": 1}' },
    );
    t.is(result.status, 0, result.text);
    t.deepEqual(argv(node), [
      'run',
      '--init',
      '--rm',
      '--entrypoint=',
      '--user=1000',
      '--workdir=/src',
      '--network=host',
      '--memory=7G',
      '--shm-size=1g',
      `--volume=${node.home}/workspace/a b:/x`,
      '--volume=/y:/y',
      '--tmpfs=/db:size=1M',
      '--security-opt=seccomp=unconfined',
      '--label=jenkins.job=job',
      '--env=A=1=2',
      '--env=items={"a": 1}',
      '--publish=80:80',
      '--tty',
      'example.org/tool:1',
      '-c',
      'echo $HOME ~ `id` "x"',
      'a\nb',
      '',
      'p q',
      'é',
    ]);
    t.is(node.read('pwd'), `${node.home}/workspace\n`);
    t.is(node.read('input'), '');
  });
});

withAnsible('the environment is handed in by name, without the excluded ones', (t) => {
  onNode((node) => {
    const result = run(
      node,
      {
        docker_run_image: 'img',
        docker_run_environment: { SET: 'here' },
        docker_run_environment_exclude: ['HOME'],
        docker_run_step_environment: { ONLY: 'o' },
        jenkins_secret_environment: { TOKEN: 'two\nhushed' },
        jenkins_block_environment: { JOB_NAME: 'other' },
      },
      {},
      { SET: 'build', 'no.name': 'x' },
    );
    t.is(result.status, 0, result.text);
    t.deepEqual(argv(node), [
      'run',
      '--env=JOB_NAME',
      '--env=ONLY',
      '--env=TOKEN',
      '--env=WORKSPACE',
      '--env=SET=here',
      'img',
    ]);
    const seen = node.read('env').split('\0');
    for (const pair of ['JOB_NAME=other', 'ONLY=o', 'TOKEN=two\nhushed']) t.true(seen.includes(pair), pair);
    t.false(result.text.includes('hushed'), 'a secret is in the log');
  });
});

withAnsible('a missing directory fails before docker makes it, and is named', (t) => {
  onNode((node) => {
    mkdirSync(join(node.home, 'workspace/there'), { recursive: true });
    const missing = run(node, { docker_run_image: 'img', docker_run_require_directories: ['there', '/not here'] });
    t.not(missing.status, 0);
    t.regex(missing.text, /The directory \/not here has to exist on the node/);
    t.throws(() => argv(node));
    t.is(run(node, { docker_run_image: 'img', docker_run_require_directories: ['there', [node.home]] }).status, 0);
  });
});

withAnsible('the git area can be mounted, and Git told to read it', (t) => {
  onNode((node) => {
    const jenkins_git_area = { configuration: '/h/.gitconfig', mounts: ['/h/src:/h/src:ro'] };
    t.is(run(node, { docker_run_image: 'img', docker_run_mount_git_area: true }, { jenkins_git_area }).status, 0);
    t.deepEqual(argv(node), ['run', '--env=GIT_CONFIG_SYSTEM=/h/.gitconfig', '--volume=/h/src:/h/src:ro', 'img']);
  });
});

withAnsible('a script and the call it became say the same', (t) => {
  const body = `set -u
docker run --rm -v "$PWD/src:/src" -e JSON='{"a": "'"$PARAM"'"}' -e 'Q='"it's \\"\\$x\\" {{ y }} \\\\$PARAM" img \\
  "$PARAM" $ZUUL_BRANCH 'a{'"$PARAM" "\${EMPTY:-it}" '{% raw %}' '\\1\\' "$JSON"
`;
  const env = { PARAM: 'p {{ q }}', ZUUL_BRANCH: '', EMPTY: '', JSON: '["x"]' };
  const found = dockerRunRecogniser()({
    kind: 'script',
    name: 'x',
    at: { file: 'f', line: 1 },
    body,
    command: ['/bin/bash'],
    extension: 'sh',
  });
  if ('reason' in found) {
    t.fail(found.reason);
    return;
  }
  onNode((node) => {
    const task = { include_role: { name: 'docker-run' }, vars: playbookVars(found.vars) };
    node.standIn('docker', DOCKER);
    // Values from outside are never templates: Ansible's mark for them in JSON.
    const given = Object.entries(env).map(([name, text]) => [name, { __ansible_unsafe: text }]);
    const { jenkins_env } = environmentOf(node);
    const facts = { jenkins_env: { ...(jenkins_env as object), ...(Object.fromEntries(given) as object) } };
    const result = node.play(yamlFile([], [{ value: task }]), facts);
    t.is(result.status, 0, result.text);
    t.deepEqual(argv(node), [
      'run',
      '--rm',
      `--volume=${node.home}/workspace/src:/src`,
      '--env=JSON={"a": "p {{ q }}"}',
      '--env=Q=it\'s "$x" {{ y }} \\p {{ q }}',
      'img',
      'p {{ q }}',
      'a{p {{ q }}',
      'it',
      '{% raw %}',
      '\\1\\',
      '["x"]',
    ]);
  });
});
