import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificates } from './certificates.js';
import type { Instance, Service } from './instance.js';
import { listens } from './ports.js';
import { until } from './wait.js';

const JARS = [
  'zookeeper',
  'netty-codec',
  'netty-resolver',
  'netty-transport-native-unix-common',
  'slf4j-log4j12',
  'log4j-1.2',
].map((name) => `/usr/share/java/${name}.jar`);

const LOGGING = `log4j.rootLogger=WARN, CONSOLE
log4j.appender.CONSOLE=org.apache.log4j.ConsoleAppender
log4j.appender.CONSOLE.layout=org.apache.log4j.PatternLayout
log4j.appender.CONSOLE.layout.ConversionPattern=%d %p %c{1} %m%n
`;

/** Starts Debian's ZooKeeper with TLS alone. Its own start script misses a jar that TLS needs, so Java is called directly. */
export async function startZooKeeper(instance: Instance, tls: Certificates, port: number): Promise<Service> {
  const folder = instance.makeFolder('zookeeper');
  const settings = {
    tickTime: '2000',
    dataDir: instance.makeFolder('zookeeper/data'),
    serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
    secureClientPort: String(port),
    secureClientPortAddress: '127.0.0.1',
    'ssl.keyStore.location': tls.server,
    'ssl.keyStore.type': 'PEM',
    'ssl.trustStore.location': tls.ca,
    'ssl.trustStore.type': 'PEM',
    'ssl.clientAuth': 'need',
    'admin.enableServer': 'false',
    forceSync: 'no',
    maxClientCnxns: '0',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(folder, 'zoo.cfg'), lines.join(''));
  writeFileSync(join(folder, 'log4j.properties'), LOGGING);
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain';
  const memory = ['-Xmx512m', '-XX:+UseSerialGC'];
  const path = [folder, ...JARS].join(':');
  const service = instance.start('zookeeper', 'java', [...memory, '-cp', path, main, join(folder, 'zoo.cfg')]);
  await until('ZooKeeper', 60, () => listens(port), [service]);
  return service;
}
