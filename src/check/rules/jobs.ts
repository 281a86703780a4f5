import { familyFinder, parentOf } from '../job-family.js';
import { isTrue, listAt, numberAt } from '../../read/zuul-tree/nodes.js';
import { nameOf } from '../nodes.js';
import type { Report, Rule } from '../rule.js';
import type { TenantFacts } from '../tenant-facts.js';
import type { Tree, TreeObject } from '../tree-index.js';

/** What a job may inherit from. */
export const jobs: Rule = (tree, tenant, report) => {
  const familyOf = familyFinder(tree, tenant);
  for (const [name, definitions] of tree.byName('job')) {
    const [first] = definitions;
    if (first && familyOf(name)?.circular)
      report(first.at, 'inheritance', `job ${name} inherits from itself`, 'parents without a circle');
    for (const job of definitions) {
      checkParent(job, tree, tenant, report);
      checkKeys(job, report);
    }
  }
};

function checkParent(job: TreeObject, tree: Tree, tenant: TenantFacts, report: Report): void {
  const parent = parentOf(job, tenant);
  if (parent === undefined) return;
  const parents = tree.byName('job').get(parent) ?? [];
  if (parents.length === 0 && !job.node.entries.has('parent')) {
    report(
      job.at,
      'reference',
      `job ${job.name} has no parent, and the tenant's default parent ${parent} does not exist`,
      `a job ${parent}: without it this one never runs`,
    );
  }
  if (parents.some(({ node }) => isTrue(node, 'final'))) {
    report(
      job.at,
      'inheritance',
      `job ${job.name} inherits from ${parent}, which is final`,
      'a parent that is not final',
    );
  }
  if (parents.some(({ node }) => isTrue(node, 'intermediate')) && !isTrue(job.node, 'abstract')) {
    report(job.at, 'inheritance', `job ${job.name} inherits from ${parent}, which is intermediate`, 'abstract: true');
  }
}

function checkKeys({ name, node, at }: TreeObject, report: Report): void {
  if (isTrue(node, 'intermediate') && !isTrue(node, 'abstract')) {
    report(at, 'keys', `job ${name} is intermediate and not abstract`, 'abstract: true as well');
  }
  const timeout = numberAt(node, 'timeout');
  const before = numberAt(node, 'pre-timeout');
  if (timeout !== undefined && before !== undefined && before > timeout) {
    report(at, 'keys', `job ${name} has a pre-timeout above its timeout`, 'a smaller one: it is part of the timeout');
  }
  const held = new Set(
    ['semaphore', 'semaphores'].flatMap((key) => listAt(node, key)).map((item) => nameOf(item)?.text),
  );
  for (const playbook of ['pre-run', 'run', 'post-run', 'cleanup-run'].flatMap((key) => listAt(node, key))) {
    if (playbook.kind !== 'map') continue;
    for (const semaphore of listAt(playbook, 'semaphores')) {
      const used = nameOf(semaphore)?.text;
      if (held.has(used))
        report(
          semaphore.at,
          'keys',
          `job ${name} takes the semaphore ${used ?? ''} twice`,
          'it on the job or on the playbook',
        );
    }
  }
  for (const item of listAt(node, 'cleanup-run')) {
    report(item.at, 'deprecated', `job ${name} has a cleanup-run`, 'an entry of post-run with cleanup: true');
  }
}
