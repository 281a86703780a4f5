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

/** Where a job stands in a tree. */
export interface Position {
  readonly name: string;
  readonly node: V2JobNode;
  /** Jobs right above it, each once, in the order of the tree. Empty: it stands at the top (too), so it waits for nothing. */
  readonly parents: readonly string[];
  /** 0 at the top; the smallest of all its places. */
  readonly depth: number;
  /** Number of its places. */
  readonly places: number;
}

/** Every job of a tree once, in the order in which v2 reports them (a job before those that wait for it). */
export function positionsOf(tree: readonly TreeNode[]): Position[] {
  const found = new Map<string, { name: string; node: V2JobNode; parents: string[]; depth: number; places: number }>();
  const walk = (level: readonly TreeNode[], parent: string | undefined, depth: number): void => {
    for (const node of level) {
      let position = found.get(node.name);
      if (position === undefined) {
        position = { name: node.name, node: node.node, parents: [], depth, places: 0 };
        found.set(node.name, position);
      }
      position.places += 1;
      position.depth = Math.min(position.depth, depth);
      if (parent !== undefined && !position.parents.includes(parent)) position.parents.push(parent);
      walk(node.children, node.name, depth + 1);
    }
  };
  walk(tree, undefined, 0);
  return [...found.values()].map((position) => (position.depth === 0 ? { ...position, parents: [] } : position));
}
