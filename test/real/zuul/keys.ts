import { generateKeyPairSync } from 'node:crypto';

const CREATED = 1_600_000_000;

/**
 * One key for every project, in the form that `zuul-admin import-keys` takes: making a pair of keys for each of thousands of
 * projects takes Zuul many minutes. Paths: Zuul's `keystorage.py`.
 *
 * @param password of zuul.conf's `[keystore]`
 */
export function sharedKeys(connection: string, projects: readonly string[], password: string): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: password },
  });
  const data = { schema: 1, keys: [{ version: 0, created: CREATED, private_key: privateKey }] };
  const keys = projects.flatMap((project) => {
    const path = `/keystorage/${connection}/${project.split('/')[0] ?? ''}/${quotePlus(project)}`;
    return [`${path}/secrets`, `${path}/ssh`].map((key) => [key, data] as const);
  });
  return JSON.stringify({ keys: Object.fromEntries(keys) });
}

/** Python's `urllib.parse.quote_plus`. */
function quotePlus(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
