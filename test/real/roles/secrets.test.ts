import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, needs, onNode } from './ansible.js';

const withAnsible = needs('ansible-playbook');

/** A text as Zuul gives secrets to playbooks. */
function secret(text: string): object {
  return { __ansible_unsafe: text };
}

const SHOW = { name: 'show', debug: { var: 'jenkins_env' } };

function tasks(...list: readonly object[]): string {
  return list.map((task) => `- ${JSON.stringify(task)}\n`).join('');
}

withAnsible('secret files hold the exact text, for their user alone, and go away', (t) => {
  const texts = ['two\nlines {{ x }}\n', '{"type": "account", "n": [1, 2], "ok": true}', 'no end', 'é\r\n'];
  onNode((node) => {
    const write = texts.map((_, index) => ({
      include_role: { name: 'secret-file' },
      vars: {
        secret_file_content: `{{ credential.text${String(index)} }}`,
        secret_file_path: `conf/f${String(index)}`,
      },
    }));
    const named = { secret_file_content: '{{ credential.text0 }}', secret_file_variable: 'NETRC_FILE' };
    const gone = { secret_file_state: 'absent', secret_file_variable: 'NETRC_FILE' };
    const credential = Object.fromEntries(texts.map((text, index) => [`text${String(index)}`, secret(text)]));
    // The variables are facts here: the role changes them.
    const setUp = { set_fact: { ...environmentOf(node), cacheable: true } };
    const first = node.play(tasks(setUp, ...write, { include_role: { name: 'secret-file' }, vars: named }, SHOW), {
      credential,
    });
    t.is(first.status, 0, first.text);
    t.deepEqual(
      texts.map((_, index) => node.read(`workspace/conf/f${String(index)}`)),
      texts,
    );
    const env = first.tasks.at(-1)?.['jenkins_env'] as Record<string, string>;
    const path = join(node.home, '.jenkins-secret-files/NETRC_FILE');
    t.is(env['NETRC_FILE'], path);
    t.is(statSync(path).mode & 0o777, 0o600);
    t.false(first.text.includes('lines'), 'a secret is in the log');

    const remove = { include_role: { name: 'secret-file' }, vars: gone };
    const second = node.play(tasks(remove, remove, SHOW));
    t.is(second.status, 0, second.text);
    t.throws(() => statSync(path));
    t.false('NETRC_FILE' in (second.tasks.at(-1)?.['jenkins_env'] as object));
  });
});

withAnsible('the agent holds the keys, and later steps find it until it is stopped', (t) => {
  if (spawnSync('ssh-agent', ['-h']).error !== undefined) {
    t.log('SKIPPED: there is no ssh-agent on this machine');
    t.pass();
    return;
  }
  onNode((node) => {
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'the key', '-f', join(node.home, 'key')]);
    const key = node.read('key').trimEnd();
    node.write('../repository/playbooks/test/list.sh', 'ssh-add -l\n');
    const list = {
      include_role: { name: 'jenkins-step' },
      vars: { jenkins_step_script: 'playbooks/test/list.sh', jenkins_step_command: ['/bin/sh'] },
    };
    const start = {
      include_role: { name: 'ssh-agent' },
      vars: { ssh_agent_private_keys: ['{{ credential.private_key }}'] },
    };
    const stop = { include_role: { name: 'ssh-agent' }, vars: { ssh_agent_state: 'stopped' } };
    const setUp = { set_fact: { ...environmentOf(node), cacheable: true } };
    const result = node.play(tasks(setUp, start, list, stop, stop, SHOW), { credential: { private_key: secret(key) } });
    t.is(result.status, 0, result.text);
    t.regex(result.text, /the key \(ED25519\)/);
    t.false(result.text.includes('PRIVATE KEY'), 'the key is in the log');
    const env = result.tasks.at(-1)?.['jenkins_env'] as Record<string, string>;
    t.deepEqual(Object.keys(env).sort(), ['HOME', 'JOB_NAME', 'WORKSPACE']);
  });
});
