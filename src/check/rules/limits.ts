import type { YamlMap } from '../../read/yaml/node.js';
import { asList, listAt, numberAt } from '../../read/zuul-tree/nodes.js';
import { nameOf } from '../nodes.js';
import { useLists } from '../project-uses.js';
import type { Report, Rule } from '../rule.js';
import { valueOf } from '../../read/yaml/node.js';
import type { TenantFacts } from '../tenant-facts.js';

const TIMEOUTS = ['timeout', 'pre-timeout', 'post-timeout'];

/** What the tenant allows: time of a job, nodes of a job. */
export const limits: Rule = (tree, tenant, report) => {
  for (const { name, node } of tree.objects.filter(({ type }) => type === 'job')) checkJob(name, node, tenant, report);
  for (const { uses } of useLists(tree)) {
    for (const use of uses) if (use.attributes) checkJob(use.job, use.attributes, tenant, report);
  }
  for (const { name, node } of tree.objects.filter(({ type }) => type === 'nodeset')) {
    for (const set of [node, ...listAt(node, 'alternatives')]) {
      if (set.kind === 'map') checkNodes(`nodeset ${name}`, set, tenant, report);
    }
  }
};

function checkJob(name: string, node: YamlMap, tenant: TenantFacts, report: Report): void {
  for (const key of TIMEOUTS) {
    const seconds = numberAt(node, key);
    if (seconds === undefined || seconds <= tenant.maxJobTimeout) continue;
    report(
      valueOf(node, key)?.at ?? node.at,
      'limit',
      `job ${name} has a ${key} of ${String(seconds)} seconds`,
      `at most ${String(tenant.maxJobTimeout)}, the tenant's max-job-timeout`,
    );
  }
  const nodeset = valueOf(node, 'nodeset');
  if (nodeset?.kind === 'map') checkNodes(`the nodeset of job ${name}`, nodeset, tenant, report);
}

function checkNodes(what: string, nodeset: YamlMap, tenant: TenantFacts, report: Report): void {
  const nodes = listAt(nodeset, 'nodes');
  if (nodes.length > tenant.maxNodesPerJob) {
    report(
      nodeset.at,
      'limit',
      `${what} has ${String(nodes.length)} nodes`,
      `at most ${String(tenant.maxNodesPerJob)}`,
    );
  }
  const names = new Set<string>();
  for (const node of nodes) {
    for (const named of node.kind === 'map' ? asList(valueOf(node, 'name')) : []) {
      const name = nameOf(named)?.text ?? '';
      if (name === 'localhost') report(named.at, 'nodeset', `${what} has a node localhost`, 'another name');
      if (names.has(name)) report(named.at, 'nodeset', `${what} has two nodes ${name}`, 'each name once');
      names.add(name);
    }
  }
  checkGroups(what, nodeset, names, report);
}

function checkGroups(what: string, nodeset: YamlMap, nodes: ReadonlySet<string>, report: Report): void {
  const groups = new Set<string>();
  for (const group of listAt(nodeset, 'groups')) {
    if (group.kind !== 'map') continue;
    const name = nameOf(group)?.text ?? '';
    // Zuul looks for the word anywhere in the name.
    if (name.includes('localhost'))
      report(group.at, 'nodeset', `${what} has a group ${name}`, 'a name without localhost');
    if (groups.has(name)) report(group.at, 'nodeset', `${what} has two groups ${name}`, 'each name once');
    groups.add(name);
    for (const node of listAt(group, 'nodes')) {
      const member = nameOf(node)?.text ?? '';
      if (!nodes.has(member))
        report(node.at, 'nodeset', `${what} has a group with the node ${member}`, 'a node of this nodeset');
    }
  }
}
