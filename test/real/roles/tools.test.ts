import { join } from 'node:path';
import { environmentOf, needs, onNode } from './ansible.js';

const withAnsible = needs('ansible-playbook');

function tasks(...list: readonly object[]): string {
  return list.map((task) => `- ${JSON.stringify(task)}\n`).join('');
}

const SHOW = { name: 'show', debug: { var: 'jenkins_env' } };

function tool(vars: Readonly<Record<string, unknown>>): object {
  return { include_role: { name: 'named-tool' }, vars };
}

withAnsible('a tool of the node goes first in PATH', (t) => {
  onNode((node) => {
    node.standIn('gox', '#!/bin/sh\n');
    node.write('tools/go-1.2/bin/gox', '#!/bin/sh\n');
    const setUp = { set_fact: { ...environmentOf(node), cacheable: true } };
    const home = join(node.home, 'tools/go-1.2');
    const call = {
      named_tool_name: 'Go 1.2',
      named_tool_programs: ['gox'],
      named_tool_home_variable: 'GOROOT',
      named_tool_homes: { 'Go 1.2': home },
    };
    const named = node.play(tasks(setUp, tool(call), SHOW));
    t.is(named.status, 0, named.text);
    const env = named.tasks.at(-1)?.['jenkins_env'] as Record<string, string>;
    t.is(env['GOROOT'], home);
    t.true(env['PATH']!.startsWith(`${home}/bin:`));

    const found = node.play(tasks(setUp, tool({ ...call, named_tool_homes: {} }), SHOW));
    t.is(found.status, 0, found.text);
    const other = found.tasks.at(-1)?.['jenkins_env'] as Record<string, string>;
    t.is(join(other['GOROOT']!, 'bin'), join(node.home, '../bin'));
  });
});

withAnsible('a tool that is not on the node fails the build and says so', (t) => {
  onNode((node) => {
    const setUp = { set_fact: { ...environmentOf(node), cacheable: true } };
    const missing = node.play(tasks(setUp, tool({ named_tool_name: 'Go 9', named_tool_programs: ['go-9'] })));
    t.not(missing.status, 0);
    t.regex(missing.text, /there is no program go-9/);
    const call = { named_tool_name: 'Go 9', named_tool_homes: { 'Go 9': '/nowhere' } };
    const nowhere = node.play(tasks(setUp, tool(call)));
    t.not(nowhere.status, 0);
    t.regex(nowhere.text, /There is no folder \/nowhere/);
  });
});

withAnsible('a virtual display is there until it is stopped', (t) => {
  onNode((node) => {
    // Stands in for the server: makes its socket and waits.
    node.standIn(
      'Xfake',
      '#!/bin/sh\nmkdir -p /tmp/.X11-unix\ntouch "/tmp/.X11-unix/X${1#:}"\necho "$@" >"$HOME/called"\nexec sleep 60\n',
    );
    const setUp = { set_fact: { ...environmentOf(node), cacheable: true } };
    const start = {
      include_role: { name: 'virtual-display' },
      vars: {
        virtual_display_server: 'Xfake',
        virtual_display_number: 7310,
        virtual_display_arguments: ['-screen', '0'],
      },
    };
    const stop = { include_role: { name: 'virtual-display' }, vars: { virtual_display_state: 'stopped' } };
    const first = node.play(tasks(setUp, start, SHOW));
    t.is(first.status, 0, first.text);
    const env = first.tasks.at(-1)?.['jenkins_env'] as Record<string, string>;
    t.regex(env['DISPLAY']!, /^:73\d\d$/);
    t.is(node.read('called'), `${env['DISPLAY']!} -screen 0\n`);
    const second = node.play(tasks(stop, stop, SHOW));
    t.is(second.status, 0, second.text);
    const after = second.tasks.at(-1)?.['jenkins_env'] as Record<string, string>;
    t.false('DISPLAY' in after || 'VIRTUAL_DISPLAY_PID' in after);
  });
});
