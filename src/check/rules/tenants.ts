import type { Rule } from '../rule.js';

/** The tenant file, as far as it is about more than one key. Zuul does not load a tenant with one of these. */
export const tenants: Rule = (_tree, tenant, report) => {
  const met = new Set<string>();
  for (const { name, at } of tenant.projects) {
    if (met.has(name)) report(at, 'duplicate', `the tenant has the project ${name} twice`, 'each project once');
    met.add(name);
  }
  for (const group of tenant.groups) {
    if (group.entries.has('include') || group.entries.has('exclude')) continue;
    report(
      group.at,
      'keys',
      'a group of projects without include or exclude',
      'one of them: without, Zuul takes it for a project called projects',
    );
  }
  if (tenant.at && !tenant.projects.some(({ trusted }) => trusted)) {
    report(tenant.at, 'reference', 'a tenant without config-projects', 'the project that holds this tree');
  }
};
