import { InputError } from '../../../model/input-error.js';
import type { Place } from '../../../model/place.js';
import { type YamlMap, type YamlNode, describeNode, isText, valueOf } from '../../../read/yaml/node.js';
import { asList, booleanAt, isTrue, listAt, textAt, textsAt } from '../../../read/zuul-tree/nodes.js';
import { checkPattern } from '../../../regex/check-pattern.js';
import { evaluatePython } from '../../../regex/evaluate-python.js';
import { type Branches, branchesOf } from './branches.js';
import type { FindConnection } from './check-shape.js';
import type { Connection } from './connections.js';
import type { TenantProject } from './tree.js';

export interface TenantOptions {
  readonly tenantFile: string;
  /** Which tenant of the file; absent: the first. */
  readonly tenant?: string | undefined;
  /** Name of the project that the tree is; absent: the first config-project. */
  readonly self?: string | undefined;
  readonly branches: Branches;
  readonly connections: FindConnection;
}

const PROVIDER_CLASSES: readonly string[] = ['image', 'flavor', 'label', 'section', 'provider'];
const JOB_CLASSES: readonly string[] = [
  'pipeline', 'job', 'semaphore', 'project', 'project-template', 'nodeset', 'secret', 'queue',
]; // prettier-ignore

interface Context {
  readonly connection: Connection;
  readonly trusted: boolean;
  readonly options: TenantOptions;
}

type TextTest = (text: string) => boolean;

/** All projects of a tenant, config-projects of every source first. Zuul source: `TenantParser.loadTenantProjects`. */
export function tenantProjects(tenant: YamlMap, options: TenantOptions): readonly TenantProject[] {
  const projects = [
    ...inSources(tenant, 'config-projects', true, [...JOB_CLASSES, ...PROVIDER_CLASSES], options),
    ...inSources(tenant, 'untrusted-projects', false, JOB_CLASSES, options),
  ];
  const seen = new Map<string, TenantProject>();
  for (const project of projects) {
    if (seen.has(project.canonicalName)) throw refused(project.at, `the project ${project.name} is listed twice`);
    seen.set(project.canonicalName, project);
  }
  return projects;
}

function inSources(
  tenant: YamlMap,
  key: string,
  trusted: boolean,
  classes: readonly string[],
  options: TenantOptions,
): TenantProject[] {
  const source = valueOf(tenant, 'source');
  if (source === undefined) return [];
  if (source.kind !== 'map') throw refused(source.at, 'the source of a tenant has to be a mapping of connections');
  return [...source.entries.values()].flatMap(({ key: name, value }) => {
    const connection = options.connections(name.text);
    if (!connection) throw refused(name.at, `there is no connection ${name.text}`);
    const written = value.kind === 'map' ? valueOf(value, key) : undefined;
    if (isText(written))
      throw refused(written.at, `${key} has to be a list: Zuul reads each letter of a text as a project`);
    return asList(written).flatMap((item) => projectsIn(item, new Set(classes), { connection, trusted, options }));
  });
}

function projectsIn(item: YamlNode, classes: ReadonlySet<string>, context: Context): readonly TenantProject[] {
  if (item.kind !== 'map') return isText(item) ? [makeProject(item.value, item.at, undefined, classes, context)] : [];
  const group = item.entries.size > 1 ? valueOf(item, 'projects') : undefined;
  if (group) {
    const inGroup = withExtra(item, item.entries.has('include') ? new Set(textsAt(item, 'include')) : classes);
    const kept = without(item, inGroup);
    return asList(group).flatMap((inner) => projectsIn(inner, kept, context));
  }
  const [entry, ...more] = item.entries.values();
  if (!entry || more.length > 0)
    throw refused(item.at, 'an entry of the list of projects has to be a mapping of one name');
  if (entry.value.kind !== 'map') throw refused(entry.value.at, `a project may not be ${describeNode(entry.value)}`);
  return [makeProject(entry.key.text, entry.key.at, entry.value, classes, context)];
}

const withExtra = (node: YamlMap, classes: ReadonlySet<string>): ReadonlySet<string> =>
  isTrue(node, 'include-provider-config') ? new Set([...classes, ...PROVIDER_CLASSES]) : classes;

function without(node: YamlMap, classes: ReadonlySet<string>): ReadonlySet<string> {
  const excluded = textsAt(node, 'exclude');
  return excluded.length === 0 ? classes : new Set([...classes].filter((name) => !excluded.includes(name)));
}

const NO_OPTIONS: YamlMap = { kind: 'map', entries: new Map(), at: { file: '', line: 0 }, state: 'read' };

function makeProject(
  name: string,
  at: Place,
  node: YamlMap = NO_OPTIONS,
  classes: ReadonlySet<string>,
  { connection, trusted, options }: Context,
): TenantProject {
  const canonicalName = `${connection.hostname}/${name}`;
  const included = valueOf(node, 'include');
  const own =
    included && !(included.kind === 'scalar' && included.type === 'null') ? new Set(textsAt(node, 'include')) : classes;
  const configures = patternsAt(node, 'configure-projects');
  return {
    name,
    canonicalName,
    connection: connection.name,
    trusted,
    branches: branchesOf(options.branches, name, canonicalName).filter(branchFilter(node)),
    classes: without(node, withExtra(node, own)),
    loadBranch: textAt(node, 'load-branch') ?? 'master',
    extraPaths: textsAt(node, 'extra-config-paths'),
    shadows: textsAt(node, 'shadow'),
    impliedBranchMatchers: booleanAt(node, 'implied-branch-matchers'),
    mayConfigure: (other) =>
      trusted ||
      other.canonicalName === canonicalName ||
      (!other.trusted && configures.some((fits) => fits(other.name) || fits(other.canonicalName))),
    allowReporterJobs: trusted || isTrue(node, 'allow-reporter-jobs'),
    at,
  };
}

/** `include-branches`, or else `exclude-branches` and `always-dynamic-branches`, keep branches from being read. */
function branchFilter(node: YamlMap): TextTest {
  if (node.entries.has('include-branches')) {
    const included = patternsAt(node, 'include-branches');
    return (branch) => included.some((fits) => fits(branch));
  }
  const excluded = [...patternsAt(node, 'exclude-branches'), ...patternsAt(node, 'always-dynamic-branches')];
  return (branch) => !excluded.some((fits) => fits(branch));
}

/** Python patterns that a text as a whole has to fit. */
function patternsAt(node: YamlMap, key: string): readonly TextTest[] {
  return listAt(node, key).map((item) => {
    const pattern = isText(item) ? item.value : '';
    const error = checkPattern(pattern);
    if (error !== undefined) throw refused(item.at, `Python refuses the pattern ${pattern}: ${error}`);
    return (text) => evaluatePython(`(?:${pattern})\\Z`, text, 'match');
  });
}

/** A fault that keeps Zuul from loading the tenant. */
export function refused(at: Place, message: string): InputError {
  return new InputError({ at, message });
}
