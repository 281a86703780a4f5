import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What `.ci/install-real.sh` can bring to this machine. */
export type Part = 'zuul' | 'executor-ansible' | 'zookeeper' | 'bubblewrap' | 'node' | 'job-builder';

/**
 * Installs parts that are not there yet, from the registries. Tells what is missing, in words and on standard error, so that
 * whoever needs it can skip its tests loudly.
 */
export function missing(...parts: readonly Part[]): string | undefined {
  const { status, stderr } = spawnSync('bash', [join(root, '.ci/install-real.sh'), ...parts], { encoding: 'utf8' });
  if (status === 0) return undefined;
  process.stderr.write(stderr);
  return stderr.trim().split('\n').at(-1) ?? 'something could not be installed';
}

/** Folder with Zuul's commands. */
export const zuulBin = (): string => join(root, '.cache/zuul/bin');

/** Folder with a folder for each version of Ansible that Zuul's executor wants. */
export const ansibleRoot = (): string => join(root, '.cache/executor-ansible');
