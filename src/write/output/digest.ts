import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal; a string counts as UTF-8. */
export function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
