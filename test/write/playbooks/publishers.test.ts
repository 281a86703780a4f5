import test from 'ava';
import type { Step } from '../../../src/model/step.js';
import { shell } from '../../support/estates.js';
import { playbookTexts, taskTexts } from '../../support/playbooks.js';

const at = { file: 'job.xml', line: 1 };

test('one publisher alone needs no frame', (t) => {
  const text = taskTexts('post', [shell('Save', 'x', { when: ['zuul_success | bool'] })]);
  t.false(text.includes('block'));
  t.true(text.includes('when: zuul_success | bool\n'));
});

test('publishers run one after the other whatever happens, and see earlier failures', (t) => {
  const fail = (name: string, when?: string[]): Step => ({ kind: 'fail', name, at, code: 'c', message: 'm', when });
  t.is(
    taskTexts('post', [
      fail('One', ['zuul_success | bool']),
      fail('Two', ['zuul_success | bool']),
      fail('Three', ['not zuul_success | bool']),
    ]),
    `- block:
    - name: One
      fail:
        msg: "c: m"
      when: zuul_success | bool
  rescue: &rescue
    - name: Note the failure, go on with the next publisher
      set_fact:
        jenkins_publisher_failed: true

- block:
    - name: Two
      fail:
        msg: "c: m"
      when: zuul_success | bool and jenkins_publisher_failed is undefined
  rescue: *rescue

- name: Three
  fail:
    msg: "c: m"
  when: not (zuul_success | bool and jenkins_publisher_failed is undefined)

- name: Fail if a publisher failed
  fail:
    msg: A publisher failed, see above.
  when: jenkins_publisher_failed is defined
`,
  );
});

test('a publisher in a frame sees earlier failures too', (t) => {
  const inside = shell('Two', 'x', { when: ['not (zuul_success | bool)'] });
  const text = taskTexts('post', [shell('One', 'exit 1'), { kind: 'block', name: 'With ODD', at, steps: [inside] }]);
  t.true(text.includes('when: not (zuul_success | bool and jenkins_publisher_failed is undefined)\n'), text);
});

test('a role of shared publishers notes failures itself, and has a second file where builders call it too', (t) => {
  const role = { name: 'save', description: 'Saves things.', steps: [shell('A', 'a'), shell('B', 'b')] };
  const call: Step = { kind: 'role', name: 'Save', at, role: 'save', vars: {} };
  const post = { path: 'playbooks/x/post.yaml', steps: [call] };
  const asPublisher = playbookTexts({ sharedRoles: [role], playbooks: [post] });
  t.deepEqual([...asPublisher.keys()].sort(), [
    'playbooks/x/post.yaml',
    'roles/save/files/a.sh',
    'roles/save/files/b.sh',
    'roles/save/tasks/main.yaml',
  ]);
  t.is(asPublisher.get('roles/save/tasks/main.yaml')?.match(/rescue:/g)?.length, 2);
  t.true(asPublisher.get('playbooks/x/post.yaml')?.includes('Fail if a publisher failed'));

  const both = playbookTexts({
    sharedRoles: [role],
    playbooks: [post, { path: 'playbooks/x/run.yaml', steps: [call] }],
  });
  t.false(both.get('roles/save/tasks/main.yaml')?.includes('rescue:'));
  t.true(both.get('roles/save/tasks/main.yaml')?.startsWith('# Saves things.\n'));
  t.true(both.get('roles/save/tasks/each.yaml')?.includes('rescue:'));
  t.true(both.get('playbooks/x/post.yaml')?.includes('        name: save\n        tasks_from: each\n'));
});
