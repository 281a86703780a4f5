import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../../model/input-error.js';
import { readTextFile } from '../../../read/yaml/read-text.js';
import type { Branches } from './branches.js';
import type { FindConnection } from './check-shape.js';
import { type Driver, connectionNamed } from './connections.js';
import { configFiles } from './files.js';
import { makeLayout } from './layout.js';
import { type Objects, noObjects, parseFile } from './parse-file.js';
import { readTenant } from './tenant.js';
import type { LoadedTree, Problem, TenantProject } from './tree.js';

export interface LoadOptions {
  /** Below the folder; default `tenant/main.yaml`. */
  readonly tenantFile?: string;
  /** Which tenant of the file; default: the first. */
  readonly tenant?: string;
  /** Name of the project that the folder is a checkout of; default: the first config-project of the tenant. */
  readonly self?: string;
  /** Checkouts of further repositories by name, or by `name@branch` where branches differ. The others count as empty. */
  readonly repositories?: Readonly<Record<string, string>>;
  /** Default: every project has `master` and nothing else. */
  readonly branches?: Branches;
  /** The connections of zuul.conf with their driver. Default: every connection is there, its driver told by its name. */
  readonly connections?: Readonly<Record<string, { readonly driver: Driver; readonly hostname?: string }>>;
}

/**
 * Loads a tree of Zuul's configuration as Zuul 14.2 does: what it drops is dropped, with a problem that says so.
 *
 * @param folder The checkout of a config-project with the tenant file in it.
 * @throws InputError when there is no such folder, and for what keeps Zuul from loading the tenant
 */
export function loadTree(folder: string, options: LoadOptions = {}): LoadedTree {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new InputError({
      at: { file: folder, line: 0 },
      message: 'no such folder; give the root of a configuration tree',
    });
  const connections = finder(options.connections);
  const tenant = readTenant(folder, {
    tenantFile: options.tenantFile ?? 'tenant/main.yaml',
    tenant: options.tenant,
    self: options.self,
    branches: options.branches ?? {},
    connections,
  });
  const problems: Problem[] = [];
  const found = noObjects();
  const checkouts = new Map(Object.entries(options.repositories ?? {}));
  for (const project of tenant.projects) {
    if (project.classes.size === 0) continue;
    const branches = project.trusted
      ? project.branches.filter((branch) => branch === project.loadBranch)
      : project.branches;
    for (const branch of branches) {
      const known = checkouts.get(`${project.name}@${branch}`) ?? checkouts.get(project.name);
      const checkout = known ?? (project === tenant.self ? folder : undefined);
      if (checkout === undefined) continue;
      if (!existsSync(checkout))
        throw new InputError({
          at: { file: checkout, line: 0 },
          message: `no such folder; it is said to hold ${project.name}`,
        });
      readProject(project, branch, { checkout, prefix: known ?? '' }, connections, found, problems);
    }
  }
  return makeLayout(tenant, found, problems);
}

function finder(known: LoadOptions['connections']): FindConnection {
  if (!known) return connectionNamed;
  return (name) => {
    const given = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!given) return name === 'timer' || name === 'zuul' ? connectionNamed(name) : undefined;
    return { ...connectionNamed(name), name, ...given };
  };
}

function readProject(
  project: TenantProject,
  branch: string,
  { checkout, prefix }: { readonly checkout: string; readonly prefix: string },
  connections: FindConnection,
  found: Objects,
  problems: Problem[],
): void {
  const { read, others } = configFiles(checkout, project.extraPaths);
  const name = (path: string): string => (prefix === '' ? path : join(prefix, path));
  for (const path of others) {
    const message = `Zuul does not read it: ${project.name} has its configuration in ${read[0] ?? 'another file'}`;
    problems.push({ at: { file: name(path), line: 0 }, severity: 'warning', message });
  }
  for (const path of read) {
    const text = readTextFile(join(checkout, path), 'the file');
    const source = {
      project,
      branch,
      path,
      file: name(path),
      impliedBranchMatchers: undefined,
      impliedBranches: undefined,
      pragma: false,
    };
    parseFile(text, source, connections, found, problems);
  }
}
