import type { OutputFile } from '../../model/output-file.js';
import { applyTree } from './apply-tree.js';
import { planTree, type TreeOptions, type TreePlan } from './plan-tree.js';

/**
 * Writes the files into the output folder, together with the manifest. Either all of it is done or nothing. What is
 * already as it should be is not touched, and what zuulshift did not write never is.
 *
 * @returns what was done, or with `dryRun` what would be
 * @throws InputError where the folder cannot be used; one fault for each file that is in the way
 */
export function writeTree(
  files: readonly OutputFile[],
  options: TreeOptions & { readonly dryRun?: boolean },
): TreePlan {
  const plan = planTree(files, options);
  if (options.dryRun !== true) applyTree(plan);
  return plan;
}
