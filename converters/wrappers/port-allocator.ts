import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { setVariablesStep } from '../../src/convert/elements/set-variables.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';

/**
 * Port Allocator plugin: free ports as variables. A port given as a number is only kept from other builds on the node, of which
 * there are none. Source: PortAllocator, DefaultPortType, PooledPortType.
 */
export default defineConverter({
  element: 'org.jvnet.hudson.plugins.port_allocator.PortAllocator',
  section: 'wrappers',
  plugin: 'port-allocator',
  summary: 'Looks for free ports and gives them to the steps',
  becomes: 'role inject-environment with a search for free ports',
  grade: 'exact',
  findings: {
    fixed: 'This port is always the same, and no other build is on the node: it needs no lock.',
    pool: 'The ports of this pool stand in the settings of Jenkins: a free port is taken, as no other build is on the node.',
    shutdown: 'Jenkins also ended a server at this port after the build; here its node is thrown away.',
  },
  convert(input, notes) {
    const names: string[] = [];
    for (const port of sectionOf(input, 'ports')) {
      const field = port.need('name');
      const name = field.rawText.trim();
      if (/^\d*$/.test(name)) notes.dropped('fixed', field);
      else if (port.type.endsWith('.PooledPortType')) notes.approximated('pool', field);
      else field.text();
      if (!/^\d*$/.test(name)) names.push(name);
    }
    leaveOutRest(input, (rest) => notes.dropped('shutdown', rest));
    return names.length === 0 ? {} : { setUp: [setVariablesStep('Look for free ports', search(names), input)] };
  },
});

/** All sockets are open at the same time, so that no port is found twice. */
function search(names: readonly string[]): readonly string[] {
  return [
    `python3 - ${names.map((name) => `'${name.replaceAll("'", '')}'`).join(' ')} <<'END'`,
    'import socket, sys',
    'found = [(name, socket.create_server(("", 0))) for name in sys.argv[1:]]',
    'for name, server in found:',
    '    print("%s=%d" % (name, server.getsockname()[1]))',
    'END',
  ];
}
