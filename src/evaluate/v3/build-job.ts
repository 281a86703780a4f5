import { type FrozenJob, freezeJob } from './frozen-job.js';
import type { ItemPlace } from './item.js';
import { ItemError } from './item-error.js';
import type { LoadedTree, Variant } from './load/tree.js';
import { type VariableMap, mergeVariables } from './load/variables.js';
import { fitsAny, matchersOfVariant } from './matchers.js';
import { applyVariant, startJob } from './merge.js';
import { type VariantTrace, collectVariants } from './variants.js';

/**
 * Makes one job of a project for an item: its definitions, the variables of the project underneath, the entries of the
 * project. Zuul source: `Layout.extendJobGraph`.
 *
 * @param entries What the project lists under that name; one has to be for the item.
 * @returns `undefined`: the job is absent
 * @throws ItemError
 */
export function buildJob(
  tree: LoadedTree,
  name: string,
  entries: readonly Variant[],
  variables: VariableMap,
  place: ItemPlace,
  trace?: VariantTrace,
): FrozenJob | undefined {
  const applicable = entries.filter((entry) => fitsAny(matchersOfVariant(entry), place));
  const [first, ...rest] = collectVariants(tree, name, applicable, place, trace) ?? [];
  for (const entry of entries) trace?.(entry, applicable.includes(entry), undefined);
  if (!first) return undefined;
  const job = startJob(first, tree);
  for (const variant of rest) {
    applyVariant(job, variant, tree);
    job.name = variant.name;
  }
  job.name = name;
  job.vars.vars = mergeVariables(variables, job.vars.vars);
  for (const entry of applicable) {
    applyVariant(job, entry, tree);
    if (entry.source?.project.trusted === true) job.ignoresAllowedProjects = true;
    checkMayAttach(job.plain, entry, tree);
  }
  return applicable.length === 0 ? undefined : freezeJob(job, tree);
}

function checkMayAttach(
  { type, imageBuildName }: { readonly type?: string; readonly imageBuildName?: string },
  { name, source, at }: Variant,
  tree: LoadedTree,
): void {
  if (type === 'reporter' && source?.project.allowReporterJobs === false)
    throw new ItemError(`${source.project.name} may not attach the reporter job ${name}`, at);
  if (!imageBuildName) return;
  const image = tree.images.get(imageBuildName);
  if (image?.source.project !== source?.project)
    throw new ItemError(
      `the job ${name} builds the image ${imageBuildName}, which is not declared in the same project`,
      at,
    );
}
