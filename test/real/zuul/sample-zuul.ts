import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { convertSampleEstate } from './estate.js';
import { type GitProjects, makeGitProjects } from './git-projects.js';
import { ansibleRoot } from './install.js';
import { type Instance, makeInstance } from './instance.js';
import { SAMPLE_STAND_INS } from './sample-node.js';
import { type StaticNode, makeExecutorKey, providerConfig, startNodes } from './static-node.js';
import { adaptTenant, connectionsOf } from './tenant-file.js';
import { type Zuul, startZuul } from './zuul.js';

/** The sample estate, converted, in a running Zuul. */
export interface SampleZuul {
  readonly instance: Instance;
  /** The converted tree. */
  readonly tree: string;
  readonly git: GitProjects;
  readonly zuul: Zuul;
  readonly nodes: readonly StaticNode[];
}

/** Branch that starts the pipeline `push`, by an event of the git driver. */
export const PUSH_BRANCH = 'push';

/**
 * What a site has beside the converted tree: nodes, and here one more pipeline. Pipelines that listen to Gerrit do not hear
 * the git driver; this one does, and runs jobs of the tree as they are.
 */
const PUSH = `
- pipeline:
    name: push
    manager: independent
    post-review: true
    trigger:
      git:
        - event: ref-updated
          ref: ^refs/heads/${PUSH_BRANCH}$

- project:
    name: harbour/tide
    push:
      jobs: [tide-unit-py311, maintenance-sweep-registry]
`;

const SITE = 'site/nodes';
const NODES = 3;

/** Converts the estate, makes its repositories, starts nodes and Zuul, and waits until the tenant is loaded. */
export async function startSampleZuul(): Promise<SampleZuul> {
  const instance = makeInstance();
  try {
    const tree = join(instance.folder, 'tree');
    convertSampleEstate(tree);
    const git = makeGitProjects(instance);
    const tenant = adaptTenant(tree, { keys: { 'use-nodepool': false }, configProjects: [SITE] });
    git.createFrom(tenant.configProject, 'master', tree);
    for (const name of tenant.projects) {
      git.create(name, 'main', { 'README.rst': 'one\n' }, { 'README.rst': 'two\n' });
    }
    git.commit('harbour/tide', PUSH_BRANCH, { 'README.rst': 'three\n' });
    const key = makeExecutorKey(instance);
    const nodes = await startNodes(instance, NODES, key, SAMPLE_STAND_INS);
    const site = { 'zuul.d/nodes.yaml': providerConfig(nodes, labelsOf(tree)), 'zuul.d/push.yaml': PUSH };
    git.create(SITE, 'master', site);
    const zuul = await startZuul({
      instance,
      git,
      tenant,
      connections: connectionsOf(tree),
      canonicalHostname: 'gerrit.example',
      pollDelay: 3,
      patience: 300,
      executor: { ansibleRoot: ansibleRoot(), key, launcher: true },
      more: { 'connection "metal"': { driver: 'static' } },
    });
    return { instance, tree, git, zuul, nodes };
  } catch (error) {
    await instance.stop();
    throw error;
  }
}

interface Nodesets {
  readonly nodeset?: { readonly nodes: readonly { readonly label: string }[] };
}

function labelsOf(tree: string): string[] {
  const folder = join(tree, 'zuul.d');
  const files = readdirSync(folder).filter((name) => name.startsWith('nodesets'));
  const items = files.flatMap(
    (name) => load(readFileSync(join(folder, name), 'utf8'), { schema: YAML11_SCHEMA }) as Nodesets[],
  );
  return [...new Set(items.flatMap(({ nodeset }) => nodeset?.nodes ?? []).map(({ label }) => label))].sort();
}
