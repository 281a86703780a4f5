import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A program of the Ansible that ZUULSHIFT_ANSIBLE names, else of the one on PATH. */
export function program(name: string): string | undefined {
  const folder = process.env['ZUULSHIFT_ANSIBLE'];
  const path = folder === undefined ? name : join(folder, name);
  return spawnSync(path, ['--version']).status === 0 ? path : undefined;
}
