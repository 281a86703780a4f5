import { readTree } from './read-tree.js';
import type { Rule } from './rule.js';
import { jobs } from './rules/jobs.js';
import { limits } from './rules/limits.js';
import { names } from './rules/names.js';
import { pipelines } from './rules/pipelines.js';
import { playbooks } from './rules/playbooks.js';
import { projectPipelines } from './rules/project-pipelines.js';
import { references } from './rules/references.js';
import { tenants } from './rules/tenants.js';
import { tenantFacts } from './tenant-facts.js';
import { indexTree } from './tree-index.js';
import type { TreeProblem } from './tree-problem.js';

const RULES: readonly Rule[] = [names, references, jobs, limits, pipelines, projectPipelines, tenants, playbooks];

/**
 * Checks a configuration tree for Zuul 14: every YAML file below `zuul.d/` and `tenant/` against the tables of Zuul's
 * vocabulary, every name that is used against what exists, and what Zuul accepts in silence and then fails on. One
 * config project holds the whole tree.
 *
 * @param folder the root of the tree
 * @returns the problems by file and line; none for a tree that is right
 * @throws InputError when there is no such folder
 */
export function checkTree(folder: string): readonly TreeProblem[] {
  const files = readTree(folder);
  const problems: TreeProblem[] = [...files.problems];
  const tree = indexTree(files, problems);
  const tenant = tenantFacts(tree.tenantObjects);
  if (tenant) {
    for (const rule of RULES)
      rule(tree, tenant, (at, name, found, expected) => problems.push({ at, rule: name, found, expected }));
  } else {
    problems.push({
      at: { file: 'tenant', line: 0 },
      rule: 'tenant',
      found: 'no tenant',
      expected: 'a tenant in tenant/main.yaml',
    });
  }
  return inOrder(problems);
}

/** What comes through several aliases or several projects is told once. */
function inOrder(problems: readonly TreeProblem[]): readonly TreeProblem[] {
  const once = new Map(problems.map((problem) => [JSON.stringify([problem.at, problem.rule, problem.found]), problem]));
  return [...once.values()].sort(
    (a, b) => compare(a.at.file, b.at.file) || a.at.line - b.at.line || compare(a.found, b.found),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
