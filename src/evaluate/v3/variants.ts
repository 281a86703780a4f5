import { fitsAny, matchersOfVariant } from './matchers.js';
import type { ItemPlace } from './item.js';
import type { LoadedTree, Variant } from './load/tree.js';

/** Told about every definition that is looked at: whether it is for the item, or else for which branch it was asked. */
export type VariantTrace = (variant: Variant, applies: boolean, branch: string | undefined) => void;

/** Canonical project name → branch that the job checks out there; `null`: in every project. */
type Checkouts = ReadonlyMap<string | null, string>;

/**
 * The definitions that make a job, in the order in which they are laid over each other: of every definition of that name
 * that is for the item first its ancestors, then itself. Zuul reference, section 6; Zuul source: `Layout.collectJobs`.
 *
 * @param entries What the project lists, as far as it is for the item.
 * @returns `undefined`: no definition of the job, or of an ancestor that is met, is for the item; the job is absent
 */
export function collectVariants(
  tree: LoadedTree,
  name: string,
  entries: readonly Variant[],
  place: ItemPlace,
  trace?: VariantTrace,
): readonly Variant[] | undefined {
  const collected: Variant[] = [];
  const visited = new Set<string>();
  const fromEntries = new Map<string | null, string>();
  for (const entry of entries) addCheckouts(fromEntries, entry, tree);
  return visit(name, fromEntries) ? collected : undefined;

  function visit(name: string, checkouts: Checkouts): boolean {
    visited.add(name);
    const own = new Map(checkouts);
    const variants = tree.jobs.get(name) ?? [];
    const branch = checkedOut(variants[0], checkouts);
    const asked = branch === undefined ? place : { branch, ref: `refs/heads/${branch}` };
    let isThere = false;
    for (const variant of variants) {
      const applies = fitsAny(matchersOfVariant(variant), asked);
      trace?.(variant, applies, branch);
      if (!applies) continue;
      const parent = parentOf(variant);
      addCheckouts(own, variant, tree);
      if (parent !== undefined && !visited.has(parent) && !visit(parent, own)) return false;
      isThere = true;
      if (!collected.includes(variant)) collected.push(variant);
    }
    return isThere;
  }

  /** One that names no parent leads to the default one, unless something was collected before it. */
  function parentOf({ set }: Variant): string | undefined {
    if (set.parent !== undefined) return set.parent ?? undefined;
    return collected.length === 0 ? tree.tenant.defaultParent : undefined;
  }
}

/** A job that checks out another branch of the repository that defines it is looked up on that branch, if there is one. */
function checkedOut(first: Variant | undefined, checkouts: Checkouts): string | undefined {
  const project = first?.source?.project;
  if (!project) return undefined;
  const branch = checkouts.get(project.canonicalName) ?? checkouts.get(null);
  return branch !== undefined && project.branches.includes(branch) ? branch : undefined;
}

function addCheckouts(checkouts: Map<string | null, string>, { set }: Variant, { tenant }: LoadedTree): void {
  if (set.overrideCheckout) checkouts.set(null, set.overrideCheckout);
  for (const { name, overrideCheckout } of set.requiredProjects ?? []) {
    const project = tenant.find(name);
    if (overrideCheckout && typeof project === 'object') checkouts.set(project.canonicalName, overrideCheckout);
  }
}
