import type { ItemJob, JobDependency } from '../../model/item-answer.js';
import { ItemError } from './item-error.js';
import { flattenNodeset } from './load/references.js';
import type { LoadedTree, Nodeset } from './load/tree.js';
import { type VariableMap, jsonFault, plainVariables } from './load/variables.js';
import type { MergingJob } from './merge.js';
import type { FrozenPlaybook } from './playbooks.js';

/** A job with all that was laid over each other, for all items that get it from the same variants. */
export interface FrozenJob {
  readonly item: ItemJob;
  readonly merged: MergingJob;
  /** In the order in which they are tried. */
  readonly nodesets: readonly Nodeset[];
  /** Its result for a list of files may depend on the project of the item. */
  readonly looksAtFiles: boolean;
  /** Everything that Zuul's own answers tell, by the names that the product uses in messages. */
  readonly attributes: () => Readonly<Record<string, unknown>>;
}

/**
 * Freezes a job. Zuul source: `Job.freezeJob`.
 *
 * @throws ItemError for a nodeset that does not exist, and for variables that are not JSON
 */
export function freezeJob(merged: MergingJob, tree: LoadedTree): FrozenJob {
  const { name, plain, nodeset, vars, semaphores } = merged;
  const { alternatives, fault } = flattenNodeset(nodeset, tree.nodesets);
  if (fault !== undefined) throw new ItemError(`${name}: ${fault}`);
  for (const map of Object.values(vars)) {
    const reason = jsonFault(map);
    if (reason !== undefined) throw new ItemError(`the variables of ${name}: ${reason}`);
  }
  checkBranchesCanBeTold(merged);
  const item: ItemJob = {
    name,
    voting: plain.voting ?? true,
    dependencies: dependenciesOf(plain.dependencies ?? []),
    semaphores: [...new Set(semaphores.map((semaphore) => semaphore.name))],
    hold: plain.hold ?? false,
    tags: sorted(plain.tags),
  };
  return {
    item,
    merged,
    nodesets: alternatives,
    looksAtFiles: plain.files !== undefined || plain.irrelevantFiles !== undefined,
    attributes: () => attributesOf(merged, alternatives, tree),
  };
}

/** The last word on a job counts: Zuul keeps one for each name. */
function dependenciesOf(dependencies: readonly JobDependency[]): readonly JobDependency[] {
  const byName = new Map(dependencies.map((dependency) => [dependency.name, dependency]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Zuul cannot describe the branches of a job whose first variant has an implied branch by pragma alone, and describes
 * every job that it freezes. Zuul source: `Job.getBranches`.
 */
function checkBranchesCanBeTold({ name, source, plain }: MergingJob): void {
  if (!source || plain.branches !== undefined || !source.pragma || source.impliedBranches !== undefined) return;
  if ((source.impliedBranchMatchers ?? source.project.impliedBranchMatchers) === true)
    throw new ItemError(
      `Zuul fails on the implied branch of ${name}, whose file has the pragma implied-branch-matchers`,
    );
}

const sorted = (names: readonly string[] = []): readonly string[] =>
  [...new Set(names)].sort((a, b) => (a < b ? -1 : Number(a > b)));

const labelsOf = ({ nodes }: Nodeset): readonly string[] => nodes.map(({ label }) => label);

function attributesOf(
  merged: MergingJob,
  nodesets: readonly Nodeset[],
  tree: LoadedTree,
): Readonly<Record<string, unknown>> {
  const { plain, vars, playbooks, semaphores } = merged;
  const [first] = nodesets;
  const paths = (list: readonly FrozenPlaybook[]): readonly string[] =>
    list.flatMap((playbook) => (playbook.source ? [pathOf(playbook, tree)] : []));
  const shown: Readonly<Record<string, unknown>> = {
    nodeset: first ? labelsOf(first) : [],
    nodesetName: first?.name === '' ? undefined : first?.name,
    nodesetAlternatives: nodesets.length > 1 ? nodesets.map(labelsOf) : undefined,
    timeout: plain.timeout ?? null,
    preTimeout: plain.preTimeout && plain.timeout ? Math.min(plain.preTimeout, plain.timeout) : plain.preTimeout,
    postTimeout: plain.postTimeout,
    attempts: plain.attempts,
    vars: plainVariables(vars.vars),
    extraVars: unlessEmpty(vars.extraVars),
    hostVars: unlessEmpty(vars.hostVars),
    groupVars: unlessEmpty(vars.groupVars),
    postReview: plain.postReview ?? false,
    preRun: paths(playbooks.preRun),
    run: paths(playbooks.run),
    postRun: paths(playbooks.postRun),
    cleanupRun: some(paths(playbooks.cleanupRun)),
    requiredProjects: some([...merged.requiredProjects.keys()].sort()),
    secrets: some(sorted([...playbooks.preRun, ...playbooks.run, ...playbooks.postRun].flatMap((one) => one.secrets))),
    resourcesFirst: some(semaphores.flatMap(({ name, resourcesFirst }) => (resourcesFirst ? [name] : []))),
    provides: some(sorted(plain.provides)),
    requires: some(sorted(plain.requires)),
    successMessage: plain.successMessage,
    failureMessage: plain.failureMessage,
    overrideCheckout: plain.overrideCheckout,
    failureOutput: some(sorted(merged.failureOutput)),
    type: plain.type,
    workspaceScheme: plain.workspaceScheme,
    workspaceCheckout: plain.workspaceCheckout,
    deduplicate: plain.deduplicate,
    ansibleVersion: plain.ansibleVersion,
    ansibleSplitStreams: plain.ansibleSplitStreams,
    includeVars: some(merged.includeVars.map(({ name }) => name)),
    imageBuildName: plain.imageBuildName,
  };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

/** A playbook of another project than the tree's own says which, and of which branch. */
function pathOf({ source, path, cleanup }: FrozenPlaybook, { tenant }: LoadedTree): string {
  const where = source && source.project !== tenant.self ? `${source.project.name}@${source.branch}:` : '';
  return `${where}${path}${cleanup ? ' (cleanup)' : ''}`;
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
const unlessEmpty = (map: VariableMap): Readonly<Record<string, unknown>> | undefined =>
  map.size === 0 ? undefined : plainVariables(map);
