import { re2Error } from '../../regex/re2.js';
import { formatPlace } from '../../model/place.js';
import type { Report, Rule } from '../rule.js';
import { projectFinder, type TenantFacts } from '../tenant-facts.js';
import type { Tree, TreeObject } from '../tree-index.js';

/** Types of which a name may be used once. */
const UNIQUE = [
  'pipeline',
  'nodeset',
  'secret',
  'semaphore',
  'queue',
  'image',
  'flavor',
  'label',
  'section',
  'provider',
];

/** Types of which several objects of one name are variants, told apart by their branches. */
const VARIANTS = ['job', 'project-template'];

/** Names that are there twice, reserved, or not in the tenant. */
export const names: Rule = (tree, tenant, report) => {
  for (const type of [...UNIQUE, ...VARIANTS]) {
    for (const [name, objects] of tree.byName(type)) if (name !== '') checkTwice(objects, report);
  }
  for (const job of tree.byName('job').get('noop') ?? []) {
    report(job.at, 'reserved', 'a job noop', 'another name: noop is built in');
  }
  checkProjects(tree, tenant, report);
};

function checkTwice(objects: readonly TreeObject[], report: Report): void {
  const [first, ...others] = objects;
  for (const other of others) {
    const { type, name, node } = other;
    // A variant that says for which branches it is comes after the one for all of them.
    if (type === 'job' && node.entries.has('branches')) continue;
    report(
      other.at,
      'duplicate',
      `a second ${type} ${name}, after ${formatPlace(first?.at ?? other.at)}`,
      'each name once',
    );
  }
}

function checkProjects(tree: Tree, tenant: TenantFacts, report: Report): void {
  const isKnown = projectFinder(tenant);
  for (const [name, objects] of tree.byName('project')) {
    for (const { at } of objects) {
      if (name.startsWith('^')) {
        const reason = re2Error(name);
        if (reason !== undefined)
          report(at, 'regex', `RE2 refuses ${name}: ${reason}`, 'a pattern for RE2: the tenant does not load');
      } else if (name !== '' && !isKnown(name)) {
        report(at, 'reference', `a stanza for the project ${name}`, 'a project of the tenant file');
      }
    }
  }
}
