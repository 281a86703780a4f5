import { callAll, needs, onNode, type Call } from './ansible.js';

const withAnsible = needs('ansible-playbook');

const FILES = { 'out/a/one.txt': '1', 'out/b/two.txt': '2', 'out/b/two.map': 'm', 'empty/keep/.keep': '' };

const RECORD = `#!/bin/sh
{
  echo "$(basename "$0")" "$@" | sed "s,/tmp/[^ ]*/,/T/,g"
  case $0 in */sftp) sed "s,\\"/[^\\"]*/workspaces/[0-9]*/,\\"," ;; esac
} >>"$HOME/calls"
`;

function call(transfers: readonly Record<string, unknown>[], more: Record<string, unknown> = {}): Call {
  const vars = {
    publish_over_protocol: 'ssh',
    publish_over_host: 'web.example.org',
    publish_over_username: 'web',
    publish_over_private_key: 'KEY',
    publish_over_host_key: 'ssh-ed25519 AAAA',
    publish_over_root: '/srv',
    publish_over_transfers: transfers,
    ...more,
  };
  return { files: FILES, vars };
}

withAnsible('SSH: folders first, then files, then the command', (t) => {
  onNode((node) => {
    node.standIn('ssh', RECORD);
    node.standIn('sftp', RECORD);
    const files = { source_files: ['out/**'], excludes: ['**/*.map'], remove_prefix: 'out', remote_directory: 'site' };
    const [sent] = callAll(node, 'publish-over', [call([{ ...files, clean_remote: true, command: 'reload' }])]);
    t.true(sent!.isFine, sent!.text);
    const said = node.read('calls').split('\n');
    t.deepEqual(
      said.filter((line) => /^(-mkdir|put)/.test(line)),
      [
        '-mkdir "/srv"',
        '-mkdir "/srv/site"',
        '-mkdir "/srv/site/a"',
        '-mkdir "/srv/site/b"',
        'put "out/a/one.txt" "/srv/site/a/one.txt"',
        'put "out/b/two.txt" "/srv/site/b/two.txt"',
      ],
    );
    t.regex(said[0]!, /web@web\.example\.org if \[ -d '\/srv\/site' \]; then find/);
    t.regex(said.at(-2)!, /^ssh -n -p 22 .*StrictHostKeyChecking=yes web@web\.example\.org reload$/);
    t.false(said.join('\n').includes('KEY'));
  });
});

withAnsible('what cannot be sent as it was asked for is a failure', (t) => {
  onNode((node) => {
    node.standIn('ssh', 'echo refused >&2; exit 3');
    node.standIn('sftp', RECORD);
    const [prefix, twice, command, flat] = callAll(node, 'publish-over', [
      call([{ source_files: ['out/**'], remove_prefix: 'src' }]),
      call([
        { source_files: ['out/**', 'empty/**'], flatten: true },
        { source_files: ['**/*.txt', 'out/b/two.txt'], flatten: true },
      ]),
      call([{ command: 'false' }], { publish_over_retries: 1, publish_over_retry_delay: 0 }),
      call([{ source_files: ['out/a/*'], flatten: true }]),
    ]);
    t.false(prefix!.isFine);
    t.true(prefix!.text.includes('does not begin with src'), prefix!.text);
    t.true(twice!.isFine, twice!.text);
    t.false(command!.isFine);
    t.true(command!.text.includes('Trying again'), command!.text);
    t.true(flat!.isFine, flat!.text);
    t.true(node.read('calls').includes('put "out/a/one.txt" "/srv/one.txt"'), node.read('calls'));
  });
});
