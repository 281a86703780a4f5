import test from 'ava';
import fc from 'fast-check';
import type { Step } from '../../../src/model/step.js';
import { jinja } from '../../../src/model/value.js';
import { shell } from '../../support/estates.js';
import { playbookTexts, taskTexts } from '../../support/playbooks.js';

const at = { file: 'job.xml', line: 1 };

test('a script is a file, and a task that hands it to the role', (t) => {
  const step = shell('Run the tests', 'make "${#x}"\n', {
    environment: { A: '{{ literal', B: jinja('{{ jenkins_env.B }}') },
    when: ['a', 'b'],
  });
  const files = playbookTexts({ playbooks: [{ path: 'playbooks/unit/run.yaml', steps: [step] }] });
  t.is(files.get('playbooks/unit/run-the-tests.sh'), 'make "${#x}"\n');
  t.is(
    files.get('playbooks/unit/run.yaml'),
    `- hosts: all
  gather_facts: false
  tasks:
    - name: Run the tests
      include_role:
        name: jenkins-step
      vars:
        jenkins_step_script: playbooks/unit/run-the-tests.sh
        jenkins_step_command: [/bin/sh, -xe]
        jenkins_step_environment:
          A: !unsafe "{{ literal"
          B: "{{ jenkins_env.B }}"
      when: [a, b]
`,
  );
});

test('a body survives to the byte', (t) => {
  const body = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', 'no newline at the end', '\r\n', '\ttab \n\n\n', '\ufeffbom'),
  );
  fc.assert(
    fc.property(body, (text) => {
      t.is(
        playbookTexts({ playbooks: [{ path: 'playbooks/a/run.yaml', steps: [shell('Do', text)] }] }).get(
          'playbooks/a/do.sh',
        ),
        text,
      );
    }),
    { numRuns: 100 },
  );
});

test('equal bodies of a folder are one file, different ones never share a name', (t) => {
  const run = [
    shell('Build', 'make\n'),
    shell('Build', 'make all\n'),
    shell('Other', 'make\n'),
    shell('Run', 'x', { extension: 'yaml' }),
  ];
  const files = playbookTexts({
    playbooks: [
      { path: 'playbooks/a/run.yaml', steps: run },
      { path: 'playbooks/a/post.yaml', steps: [shell('Again', 'make\n')] },
      { path: 'playbooks/b/run.yaml', steps: [shell('Build', 'make\n')] },
    ],
  });
  t.deepEqual([...files.keys()].sort(), [
    'playbooks/a/build-2.sh',
    'playbooks/a/build.sh',
    'playbooks/a/post.yaml',
    'playbooks/a/run-2.yaml',
    'playbooks/a/run.yaml',
    'playbooks/b/build.sh',
    'playbooks/b/run.yaml',
  ]);
});

test('names of steps are never templated, and give short names of files', (t) => {
  const files = playbookTexts({
    playbooks: [{ path: 'playbooks/a/run.yaml', steps: [shell(`Say {{ "${'x'.repeat(100)}`, '')] }],
  });
  t.true([...files.keys()].every((path) => path.length < 80));
  t.regex(files.get('playbooks/a/run.yaml') ?? '', /name: Say \{\{ '\{' \}\}\{ "x/);
  t.true(
    [...playbookTexts({ playbooks: [{ path: 'playbooks/a/run.yaml', steps: [shell('…', 'x')] }] }).keys()].includes(
      'playbooks/a/step.sh',
    ),
  );
});

test('a role is included with its variables', (t) => {
  const step: Step = {
    kind: 'role',
    name: 'Load',
    at,
    role: 'docker-run',
    vars: { docker_run_image: jinja('{{ image }}'), docker_run_volumes: ['/a:/b'] },
  };
  t.is(
    taskTexts('run', [step]),
    '- name: Load\n  include_role:\n    name: docker-run\n  vars:\n    docker_run_image: "{{ image }}"\n    docker_run_volumes: [/a:/b]\n',
  );
  t.is(
    taskTexts('run', [{ ...step, vars: {}, when: ['x'] }]),
    '- name: Load\n  include_role:\n    name: docker-run\n  when: x\n',
  );
});

test('what nobody converted fails, names its finding and keeps the original', (t) => {
  const step: Step = {
    kind: 'fail',
    name: 'Groovy',
    at,
    code: 'groovy/script',
    message: 'Write {{ this }} anew.',
    original: { name: 'step.groovy', text: 'foo()' },
  };
  t.is(
    taskTexts('run', [step]),
    '- name: Groovy\n  fail:\n    msg: !unsafe >-\n      groovy/script: Write {{ this }} anew. The original is kept in playbooks/unit/step.groovy.\n',
  );
  t.is(
    playbookTexts({ playbooks: [{ path: 'playbooks/unit/run.yaml', steps: [step] }] }).get(
      'playbooks/unit/step.groovy',
    ),
    'foo()',
  );
});

test('a failure that is forgiven stays inside a block', (t) => {
  t.is(
    taskTexts('run', [shell('May fail', 'x', { ignoreErrors: true })]),
    `- block:
    - name: May fail
      include_role:
        name: jenkins-step
      vars:
        jenkins_step_script: playbooks/unit/may-fail.sh
        jenkins_step_command: [/bin/sh, -xe]
  rescue:
    - name: Go on, this step may fail
      meta: noop
`,
  );
});

test('a question sets its answer in both cases, and asks only where its condition holds', (t) => {
  t.is(
    taskTexts('run', [shell('Is it there', 'test -e x', { answer: 'is_there', when: ['asked'] })]),
    `- when: asked
  block:
    - name: Is it there
      include_role:
        name: jenkins-step
      vars:
        jenkins_step_script: playbooks/unit/is-it-there.sh
        jenkins_step_command: [/bin/sh, -xe]
    - name: Note is_there
      set_fact:
        is_there: true
  rescue:
    - name: Note is_there
      set_fact:
        is_there: false
`,
  );
});

test('environments of nested blocks add up', (t) => {
  const inner: Step = { kind: 'block', name: 'Inner', at, steps: [], environment: { B: '3', C: '4' } };
  const text = taskTexts('run', [
    { kind: 'block', name: 'Outer', at, steps: [inner], environment: { A: '1', B: '2' } },
  ]);
  t.is(
    text,
    `- name: Outer
  vars:
    jenkins_block_environment:
      A: "1"
      B: "2"
  block:
    - name: Inner
      vars:
        jenkins_block_environment:
          A: "1"
          B: "3"
          C: "4"
      block:
        - meta: noop
`,
  );
});

test('a shared role with such blocks is written out where they could not add up', (t) => {
  const inner: Step = { kind: 'block', name: 'Inner', at, steps: [shell('Do', 'x')], environment: { B: '2' } };
  const role = { name: 'shared', description: 'Shared.', steps: [inner] };
  const call: Step = { kind: 'role', name: 'Call', at, role: 'shared', vars: { v: 1 } };
  t.is(
    taskTexts('run', [call, { kind: 'block', name: 'Outer', at, steps: [call], environment: { A: '1' } }], {
      sharedRoles: [role],
    }),
    `- name: Call
  include_role:
    name: shared
  vars:
    v: 1

- name: Outer
  vars:
    jenkins_block_environment:
      A: "1"
  block:
    - name: Call
      vars:
        v: 1
      block:
        - name: Inner
          vars:
            jenkins_block_environment:
              A: "1"
              B: "2"
          block:
            - name: Do
              include_role:
                name: jenkins-step
              vars:
                jenkins_step_script: playbooks/unit/do.sh
                jenkins_step_command: [/bin/sh, -xe]
`,
  );
});

test('each step at the end of a block runs although the one before failed', (t) => {
  const fail = (name: string): Step => ({ kind: 'fail', name, at, code: 'c', message: 'm' });
  t.is(
    taskTexts('run', [
      { kind: 'block', name: 'B', at, steps: [fail('s')], always: [fail('x'), fail('z')], answer: 'fine' },
    ]),
    `- name: B
  block:
    - name: Note fine
      set_fact:
        fine: false
    - name: s
      fail:
        msg: "c: m"
    - name: Note fine
      set_fact:
        fine: true
  always:
    - block:
        - name: x
          fail:
            msg: "c: m"
      always:
        - name: z
          fail:
            msg: "c: m"
`,
  );
});

test('variables of a play stand above its tasks', (t) => {
  const vars = { jenkins_secret_environment: { TOKEN: jinja('{{ token.value }}') } };
  t.is(
    playbookTexts({ playbooks: [{ path: 'playbooks/a/run.yaml', vars, steps: [] }] }).get('playbooks/a/run.yaml'),
    '- hosts: all\n  gather_facts: false\n  vars:\n    jenkins_secret_environment:\n      TOKEN: "{{ token.value }}"\n  tasks: []\n',
  );
});

test('a step that starts jobs never gets here', (t) => {
  const step: Step = {
    kind: 'start-job',
    name: 'Start',
    at,
    jobs: ['x'],
    parameters: {},
    passParameters: false,
    wait: true,
    failsOn: 'FAILURE',
  };
  t.throws(() => taskTexts('run', [step]), { message: /^Start: / });
});
