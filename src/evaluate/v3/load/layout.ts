import type { Place } from '../../../model/place.js';
import { isZuulJobs, ZUUL_JOBS } from '../../../model/zuul-jobs.js';
import { readFilters } from '../events/read-filters.js';
import { checkJob } from './check-job.js';
import type { Objects } from './parse-file.js';
import { InputError } from '../../../model/input-error.js';
import { compileRe2, re2Error } from '../../../regex/re2.js';
import { checkLabels } from './labels.js';
import { checkReferences } from './references.js';
import { Refused } from './refused.js';
import type {
  DeclaredSemaphore,
  LoadedTree,
  NamedObject,
  Nodeset,
  Pipeline,
  Problem,
  Queue,
  Source,
  Stanza,
  Tenant,
  TenantProject,
  Variant,
} from './tree.js';

/** Zuul's own job: it has a playbook that is in no repository, and may not be changed. */
const NOOP: Variant = {
  name: 'noop',
  source: undefined,
  at: { file: 'noop', line: 0 },
  isEntry: false,
  set: {
    parent: null,
    deduplicate: true,
    run: [{ source: undefined, path: 'noop.yaml', cleanup: false, semaphores: [], secrets: [] }],
  },
  final: true,
  abstract: false,
  intermediate: false,
  protected: undefined,
  secrets: [],
  control: new Map(),
  finals: new Set(),
  content: '',
  stanza: undefined,
};

/**
 * Puts the objects of all files together. What clashes is lost, with a problem. Zuul source: `TenantParser._addLayoutItems`.
 *
 * @throws InputError for a stanza whose name is a pattern that RE2 refuses: Zuul does not load the tenant
 */
export function makeLayout(tenant: Tenant, found: Objects, problems: Problem[]): LoadedTree {
  const tree = {
    tenant,
    pipelines: [] as Pipeline[],
    nodesets: new Map<string, Nodeset>(),
    secrets: new Map<string, NamedObject>(),
    images: new Map<string, NamedObject>(),
    semaphores: new Map(tenant.globalSemaphores),
    queues: new Map<string, Queue>(),
    jobs: new Map<string, Variant[]>([['noop', [NOOP]]]),
    templates: new Map<string, Stanza[]>(),
    stanzas: new Map<string, Stanza[]>(),
    problems,
  };
  /** Does something for each object; one that is refused is lost. */
  const each = <T extends { readonly at?: Place }>(objects: readonly T[], add: (object: T) => void): void => {
    for (const object of objects) {
      try {
        add(object);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        problems.push({ at: error.at, severity: 'error', message: error.message });
      }
    }
  };
  each(found.pipelines, (pipeline) => addPipeline(tree.pipelines, pipeline, tenant));
  each(found.nodesets, (nodeset) => addNodeset(tree.nodesets, nodeset, tenant));
  each(found.secrets, (secret) => addIdentical(tree.secrets, secret, sameContent));
  each(found.jobs, (job) => addJob(tree.jobs, job, tenant));
  each(found.images, (image) => addIdentical(tree.images, image, sameContent));
  const declared = new Map<string, DeclaredSemaphore>();
  each(found.semaphores, (semaphore) => {
    const { name, at, max } = semaphore;
    if (tenant.globalSemaphores.has(name))
      throw new Refused(at, `${name} is a global semaphore; Zuul ignores this one`);
    addIdentical(declared, semaphore, sameContent);
    if (declared.get(name) === semaphore) tree.semaphores.set(name, max);
  });
  each(found.queues, (queue) => addIdentical(tree.queues, queue, sameContent));
  each(found.templates, (template) => addTemplate(tree.templates, template, tenant));
  const named = found.projects.filter(({ name }) => !name.startsWith('^'));
  each(named, (stanza) => addStanza(tree.stanzas, stanza, projectOf(stanza, tenant), tenant));
  for (const stanzas of byPattern(found.projects)) {
    for (const project of projectsLike(stanzas[0], tenant))
      each(stanzas, (stanza) => addStanza(tree.stanzas, stanza, project, tenant));
  }
  addZuulJobs(tree.jobs, tenant);
  checkReferences(tree);
  return tree;
}

/** Jobs of zuul-jobs that others inherit from, where it is a project of the tenant whose files are not here: they run something. */
function addZuulJobs(jobs: Map<string, Variant[]>, { projects }: Tenant): void {
  const holder = projects.find(({ name, trusted, classes }) => !trusted && classes.has('job') && isZuulJobs(name));
  if (holder === undefined) return;
  const parents = new Set([...jobs.values()].flatMap((variants) => variants.map(({ set }) => set.parent)));
  for (const name of parents) {
    if (typeof name !== 'string' || jobs.has(name) || !ZUUL_JOBS.has(name)) continue;
    const playbook = {
      source: undefined,
      path: `${holder.name}: ${name}`,
      cleanup: false,
      semaphores: [],
      secrets: [],
    };
    jobs.set(name, [{ ...NOOP, name, at: holder.at, set: { run: [playbook] }, final: undefined }]);
  }
}

const sameContent = (one: NamedObject, other: NamedObject): boolean => one.content === other.content;

function addPipeline(pipelines: Pipeline[], pipeline: Objects['pipelines'][number], tenant: Tenant): void {
  const { name, at } = pipeline;
  if (pipelines.some((other) => other.name === name)) throw new Refused(at, `the pipeline ${name} is there twice`);
  const reporter = pipeline.reporters.find((used) => tenant.allowedReporters?.includes(used) === false);
  const trigger = pipeline.triggers.find(({ connection }) => tenant.allowedTriggers?.includes(connection) === false);
  const refused = reporter ?? trigger?.connection;
  if (refused !== undefined)
    throw new Refused(at, `the tenant does not allow the connection ${refused}: Zuul drops this pipeline`);
  // What only the filters can tell costs the pipeline as well.
  readFilters(pipeline);
  pipelines.push(pipeline);
}

function addNodeset(nodesets: Map<string, Nodeset>, nodeset: Nodeset, tenant: Tenant): void {
  checkLabels(nodeset, tenant);
  const { name, source, at } = nodeset;
  if (!source || !at) return;
  addIdentical(nodesets, { ...nodeset, name, source, at }, (one, other) => nodesText(one) === nodesText(other));
}

const nodesText = ({ nodes, groups, alternatives }: Nodeset): string =>
  JSON.stringify([nodes, groups, alternatives.map((item) => (typeof item === 'string' ? item : nodesText(item)))]);

/** One object of a name in the tenant; a copy on another branch of the same project has to say the same. */
function addIdentical<T extends { readonly name: string; readonly source?: Source; readonly at?: Place }>(
  known: Map<string, T>,
  object: T & { readonly at: Place },
  same: (one: T, other: T) => boolean,
): void {
  const { name, source, at } = object;
  const other = known.get(name);
  if (!other) {
    known.set(name, object);
    return;
  }
  const isCopy =
    other.source?.project === source?.project && other.source?.branch !== source?.branch && same(other, object);
  if (!isCopy) throw new Refused(at, `${name} is there already; Zuul keeps the first`);
}

function addJob(jobs: Map<string, Variant[]>, job: Variant, tenant: Tenant): void {
  checkJob(job, tenant);
  const prior = jobs.get(job.name);
  const [first] = prior ?? [];
  if (!prior || !first) {
    jobs.set(job.name, [job]);
    return;
  }
  const owner = first.source?.project;
  if (owner === job.source?.project) {
    prior.push(job);
    return;
  }
  const shadowed = job.source?.project.shadows.map((name) => tenant.find(name));
  if (owner && shadowed?.includes(owner)) return;
  throw new Refused(job.at, `the job ${job.name} belongs to ${owner?.name ?? 'Zuul'}; Zuul drops this definition`);
}

function addTemplate(templates: Map<string, Stanza[]>, template: Stanza, tenant: Tenant): void {
  checkEntries(template, tenant);
  const known = templates.get(template.name);
  if (!known) templates.set(template.name, [template]);
  else if (known[0]?.source.project === template.source.project) known.push(template);
  else throw new Refused(template.at, `the template ${template.name} belongs to another project; Zuul drops this one`);
}

function checkEntries(stanza: Stanza, tenant: Tenant): void {
  for (const { entries } of stanza.pipelines.values()) for (const entry of entries) checkJob(entry, tenant);
}

function projectOf({ name, at }: Stanza, tenant: Tenant): TenantProject {
  const project = tenant.find(name);
  if (project === undefined || project === 'ambiguous')
    throw new Refused(
      at,
      project ? `there are several projects ${name}` : `the tenant has no project ${name}; Zuul drops this stanza`,
    );
  return project;
}

function addStanza(stanzas: Map<string, Stanza[]>, stanza: Stanza, project: TenantProject, tenant: Tenant): void {
  if (!stanza.source.project.mayConfigure(project))
    throw new Refused(
      stanza.at,
      `${stanza.source.project.name} may not configure ${project.name}; Zuul drops this stanza`,
    );
  checkEntries(stanza, tenant);
  const known = stanzas.get(project.canonicalName);
  if (known) known.push(stanza);
  else stanzas.set(project.canonicalName, [stanza]);
}

/** Stanzas of one pattern stand together, where the first of them is. */
function byPattern(projects: readonly Stanza[]): readonly [Stanza, ...Stanza[]][] {
  const groups = new Map<string, [Stanza, ...Stanza[]]>();
  for (const stanza of projects.filter(({ name }) => name.startsWith('^'))) {
    const group = groups.get(stanza.name);
    if (group) group.push(stanza);
    else groups.set(stanza.name, [stanza]);
  }
  return [...groups.values()];
}

/** Projects whose name, or canonical name, fits as a whole. */
function projectsLike({ name, at }: Stanza, tenant: Tenant): readonly TenantProject[] {
  const reason = re2Error(name);
  if (reason !== undefined)
    throw new InputError({
      at,
      message: `RE2 refuses the project name ${name}: ${reason}; Zuul does not load the tenant`,
    });
  const regex = compileRe2(name);
  const byName = tenant.projects.filter((project) => regex.matches(project.name));
  const namesThatFit = new Set(byName.map((project) => project.name));
  return tenant.projects.filter((project) => namesThatFit.has(project.name) || regex.matches(project.canonicalName));
}
