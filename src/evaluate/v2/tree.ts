import type { V2JobNode, V2Layout, V2Project, V2Section, V2Template } from '../../model/layout.js';
import type { Place } from '../../model/place.js';
import { expandTemplate } from '../../read/layout/expand-template.js';
import { isPattern, type JobBook, type V2Job } from './jobs.js';

/** A job at one place of a tree, with the jobs that wait for it. */
export interface TreeNode {
  readonly job: V2Job;
  readonly children: readonly TreeNode[];
  /** Where the place was first written. */
  readonly at: Place;
}

/** The jobs of a project in a pipeline. */
export type JobTree = readonly TreeNode[];

interface GrowingNode extends TreeNode {
  readonly children: GrowingNode[];
}

/**
 * Pipeline → job lists of a project, in the order in which v2 joins them: templates in the order of their calls, then the
 * project's own list. A pipeline without a section anywhere is not there; one with an empty list is.
 * Source: Zuul 2.6, `scheduler.py`, `_parseConfig`.
 */
export function sectionReader(
  layout: V2Layout,
): (project: V2Project) => ReadonlyMap<string, readonly (readonly V2JobNode[])[]> {
  const templates = new Map<string, V2Template>(layout.templates.map((template) => [template.name.value, template]));
  return (project) => {
    const lists = new Map<string, (readonly V2JobNode[])[]>();
    const add = (section: V2Section): void => {
      const before = lists.get(section.pipeline);
      if (before === undefined) lists.set(section.pipeline, [section.jobs]);
      else before.push(section.jobs);
    };
    for (const call of project.templates) {
      const template = templates.get(call.name.value);
      if (template !== undefined) expandTemplate(template, call, project.name.value).forEach(add);
    }
    project.sections.forEach(add);
    return lists;
  };
}

/**
 * Makes one tree of job lists. A name that stands twice at one level is one node with the children of both; at other
 * levels it is a node of its own. Source: Zuul 2.6, `model.py`, `JobTree.addJob`.
 */
export function growTree(lists: readonly (readonly V2JobNode[])[], jobs: JobBook): JobTree {
  const root: GrowingNode[] = [];
  for (const list of lists) addAll(list, root, jobs);
  return root;
}

function addAll(list: readonly V2JobNode[], level: GrowingNode[], jobs: JobBook): void {
  for (const { name, children, at } of list) {
    // Each mention of a pattern is a job of its own.
    let node = isPattern(name) ? undefined : level.find(({ job }) => job.name === name);
    if (node === undefined) level.push((node = { job: jobs(name), children: [], at }));
    addAll(children, node.children, jobs);
  }
}

/** All nodes, each before what stands below it. */
export function* nodesOf(tree: JobTree): Generator<TreeNode> {
  for (const node of tree) {
    yield node;
    yield* nodesOf(node.children);
  }
}
