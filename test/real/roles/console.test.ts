import { needs, onNode, environmentOf, type TaskResult } from './ansible.js';

const withAnsible = needs('ansible-playbook');

/** The console as Zuul's executor writes it: time, host and text. The names of tasks have no host. */
const CONSOLE = `2026-01-01 10:00:00.000001 | TASK [Build] OutOfMemory
2026-01-01 10:00:00.000002 | node | a.c:3:4: warning: unused
2026-01-01 10:00:00.000003 | node | a.c:4:4: error: broken
2026-01-01 10:00:00.000004 | other | b.c:4:4: error: broken
node | core dumped
`;

function call(role: string, vars: object): string {
  return `- ${JSON.stringify({ include_role: { name: role, apply: { ignore_errors: true } }, vars })}\n`;
}

withAnsible('the console: texts in it, warnings, rules; a script for each file', (t) => {
  onNode((node) => {
    node.write('logs/job-output.txt', CONSOLE);
    node.write('workspace/ci.rules', '# rules\nok /warning: unused/\nerror /(?i)ERROR:/\nwarning /warning/\n');
    node.write('workspace/out/deep/a.txt', 'A');
    node.write('workspace/out/b.txt', 'B');
    const search = { console_search_expressions: ['OutOf', 'core dumped'], console_search_answer: 'console_x' };
    const gcc = { warning_limits_console: [{ format: 'gcc' }], warning_limits_most: { high: 0, all: 9 } };
    const rules = {
      warning_limits_console: [{ format: 'log-parser' }],
      warning_limits_rules_file: 'ci.rules',
      warning_limits_most: { warning: 0, error: 0 },
    };
    const each = {
      for_each_file_include: ['out/**/*.txt'],
      for_each_file_strip: 'out',
      for_each_file_script: 'printf "%s %s %s\\n" "$(cat "$1")" "$2" "$WHO"\n',
      for_each_file_environment: { WHO: 'me' },
    };
    const tasks = [
      call('console-search', search),
      '- {name: Answer, debug: {msg: "{{ console_x[0] }} {{ console_x[1] }}"}}\n',
      call('warning-limits', gcc),
      call('warning-limits', rules),
      call('for-each-file', each),
      call('for-each-file', { ...each, for_each_file_script: 'exit 3\n' }),
    ];
    const result = node.play(tasks.join(''), {
      ...environmentOf(node),
      zuul: { executor: { log_root: `${node.home}/logs` } },
    });
    const ran = (name: string): TaskResult[] => result.tasks.filter((task) => task.name.endsWith(name));
    t.is(ran('Answer')[0]?.msg, 'False True', result.text);
    const [first, second] = ran('Check the numbers');
    t.regex(String(first?.['stderr']), /1 high, at most 0 may be/);
    t.regex(String(second?.['stderr']), /^1 error, at most 0 may be$/);
    const [fine, failed] = ran('Run the script for each file');
    t.is(fine?.stdout, 'out/b.txt\nB b.txt me\nout/deep/a.txt\nA deep/a.txt me', result.text);
    t.regex(String(failed?.['stderr']), /status 3 for out\/b\.txt/);
  });
});
