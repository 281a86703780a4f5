import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { dump } from 'js-yaml';
import type { Instance, Service } from './instance.js';
import { freePorts, listens } from './ports.js';
import { until } from './wait.js';

/** A machine that jobs run on: this one, with a home folder and a /tmp of its own, behind sshd on the loopback address. */
export interface StaticNode {
  readonly port: number;
  /** The public key that its sshd shows. */
  readonly hostKey: string;
  /** Home of its user, as this process sees it. */
  readonly home: string;
  readonly sshd: Service;
}

/** Programs that stand in for real ones on a node: name and script. */
export type StandIns = Readonly<Record<string, string>>;

/** Makes the key that the executor uses, and gives its path. */
export function makeExecutorKey(instance: Instance): string {
  const key = join(instance.makeFolder('ssh'), 'executor');
  instance.run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  return key;
}

/**
 * Starts nodes. Each is a mount and process namespace (which takes root): /root and /tmp are folders of the instance, and with
 * sshd everything ends that was started on the node.
 */
export async function startNodes(
  instance: Instance,
  count: number,
  key: string,
  standIns: StandIns,
): Promise<StaticNode[]> {
  const ports = await freePorts(count);
  return Promise.all(ports.map((port, index) => startNode(instance, `node-${String(index)}`, port, key, standIns)));
}

async function startNode(
  instance: Instance,
  name: string,
  port: number,
  key: string,
  standIns: StandIns,
): Promise<StaticNode> {
  const folder = instance.makeFolder(name);
  const home = instance.makeFolder(`${name}/home`);
  const temporary = instance.makeFolder(`${name}/tmp`);
  const bin = instance.makeFolder(`${name}/home/bin`);
  for (const [command, script] of Object.entries(standIns)) {
    writeFileSync(join(bin, command), script);
    chmodSync(join(bin, command), 0o755);
  }
  const hostKey = join(folder, 'host_key');
  instance.run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', hostKey]);
  copyFileSync(`${key}.pub`, join(folder, 'authorized_keys'));
  const settings = [
    'ListenAddress 127.0.0.1',
    `Port ${String(port)}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    `PidFile ${join(folder, 'sshd.pid')}`,
    `SetEnv PATH=${join(userInfo().homedir, 'bin')}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin prohibit-password',
    'MaxStartups 50',
    'MaxSessions 50',
    'Subsystem sftp /usr/lib/openssh/sftp-server',
  ];
  writeFileSync(join(folder, 'sshd_config'), `${settings.join('\n')}\n`);
  // The instance's folder is below /tmp: it is mounted again below the node's own.
  const inside = join(temporary, basename(instance.folder));
  const script = `set -e
mkdir -p /run/sshd
mkdir -p "$1"
mount --bind "$2" "$1"
mount --bind "$3" /root
mount --rbind "$4" /tmp
exec /usr/sbin/sshd -D -e -f "$5"
`;
  const words = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'];
  const paths = [inside, instance.folder, home, temporary, join(folder, 'sshd_config')];
  const sshd = instance.start(name, 'unshare', [...words, 'sh', '-c', script, 'node', ...paths]);
  await until(name, 30, () => listens(port), [sshd]);
  const [type = '', value = ''] = readFileSync(`${hostKey}.pub`, 'utf8').split(' ');
  return { port, hostKey: `${type} ${value}`, home, sshd };
}

/**
 * Provider objects for Zuul's launcher: the nodes, under every label that the tree's nodesets name.
 * Source: Zuul reference, "Static".
 */
export function providerConfig(nodes: readonly StaticNode[], labels: readonly string[]): string {
  const [first = '', ...others] = labels;
  const shape = { image: 'machine', flavor: 'machine' };
  return dump([
    { image: { name: 'machine', type: 'cloud' } },
    { flavor: { name: 'machine' } },
    ...labels.map((name) => ({ label: { name, ...shape } })),
    {
      section: {
        name: 'loopback',
        connection: 'metal',
        images: [{ name: 'machine', type: 'cloud', username: 'root' }],
        flavors: [{ name: 'machine' }],
        labels: labels.map((name) => ({ name, ...shape })),
      },
    },
    {
      provider: {
        name: 'loopback-main',
        section: 'loopback',
        labels: labels.map((name) => ({ name })),
        nodes: nodes.map(({ port, hostKey }) => ({
          name: '127.0.0.1',
          'connection-port': port,
          username: 'root',
          label: first,
          aliases: others,
          'host-key': hostKey,
        })),
      },
    },
  ]);
}
