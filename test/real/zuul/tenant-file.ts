import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { YAML11_SCHEMA, dump, load } from 'js-yaml';

/** What a converted tree's tenant file says, and the same on a connection of the git driver. */
export interface AdaptedTenant {
  readonly name: string;
  readonly configProject: string;
  /** Every other project of the tenant. */
  readonly projects: readonly string[];
  /** The file for Zuul. */
  readonly text: string;
}

type Item = Record<string, unknown>;

/** Connection of the git driver that serves every project. */
export const GIT_CONNECTION = 'git';

/**
 * Takes `tenant/main.yaml` of a converted tree, with all projects on the git connection: a dead Gerrit can have pipelines, but
 * no projects. Everything else stays as the converter wrote it.
 *
 * @param more keys that the tenant gets besides, and config projects that stand behind its own
 */
export function adaptTenant(
  tree: string,
  more: { keys?: Item; configProjects?: readonly string[] } = {},
): AdaptedTenant {
  const file = readFileSync(join(tree, 'tenant/main.yaml'), 'utf8');
  const items = load(file, { schema: YAML11_SCHEMA }) as Item[];
  const tenant = items.find((item) => 'tenant' in item)?.['tenant'] as Item;
  const sources = Object.values(tenant['source'] as Record<string, Item>);
  const config = sources.flatMap((source) => (source['config-projects'] ?? []) as string[]);
  const untrusted = sources.flatMap((source) => (source['untrusted-projects'] ?? []) as (string | Item)[]);
  const source = {
    [GIT_CONNECTION]: {
      'config-projects': [...config, ...(more.configProjects ?? [])],
      'untrusted-projects': untrusted,
    },
  };
  const [configProject = ''] = config;
  return {
    name: String(tenant['name']),
    configProject,
    projects: untrusted.flatMap(namesOf),
    text: dump(items.map((item) => ('tenant' in item ? { tenant: { ...tenant, source, ...more.keys } } : item))),
  };
}

/** A name, a group of names, or a name with options. */
function namesOf(entry: string | Item): string[] {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry['projects'])) return (entry['projects'] as (string | Item)[]).flatMap(namesOf);
  return Object.keys(entry);
}

const PARTS = [
  'trigger',
  'require',
  'reject',
  'start',
  'success',
  'failure',
  'enqueue',
  'dequeue',
  'merge-conflict',
  'no-jobs',
];
const BUILT_IN = new Set(['timer', 'zuul', GIT_CONNECTION]);

/** Connections that the pipelines of a tree name, besides those that Zuul always has. */
export function connectionsOf(tree: string): string[] {
  const folder = join(tree, 'zuul.d');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('pipelines') && name.endsWith('.yaml'))
    .flatMap((name) => load(readFileSync(join(folder, name), 'utf8'), { schema: YAML11_SCHEMA }) as Item[])
    .flatMap((item) => PARTS.map((part) => (item['pipeline'] as Item | undefined)?.[part]))
    .flatMap((part) => Object.keys((part as Item | undefined | null) ?? {}));
  return [...new Set(names)].filter((name) => !BUILT_IN.has(name)).sort();
}
