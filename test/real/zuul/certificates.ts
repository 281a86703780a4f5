import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from './instance.js';

/** Paths of what ZooKeeper and its clients need to trust each other. */
export interface Certificates {
  readonly ca: string;
  /** Key and certificate in one file, as ZooKeeper wants them. */
  readonly server: string;
  readonly clientKey: string;
  readonly clientCertificate: string;
}

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const DAYS = ['-days', '2'];

/** Makes a certificate authority of the instance's own, and two certificates for localhost. */
export function makeCertificates(instance: Instance): Certificates {
  const folder = instance.makeFolder('tls');
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => void instance.run('openssl', args, { cwd: folder });

  openssl('req', '-x509', ...CURVE, ...DAYS, '-subj', '/CN=test CA', '-keyout', 'ca.key', '-out', 'ca.pem');
  writeFileSync(path('names.txt'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  for (const name of ['server', 'client']) {
    openssl('req', ...CURVE, '-subj', '/CN=localhost', '-keyout', `${name}.key`, '-out', `${name}.csr`);
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names.txt'];
    openssl('x509', '-req', '-in', `${name}.csr`, ...signed, ...DAYS, '-out', `${name}.crt`);
  }
  const both = readFileSync(path('server.key'), 'utf8') + readFileSync(path('server.crt'), 'utf8');
  writeFileSync(path('server.pem'), both);
  return {
    ca: path('ca.pem'),
    server: path('server.pem'),
    clientKey: path('client.key'),
    clientCertificate: path('client.crt'),
  };
}
