import type { Playbook } from '../../model/estate.js';
import type { Step } from '../../model/step.js';
import type { ZuulJob } from '../../model/zuul.js';
import { findBaseJobs, type BaseJobs } from './base-jobs.js';
import { parentsForNodesets } from './branch-nodesets.js';
import type { ConvertedJob, FactoredJobs } from './converted-job.js';
import { stepInterner } from './intern-steps.js';
import { findFamilies, type Family, type JobWithSteps } from './families.js';
import { mapSteps } from './map-steps.js';
import { stepNamer } from './name-steps.js';
import { plainJob } from './plain-job.js';
import { assignPlaybooks, type PlaybookPaths } from './playbooks.js';
import { ROLE_DEFAULTS } from './role-defaults.js';
import { shareSteps } from './share-steps.js';
import { findSiteDefaults, type SiteDefaults } from './site-defaults.js';
import { findSiteDescription } from './site-description.js';
import { nameTrunk, trunkJobs, trunkPlaybooks } from './trunk.js';

export interface FactorOptions {
  /** Whether anything is shared. Without, every job is a definition of its own with its own playbooks. Default true. */
  readonly factor?: boolean;
}

/**
 * Makes Zuul jobs and playbooks of converted jobs, and writes once what is equal: what all calls of a role have in common,
 * jobs that differ in values only, sequences of steps, sets of parameters. `expandJob` gives back what went in.
 *
 * @param jobs Names are different. Order is kept: a family stands where its first member stood.
 */
export function factorJobs(jobs: readonly ConvertedJob[], { factor = true }: FactorOptions = {}): FactoredJobs {
  const intern = stepInterner();
  const given = jobs.map(plainJob).map((job) => ({ ...job, run: intern(job.run), post: intern(job.post) }));
  const { lines, jobs: plain } = factor ? findSiteDescription(given) : { lines: [], jobs: given };
  const site: SiteDefaults<JobWithSteps> = factor
    ? findSiteDefaults(plain, ROLE_DEFAULTS)
    : { jobs: plain, vars: {}, ofRoles: {} };
  const taken = new Set(jobs.map(({ v3Name }) => v3Name));
  const trunk = nameTrunk(taken);
  const found = factor ? findFamilies(site.jobs, taken) : site.jobs.map((job): Family => ({ ...job, members: [] }));
  const name = stepNamer();
  const families = found.map((family) => ({ ...family, run: name(family.run), post: name(family.post) }));
  const roots = families.map(({ job }) => job);
  const bases = factor ? findBaseJobs(roots, trunk.jenkins, taken) : withoutBases(roots, trunk.jenkins);
  const ownPlaybooks = trunkPlaybooks(trunk);
  const { playbooks, paths } = assignPlaybooks(families, ownPlaybooks, factor);
  const shared = factor ? shareSteps(playbooks, ownRoles(playbooks)) : { playbooks, roles: [] };

  const definitions = families.flatMap((family, index) => [
    withPlaybooks(bases.definitions[index]!, family, paths[index]!),
    ...family.members,
  ]);
  const all = [...ownPlaybooks, ...shared.playbooks];
  return {
    trunk,
    jobs: parentsForNodesets([
      ...trunkJobs(trunk, bases.common, site.vars, lines),
      ...bases.intermediates,
      ...definitions,
    ]),
    playbooks: all,
    sharedRoles: shared.roles,
    usedRoles: usedRoles([...all, ...shared.roles], new Set(shared.roles.map(({ name }) => name))),
    roleDefaults: site.ofRoles,
  };
}

function withoutBases(jobs: readonly ZuulJob[], parent: string): BaseJobs {
  return { intermediates: [], common: {}, definitions: jobs.map((job) => ({ ...job, parent })) };
}

function withPlaybooks(job: ZuulJob, { secrets }: Family, { run, post }: PlaybookPaths): ZuulJob {
  return {
    ...job,
    ...(secrets.length === 0 ? {} : { secrets }),
    run: [run],
    ...(post === undefined ? {} : { postRun: [post] }),
  };
}

interface WithSteps {
  readonly steps: readonly Step[];
}

/** Names of roles that the steps call already. */
function ownRoles(playbooks: readonly Playbook[]): ReadonlySet<string> {
  return new Set([...usedRoles(playbooks, new Set()), ...Object.keys(ROLE_DEFAULTS)]);
}

function usedRoles(places: readonly WithSteps[], shared: ReadonlySet<string>): string[] {
  const roles = new Set<string>();
  const note = (step: Step): Step => {
    if (step.kind === 'role' && !shared.has(step.role)) roles.add(step.role);
    if (step.kind === 'script') roles.add('jenkins-step');
    return step;
  };
  for (const { steps } of places) mapSteps(steps, note);
  return [...roles].sort();
}
