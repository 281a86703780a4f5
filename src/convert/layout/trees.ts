import type { V2JobNode } from '../../model/layout.js';

/** A job in a tree that was put together from several lists. */
export interface TreeNode {
  readonly name: string;
  /** Where it is first named. */
  readonly node: V2JobNode;
  readonly children: TreeNode[];
}

/** Whether no job of a list waits for another one. */
export function isFlat(jobs: readonly V2JobNode[]): boolean {
  return jobs.every((job) => job.children.length === 0);
}

/**
 * Puts job lists together as v2 did: those of templates first, then the project's own. A name that is already there at
 * the same level is that job, and gets the other's children too.
 *
 * Source: Zuul 2.6, `JobTree.addJob`, `Scheduler._parseConfig`.
 *
 * @param leavesOut jobs that are to be taken out; what waits for them moves up.
 */
export function mergeTrees(
  lists: readonly (readonly V2JobNode[])[],
  leavesOut: (name: string) => boolean = () => false,
): TreeNode[] {
  const root: TreeNode[] = [];
  for (const list of lists) addJobs(root, list, leavesOut);
  return root;
}

function addJobs(level: TreeNode[], jobs: readonly V2JobNode[], leavesOut: (name: string) => boolean): void {
  for (const job of jobs) {
    if (leavesOut(job.name)) {
      addJobs(level, job.children, leavesOut);
      continue;
    }
    let node = level.find((other) => other.name === job.name);
    if (node === undefined) {
      node = { name: job.name, node: job, children: [] };
      level.push(node);
    }
    addJobs(node.children, job.children, leavesOut);
  }
}

/** The jobs above a place in a tree, from the top down. Empty: at the top. */
export type Path = readonly string[];

/** Where a job stands in a tree. */
export interface Position {
  readonly name: string;
  readonly node: V2JobNode;
  /** Its places, in the order of the tree. */
  readonly paths: readonly Path[];
}

/** Every job of a tree once, in the order in which v2 reports them (a job before those that wait for it). */
export function positionsOf(tree: readonly TreeNode[]): Position[] {
  const found = new Map<string, { name: string; node: V2JobNode; paths: Path[] }>();
  const walk = (level: readonly TreeNode[], path: Path): void => {
    for (const { name, node, children } of level) {
      const position = found.get(name);
      if (position === undefined) found.set(name, { name, node, paths: [path] });
      else position.paths.push(path);
      if (children.length > 0) walk(children, [...path, name]);
    }
  };
  walk(tree, []);
  return [...found.values()];
}
