import { didYouMean } from '../../read/yaml/did-you-mean.js';
import { showPath } from '../check-shape.js';
import type { Rule } from '../rule.js';
import type { Reference } from '../../read/zuul-tree/shape.js';
import { type TenantFacts, ofZuulJobs, projectFinder } from '../tenant-facts.js';
import { type Tree, getOrAdd } from '../tree-index.js';

/** The type of object that a reference is to. */
const TYPES: Partial<Record<Reference, string>> = {
  job: 'job',
  template: 'project-template',
  pipeline: 'pipeline',
  nodeset: 'nodeset',
  queue: 'queue',
  semaphore: 'semaphore',
  secret: 'secret',
  label: 'label',
  image: 'image',
  flavor: 'flavor',
  section: 'section',
};

/** Every name that is used exists. */
export const references: Rule = (tree, tenant, report) => {
  const exists = finder(tree, tenant);
  const expected = new Map<string, string>();
  for (const { to, name, at, path } of tree.references) {
    if (exists(to, name)) continue;
    const advice = getOrAdd(expected, `${to} ${name}`, () => adviceFor(to, name, tree));
    report(at, 'reference', `${showPath(path)} names the ${to} ${name}, which does not exist`, advice);
  }
};

function finder(tree: Tree, tenant: TenantFacts): (to: Reference, name: string) => boolean {
  const isProject = projectFinder(tenant);
  const isForeign = ofZuulJobs(tenant);
  return (to, name) => {
    switch (to) {
      case 'project':
        return isProject(name);
      case 'playbook':
        return tree.files.paths.has(name);
      case 'label':
        return tenant.usesNodepool || tree.byName('label').has(name);
      case 'job':
        return name === 'noop' || tree.byName('job').has(name) || isForeign(name);
      case 'semaphore':
        return tenant.semaphores.has(name) || tree.byName('semaphore').has(name);
      default:
        return tree.byName(TYPES[to] ?? to).has(name);
    }
  };
}

function adviceFor(to: Reference, name: string, tree: Tree): string {
  if (to === 'project') return 'a project of the tenant file';
  const candidates = to === 'playbook' ? [...tree.files.paths] : [...tree.byName(TYPES[to] ?? to).keys()];
  const guess = didYouMean(name, candidates);
  if (guess !== undefined) return `one that exists, perhaps ${guess}`;
  return to === 'playbook' ? 'the path of a file in this tree' : `a ${TYPES[to] ?? to} of this tree`;
}
