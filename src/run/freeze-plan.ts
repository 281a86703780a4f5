import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildJob } from '../evaluate/v3/build-job.js';
import { kindsOf } from '../evaluate/v3/events/triggered.js';
import { faultOf } from '../evaluate/v3/freeze.js';
import type { FrozenJob } from '../evaluate/v3/frozen-job.js';
import { ItemError } from '../evaluate/v3/item-error.js';
import type { ItemPlace } from '../evaluate/v3/item.js';
import type { LoadedTree, Pipeline, TenantProject, Variant } from '../evaluate/v3/load/tree.js';
import { plainVariables, type VariableMap } from '../evaluate/v3/load/variables.js';
import { fitsAny, matchersOfVariant } from '../evaluate/v3/matchers.js';
import { projectPipeline } from '../evaluate/v3/stanzas.js';
import { collectVariants } from '../evaluate/v3/variants.js';
import { InputError } from '../model/input-error.js';
import type { ItemKind, JobPlan, Variables } from './job-plan.js';
import type { PlanRequest } from './job-tree.js';
import { checkJob } from './check-job.js';
import { planPlaybooks } from './plan-playbooks.js';

/** Where a project lists the job. */
interface Use {
  readonly project: TenantProject;
  readonly pipeline: Pipeline;
  readonly entries: readonly Variant[];
  readonly variables: VariableMap;
}

const NO_VARIABLES: VariableMap = new Map();

/**
 * Freezes a job for an item, as our evaluator of Zuul v3 does, with everything that running it needs.
 *
 * @param root the folder of the tree
 * @throws InputError where Zuul would not run the job, or the tree lacks what it needs
 */
export function freezePlan(tree: LoadedTree, root: string, request: PlanRequest): JobPlan {
  const { job: name, branch } = request;
  const refuse = (message: string): never => {
    throw new InputError({ at: { file: root, line: 0 }, message });
  };
  checkJob(tree, root, name);
  if (request.pipeline !== undefined && !tree.pipelines.some((one) => one.name === request.pipeline)) {
    refuse(`no pipeline ${request.pipeline}; there are ${tree.pipelines.map((one) => one.name).join(', ')}`);
  }
  const use = findUse(tree, request);
  const place = placeOf(use?.pipeline, branch);
  const entries = use?.entries ?? [bareEntry(name)];
  const frozen = attempt(root, () => buildJob(tree, name, entries, use?.variables ?? NO_VARIABLES, place));
  const variants = collectVariants(tree, name, entries, place);
  if (frozen === undefined || variants === undefined) {
    return refuse(`the job ${name} has no definition for the branch ${branch}; choose another one with --branch`);
  }
  const { merged, item } = frozen;
  if (merged.abstract) refuse(`the job ${name} is abstract: it is there for others to inherit from`);
  if (merged.playbooks.run.length === 0) refuse(`the job ${name} has no run playbook`);

  const applied = [...variants, ...entries.filter((entry) => fitsAny(matchersOfVariant(entry), place))];
  const { plain, vars } = merged;
  const project = request.project ?? use?.project.name ?? tree.tenant.self?.name ?? 'example';
  const [nodeset] = frozen.nodesets;
  const limits = { timeout: plain.timeout, preTimeout: plain.preTimeout, postTimeout: plain.postTimeout };
  return {
    job: name,
    tenant: tree.tenant.name,
    pipeline: use?.pipeline.name ?? request.pipeline ?? 'check',
    kind: kindOf(use?.pipeline),
    project,
    voting: item.voting,
    postReview: use?.pipeline.postReview ?? false,
    tags: item.tags,
    attempts: plain.attempts ?? 3,
    ...Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)),
    ...planPlaybooks(tree, root, applied, request.secrets),
    rolePaths: [join(root, 'roles')].filter((path) => existsSync(path)),
    nodes: nodeset?.nodes ?? [],
    groups: Object.fromEntries((nodeset?.groups ?? []).map((group) => [group.name, group.nodes])),
    vars: plainVariables(vars.vars),
    extraVars: plainVariables(vars.extraVars),
    hostVars: plainVariables(vars.hostVars) as Readonly<Record<string, Variables>>,
    groupVars: plainVariables(vars.groupVars) as Readonly<Record<string, Variables>>,
    requiredProjects: [...merged.requiredProjects].map(([canonical, overrideCheckout]) => {
      const found = tree.tenant.find(canonical);
      const own = typeof found === 'object' ? found.name : canonical;
      return { name: own, ...(overrideCheckout === undefined ? {} : { overrideCheckout }) };
    }),
    ...(plain.overrideCheckout === undefined ? {} : { overrideCheckout: plain.overrideCheckout }),
    remarks: remarksOf(frozen, applied, tree, use),
  };
}

/** The first place of the tree, in the order of its files, where a project lists the job. */
function findUse(tree: LoadedTree, request: PlanRequest): Use | undefined {
  const wanted = request.project === undefined ? undefined : tree.tenant.find(request.project);
  if (request.project !== undefined && typeof wanted !== 'object') return undefined;
  const projects = wanted === undefined ? tree.tenant.projects : [wanted as TenantProject];
  for (const project of inFileOrder(tree, projects)) {
    for (const pipeline of tree.pipelines) {
      if (request.pipeline !== undefined && pipeline.name !== request.pipeline) continue;
      const list = projectPipeline(tree, project, pipeline.name, placeOf(pipeline, request.branch));
      const entries = list && 'jobs' in list ? list.jobs.get(request.job) : undefined;
      if (list && 'jobs' in list && entries) return { project, pipeline, entries, variables: list.variables };
    }
  }
  return undefined;
}

function inFileOrder(tree: LoadedTree, projects: readonly TenantProject[]): TenantProject[] {
  const order = new Map([...tree.stanzas.keys()].map((name, index) => [name, index]));
  const at = ({ canonicalName }: TenantProject): number => order.get(canonicalName) ?? order.size;
  return [...projects].sort((a, b) => at(a) - at(b));
}

/** A pipeline without a trigger is filled by hand, with changes. */
function kindOf(pipeline: Pipeline | undefined): ItemKind {
  return (pipeline && kindsOf(pipeline.filters)[0]) ?? 'change';
}

function placeOf(pipeline: Pipeline | undefined, branch: string): ItemPlace {
  return { branch, ref: kindOf(pipeline) === 'change' ? 'refs/changes/01/1/1' : `refs/heads/${branch}` };
}

/** In place of an entry, for a job that no project lists. */
function bareEntry(name: string): Variant {
  return {
    name,
    source: undefined,
    at: { file: '', line: 0 },
    isEntry: true,
    set: {},
    final: undefined,
    abstract: false,
    intermediate: false,
    protected: undefined,
    secrets: [],
    control: new Map(),
    finals: new Set(),
    content: '',
    stanza: undefined,
  };
}

function attempt<T>(root: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    throw new InputError({
      at: error.at ?? { file: root, line: 0 },
      message: `Zuul refuses the job: ${error.message}`,
    });
  }
}

/** What is other here than in a Zuul. */
function remarksOf(frozen: FrozenJob, applied: readonly Variant[], tree: LoadedTree, use: Use | undefined): string[] {
  const { merged } = frozen;
  const hosts = frozen.nodesets[0]?.nodes.flatMap(({ names }) => names) ?? [];
  const self = tree.tenant.self?.canonicalName;
  const roles = applied.flatMap(({ set }) => (set.roles ?? []).filter(({ implicit }) => !implicit));
  const others = roles
    .map(({ project }) => project)
    .filter((name) => {
      const found = tree.tenant.find(name);
      return typeof found !== 'object' || found.canonicalName !== self;
    });
  const fault = use && faultOf(frozen, use.pipeline, use.project);
  return [
    ...(use === undefined ? [`no project of the tree lists ${merged.name}; it runs as if one did`] : []),
    ...(fault === undefined ? [] : [`Zuul would refuse this item: ${fault}`]),
    ...(hosts.length === 0 ? ['the job has no node: plays for all hosts have none'] : []),
    ...(hosts.length > 1 ? [`the hosts ${hosts.join(', ')} are all this machine, with one home folder`] : []),
    ...[...new Set(others)].map((name) => `roles of ${name} are not in this tree, and not found`),
    ...merged.includeVars.map(({ name }) => `include-vars ${name} is left out`),
  ];
}
