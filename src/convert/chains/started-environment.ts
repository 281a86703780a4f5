import type { JenkinsJob } from '../../model/jenkins-job.js';
import type { StartJobStep } from '../../model/step.js';
import { isTemplate, jinja, type Template, type Value } from '../../model/value.js';
import { expandMacros, variable, type Lookup } from '../elements/macros.js';

/** Variables of one place in a chain of started jobs: what hides the build's own, and which of those the job surely has. */
export interface Scope {
  readonly hides: ReadonlyMap<string, string | Template>;
  readonly declared: ReadonlySet<string>;
  /** Variables whose values are secrets, where steps can see them. */
  readonly secret: ReadonlySet<string>;
}

/** Where the steps of the job itself run: nothing is hidden. */
export function ownScope(job: JenkinsJob, phase: 'run' | 'post'): Scope {
  // Credentials are gone when publishers run (jenkins-elements: order of a build).
  const secret = phase === 'run' ? job.secrets.flatMap((use) => Object.keys(use.binds)) : [];
  return { hides: new Map(), declared: new Set(Object.keys(job.environment)), secret: new Set(secret) };
}

/** What Zuul v2 sends with every build, declared or not. Zuul 2.6, launcher/gearman.py. */
const SENT_BY_ZUUL = /^(ZUUL_\w+|UUID|BASE_LOG_PATH|LOG_PATH)$/;

/**
 * The variables of a started job: the defaults of its own parameters, over them what the starting build passes on, over that
 * what the step hands over, and the name of the job. A variable that has the same value as around the step is left out.
 *
 * @param place Name of the folder beside the build's workspace where it runs; absent: in the workspace of the build.
 */
export function startedEnvironment(
  started: JenkinsJob,
  step: StartJobStep,
  scope: Scope,
  place: string | undefined,
): Record<string, Value> {
  const environment: Record<string, Value> = {};
  for (const [name, value] of Object.entries(started.environment)) {
    const isThere = scope.hides.has(name) || scope.declared.has(name) || SENT_BY_ZUUL.test(name);
    const isPassed = step.passParameters && isThere;
    if (!isPassed) environment[name] = value;
  }
  for (const [name, text] of Object.entries(step.parameters)) {
    const value = expandMacros(text, lookupIn(scope));
    if (isTemplate(value) && value.jinja === `{{ ${variable(name)} }}`) delete environment[name];
    else environment[name] = value;
  }
  environment['JOB_NAME'] = started.name;
  environment['JOB_BASE_NAME'] = started.name.split('/').at(-1)!;
  if (place !== undefined) environment['WORKSPACE'] = jinja(`{{ jenkins_env.WORKSPACE }}@${place}`);
  return environment;
}

/** The scope inside a started job. */
export function innerScope(started: JenkinsJob, environment: Readonly<Record<string, Value>>, outer: Scope): Scope {
  const hides = new Map<string, string | Template>();
  for (const [name, value] of Object.entries(environment)) {
    if (isTemplate(value)) hides.set(name, value);
    else if (typeof value !== 'object') hides.set(name, String(value));
  }
  return { hides, declared: new Set([...outer.declared, ...Object.keys(started.environment)]), secret: outer.secret };
}

/** Values of variables where they differ from those of the build. */
export function lookupIn(scope: Scope): Lookup {
  return (name) => {
    const hidden = scope.hides.get(name);
    if (hidden !== undefined) return hidden;
    if (scope.secret.has(name)) return jinja(`{{ jenkins_secret_environment.${name} }}`);
    return scope.declared.has(name) ? jinja(`{{ ${variable(name)} }}`) : undefined;
  };
}
