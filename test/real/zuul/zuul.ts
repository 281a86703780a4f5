import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from './certificates.js';
import type { GitProjects } from './git-projects.js';
import { zuulBin } from './install.js';
import type { Instance, Service } from './instance.js';
import { sharedKeys } from './keys.js';
import { freePorts } from './ports.js';
import { AUTH, type Rest, restOf } from './rest.js';
import { type AdaptedTenant, GIT_CONNECTION } from './tenant-file.js';
import { until } from './wait.js';
import { type ConfSections, printConf } from './zuul-conf.js';
import { startZooKeeper } from './zookeeper.js';

export interface ZuulSettings {
  readonly instance: Instance;
  readonly git: GitProjects;
  readonly tenant: AdaptedTenant;
  /** Connections that the tree names. */
  readonly connections: readonly string[];
  /** Of projects on the git connection. */
  readonly canonicalHostname?: string;
  /** Seconds between two looks at the repositories. */
  readonly pollDelay: number;
  /** Without it a merger alone reads the repositories, and nothing can be run. */
  readonly executor?: ExecutorSettings;
  /** Further connections and sections of zuul.conf. */
  readonly more?: ConfSections;
  /** Seconds that loading may take on a busy machine. */
  readonly patience: number;
}

export interface ExecutorSettings {
  /** Has a folder for each version of Ansible that Zuul knows. */
  readonly ansibleRoot: string;
  /** Private key that nodes accept. */
  readonly key: string;
  readonly launcher: boolean;
}

export interface Zuul {
  readonly rest: Rest;
  readonly services: readonly Service[];
  /** Seconds from the start of the services until the tenant was there. */
  readonly loaded: number;
}

/** The folder of a build stays when it ends: there are its logs, as the base job left them. */
const MORE_WORDS: Readonly<Record<string, readonly string[]>> = { executor: ['--keep-jobdir'] };

const KEYSTORE_PASSWORD = 'for this test only';

/** Starts ZooKeeper and Zuul's services, and waits until the tenant is loaded. Stopping is the instance's. */
export async function startZuul(settings: ZuulSettings): Promise<Zuul> {
  const { instance, tenant } = settings;
  const ports = await freePorts(4);
  const [zooKeeperPort = 0, webPort = 0] = ports;
  const tls = makeCertificates(instance);
  const zooKeeper = await startZooKeeper(instance, tls, zooKeeperPort);
  const conf = join(instance.folder, 'zuul.conf');
  writeFileSync(join(instance.folder, 'main.yaml'), tenant.text);
  writeFileSync(
    conf,
    printConf({
      zookeeper: {
        hosts: `localhost:${String(zooKeeperPort)}`,
        tls_cert: tls.clientCertificate,
        tls_key: tls.clientKey,
        tls_ca: tls.ca,
        // A machine that is busy with other work must not lose its session.
        session_timeout: 120,
      },
      ...sections(settings, ports),
    }),
  );
  const bin = zuulBin();
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  const keys = join(instance.folder, 'keys.json');
  const { configProject, projects } = tenant;
  writeFileSync(keys, sharedKeys(GIT_CONNECTION, [configProject, ...projects], KEYSTORE_PASSWORD));
  instance.run(join(bin, 'zuul-admin'), ['-c', conf, 'import-keys', keys], { env });

  const begin = performance.now();
  const start = (name: string): Service =>
    instance.start(name, join(bin, `zuul-${name}`), ['-c', conf, '-f', '-d', ...(MORE_WORDS[name] ?? [])], { env });
  const reader = settings.executor ? 'executor' : 'merger';
  const names = ['scheduler', 'web', reader, ...(settings.executor?.launcher === true ? ['launcher'] : [])];
  const services = names.map(start);
  const base = `http://127.0.0.1:${String(webPort)}`;
  const rest = restOf(base, tenant.name);
  await until(
    `the tenant ${tenant.name}`,
    settings.patience,
    async () => (typeof (await rest.tryGet('status')) === 'number' ? undefined : true),
    services,
  );
  return { rest, services: [zooKeeper, ...services], loaded: (performance.now() - begin) / 1000 };
}

/** Everything of zuul.conf but ZooKeeper. */
function sections(settings: ZuulSettings, ports: readonly number[]): ConfSections {
  const { instance, git, connections, pollDelay, executor } = settings;
  const { folder } = instance;
  const [, web = 0, finger = 0, dead = 0] = ports;
  const component = (name: string): Record<string, string> => ({
    command_socket: join(folder, `${name}.socket`),
    pidfile: join(folder, `${name}.pid`),
    state_dir: instance.makeFolder(`state/${name}`),
  });
  const ofTree = connections.map((name) => [`connection "${name}"`, deadConnection(name, dead, instance)] as const);
  return {
    keystore: { password: KEYSTORE_PASSWORD },
    database: { dburi: `sqlite:///${join(folder, 'zuul.sqlite')}` },
    scheduler: { ...component('scheduler'), tenant_config: join(folder, 'main.yaml') },
    merger: {
      ...component('merger'),
      git_dir: instance.makeFolder('merger-git'),
      git_user_email: 'zuul@example.org',
      git_user_name: 'Zuul',
    },
    web: { ...component('web'), listen_address: '127.0.0.1', port: web, root: `http://127.0.0.1:${String(web)}/` },
    'auth "test"': { driver: 'HS256', allow_authz_override: true, realm: 'test', ...AUTH },
    [`connection "${GIT_CONNECTION}"`]: {
      driver: 'git',
      baseurl: git.url,
      poll_delay: pollDelay,
      canonical_hostname: settings.canonicalHostname ?? 'localhost',
    },
    ...Object.fromEntries(ofTree),
    ...(executor ? executorSections(instance, executor, finger, component) : {}),
    ...settings.more,
  };
}

function executorSections(
  instance: Instance,
  executor: ExecutorSettings,
  finger: number,
  component: (name: string) => Record<string, string>,
): ConfSections {
  return {
    executor: {
      ...component('executor'),
      hostname: 'localhost',
      finger_port: finger,
      git_dir: instance.makeFolder('executor-git'),
      job_dir: instance.makeFolder('builds'),
      ansible_root: executor.ansibleRoot,
      manage_ansible: false,
      private_key_file: executor.key,
      default_username: 'root',
      disk_limit_per_job: -1,
      load_multiplier: 20,
      min_avail_hdd: 1,
      min_avail_mem: 1,
      // Where the site's own upload of logs goes.
      trusted_rw_paths: instance.makeFolder('logs'),
    },
    launcher: { ...component('launcher'), temp_dir: instance.makeFolder('launcher-tmp') },
  };
}

/** A connection to nobody: its pipelines load, and Zuul keeps trying. */
function deadConnection(name: string, port: number, instance: Instance): Record<string, string | number> {
  if (name === 'smtp') return { driver: 'smtp', server: '127.0.0.1', port };
  if (name === 'mqtt') return { driver: 'mqtt', server: '127.0.0.1', port };
  const key = join(instance.makeFolder('ssh'), 'nobody');
  mkdirSync(join(instance.folder, 'ssh'), { recursive: true });
  writeFileSync(key, '', { mode: 0o600 });
  return { driver: 'gerrit', server: '127.0.0.1', port, user: 'nobody', sshkey: key };
}
