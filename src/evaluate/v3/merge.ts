import { ItemError } from './item-error.js';
import { type FrozenPlaybook, freezePlaybooks, passSecrets } from './playbooks.js';
import type {
  IncludeVars,
  JobAttribute,
  JobAttributes,
  LoadedTree,
  Nodeset,
  Semaphore,
  Source,
  TenantProject,
  Variant,
} from './load/tree.js';
import { type VariableMap, mergeVariables } from './load/variables.js';

/** Attributes that a later variant replaces as a whole. */
export type PlainAttributes = Omit<JobAttributes, MergedAttribute>;
type MergedAttribute =
  | 'vars' | 'extraVars' | 'hostVars' | 'groupVars' | 'preRun' | 'run' | 'postRun' | 'cleanupRun' | 'semaphores'
  | 'requiredProjects' | 'includeProjects' | 'excludeProjects' | 'allowedProjects' | 'failureOutput' | 'includeVars'
  | 'roles' | 'nodeset'; // prettier-ignore

/** A job while variants are laid over each other. */
export interface MergingJob {
  name: string;
  /** Of the first variant. */
  readonly source: Source | undefined;
  /** Those that a variant set. */
  readonly plain: { -readonly [Name in keyof PlainAttributes]?: PlainAttributes[Name] };
  readonly vars: Record<VariableAttribute, VariableMap>;
  readonly playbooks: Record<PlaybookAttribute, readonly FrozenPlaybook[]>;
  nodeset: string | Nodeset;
  semaphores: readonly Semaphore[];
  /** By canonical name. */
  requiredProjects: ReadonlyMap<string, string | undefined>;
  includeProjects: readonly string[] | undefined;
  excludeProjects: readonly string[] | undefined;
  allowedProjects: ReadonlySet<string> | undefined;
  /** A config-project attaches the job: it may run wherever that says. */
  ignoresAllowedProjects: boolean;
  failureOutput: readonly string[];
  includeVars: readonly IncludeVars[];
  final: boolean;
  abstract: boolean;
  intermediate: boolean;
  protectedBy: TenantProject | undefined;
  /** Attributes that are final by themselves. */
  readonly finals: Set<JobAttribute>;
}

const VARIABLES = ['vars', 'extraVars', 'hostVars', 'groupVars'] as const;
const PLAYBOOKS = ['preRun', 'run', 'postRun', 'cleanupRun'] as const;
type VariableAttribute = (typeof VARIABLES)[number];
type PlaybookAttribute = (typeof PLAYBOOKS)[number];

/** Attributes that say whether a job runs and how it is reported: they may be changed even on a final job. */
const CONTEXT: readonly (keyof PlainAttributes)[] = [
  'voting', 'hold', 'failureMessage', 'successMessage', 'branches', 'files', 'irrelevantFiles', 'matchOnConfigUpdates',
  'deduplicate', 'tags', 'provides', 'requires', 'dependencies',
]; // prettier-ignore

/** Those of them whose values are put together unless `!override` stands there; the others only with `!inherit`. */
const UNITED: ReadonlySet<JobAttribute> = new Set(['tags', 'provides', 'requires']);

const NO_NODESET: Nodeset = { name: '', nodes: [], groups: [], alternatives: [] };
const NO_VARIABLES: VariableMap = new Map();

/** The first variant, by itself. Zuul source: `Job.copy`, `Job.setBase`. */
export function startJob(variant: Variant, tree: LoadedTree): MergingJob {
  const { set, source } = variant;
  const job: MergingJob = {
    name: variant.name,
    source,
    plain: {},
    vars: { vars: NO_VARIABLES, extraVars: NO_VARIABLES, hostVars: NO_VARIABLES, groupVars: NO_VARIABLES },
    playbooks: { preRun: [], run: [], postRun: [], cleanupRun: [] },
    nodeset: set.nodeset ?? NO_NODESET,
    semaphores: set.semaphores ?? [],
    requiredProjects: projectsOf(variant, tree),
    includeProjects: set.includeProjects,
    excludeProjects: set.excludeProjects,
    allowedProjects: set.allowedProjects && new Set(set.allowedProjects),
    ignoresAllowedProjects: false,
    failureOutput: set.failureOutput ?? [],
    includeVars: set.includeVars ?? [],
    final: variant.final ?? false,
    abstract: variant.abstract,
    intermediate: variant.intermediate,
    // Zuul takes note of `protected` only when one variant is laid over another.
    protectedBy: undefined,
    finals: new Set(variant.finals),
  };
  for (const [name, value] of Object.entries(set)) if (!isMerged(name)) Object.assign(job.plain, { [name]: value });
  for (const name of VARIABLES) job.vars[name] = set[name] ?? NO_VARIABLES;
  guardSecrets(job, variant, () => new Set([source?.project.name ?? '']));
  for (const name of PLAYBOOKS) job.playbooks[name] = freezePlaybooks(set[name] ?? [], tree);
  return job;
}

const MERGED: ReadonlySet<string> = new Set([
  ...VARIABLES, ...PLAYBOOKS, 'semaphores', 'requiredProjects', 'includeProjects', 'excludeProjects', 'allowedProjects',
  'failureOutput', 'includeVars', 'roles', 'nodeset',
]); // prettier-ignore

const isMerged = (name: string): boolean => MERGED.has(name);

/**
 * Lays a variant over a job. Zuul reference, section 6; Zuul source: `Job.applyVariant`, whose order of steps this keeps,
 * since the first fault is the one that is told.
 *
 * @throws ItemError
 */
export function applyVariant(job: MergingJob, variant: Variant, tree: LoadedTree): void {
  const { set, control } = variant;
  for (const [name, value] of Object.entries(set) as [JobAttribute, unknown][]) {
    if (CONTEXT.includes(name as keyof PlainAttributes)) continue;
    checkMayChange(job, variant, name);
    if (name === 'nodeset') job.nodeset = value as string | Nodeset;
    else if (!isMerged(name)) Object.assign(job.plain, { [name]: value });
  }
  applyFlags(job, variant);
  if (typeof job.nodeset === 'string') job.nodeset = namedNodeset(job.nodeset, variant, tree);
  if (passSecrets(job.playbooks, variant, tree)) job.plain.postReview = true;
  guardSecrets(job, variant, (own) => (job.allowedProjects ? intersection(job.allowedProjects, own) : own));
  applyPlaybooks(job, variant, tree);
  for (const name of VARIABLES) {
    checkFinal(job, variant, name);
    const over = set[name] ?? NO_VARIABLES;
    job.vars[name] = control.get(name) === true ? over : mergeVariables(job.vars[name], over);
  }
  applyCollections(job, variant, tree);
  checkSemaphores(job, variant);
  for (const name of CONTEXT) applyContext(job, variant, name);
}

function checkMayChange(job: MergingJob, variant: Variant, name: JobAttribute): void {
  if (job.final) throw new ItemError(`the job ${job.name} is final: ${name} cannot be changed`, variant.at);
  if (job.protectedBy && job.protectedBy !== variant.source?.project) {
    throw new ItemError(`the job ${job.name} is protected: only ${job.protectedBy.name} may change it`, variant.at);
  }
  checkFinal(job, variant, name);
}

/** `attribute-control`. Zuul asks twice for some attributes: a variant that sets one and makes it final fails then. */
function checkFinal(job: MergingJob, variant: Variant, name: JobAttribute): void {
  if (variant.set[name] !== undefined && job.finals.has(name))
    throw new ItemError(`the attribute ${name} of the job ${job.name} is final`, variant.at);
  if (variant.finals.has(name)) job.finals.add(name);
}

function applyFlags(job: MergingJob, variant: Variant): void {
  if (variant.final === true) job.final = true;
  const isChild = variant.name !== job.name;
  job.abstract = isChild ? variant.abstract : job.abstract || variant.abstract;
  if (job.intermediate && !variant.abstract)
    throw new ItemError(`the job ${job.name} is intermediate: only an abstract job may inherit from it`, variant.at);
  job.intermediate = isChild ? variant.intermediate : job.intermediate || variant.intermediate;
  if (variant.protected === undefined) return;
  if (!variant.protected && job.protectedBy) throw new ItemError(`the job ${job.name} stays protected`, variant.at);
  job.protectedBy ??= variant.source?.project;
}

function namedNodeset(name: string, variant: Variant, tree: LoadedTree): Nodeset {
  const nodeset = tree.nodesets.get(name);
  if (!nodeset) throw new ItemError(`there is no nodeset ${name}`, variant.at);
  return nodeset;
}

/** Secrets of an untrusted project: the job runs after review only, and for that project only. */
function guardSecrets(
  job: MergingJob,
  { secrets, source }: Variant,
  allow: (own: ReadonlySet<string>) => ReadonlySet<string>,
): void {
  if (job.plain.postReview === true || secrets.length === 0 || !source || source.project.trusted) return;
  job.plain.postReview = true;
  job.allowedProjects = allow(new Set([source.project.name]));
}

function applyPlaybooks({ playbooks }: MergingJob, { set }: Variant, tree: LoadedTree): void {
  if (set.run) playbooks.run = freezePlaybooks(set.run, tree);
  if (set.preRun) playbooks.preRun = [...playbooks.preRun, ...freezePlaybooks(set.preRun, tree)];
  if (set.postRun) playbooks.postRun = [...freezePlaybooks(set.postRun, tree), ...playbooks.postRun];
  if (set.cleanupRun) playbooks.cleanupRun = [...freezePlaybooks(set.cleanupRun, tree), ...playbooks.cleanupRun];
}

function applyCollections(job: MergingJob, variant: Variant, tree: LoadedTree): void {
  const { set, control } = variant;
  const overrides = (name: JobAttribute): boolean => control.get(name) === true;
  if (set.includeVars) {
    checkFinal(job, variant, 'includeVars');
    job.includeVars = overrides('includeVars') ? set.includeVars : unitedVars(job.includeVars, set.includeVars);
  }
  if (set.requiredProjects) {
    checkFinal(job, variant, 'requiredProjects');
    const under = overrides('requiredProjects') ? [] : job.requiredProjects;
    job.requiredProjects = new Map([...under, ...projectsOf(variant, tree)]);
  }
  for (const name of ['includeProjects', 'excludeProjects'] as const) {
    const over = set[name];
    if (!over) continue;
    checkFinal(job, variant, name);
    job[name] = overrides(name) ? over : united(job[name] ?? [], over);
  }
  if (set.allowedProjects) {
    const over = new Set(set.allowedProjects.map((name) => plainName(name, tree)));
    job.allowedProjects = job.allowedProjects ? intersection(job.allowedProjects, over) : over;
  }
  if (set.semaphores) job.semaphores = unitedSemaphores(job.semaphores, set.semaphores);
  if (set.failureOutput) {
    checkFinal(job, variant, 'failureOutput');
    job.failureOutput = overrides('failureOutput') ? set.failureOutput : united(job.failureOutput, set.failureOutput);
  }
}

function applyContext(job: MergingJob, variant: Variant, name: keyof PlainAttributes): void {
  const value = variant.set[name];
  if (value === undefined) return;
  checkFinal(job, variant, name);
  const known = job.plain[name];
  const isUnited = Array.isArray(value) && !(variant.control.get(name) ?? !UNITED.has(name));
  const result = isUnited
    ? [...((known as readonly unknown[] | undefined) ?? []), ...(value as readonly unknown[])]
    : value;
  Object.assign(job.plain, { [name]: result });
}

/** No semaphore may stand at a job and at one of its playbooks. */
function checkSemaphores({ name, semaphores, playbooks }: MergingJob, variant: Variant): void {
  if (semaphores.length === 0) return;
  const inPlaybooks = new Set(PLAYBOOKS.flatMap((key) => playbooks[key].flatMap((playbook) => playbook.semaphores)));
  const both = semaphores.find((semaphore) => inPlaybooks.has(semaphore.name));
  if (both)
    throw new ItemError(`the semaphore ${both.name} stands at the job ${name} and at one of its playbooks`, variant.at);
}

function projectsOf({ set }: Variant, tree: LoadedTree): ReadonlyMap<string, string | undefined> {
  return new Map(
    (set.requiredProjects ?? []).map(({ name, overrideCheckout }) => {
      const project = tree.tenant.find(name);
      return [typeof project === 'object' ? project.canonicalName : name, overrideCheckout];
    }),
  );
}

/** Projects are allowed by their plain name, whatever connection they are on. */
function plainName(name: string, tree: LoadedTree): string {
  const project = tree.tenant.find(name);
  return typeof project === 'object' ? project.name : name;
}

const intersection = (one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...one].filter((name) => other.has(name)));

const united = (one: readonly string[], other: readonly string[]): readonly string[] => [
  ...new Set([...one, ...other]),
];

function unitedVars(one: readonly IncludeVars[], other: readonly IncludeVars[]): readonly IncludeVars[] {
  const known = new Map([...one, ...other].map((item) => [JSON.stringify(item), item]));
  return [...known.values()];
}

/** By name; one that is there with and without `resources-first` is there twice. */
export function unitedSemaphores(one: readonly Semaphore[], other: readonly Semaphore[]): readonly Semaphore[] {
  const known = new Map([...one, ...other].map((item) => [`${item.name} ${String(item.resourcesFirst)}`, item]));
  return [...known.values()].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
