import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, needs, onNode } from './ansible.js';

const withAnsible = needs('ansible-playbook');

const BODIES: readonly string[] = [
  '',
  '[1, 2]',
  '{ echo; }\n',
  "{'a': 1}",
  'True\n',
  'no newline at the end',
  '\n\n  leading and trailing blanks  \t\n\n\n',
  'é ✓ \u{1F600} \u001b[31m\u007f\n',
  'a\r\nb\rc\n',
  '{{ jenkins_env }} {% raw %} {# x #} ${#a[@]} \\n \\\\ "\' $HOME `id` ~\n',
  `#${'x'.repeat(300_000)}\n`,
];

withAnsible('scripts arrive byte for byte, whatever is in them', (t) => {
  onNode((node) => {
    const tasks = BODIES.map((body, index) => {
      const script = `playbooks/test/body-${String(index)}.sh`;
      writeFileSync(join(node.repository, script), body);
      const vars = { jenkins_step_script: script, jenkins_step_command: ['sha256sum'] };
      return `- ${JSON.stringify({ include_role: { name: 'jenkins-step' }, vars })}\n`;
    });
    const result = node.play(tasks.join(''), environmentOf(node));
    t.is(result.status, 0, result.text.slice(0, 2000));
    const sums = result.tasks
      .filter((task) => task.stdout !== undefined)
      .map((task) => task.stdout?.replace(/\\?([0-9a-f]{64}).*/s, '$1'));
    t.deepEqual(
      sums,
      BODIES.map((body) => createHash('sha256').update(body).digest('hex')),
    );
  });
});

withAnsible(
  'a script runs as Jenkins ran it: in the workspace, with its variables, without input, under its name',
  (t) => {
    const body = `set -e
printf '%s|' "$PWD" "$PARAM" "$SECRET" "$ONLY" "$(basename "$0")" "$-" "\${NOT_A_NAME-unset}"
cat
`;
    onNode((node) => {
      writeFileSync(join(node.repository, 'playbooks/test/look-around.sh'), body);
      const call = {
        include_role: { name: 'jenkins-step' },
        vars: {
          jenkins_step_script: 'playbooks/test/look-around.sh',
          jenkins_step_command: ['/bin/bash', '-eu'],
          jenkins_step_environment: { ONLY: "it's\nhere", PARAM: '{{ jenkins_env.PARAM }} more', 'no.name': 'x' },
          jenkins_secret_environment: { SECRET: '{{ credential.value }}', PARAM: 'hidden' },
          jenkins_block_environment: { WORKSPACE: '{{ jenkins_env.WORKSPACE }}@other' },
        },
      };
      const result = node.play(`- ${JSON.stringify(call)}`, {
        ...environmentOf(node, { PARAM: 'p' }),
        // As Zuul writes secrets for playbooks.
        credential: { value: { __ansible_unsafe: 's{{' } },
      });
      t.is(result.status, 0, result.text);
      const workspace = join(node.home, 'workspace@other');
      t.is(result.tasks.at(-1)?.stdout, `${workspace}|p more|s{{|it's\nhere|look-around.sh|ehuB|unset|`);
    });
  },
);

withAnsible('a script that fails fails the step, with its status, and leaves nothing behind', (t) => {
  onNode((node) => {
    writeFileSync(join(node.repository, 'playbooks/test/fail.sh'), 'echo before\nfalse\necho behind\n');
    node.standIn('mktemp', '#!/bin/sh\nmkdir "$HOME/temporary" && echo "$HOME/temporary"\n');
    const call = '- include_role: {name: jenkins-step}\n  vars: {jenkins_step_script: playbooks/test/fail.sh}';
    const result = node.play(call, environmentOf(node));
    t.not(result.status, 0);
    const task = result.tasks.at(-1);
    t.is(task?.['rc'], 1);
    t.is(task?.stdout, 'before');
    t.throws(() => node.read('temporary/fail.sh'));
  });
});
