import type { Place } from '../model/place.js';
import { isZuulJobs, ZUUL_JOBS } from '../model/zuul-jobs.js';
import { type YamlMap, type YamlNode, isText, valueOf } from '../read/yaml/node.js';
import { asList, isTrue, listAt, numberAt, textAt } from '../read/zuul-tree/nodes.js';
import type { TreeObject } from './tree-index.js';

/** What the tenant file says, as far as the rules need it. Defaults: Zuul reference, Tenant Configuration. */
export interface TenantFacts {
  readonly at: Place | undefined;
  /** Seconds; `Infinity`: no limit. */
  readonly maxJobTimeout: number;
  readonly maxNodesPerJob: number;
  readonly defaultParent: string;
  /** Whether labels are only names, which Nodepool knows. */
  readonly usesNodepool: boolean;
  /** Global semaphores that the tenant may use. */
  readonly semaphores: ReadonlySet<string>;
  /** Every mention of a project, in order. */
  readonly projects: readonly TenantProject[];
  /** Groups of projects as written. */
  readonly groups: readonly YamlMap[];
}

export interface TenantProject {
  readonly name: string;
  readonly trusted: boolean;
  readonly at: Place;
}

const DEFAULT_TIMEOUT = 10800;
const DEFAULT_NODES = 5;

/** Reads the first tenant; `undefined` where there is none. */
export function tenantFacts(tenants: readonly TreeObject[]): TenantFacts | undefined {
  const tenant = tenants.find(({ type }) => type === 'tenant');
  if (!tenant) return undefined;
  const { node } = tenant;
  const groups: YamlMap[] = [];
  const pool = valueOf(node, 'use-nodepool');
  return {
    at: tenant.at,
    maxJobTimeout: limit(numberAt(node, 'max-job-timeout') ?? DEFAULT_TIMEOUT),
    maxNodesPerJob: limit(numberAt(node, 'max-nodes-per-job') ?? DEFAULT_NODES),
    defaultParent: textAt(node, 'default-parent') ?? 'base',
    usesNodepool: pool === undefined || isTrue(node, 'use-nodepool'),
    semaphores: new Set(listAt(node, 'semaphores').flatMap((item) => (isText(item) ? [item.text] : []))),
    projects: sourcesOf(node).flatMap((source) => [
      ...listAt(source, 'config-projects').flatMap((item) => projectsOf(item, true, groups)),
      ...listAt(source, 'untrusted-projects').flatMap((item) => projectsOf(item, false, groups)),
    ]),
    groups,
  };
}

const limit = (value: number): number => (value === -1 ? Infinity : value);

function sourcesOf(tenant: YamlMap): readonly YamlMap[] {
  const source = valueOf(tenant, 'source');
  if (source?.kind !== 'map') return [];
  return [...source.entries.values()].flatMap(({ value }) => (value.kind === 'map' ? [value] : []));
}

function projectsOf(item: YamlNode, trusted: boolean, groups: YamlMap[]): readonly TenantProject[] {
  if (isText(item)) return [{ name: item.text, trusted, at: item.at }];
  if (item.kind !== 'map') return [];
  if (item.entries.has('projects')) {
    groups.push(item);
    return asList(valueOf(item, 'projects')).flatMap((inner) => projectsOf(inner, trusted, groups));
  }
  return [...item.entries.values()].map(({ key }) => ({ name: key.text, trusted, at: key.at }));
}

/** Looks a project up by its name, or by its canonical one (`host/name`). */
export function projectFinder(facts: TenantFacts): (name: string) => boolean {
  const names = new Set(facts.projects.map(({ name }) => name));
  return (name) => names.has(name) || (/^[^/]*\.[^/]*\//.test(name) && names.has(name.slice(name.indexOf('/') + 1)));
}

/** Tells jobs that zuul-jobs defines, where it is a project of the tenant; its files are not here. */
export function ofZuulJobs({ projects }: TenantFacts): (job: string) => boolean {
  const isThere = projects.some(({ name, trusted }) => !trusted && isZuulJobs(name));
  return (job) => isThere && ZUUL_JOBS.has(job);
}
