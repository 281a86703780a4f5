import type { Dependency, JobAttributes, JobUse, RequiredProject, SecretReference, ZuulJob } from '../../model/zuul.js';
import type { YamlMap, YamlValue } from '../yaml/value.js';
import { defined, matcher, matchers, oneOrMore, unlessEmpty, zuulVars } from './values.js';

/** A `job` object; attributes in the order of Zuul's manual (section Job). */
export function jobMap(job: ZuulJob): YamlMap {
  const shared = attributes(job);
  return defined({
    name: job.name,
    parent: job.parent,
    description: job.description,
    abstract: job.abstract,
    'success-message': shared['success-message'],
    'failure-message': shared['failure-message'],
    'hold-following-changes': shared['hold-following-changes'],
    voting: shared.voting,
    semaphores: shared.semaphores,
    tags: shared.tags,
    provides: shared.provides,
    requires: shared.requires,
    secrets: unlessEmpty(job.secrets?.map(secret)),
    nodeset: shared.nodeset,
    timeout: shared.timeout,
    'post-timeout': job.postTimeout,
    attempts: shared.attempts,
    'pre-run': oneOrMore(job.preRun),
    run: oneOrMore(job.run),
    'post-run': oneOrMore(job.postRun),
    roles: unlessEmpty(job.roles?.map((project): YamlValue => ({ zuul: project }))),
    'required-projects': unlessEmpty(job.requiredProjects?.map(requiredProject)),
    vars: shared.vars,
    dependencies: shared.dependencies,
    'post-review': job.postReview,
    branches: shared.branches,
    'match-on-config-updates': shared['match-on-config-updates'],
    files: shared.files,
    'irrelevant-files': shared['irrelevant-files'],
  });
}

/**
 * Variants of the job that say its nodeset on some branches, in the order in which Zuul has to meet them: the last that matches
 * counts. They have no parent of their own; the definition before them has it. Zuul reference: Job, variants.
 */
export function branchVariants({ name, nodeset }: ZuulJob): YamlMap[] {
  if (typeof nodeset !== 'object') return [];
  return nodeset.byBranch.map((one): YamlMap => ({ name, nodeset: one.nodeset, branches: one.branches })).reverse();
}

/** An entry of a project pipeline: the name alone, or with the attributes that differ there. */
export function jobUse(use: JobUse): YamlValue {
  // Most entries are a name only.
  if (Object.keys(use).length === 1) return use.name;
  const map = defined(attributes(use));
  return Object.keys(map).length > 0 ? { [use.name]: map } : use.name;
}

function attributes(job: JobAttributes): YamlMap {
  return {
    'success-message': job.successMessage,
    'failure-message': job.failureMessage,
    'hold-following-changes': job.holdFollowingChanges,
    voting: job.voting,
    semaphores: oneOrMore(job.semaphores),
    tags: unlessEmpty(job.tags),
    provides: oneOrMore(job.provides),
    requires: oneOrMore(job.requires),
    nodeset: typeof job.nodeset === 'object' ? job.nodeset.name : job.nodeset,
    timeout: job.timeout,
    attempts: job.attempts,
    vars: job.vars === undefined || Object.keys(job.vars).length === 0 ? undefined : zuulVars(job.vars),
    dependencies: job.dependencies?.map(dependency),
    branches: matchers(job.branches),
    'match-on-config-updates': job.matchOnConfigUpdates,
    files: job.files?.map(matcher),
    'irrelevant-files': job.irrelevantFiles?.map(matcher),
  };
}

function dependency({ name, soft }: Dependency): YamlValue {
  return soft === true ? { name, soft } : name;
}

function secret({ name, secret: of }: SecretReference): YamlValue {
  return name === of ? name : { name, secret: of };
}

function requiredProject({ name, overrideCheckout }: RequiredProject): YamlValue {
  return overrideCheckout === undefined ? name : { name, 'override-checkout': overrideCheckout };
}
