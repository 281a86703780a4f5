import type { V2JobNode, V2Layout, V2Project, V2Section, V2Template } from '../../model/layout.js';
import type { Place } from '../../model/place.js';
import { expandTemplate } from '../../read/layout/expand-template.js';
import { inPythonOrder } from '../../read/layout/python-order.js';
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

/** A list of jobs as it stands in a project, or in a template after its expansion. */
export interface JobList {
  readonly jobs: readonly V2JobNode[];
  readonly isFormatted: boolean;
}

/**
 * Pipeline → job lists of a project, in the order in which v2 joins them: templates in the order of their calls, then the
 * project's own list. A pipeline without a section anywhere is not there; one with an empty list is.
 * Source: Zuul 2.6, `scheduler.py`, `_parseConfig`.
 */
export function sectionReader(layout: V2Layout): (project: V2Project) => ReadonlyMap<string, readonly JobList[]> {
  const templates = new Map<string, V2Template>(layout.templates.map((template) => [template.name.value, template]));
  return (project) => {
    const lists = new Map<string, JobList[]>();
    const add = ({ pipeline, jobs }: V2Section, isFormatted: boolean): void => {
      const before = lists.get(pipeline);
      if (before === undefined) lists.set(pipeline, [{ jobs, isFormatted }]);
      else before.push({ jobs, isFormatted });
    };
    for (const call of project.templates) {
      const template = templates.get(call.name.value);
      if (template === undefined) continue;
      for (const section of expandTemplate(template, call, project.name.value)) add(section, true);
    }
    for (const section of project.sections) add(section, false);
    return lists;
  };
}

/**
 * Makes one tree of job lists. A name that stands twice at one level is one node with the children of both; at other
 * levels it is a node of its own. Source: Zuul 2.6, `model.py`, `JobTree.addJob`.
 */
export function growTree(lists: readonly JobList[], jobs: JobBook): JobTree {
  const root: GrowingNode[] = [];
  for (const list of lists) addAll(list, root, jobs);
  return root;
}

function addAll({ jobs: list, isFormatted }: JobList, level: GrowingNode[], jobs: JobBook): void {
  for (const { name, children, at } of inPythonOrder(list, isFormatted)) {
    // Each mention of a pattern is a job of its own.
    let node = isPattern(name) ? undefined : level.find(({ job }) => job.name === name);
    if (node === undefined) level.push((node = { job: jobs(name), children: [], at }));
    addAll({ jobs: children, isFormatted }, node.children, jobs);
  }
}

/** All nodes, each before what stands below it. */
export function* nodesOf(tree: JobTree): Generator<TreeNode> {
  for (const node of tree) {
    yield node;
    yield* nodesOf(node.children);
  }
}
