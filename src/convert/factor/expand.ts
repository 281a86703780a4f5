import type { RoleStep, Step } from '../../model/step.js';
import { isTemplate, type Template, type Value } from '../../model/value.js';
import type { SecretReference, ZuulJob } from '../../model/zuul.js';
import type { FactoredJobs } from './converted-job.js';
import { variablePrefix } from './shape.js';
import { isValueMap, type ValueMap } from './value-maps.js';
import { withoutKeys } from './without-keys.js';
import { withoutVolumeRule } from './volume-directories.js';

/** A job as Zuul and Ansible see it when it runs. */
export interface ExpandedJob {
  /** The definition with everything it inherits; without playbooks and secrets, parent and description. */
  readonly job: ZuulJob;
  readonly run: readonly Step[];
  readonly post: readonly Step[];
  readonly secrets: readonly SecretReference[];
  readonly playVars: ValueMap;
}

/**
 * Works out what a factored job runs: with its parents' attributes, its variables put in, shared roles written out, and what
 * the calls of roles get from elsewhere said by each call. The opposite of `factorJobs`, and the proof that it lost nothing.
 *
 * Playbooks of base jobs (`base`, `jenkins-job`) are left out: they are everybody's.
 *
 * @throws Error when the output does not hold together: an unknown parent, playbook or role.
 */
export function expandJob(output: FactoredJobs, name: string): ExpandedJob {
  const chain = ancestry(output, name);
  const job = chain.reduce(inherit);
  const holder = chain.findLast(({ run }) => run !== undefined);
  const playbook = (path: string): { readonly steps: readonly Step[]; readonly vars?: ValueMap } =>
    need(
      output.playbooks.find((one) => one.path === path),
      `playbook ${path}`,
    );

  const expander = new Expander(output, job.vars ?? {});
  const run = (holder?.run ?? []).map(playbook);
  const post = chain
    .filter(({ parent }) => parent !== null)
    .flatMap(({ postRun }) => postRun ?? [])
    .map(playbook);
  return {
    job: withoutKeys(job, 'parent', 'description', 'abstract', 'preRun', 'run', 'postRun', 'secrets'),
    run: run.flatMap(({ steps }) => expander.steps(steps)),
    post: post.flatMap(({ steps }) => expander.steps(steps)),
    secrets: holder?.secrets ?? [],
    playVars: Object.assign({}, ...run.map(({ vars }) => vars ?? {})) as ValueMap,
  };
}

function need<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`${what} is not in the output`);
  return found;
}

/** The job's ancestors and itself, outermost first. */
function ancestry(output: FactoredJobs, name: string): ZuulJob[] {
  const chain: ZuulJob[] = [];
  for (let next: string | null | undefined = name; next !== null && next !== undefined;) {
    const job: ZuulJob = need(
      output.jobs.find((one) => one.name === next),
      `job ${next}`,
    );
    chain.unshift(job);
    next = job.parent;
  }
  return chain;
}

/** Zuul reference: Job, inheritance (zuul-v3.md section 6). */
function inherit(parent: ZuulJob, child: ZuulJob): ZuulJob {
  return {
    ...withoutKeys(parent, 'branches'),
    ...child,
    ...union('tags', parent, child),
    ...union('semaphores', parent, child),
    ...requiredProjects(parent, child),
    ...(parent.vars === undefined && child.vars === undefined
      ? {}
      : { vars: merged(parent.vars ?? {}, child.vars ?? {}) }),
  };
}

function union(key: 'tags' | 'semaphores', parent: ZuulJob, child: ZuulJob): Partial<ZuulJob> {
  const all = [...new Set([...(parent[key] ?? []), ...(child[key] ?? [])])];
  return all.length === 0 ? {} : { [key]: all };
}

function requiredProjects(parent: ZuulJob, child: ZuulJob): Partial<ZuulJob> {
  const all = [...(parent.requiredProjects ?? []), ...(child.requiredProjects ?? [])];
  const byName = new Map(all.map((project) => [project.name, project]));
  return byName.size === 0 ? {} : { requiredProjects: [...byName.values()] };
}

function merged(parent: ValueMap, child: ValueMap): ValueMap {
  const result: Record<string, Value> = { ...parent };
  for (const [key, value] of Object.entries(child)) {
    const inherited = Object.hasOwn(parent, key) ? parent[key] : undefined;
    result[key] = isValueMap(inherited) && isValueMap(value) ? merged(inherited, value) : value;
  }
  return result;
}

/** Writes steps out in a scope: the variables of the job, and inside a role those of its call. */
class Expander {
  readonly #output: FactoredJobs;
  readonly #scope: ValueMap;

  constructor(output: FactoredJobs, scope: ValueMap) {
    this.#output = output;
    this.#scope = scope;
  }

  steps(steps: readonly Step[]): Step[] {
    return steps.flatMap((step) => this.#step(step));
  }

  #step(step: Step): Step[] {
    switch (step.kind) {
      case 'role':
        return this.#role(step);
      case 'script':
        return [step.environment === undefined ? step : { ...step, environment: this.#map(step.environment) }];
      case 'block': {
        const environment = step.environment === undefined ? {} : { environment: this.#map(step.environment) };
        const always = step.always === undefined ? {} : { always: this.steps(step.always) };
        return [{ ...step, ...environment, steps: this.steps(step.steps), ...always }];
      }
      case 'fail':
      case 'start-job':
        return [step];
    }
  }

  #role(step: RoleStep): Step[] {
    const shared = this.#output.sharedRoles.find(({ name }) => name === step.role);
    if (shared !== undefined) {
      return new Expander(this.#output, { ...this.#scope, ...this.#map(step.vars) }).steps(shared.steps);
    }
    const prefix = variablePrefix(step.role);
    const around = Object.fromEntries(Object.entries(this.#scope).filter(([name]) => name.startsWith(prefix)));
    const vars = { ...this.#output.roleDefaults[step.role], ...around, ...step.vars };
    return [{ ...step, vars: withoutVolumeRule(this.#map(vars)) }];
  }

  #map(map: ValueMap): ValueMap {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, this.#value(value)]));
  }

  #value(value: Value): Value {
    if (isTemplate(value)) return this.#template(value);
    if (isValueMap(value)) return this.#map(value);
    if (!Array.isArray(value)) return value;
    // A variable in a list that is a list itself: the roles that are given such lists flatten them.
    return (value as readonly Value[]).flatMap((item) => {
      const result = this.#value(item);
      return isTemplate(item) && Array.isArray(result) ? (result as Value[]) : [result];
    });
  }

  /** Puts in the variables of the scope; expressions about anything else stay. */
  #template(template: Template): Value {
    const alone = /^\{\{ (\w+) \}\}$/.exec(template.jinja)?.[1];
    if (alone !== undefined && Object.hasOwn(this.#scope, alone)) return this.#scope[alone]!;
    let isLiteral = true;
    let isChanged = false;
    const jinja = template.jinja.replace(/\{\{ ?([^}]*?) ?\}\}/g, (expression, name: string) => {
      if (Object.hasOwn(this.#scope, name)) {
        isChanged = true;
        return String(this.#scope[name]);
      }
      isLiteral &&= expression === "{{ '{' }}";
      return expression;
    });
    if (!isChanged) return template;
    return isLiteral ? jinja.replaceAll("{{ '{' }}", '{') : { jinja };
  }
}
