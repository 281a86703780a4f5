import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import type { RoleStep } from '../../src/model/step.js';

const BINDS = { publish_over_private_key: 'private_key', publish_over_host_key: 'host_key' };

/** Runs a command on another host. Source: SSH plugin, SSHBuilder: a site is called `user@host:port`. */
export default defineConverter({
  element: ['org.jvnet.hudson.plugins.SSHBuilder', 'org.jvnet.hudson.plugins.SSHPublisher'],
  section: 'builders',
  plugin: 'ssh',
  summary: 'Runs a command on another host',
  becomes: 'role publish-over, with a secret for the key',
  grade: 'needs-human',
  findings: {
    key: "The login for this host stands in Jenkins' global settings: put a private key and the key of the host into the secret, encrypted with zuul-client encrypt.",
    display: 'It only says how much Jenkins printed.',
    empty: 'There is no command: the step did nothing.',
  },
  convert(input, notes) {
    const site = input.child('siteName');
    const [, user, host, port] = /^(?:(.*)@)?(.*?)(?::(\d+))?$/s.exec(site?.text().trim() ?? '')!;
    const command = input.child('command');
    const text = command?.text() ?? '';
    const hidden = input.child('hideCommand');
    if (hidden !== undefined) notes.dropped('display', hidden);
    if (text.trim() === '') {
      notes.dropped('empty', input);
      return {};
    }
    const each = input.booleanOf('execEachLine');
    const lines = text.trim().split('\n');
    if (site !== undefined) notes.needsHuman('key', site);
    const secret = stepSecret(`ssh-${host!}`, BINDS, input);
    const step: RoleStep = {
      kind: 'role',
      name: 'Run a command by SSH',
      at: input.at,
      role: 'publish-over',
      vars: {
        publish_over_protocol: 'ssh',
        publish_over_host: host!,
        ...(port !== undefined && port !== '22' && { publish_over_port: Number(port) }),
        publish_over_username: user ?? '',
        ...secret.variables,
        publish_over_transfers: [{ command: expandMacros(each ? lines.join(' &&\n') : text), command_timeout: 0 }],
      },
    };
    return { secrets: [secret.use], run: [step] };
  },
});
