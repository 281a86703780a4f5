import type { FileConditions, ItemConditions, TextCondition } from '../../model/item-conditions.js';
import type { ItemKind } from '../../model/scenario.js';
import type { SkipCondition, V2Job } from './jobs.js';
import { isConditional } from './matchers.js';
import { conditionsOf, type Patterns } from './patterns.js';
import { nodesOf, type JobTree, type TreeNode } from './tree.js';
import { isAbout, type EventFilter } from './triggers.js';

/** What can tell items of a project in a pipeline apart, from its triggers and its tree. */
export type ConditionReader = (filters: readonly EventFilter[], tree: JobTree, project: string) => ItemConditions;

const KINDS: readonly ItemKind[] = ['change', 'ref', 'timer'];

/** `all-files-match-any` takes the commit message as matched, whatever its patterns. */
const COMMIT_MESSAGE: TextCondition = { dialect: 'python', pattern: '^/COMMIT_MSG$', use: 'match' };

/** Makes a reader that gives one object for equal conditions. */
export function conditionReader(): ConditionReader {
  const known = new Map<readonly EventFilter[], Map<JobTree, Map<string, ItemConditions>>>();
  return (filters, tree, project) => {
    const byTree = entry(known, filters, () => new Map<JobTree, Map<string, ItemConditions>>());
    const byProject = entry(byTree, tree, () => new Map<string, ItemConditions>());
    // Only `skip-if` may look at the project.
    const skips = [...nodesOf(tree)].flatMap(({ job }) => job.skipIf).filter(({ project: only }) => only !== undefined);
    const key = skips.map((skip) => (concerns(skip, project) ? '1' : '0')).join('');
    return entry(byProject, key, () => readConditions(filters, tree, project));
  };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function concerns({ project: only }: SkipCondition, project: string): boolean {
  return only === undefined || only.fits(project);
}

function readConditions(filters: readonly EventFilter[], tree: JobTree, project: string): ItemConditions {
  const jobs = [...new Set([...nodesOf(tree)].map(({ job }) => job))];
  const skipsOf = (job: V2Job): SkipCondition[] => job.skipIf.filter((skip) => concerns(skip, project));
  const ofJobs = jobs.flatMap((job) => [job.branch, ...skipsOf(job).map(({ branch }) => branch)]);
  return {
    kinds: KINDS.filter((kind) => filters.some((filter) => isAbout(filter, kind))),
    branches: texts([...filters.map(({ branches }) => branches), ...ofJobs]),
    refs: texts([...filters.map(({ refs }) => refs), ...ofJobs]),
    files: jobs.flatMap((job) => fileConditions(job, skipsOf(job))),
    chains: chainsOf(tree, []),
  };
}

/** Each distinct pattern once. */
function texts(lists: readonly (Patterns | undefined)[]): TextCondition[] {
  const all = lists.flatMap((list) => (list === undefined ? [] : conditionsOf(list)));
  return [...new Map(all.map((condition) => [`${condition.use} ${condition.pattern}`, condition])).values()];
}

function fileConditions(job: V2Job, skips: readonly SkipCondition[]): FileConditions[] {
  const some = job.files === undefined ? [] : conditionsOf(job.files);
  const all = skips.flatMap(({ allFiles }) =>
    allFiles === undefined ? [] : [[COMMIT_MESSAGE, ...conditionsOf(allFiles)]],
  );
  if (some.length === 0 && all.length === 0) return [];
  const branches = texts([job.branch, ...skips.map(({ branch }) => branch)]);
  return [{ job: job.name, some, all, branches }];
}

/** From the root to each leaf, where a job on the way does not run for every item. */
function chainsOf(nodes: readonly TreeNode[], above: readonly V2Job[]): string[][] {
  return nodes.flatMap(({ job, children }) => {
    const chain = [...above, job];
    if (children.length > 0) return chainsOf(children, chain);
    return chain.length > 1 && chain.some(isConditional) ? [chain.map(({ name }) => name)] : [];
  });
}
