import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convert } from './estate.js';
import { makeGitProjects } from './git-projects.js';
import { type Instance, makeInstance } from './instance.js';
import { adaptTenant, connectionsOf } from './tenant-file.js';
import { type Zuul, startZuul } from './zuul.js';

/** Wikimedia's whole conversion in a running Zuul that executes nothing. */
export interface WikimediaZuul {
  readonly instance: Instance;
  readonly tree: string;
  readonly zuul: Zuul;
  readonly projects: readonly string[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const corpus = join(root, '../shared/corpora/wikimedia');

/** The corpus stands beside the checkout, or not at all. */
export const haveWikimedia = (): boolean => existsSync(corpus);

/** All projects share one repository and one key: nobody looks into them, and making thousands takes hours. */
const SHARED = 'shared-repository';
const TWO_HOURS = 7200;

export async function startWikimedia(): Promise<WikimediaZuul> {
  const instance = makeInstance();
  try {
    const tree = join(instance.folder, 'tree');
    const layout = ['--layout', join(corpus, 'zuul/layout.yaml')];
    const settings = ['--settings', join(root, 'test/corpus/wikimedia.yaml')];
    convert(tree, '--jenkins', join(corpus, 'jenkins'), ...layout, ...settings);
    const git = makeGitProjects(instance);
    const tenant = adaptTenant(tree);
    git.createFrom(tenant.configProject, 'master', tree);
    git.create(SHARED, 'master', { 'README.md': 'one\n' });
    git.link(tenant.projects, SHARED);
    const zuul = await startZuul({
      instance,
      git,
      tenant,
      connections: connectionsOf(tree),
      pollDelay: TWO_HOURS,
      patience: 1500,
    });
    return { instance, tree, zuul, projects: tenant.projects };
  } catch (error) {
    await instance.stop();
    throw error;
  }
}
