import { checkLabels } from './labels.js';
import { Refused } from './refused.js';
import type { Tenant, Variant } from './tree.js';

/**
 * What Zuul asks of every definition and entry before it takes it. Zuul source: `Layout._checkAddJob`.
 *
 * @throws Refused the job is dropped; for an entry the whole stanza
 */
export function checkJob(job: Variant, tenant: Tenant): void {
  const { set, at, name, source } = job;
  const refuse = (message: string): never => {
    throw new Refused(at, `the job ${name} ${message}; Zuul drops it`);
  };
  if (set.nodeset !== undefined && typeof set.nodeset !== 'string') checkLabels(set.nodeset, tenant);
  const projects = [
    ...(set.requiredProjects ?? []).map((project) => project.name),
    ...[...(set.includeProjects ?? []), ...(set.excludeProjects ?? [])].flatMap((item) =>
      item.startsWith('name ') ? [item.slice('name '.length)] : [],
    ),
    ...(set.includeVars ?? []).flatMap(({ project }) => (project === undefined ? [] : [project])),
    ...(set.allowedProjects ?? []).filter((project) => project !== source?.project.name),
  ];
  for (const project of projects) {
    const found = tenant.find(project);
    if (found === undefined || found === 'ambiguous')
      refuse(`names the project ${project}, which ${found ? 'is ambiguous' : 'the tenant does not have'}`);
  }
  if (set.roles?.some((role) => tenant.find(role.project) === 'ambiguous') === true) refuse('names an ambiguous role');
  const { maxJobTimeout: most } = tenant;
  const { preTimeout = 0, timeout = 0, postTimeout = 0 } = set;
  const above = [preTimeout, timeout, postTimeout].find((seconds) => seconds > most);
  if (above !== undefined) refuse(`may run ${String(above)} seconds, the tenant allows ${String(most)}`);
  if (preTimeout !== 0 && timeout !== 0 && preTimeout > timeout) refuse('has a pre-timeout above its timeout');
  if (set.parent === null && source?.project.trusted === false) refuse('has no parent and is not in a config-project');
}
