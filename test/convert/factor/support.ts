import type { ConvertedJob, FactoredJobs } from '../../../src/convert/factor/converted-job.js';
import { expandJob, type ExpandedJob } from '../../../src/convert/factor/expand.js';
import { mapSteps } from '../../../src/convert/factor/map-steps.js';
import { plainJob } from '../../../src/convert/factor/plain-job.js';
import { ROLE_DEFAULTS } from '../../../src/convert/factor/role-defaults.js';
import { canonical, stepsKey } from '../../../src/convert/factor/step-key.js';
import { withoutKeys } from '../../../src/convert/factor/without-keys.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import type { BlockStep, FailStep, RoleStep, ScriptStep, Step } from '../../../src/model/step.js';
import { isTemplate, type Value } from '../../../src/model/value.js';
import type { SecretReference, ZuulJob } from '../../../src/model/zuul.js';

const AT = { file: 'config.xml', line: 1 };

/** What a test says about a job; all else is usual. */
interface Parts {
  readonly run?: readonly Step[];
  readonly post?: readonly Step[];
  readonly environment?: Readonly<Record<string, Value>>;
  readonly jenkins?: Partial<JenkinsJob>;
}

/** A converted job of which a test only says what it is about. */
export function job(name: string, parts: Parts & Partial<Omit<ConvertedJob, 'jenkins'>> = {}): ConvertedJob {
  const { run = [], post = [], environment = {}, jenkins = {}, ...rest } = parts;
  return {
    v3Name: name,
    jenkins: {
      name,
      at: AT,
      type: 'project',
      environment,
      secrets: [],
      run,
      post,
      triggers: [],
      checkouts: [],
      status: 'converted',
      ...jenkins,
    },
    attributes: {},
    secrets: [],
    secretEnvironment: {},
    requiredProjects: [],
    ...rest,
  };
}

export function role(name: string, vars: Readonly<Record<string, Value>> = {}, more: Partial<RoleStep> = {}): RoleStep {
  return { kind: 'role', name: `Call ${name}`, at: AT, role: name, vars, ...more };
}

/** A container; variables without their prefix. */
export function container(
  image: string,
  vars: Readonly<Record<string, Value>> = {},
  more: Partial<RoleStep> = {},
): RoleStep {
  const prefixed = Object.entries(vars).map(([key, value]): [string, Value] => [`docker_run_${key}`, value]);
  return role(
    'docker-run',
    { docker_run_image: image, ...Object.fromEntries(prefixed) },
    { name: 'Run docker', ...more },
  );
}

export function script(body: string, more: Partial<ScriptStep> = {}): ScriptStep {
  return {
    kind: 'script',
    name: 'Run a shell script',
    at: AT,
    body,
    command: ['/bin/sh', '-xe'],
    extension: 'sh',
    ...more,
  };
}

export function block(steps: readonly Step[], more: Partial<BlockStep> = {}): BlockStep {
  return { kind: 'block', name: 'Do several things', at: AT, steps, ...more };
}

export function fail(message: string): FailStep {
  return { kind: 'fail', name: 'Stop', at: AT, code: 'test/stop', message };
}

/** The job of that name in an output. */
export function named(output: FactoredJobs, name: string): ZuulJob {
  const found = output.jobs.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no job ${name} among ${output.jobs.map((one) => one.name).join(', ')}`);
  return found;
}

export function stepsOf(output: FactoredJobs, path: string | undefined): readonly Step[] {
  const found = output.playbooks.find((one) => one.path === path);
  if (found === undefined)
    throw new Error(`no playbook ${String(path)} among ${output.playbooks.map((one) => one.path).join(', ')}`);
  return found.steps;
}

/** What a job does, told as a text that is equal for jobs that do the same. */
export function meaningOf(given: ConvertedJob): string {
  const { job: plain, run, post, secrets, playVars } = plainJob(given);
  return meaning({ job: plain, run, post, secrets, playVars }, Object.keys(plain.vars ?? {}));
}

/** The same of a job in an output, with everything it inherits. */
export function meaningIn(output: FactoredJobs, given: ConvertedJob): string {
  return meaning(expandJob(output, given.v3Name), Object.keys(plainJob(given).job.vars ?? {}));
}

function meaning({ job: whole, run, post, secrets, playVars }: ExpandedJob, variables: readonly string[]): string {
  const { vars = {}, tags = [], semaphores = [], requiredProjects = [], ...rest } = whole;
  return [
    canonical(withoutKeys(rest, 'description')),
    // Variables of families and of the site are the output's own affair; the parameters are not.
    canonical(
      Object.fromEntries(
        Object.entries(vars).filter(([name]) => variables.includes(name) || name === 'jenkins_parameters'),
      ),
    ),
    canonical([[...tags].sort(), [...semaphores].sort(), requiredProjects.map(canonical).sort()]),
    canonical(secrets satisfies readonly SecretReference[]),
    canonical(playVars),
    stepsKey(withoutDefaults(run)),
    'after that',
    stepsKey(withoutDefaults(post)),
  ].join('\n');
}

/** A role that is given its own default does the same as one that is given nothing. */
function withoutDefaults(steps: readonly Step[]): readonly Step[] {
  return mapSteps(steps, (step) => {
    if (step.kind !== 'role') return step;
    const own = ROLE_DEFAULTS[step.role] ?? {};
    const differs = ([name, value]: [string, Value]): boolean =>
      !(name in own) || canonical(own[name]) !== canonical(value);
    return { ...step, vars: Object.fromEntries(Object.entries(step.vars).filter(differs)) };
  });
}

/** Whether there is a template in a value or below it. */
export function hasTemplate(value: Value): boolean {
  if (isTemplate(value)) return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value as Readonly<Record<string, Value>>).some(hasTemplate)
  );
}
