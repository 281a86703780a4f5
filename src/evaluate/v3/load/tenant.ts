import { join } from 'node:path';
import { type YamlMap, type YamlNode, describeNode, valueOf } from '../../../read/yaml/node.js';
import { readTextFile } from '../../../read/yaml/read-text.js';
import { readYaml } from '../../../read/yaml/read-yaml.js';
import { booleanAt, numberAt, textAt, textsAt } from '../../../read/zuul-tree/nodes.js';
import { tenantObjects } from '../../../read/zuul-tree/schema/tenant.js';
import { shapeFault } from './check-shape.js';
import { type TenantOptions, refused, tenantProjects } from './tenant-projects.js';
import type { Tenant, TenantProject } from './tree.js';

const DEFAULT_TIMEOUT = 10800;
const DEFAULT_NODES = 5;

/**
 * Reads the tenant file. Zuul reference, section 13.
 *
 * @throws InputError for what keeps Zuul from loading the tenant at all.
 */
export function readTenant(folder: string, options: TenantOptions): Tenant {
  const { tenantFile: file } = options;
  const { root } = readYaml(readTextFile(join(folder, file), 'the tenant file'), file);
  if (root?.kind !== 'list') throw refused({ file, line: root?.at.line ?? 0 }, 'the tenant file has to be a list');
  const items = root.items.map((item) => objectIn(item));
  const tenants = items.filter(({ type }) => type === 'tenant');
  const wanted = tenants.find(({ node }) => options.tenant === undefined || textAt(node, 'name') === options.tenant);
  if (!wanted) {
    const names = tenants.map(({ node }) => textAt(node, 'name') ?? '').join(', ');
    const found = options.tenant === undefined ? 'no tenant' : `no tenant ${options.tenant} (there are: ${names})`;
    throw refused({ file, line: 0 }, `the tenant file holds ${found}; Zuul needs one`);
  }
  const fault = shapeFault(wanted.node, tenantObjects['tenant'] ?? { kind: 'anything' }, options.connections);
  if (fault) throw refused(fault.at, `${fault.message}; Zuul does not load the tenant`);
  const semaphores = new Map(
    items.flatMap(({ type, node }) =>
      type === 'global-semaphore' ? [[textAt(node, 'name') ?? '', numberAt(node, 'max') ?? 1] as const] : [],
    ),
  );
  return makeTenant(wanted.node, semaphores, options);
}

function objectIn(item: YamlNode): { readonly type: string; readonly node: YamlMap } {
  const [entry, ...more] = item.kind === 'map' ? [...item.entries.values()] : [];
  if (!entry || more.length > 0) throw refused(item.at, 'an item of the tenant file has to be a mapping of one key');
  const { key, value } = entry;
  if (!Object.hasOwn(tenantObjects, key.text)) throw refused(key.at, `the tenant file knows no ${key.text}`);
  if (value.kind !== 'map') throw refused(value.at, `a ${key.text} may not be ${describeNode(value)}`);
  return { type: key.text, node: value };
}

function makeTenant(node: YamlMap, semaphores: ReadonlyMap<string, number>, options: TenantOptions): Tenant {
  const projects = tenantProjects(node, options);
  const used = textsAt(node, 'semaphores');
  const unknown = used.find((name) => !semaphores.has(name));
  if (unknown !== undefined)
    throw refused(node.at, `the tenant uses the global semaphore ${unknown}, which is not there`);
  const find = finder(projects);
  const self = options.self === undefined ? projects.find(({ trusted }) => trusted) : find(options.self);
  return {
    name: textAt(node, 'name') ?? '',
    self: self === 'ambiguous' ? undefined : self,
    projects,
    find,
    defaultParent: textAt(node, 'default-parent') ?? 'base',
    maxJobTimeout: limit(numberAt(node, 'max-job-timeout') ?? DEFAULT_TIMEOUT),
    maxNodesPerJob: limit(numberAt(node, 'max-nodes-per-job') ?? DEFAULT_NODES),
    allowedLabels: textsAt(node, 'allowed-labels'),
    disallowedLabels: textsAt(node, 'disallowed-labels'),
    usesNodepool: booleanAt(node, 'use-nodepool') !== false,
    allowedTriggers: connectionsAt(node, 'allowed-triggers'),
    allowedReporters: connectionsAt(node, 'allowed-reporters'),
    globalSemaphores: new Map(used.map((name) => [name, semaphores.get(name) ?? 1])),
  };
}

const limit = (value: number): number => (value === -1 ? Infinity : value);

/** Zuul looks a name up in a single text as well, letter by letter or not: `x in 'text'`. */
function connectionsAt(node: YamlMap, key: string): readonly string[] | undefined {
  return valueOf(node, key) === undefined ? undefined : textsAt(node, key);
}

function finder(projects: readonly TenantProject[]): Tenant['find'] {
  const byCanonicalName = new Map(projects.map((project) => [project.canonicalName, project]));
  const byName = new Map<string, TenantProject | 'ambiguous'>();
  for (const project of projects) byName.set(project.name, byName.has(project.name) ? 'ambiguous' : project);
  const hosts = new Set(projects.map(({ name, canonicalName }) => canonicalName.slice(0, -name.length - 1)));
  return (name) => (hosts.has(name.split('/')[0] ?? '') ? byCanonicalName.get(name) : byName.get(name));
}
