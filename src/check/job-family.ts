import { valueOf } from '../read/yaml/node.js';
import { isTrue, listAt, textAt } from '../read/zuul-tree/nodes.js';
import { ofZuulJobs, type TenantFacts } from './tenant-facts.js';
import { type Tree, type TreeObject, getOrAdd } from './tree-index.js';

/** What a job is, with all that it inherits. */
export interface JobFamily {
  readonly abstract: boolean;
  readonly hasRun: boolean;
  readonly postReview: boolean;
  /** The definitions that set `dependencies`, nearest first; of those only the nearest counts. */
  readonly dependencies: readonly TreeObject[];
  /** Whether going up leads back to a name that was already met. */
  readonly circular: boolean;
}

/** The name of the job that a definition inherits from; `undefined` for a base job. */
export function parentOf({ node }: TreeObject, tenant: TenantFacts): string | undefined {
  if (node.entries.has('parent')) return textAt(node, 'parent');
  return tenant.defaultParent;
}

/** Looks families up; each is put together once. */
export function familyFinder(tree: Tree, tenant: TenantFacts): (name: string) => JobFamily | undefined {
  const jobs = tree.byName('job');
  const known = new Map<string, JobFamily | undefined>();
  return (name) => getOrAdd(known, name, () => (jobs.has(name) ? familyOf(name, jobs, tenant) : undefined));
}

function familyOf(name: string, jobs: ReadonlyMap<string, readonly TreeObject[]>, tenant: TenantFacts): JobFamily {
  const members: TreeObject[] = [];
  const met = new Set<string>();
  const isForeign = ofZuulJobs(tenant);
  let circular = false;
  let inherits = false;
  const climb = (job: string, above: ReadonlySet<string>): void => {
    if (above.has(job)) circular = true;
    if (met.has(job)) return;
    met.add(job);
    if (!jobs.has(job) && isForeign(job)) inherits = true;
    const definitions = jobs.get(job) ?? [];
    members.push(...definitions);
    const parents = new Set(definitions.map((definition) => parentOf(definition, tenant)));
    for (const parent of parents) if (parent !== undefined) climb(parent, new Set([...above, job]));
  };
  climb(name, new Set());
  const own = jobs.get(name) ?? [];
  return {
    abstract: own.some(({ node }) => isTrue(node, 'abstract')),
    hasRun: inherits || members.some(({ node }) => listAt(node, 'run').length > 0),
    postReview: members.some(({ node }) => isTrue(node, 'post-review')),
    dependencies: members.filter(({ node }) => valueOf(node, 'dependencies') !== undefined),
    circular,
  };
}
