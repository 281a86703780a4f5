import type { Place } from '../../model/place.js';
import { compileRe2, re2Error } from '../../regex/re2.js';
import { isText } from '../../read/yaml/node.js';
import { type JobFamily, familyFinder } from '../job-family.js';
import { isTrue, listAt } from '../../read/zuul-tree/nodes.js';
import { type JobUse, type UseList, dependenciesOf, useLists } from '../project-uses.js';
import type { Report, Rule } from '../rule.js';
import { type Tree, type TreeObject, getOrAdd } from '../tree-index.js';

type FamilyOf = (name: string) => JobFamily | undefined;

/** What is wrong with a job only where it is used. Each of these fails the whole item, and Zuul lists none of them. */
export const projectPipelines: Rule = (tree, tenant, report) => {
  const familyOf = familyFinder(tree, tenant);
  const lists = useLists(tree);
  for (const list of lists) {
    const pipeline = tree.byName('pipeline').get(list.pipeline)?.[0];
    for (const use of list.uses) checkUse(use, list, pipeline, familyOf, report);
  }
  checkDependencies(tree, lists, familyOf, report);
};

function checkUse(
  use: JobUse,
  list: UseList,
  pipeline: TreeObject | undefined,
  familyOf: FamilyOf,
  report: Report,
): void {
  const family = familyOf(use.job);
  if (!family) return;
  const where = `${list.owner.type} ${list.owner.name}: ${list.pipeline}`;
  if (family.abstract)
    report(use.at, 'abstract', `${where} runs the abstract job ${use.job}`, 'a job that inherits from it');
  const runs = family.hasRun || (use.attributes && listAt(use.attributes, 'run').length > 0);
  if (!runs)
    report(
      use.at,
      'no-run',
      `${where} runs the job ${use.job}, which has nothing to run`,
      'a run playbook on it or a parent',
    );
  if (family.postReview && pipeline && !isTrue(pipeline.node, 'post-review')) {
    report(
      use.at,
      'post-review',
      `${where} runs the job ${use.job}, which is for after a review`,
      'a pipeline with post-review: true',
    );
  }
}

interface Needed {
  readonly job: string;
  readonly on: string;
  readonly at: Place;
}

/** The jobs of one pipeline of one project, with what they wait for. */
interface Graph {
  readonly jobs: Set<string>;
  readonly needs: Needed[];
}

/** A job's hard dependencies have to be in the same project pipeline, templates included, and without a circle. */
function checkDependencies(tree: Tree, lists: readonly UseList[], familyOf: FamilyOf, report: Report): void {
  const graphs = new Map<UseList, Graph>();
  const byOwner = new Map<TreeObject, UseList[]>();
  for (const list of lists) {
    graphs.set(list, graphOf(list, familyOf));
    getOrAdd(byOwner, list.owner, () => [] as UseList[]).push(list);
  }
  const patterns = patternStanzas(tree);
  for (const [name, stanzas] of tree.byName('project')) {
    const others = name.startsWith('^')
      ? []
      : patterns.filter(({ fits }) => fits(name)).flatMap((pattern) => pattern.stanzas);
    const all = [...stanzas, ...others];
    const merged = new Map<string, Graph[]>();
    for (const owner of all.flatMap((stanza) => [...templatesOf(stanza, tree), stanza])) {
      for (const list of byOwner.get(owner) ?? []) {
        const graph = graphs.get(list);
        if (graph) getOrAdd(merged, list.pipeline, () => [] as Graph[]).push(graph);
      }
    }
    for (const [pipeline, parts] of merged) checkGraph(name, pipeline, parts, report);
  }
}

function graphOf({ uses }: UseList, familyOf: FamilyOf): Graph {
  const graph: Graph = { jobs: new Set(), needs: [] };
  for (const { job, attributes } of uses) {
    graph.jobs.add(job);
    const inherited = familyOf(job)?.dependencies[0];
    const wanted = (attributes && dependenciesOf(attributes)) ?? (inherited && dependenciesOf(inherited.node)) ?? [];
    for (const { name, soft, at } of wanted) if (!soft) graph.needs.push({ job, on: name, at });
  }
  return graph;
}

function templatesOf(stanza: TreeObject, tree: Tree): readonly TreeObject[] {
  return listAt(stanza.node, 'templates').flatMap((item) =>
    isText(item) ? (tree.byName('project-template').get(item.text) ?? []) : [],
  );
}

/** Stanzas whose name is a pattern, with a test for the names they are for. */
function patternStanzas(
  tree: Tree,
): readonly { readonly fits: (name: string) => boolean; readonly stanzas: readonly TreeObject[] }[] {
  return [...tree.byName('project')].flatMap(([regex, stanzas]) => {
    if (!regex.startsWith('^') || re2Error(regex) !== undefined) return [];
    const compiled = compileRe2(regex);
    return [{ fits: (name: string) => compiled.matches(name), stanzas }];
  });
}

function checkGraph(project: string, pipeline: string, parts: readonly Graph[], report: Report): void {
  if (parts.every(({ needs }) => needs.length === 0)) return;
  const jobs = new Set(parts.flatMap((part) => [...part.jobs]));
  const needs = parts.flatMap((part) => part.needs);
  const where = `project ${project}: ${pipeline}`;
  for (const { job, on, at } of needs) {
    if (!jobs.has(on))
      report(
        at,
        'dependency',
        `${where}: ${job} waits for ${on}, which is not run there`,
        'both jobs in this pipeline of the project',
      );
  }
  const circular = findCircle(needs);
  if (circular)
    report(circular.at, 'dependency', `${where}: ${circular.job} waits for itself`, 'dependencies without a circle');
}

function findCircle(needs: readonly Needed[]): Needed | undefined {
  const byJob = new Map<string, Needed[]>();
  for (const need of needs) getOrAdd(byJob, need.job, () => [] as Needed[]).push(need);
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (job: string): Needed | undefined => {
    if (done.has(job)) return undefined;
    open.add(job);
    for (const need of byJob.get(job) ?? []) {
      const found = open.has(need.on) ? need : visit(need.on);
      if (found) return found;
    }
    open.delete(job);
    done.add(job);
    return undefined;
  };
  for (const job of byJob.keys()) {
    const found = visit(job);
    if (found) return found;
  }
  return undefined;
}
