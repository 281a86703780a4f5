import type { Estate } from '../../model/estate.js';
import type { YamlItem, YamlValue } from '../yaml/value.js';

/**
 * The tenant file: our config project, and every project that the configuration names, none of whose own configuration
 * is read (`include: []`), beside those whose jobs are used. Zuul reference: Tenants; a group of projects needs `include` or `exclude` beside `projects`.
 */
export function tenantItems({ tenant, config }: Estate): YamlItem[] {
  const names = new Set<string>();
  for (const { name } of config.projects) if (!name.startsWith('^')) names.add(name);
  for (const job of config.jobs) {
    for (const { name } of job.requiredProjects ?? []) names.add(name);
    for (const name of job.roles ?? []) names.add(name);
  }
  names.delete(tenant.configProject);
  const jobProjects = tenant.jobProjects ?? [];
  for (const name of jobProjects) names.delete(name);
  const untrusted: YamlValue[] = [
    ...(names.size === 0 ? [] : [{ include: [], projects: [...names] }]),
    ...jobProjects.map((name): YamlValue => ({ [name]: { include: ['job'] } })),
  ];
  const source = { 'config-projects': [tenant.configProject], 'untrusted-projects': untrusted };
  const defaultParent = tenant.defaultParent === undefined ? {} : { 'default-parent': tenant.defaultParent };
  const comment = jobProjects.map(
    (name) => `${name}: a copy of https://opendev.org/zuul/zuul-jobs; move it to the connection that has it.`,
  );
  return [
    {
      ...(comment.length === 0 ? {} : { comment }),
      value: {
        tenant: {
          name: tenant.name,
          ...defaultParent,
          'max-job-timeout': tenant.maxJobTimeout,
          source: { [tenant.connection]: source },
        },
      },
    },
  ];
}
