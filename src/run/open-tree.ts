import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { configFiles } from '../evaluate/v3/load/files.js';
import { loadTree } from '../evaluate/v3/load/load-tree.js';
import type { LoadedTree, TenantProject } from '../evaluate/v3/load/tree.js';
import { InputError } from '../model/input-error.js';
import { freezePlan } from './freeze-plan.js';
import type { JobTree } from './job-tree.js';
import { objectsIn } from './tree-objects.js';

const TENANT_FILE = 'tenant/main.yaml';

/** Stands for the project that the tree is a checkout of, where no tenant file tells its name. */
const SELF = 'this-tree';

/**
 * Opens a tree: the checkout of a config-project with its tenant file, as `convert` writes it, or of any other repository
 * with configuration of Zuul.
 *
 * @throws InputError where there is no configuration, or none that Zuul would load
 */
export function openTree(folder: string): JobTree {
  const root = resolve(folder);
  if (!existsSync(root) || configFiles(root, []).read.length === 0) {
    const message =
      'no zuul.yaml and no zuul.d/ in it; --converted needs the root of a Zuul tree, such as convert writes';
    throw new InputError({ at: { file: folder, line: 0 }, message });
  }
  const tree = existsSync(join(root, TENANT_FILE)) ? loadTree(root) : loadWithoutTenant(root);
  const find = (name: string): TenantProject | undefined => {
    const project = tree.tenant.find(name);
    return typeof project === 'object' ? project : undefined;
  };
  return {
    projects: tree.tenant.projects.map(({ name }) => name),
    hostOf: (name) => find(name)?.canonicalName.slice(0, -(name.length + 1)) ?? 'example.org',
    plan: (request) => freezePlan(tree, root, request),
  };
}

/** A repository that is no config-project, or whose tenant stands elsewhere: every project that it names is there. */
function loadWithoutTenant(root: string): LoadedTree {
  const projects = objectsIn(root, 'project').flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  const required = objectsIn(root, 'job').flatMap((job) => namesIn(job['required-projects']));
  const names = [...new Set([...projects, ...required])].filter((name) => name !== SELF && !name.startsWith('^'));
  const source = { 'config-projects': [SELF], 'untrusted-projects': [{ include: [], projects: names }] };
  const folder = mkdtempSync(join(tmpdir(), 'zuulshift-tenant-'));
  try {
    const file = join(folder, 'main.yaml');
    // JSON is YAML too.
    writeFileSync(file, JSON.stringify([{ tenant: { name: 'example', source: { gerrit: source } } }]));
    return loadTree(root, { tenantFile: relative(root, file) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function namesIn(list: unknown): string[] {
  return [list].flat().flatMap((entry): string[] => {
    if (typeof entry === 'string') return [entry];
    const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}
