import type { Value } from '../../model/value.js';
import type { ZuulJob } from '../../model/zuul.js';
import { hoist, hoistMap } from './hoist.js';
import { claim, numbered } from './family-names.js';
import { canonical } from './step-key.js';
import { isValueMap } from './value-maps.js';
import { withoutKeys } from './without-keys.js';

/** What an intermediate job may say for others. */
const SHARED: ReadonlySet<keyof ZuulJob> = new Set(['nodeset', 'timeout', 'attempts', 'vars']);

/** An intermediate job has to save this many lines, and to have this share of all definitions as its children. */
const LINES_WORTH = 12;
const SHARE = 0.05;
const FEWEST_CHILDREN = 3;
const MOST_INTERMEDIATES = 4;

export interface BaseJobs {
  /** Jobs between the common parent and definitions. */
  readonly intermediates: readonly ZuulJob[];
  /** What the common parent itself can say for all. */
  readonly common: Partial<ZuulJob>;
  /** The definitions with their parents, without what these say, in the order given. */
  readonly definitions: readonly ZuulJob[];
}

/**
 * Finds what many definitions have in common and puts it on abstract jobs between them and their common parent: sets of declared
 * parameters first of all, with the usual node and time limit.
 *
 * @param definitions Families and single jobs, none with a parent yet.
 * @param parent What all of them descend from.
 * @param taken Names of all jobs; those of the new ones are added.
 */
export function findBaseJobs(definitions: readonly ZuulJob[], parent: string, taken: Set<string>): BaseJobs {
  const placed: ZuulJob[] = definitions.map((job) => ({ ...job, parent }));
  const intermediates: ZuulJob[] = [];
  let open = definitions.map((_, index) => index);
  while (intermediates.length < MOST_INTERMEDIATES) {
    const group = bestGroup(definitions, open, Math.max(FEWEST_CHILDREN, definitions.length * SHARE));
    if (group === undefined) break;
    const { shared, children } = hoist(
      group.members.map((index) => definitions[index]!),
      (key) => SHARED.has(key),
    );
    const vars = onlyParameters(shared.vars, group.parameters);
    const name = nameIntermediate(group.parameters, taken);
    intermediates.push({
      ...shared,
      vars,
      name,
      parent,
      abstract: true,
      description: describe(group.parameters),
    });
    for (const [position, index] of group.members.entries()) {
      placed[index] = { ...withoutVars(children[position]!, definitions[index]!, vars), parent: name };
    }
    const done = new Set(group.members);
    open = open.filter((index) => !done.has(index));
  }
  return { intermediates, ...onParent(intermediates, placed, parent) };
}

/** What is left to say for everybody: the usual node and time limit. */
function onParent(
  intermediates: ZuulJob[],
  placed: readonly ZuulJob[],
  parent: string,
): Pick<BaseJobs, 'common' | 'definitions'> {
  const direct = placed.flatMap((job, index) => (job.parent === parent ? [index] : []));
  const jobs = [...intermediates, ...direct.map((index) => placed[index]!)];
  if (jobs.length < 2) return { common: {}, definitions: placed };
  const { shared, children } = hoist(jobs, (key) => key === 'nodeset' || key === 'timeout' || key === 'attempts');
  intermediates.splice(0, intermediates.length, ...children.slice(0, intermediates.length));
  const definitions = [...placed];
  for (const [position, index] of direct.entries()) definitions[index] = children[intermediates.length + position]!;
  return { common: shared, definitions };
}

interface Group {
  readonly members: readonly number[];
  readonly parameters: readonly string[];
}

/** The set of parameters that saves most lines when it is said once. */
function bestGroup(definitions: readonly ZuulJob[], open: readonly number[], fewest: number): Group | undefined {
  const parameters = new Map(open.map((index) => [index, parametersOf(definitions[index]!)]));
  const counts = new Map<string, number>();
  for (const map of parameters.values())
    for (const key of Object.keys(map)) counts.set(key, (counts.get(key) ?? 0) + 1);

  let best: (Group & { readonly saved: number }) | undefined;
  for (const least of [...new Set(counts.values())].sort((one, other) => other - one)) {
    const keys = [...counts].filter(([, count]) => count >= least).map(([key]) => key);
    const members = open.filter((index) => keys.every((key) => Object.hasOwn(parameters.get(index)!, key)));
    if (members.length < fewest) continue;
    const { common, rest } = hoistMap(members.map((index) => only(parameters.get(index)!, keys)));
    const left = rest.reduce((total, map) => total + Object.keys(map).length, 0);
    const saved = keys.length * members.length - left - Object.keys(common).length;
    if (saved >= LINES_WORTH && saved > (best?.saved ?? 0)) best = { members, parameters: Object.keys(common), saved };
  }
  return best;
}

function parametersOf(job: ZuulJob): Readonly<Record<string, Value>> {
  const parameters = job.vars?.jenkins_parameters;
  return isValueMap(parameters) ? parameters : {};
}

function only(map: Readonly<Record<string, Value>>, keys: readonly string[]): Record<string, Value> {
  return Object.fromEntries(keys.map((key) => [key, map[key]!]));
}

/** Of the variables only the parameters that make the group move up; what else all its members happen to share is theirs. */
function onlyParameters(
  shared: Readonly<Record<string, Value>> | undefined,
  keys: readonly string[],
): Record<string, Value> {
  const parameters = shared?.jenkins_parameters;
  return isValueMap(parameters) ? { jenkins_parameters: only(parameters, keys) } : {};
}

/** The definition as it was before, without the parameters that its parent now says. */
function withoutVars(hoisted: ZuulJob, original: ZuulJob, parent: Readonly<Record<string, Value>>): ZuulJob {
  const inherited = isValueMap(parent.jenkins_parameters) ? parent.jenkins_parameters : {};
  const own = Object.entries(parametersOf(original)).filter(
    ([key, value]) => !Object.hasOwn(inherited, key) || canonical(inherited[key]) !== canonical(value),
  );
  const vars = {
    ...withoutKeys(original.vars ?? {}, 'jenkins_parameters'),
    ...(own.length === 0 ? {} : { jenkins_parameters: Object.fromEntries(own) }),
  };
  const rest = withoutKeys(hoisted, 'vars');
  return Object.keys(vars).length === 0 ? rest : { ...rest, vars };
}

/** Named after the word that most of the parameters begin with: `ZUUL_URL`, `ZUUL_REF` → `jenkins-zuul-job`. */
function nameIntermediate(parameters: readonly string[], taken: Set<string>): string {
  const counts = new Map<string, number>();
  for (const parameter of parameters) {
    const word = /^[A-Za-z]+/.exec(parameter)?.[0].toLowerCase();
    if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].sort(([, one], [, other]) => other - one).map(([word]) => word);
  for (const candidate of [...words.map((word) => `jenkins-${word}-job`), 'jenkins-parameters-job']) {
    if (claim(candidate, taken)) return candidate;
  }
  return numbered('jenkins-parameters-job', taken);
}

function describe(parameters: readonly string[]): string {
  const shown = parameters.slice(0, 3).join(', ');
  return `Jobs with the parameters ${shown}${parameters.length > 3 ? ` and ${String(parameters.length - 3)} more` : ''}.`;
}
