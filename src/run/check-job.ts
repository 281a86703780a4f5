import type { LoadedTree } from '../evaluate/v3/load/tree.js';
import { formatPlace } from '../model/place.js';
import { InputError } from '../model/input-error.js';
import { didYouMean } from '../read/yaml/did-you-mean.js';

/**
 * Looks whether a job and all its parents are in a tree.
 *
 * @throws InputError that names what is missing
 */
export function checkJob(tree: LoadedTree, root: string, name: string): void {
  const refuse = (message: string): never => {
    throw new InputError({ at: { file: root, line: 0 }, message });
  };
  if (!tree.jobs.has(name)) {
    const guess = didYouMean(name, [...tree.jobs.keys()]);
    const fault = tree.problems.find(({ severity }) => severity === 'error');
    const why = fault ? `; Zuul loses a part of the tree: ${formatPlace(fault.at)}: ${fault.message}` : '';
    refuse(`no job ${name} in the tree${guess === undefined ? '' : `; did you mean ${guess}?`}${why}`);
  }
  const seen = new Set<string>();
  const visit = (job: string): void => {
    if (seen.has(job)) return;
    seen.add(job);
    for (const { set } of tree.jobs.get(job) ?? []) {
      const parent = set.parent === undefined ? tree.tenant.defaultParent : set.parent;
      if (parent === null) continue;
      if (!tree.jobs.has(parent)) {
        refuse(
          `the job ${job} has the parent ${parent}, which is not defined in this tree; run-job needs the tree in which all parents of a job are`,
        );
      }
      visit(parent);
    }
  };
  visit(name);
}
