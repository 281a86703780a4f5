import test from 'ava';
import { dockerRunRecogniser, recogniseDockerRun } from '../../../src/convert/shell/docker-run.js';
import { plainVariables } from '../../../src/convert/shell/shell-variables.js';
import type { ScriptStep } from '../../../src/model/step.js';
import { jinja, type Value } from '../../../src/model/value.js';

function step(body: string, more: Partial<ScriptStep> = {}): ScriptStep {
  const at = { file: 'config.xml', line: 7 };
  return { kind: 'script', name: 'Run it', at, body, command: ['/bin/bash'], extension: 'sh', ...more };
}

function vars(body: string, more: Partial<ScriptStep> = {}): Readonly<Record<string, Value>> {
  const found = recogniseDockerRun(step(body, more));
  if ('reason' in found) throw new Error(`stays a script: ${found.reason}`);
  return found.vars;
}

function reason(body: string, more: Partial<ScriptStep> = {}): string {
  const found = recogniseDockerRun(step(body, more));
  return 'reason' in found ? found.reason : `became a call: ${JSON.stringify(found.vars)}`;
}

test('a wrapper with its checks and the environment becomes typed variables', (t) => {
  const body = `#!/bin/bash
set -euxo pipefail
set +x
if [ ! -d "$PWD/cache" ]; then
  echo "Expected host directory $PWD/cache to exist but it does not."
  exit 1
fi
if [ ! -d "/srv/git" ]; then
  echo "Missing"
  exit 1
fi
set -x
exec docker run --entrypoint=/usr/bin/install --user=root --volume "$PWD/cache:/cache" -v /srv/git:/srv/git:ro \\
  --security-opt seccomp=unconfined \\
  --init \\
  --rm \\
  --label "jenkins.job=$JOB_NAME" \\
  --memory 7G --shm-size 1g --tmpfs /db:size=320M -e MODE=fast -w /src --net host \\
  --env-file <(set +x; /usr/bin/env | egrep -v '^(HOME|PATH)=') \\
  'example.org/tool:1' --directory "$ZUUL_CHANGE-$ZUUL_PATCHSET" 'a b' || :
# nothing else can be executed due to exec
`;
  t.deepEqual(vars(body), {
    docker_run_image: 'example.org/tool:1',
    docker_run_entrypoint: '/usr/bin/install',
    docker_run_command: ['--directory', jinja('{{ jenkins_env.ZUUL_CHANGE }}-{{ jenkins_env.ZUUL_PATCHSET }}'), 'a b'],
    docker_run_user: 'root',
    docker_run_workdir: '/src',
    docker_run_volumes: [jinja('{{ jenkins_env.WORKSPACE }}/cache:/cache'), '/srv/git:/srv/git:ro'],
    docker_run_tmpfs: ['/db:size=320M'],
    docker_run_environment: { MODE: 'fast' },
    docker_run_environment_exclude: ['HOME', 'PATH'],
    docker_run_labels: { 'jenkins.job': jinja('{{ jenkins_env.JOB_NAME }}') },
    docker_run_network: 'host',
    docker_run_memory: '7G',
    docker_run_shm_size: '1g',
    docker_run_security_opts: ['seccomp=unconfined'],
    docker_run_init: true,
    docker_run_remove: true,
    docker_run_require_directories: [jinja('{{ jenkins_env.WORKSPACE }}/cache'), '/srv/git'],
  });
});

test('a step keeps its name, place and conditions', (t) => {
  const found = recogniseDockerRun(step('docker run img', { when: ['x'], ignoreErrors: true }));
  t.deepEqual(found, {
    kind: 'role',
    name: 'Run it',
    at: { file: 'config.xml', line: 7 },
    when: ['x'],
    ignoreErrors: true,
    role: 'docker-run',
    vars: { docker_run_image: 'img' },
  });
});

test('options are read as docker reads them', (t) => {
  t.deepEqual(
    vars('docker run -itd -uroot -w=/w -v a:b -vc:d --rm=false --privileged -p 80:80 --cap-add=X img -v --rm'),
    {
      docker_run_image: 'img',
      docker_run_command: ['-v', '--rm'],
      docker_run_user: 'root',
      docker_run_workdir: '/w',
      docker_run_volumes: ['a:b', 'c:d'],
      docker_run_remove: false,
      docker_run_options: ['--interactive', '--tty', '--detach', '--privileged', '--publish=80:80', '--cap-add=X'],
    },
  );
  t.deepEqual(vars('docker container run --entrypoint "" -e A -- img'), {
    docker_run_image: 'img',
    docker_run_entrypoint: '',
    docker_run_options: ['--env=A'],
  });
  t.deepEqual(vars('docker run -e A=1 -e B= -e A=2 --user a --user b img').docker_run_environment, { B: '', A: '2' });
  t.deepEqual(vars('docker run --network a --network b img').docker_run_options, ['--network=a', '--network=b']);
  for (const options of ['--frobnicate', '-Z', '--rm=perhaps', '-i="$X"', '-v"$X"', '--"$X"', '--volume']) {
    t.regex(reason(`docker run ${options} img`), /option|docker run without/, options);
  }
});

test('variables become templates that fail or are empty where the shell says so', (t) => {
  const command = (body: string): Value => (vars(body).docker_run_command as readonly Value[])[0] ?? null;
  t.deepEqual(command('set -u\ndocker run img "$WORKSPACE/x"'), jinja('{{ jenkins_env.WORKSPACE }}/x'));
  t.deepEqual(command('set -u\ndocker run img "a$PARAM"'), jinja('a{{ jenkins_env.PARAM }}'));
  t.deepEqual(command('docker run img "a${PARAM}"'), jinja("a{{ jenkins_env.PARAM | default('') }}"));
  t.deepEqual(command('docker run img "a${PARAM:-b c}"'), jinja("a{{ jenkins_env.PARAM | default('b c', true) }}"));
  t.deepEqual(
    command('docker run img "a${PARAM-$X}"'),
    jinja("a{{ jenkins_env.PARAM | default(jenkins_env.X | default('')) }}"),
  );
  t.deepEqual(command('set -u\ndocker run img "$A":11211'), jinja('{{ jenkins_env.A }}:11211'));
  t.deepEqual(command('set -u\ndocker run img "-$items"'), jinja("-{{ jenkins_env['items'] }}"));
  t.is(command(`docker run img '$A {{ b }} \${#c}'`), '$A {{ b }} ${#c}');
  t.deepEqual(
    command(`set -u\ndocker run img 'a{'"$A"'{{ b }}'`),
    jinja("a{{ '{' }}{{ jenkins_env.A }}{{ '{' }}{ b }}"),
  );
});

test('text that Ansible would take for data stays text', (t) => {
  const command = (body: string): Value => (vars(body).docker_run_command as readonly Value[])[0] ?? null;
  t.deepEqual(command('set -u\ndocker run img "$PARAM"'), jinja('{{ jenkins_env.PARAM | string }}'));
  t.deepEqual(command('set -u\ndocker run img "$ZUUL_PROJECT"'), jinja('{{ jenkins_env.ZUUL_PROJECT }}'));
  t.deepEqual(
    command(`set -u\ndocker run img '{"a": "'"$A"'"}'`),
    jinja(`{{ ('{"a": "' ~ jenkins_env.A ~ '"}') | string }}`),
  );
});

test('without quotes only a variable that cannot fall apart is taken', (t) => {
  t.deepEqual(vars('set -u\ndocker run img checkout -B $ZUUL_BRANCH $WORKSPACE').docker_run_command, [
    'checkout',
    '-B',
    jinja('{{ jenkins_env.ZUUL_BRANCH or omit }}'),
    jinja('{{ jenkins_env.WORKSPACE }}'),
  ]);
  t.regex(reason('docker run img x=$PARAM'), /\$PARAM without quotes/);
  t.regex(reason('docker run img x=$ZUUL_PROJECT'), /\$ZUUL_PROJECT without quotes/);
  t.regex(reason('docker run $ZUUL_BRANCH'), /not there when a variable is empty/);

  const plain = plainVariables({ ZUUL_PROJECT: ['a/b', 'c'], ZUUL_PIPELINE: ['check', 'my gate'] });
  t.deepEqual(plain, ['ZUUL_PROJECT']);
  const found = dockerRunRecogniser(plain)(step('set -u\ndocker run img k=${ZUUL_PROJECT//\\//-}'));
  t.deepEqual('vars' in found && found.vars.docker_run_command, [
    jinja("k={{ jenkins_env.ZUUL_PROJECT | replace('/', '-') }}"),
  ]);
});

test('what a word alone cannot tell stays a script', (t) => {
  const words = [
    '"$(pwd)"',
    '`id`',
    '$((1+2))',
    '*.txt',
    '~/x',
    'a=~',
    '{a,b}',
    '"$1"',
    '"$HOSTNAME"',
    '"${A##*/}"',
    '"${!A}"',
    '"$[1]"',
  ];
  for (const word of words) t.false(reason(`docker run img ${word}`).startsWith('became'), word);
});

test('what stands around docker run and means something stays a script', (t) => {
  const bodies = [
    'cd src\ndocker run img',
    'docker run img\necho done',
    'docker run img || true',
    'docker run img && docker push img',
    '! docker run img',
    'docker run img | tee log',
    'docker run img > log',
    'docker run img &',
    'X=1 docker run img',
    'sudo docker run img',
    'if [ ! -d x ]; then echo no; fi\ndocker run img',
    'if [ -d x ]; then exit 1; fi\ndocker run img',
    'if [ ! -d x ]; then rm -rf y; exit 1; fi\ndocker run img',
    'set -- a b\ndocker run img',
    'exec -a name docker run img',
    'docker build .',
    'docker run --env-file <(env | sort) img',
    'docker run --env-file <(cat x; env) img',
    "docker run --env-file <(env | grep -v 'A') img",
    'docker run --env-file <(env) --env-file other img',
    'docker run "unterminated',
    'echo docker run',
  ];
  for (const body of bodies) t.false(reason(body).startsWith('became'), body);
});

test('environments handed in are known by their structure', (t) => {
  const exclude = (file: string): Value | undefined =>
    vars(`docker run --env-file ${file} img`).docker_run_environment_exclude;
  t.deepEqual(exclude('<(env)'), []);
  t.deepEqual(exclude("<(printenv | grep -v '^A=' | grep -Ev '^(B|C)=')"), ['A', 'B', 'C']);
  t.deepEqual(exclude("<(env | grep -v -e '^A=' -e ^B=)"), ['A', 'B']);
  t.deepEqual(vars("docker run --env-file=<(env|egrep -v '^A=') img").docker_run_environment_exclude, ['A']);
  t.deepEqual(vars('docker run --env-file ./plain img').docker_run_options, ['--env-file=./plain']);
});

test('checks of a directory in other words', (t) => {
  for (const check of [
    '[ -d x ] || exit 1',
    'test -d x || { echo "no x" >&2; exit 3; }',
    'if ! test -d x; then exit 1; fi',
    'if [[ ! -d x ]]; then printf "no\\n"; exit 1; fi',
    'set -e\n[ -d x ]',
  ]) {
    t.deepEqual(vars(`${check}\ndocker run img`).docker_run_require_directories, ['x'], check);
  }
});

test('the interpreter decides', (t) => {
  const sh = { command: ['/bin/sh', '-xe'] };
  t.deepEqual(vars('docker run img "$ZUUL_BRANCH"', sh).docker_run_command, [
    jinja("{{ jenkins_env.ZUUL_BRANCH | default('') }}"),
  ]);
  t.deepEqual(vars('docker run img "$ZUUL_BRANCH"', { command: ['/usr/bin/env', 'bash', '-eu'] }).docker_run_command, [
    jinja('{{ jenkins_env.ZUUL_BRANCH }}'),
  ]);
  t.regex(reason('docker run img "${A/x/y}"', sh), /expansion|\/bin\/sh/);
  t.regex(reason('set -o pipefail\ndocker run img', sh), /pipefail/);
  t.regex(reason('docker run --env-file <(env) img', sh), /process substitution/);
  t.regex(reason('docker run img', { command: ['/bin/bash', '-l'] }), /option/);
  t.regex(reason('docker run img', { command: ['/usr/bin/python3'] }), /interpreter/);
});

test('variables of the step itself come first', (t) => {
  const found = vars('set -u\ndocker run -e T="$TOKEN" img', { environment: { TOKEN: 'x' } });
  t.deepEqual(found, {
    docker_run_image: 'img',
    docker_run_environment: { T: jinja('{{ docker_run_step_environment.TOKEN | string }}') },
    docker_run_step_environment: { TOKEN: 'x' },
  });
});

test('each text is looked at once, whatever the step around it', (t) => {
  const recognise = dockerRunRecogniser();
  const first = recognise(step('docker run img'));
  const second = recognise(step('docker run img', { name: 'Other' }));
  t.true('vars' in first && 'vars' in second && first.vars === second.vars);
});

test('variables of blocks are read where they are, values of secrets never stand on a command line', (t) => {
  const recognise = dockerRunRecogniser();
  const script = step('set -u\ndocker run -v "$PWD:/x" img "a$PARAM"');
  const first = recognise(script, { secret: ['PARAM'], block: [] });
  t.deepEqual(first, { reason: 'the value of the secret $PARAM on the command line' });

  const second = recognise(script, { secret: ['PARAM'], block: ['PARAM', 'WORKSPACE', 'OTHER'] });
  t.deepEqual('vars' in second && second.vars, {
    docker_run_image: 'img',
    docker_run_command: [jinja('a{{ jenkins_block_environment.PARAM }}')],
    docker_run_volumes: [jinja('{{ jenkins_block_environment.WORKSPACE }}:/x')],
  });
});
