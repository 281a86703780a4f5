import type { Step } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { SecretReference, ZuulJob } from '../../model/zuul.js';
import { commonWords, mainImage, nameFamily, wordsOfName } from './family-names.js';
import { nameAfterTemplate } from './builder-names.js';
import { findHoles, type Holes } from './holes.js';
import { hoist } from './hoist.js';
import { canonical } from './step-key.js';
import { shapeOf } from './shape.js';
import { findVariants } from './variants.js';
import { nameColumns } from './variable-names.js';

/** A job and what it runs. */
export interface JobWithSteps {
  /** Without playbooks and secrets. */
  readonly job: ZuulJob;
  readonly run: readonly Step[];
  readonly post: readonly Step[];
  readonly secrets: readonly SecretReference[];
  /** Variables of the play of the run playbook. */
  readonly playVars: Readonly<Record<string, Value>>;
  /** Job Builder's template that the job was made of, where it is known: `{name}-tox-{env}`. */
  readonly template?: string;
}

/** One definition with playbooks, and the jobs that only give it values. */
export interface Family extends JobWithSteps {
  /** Empty for a job that is alone. */
  readonly members: readonly ZuulJob[];
}

/**
 * Finds families: jobs whose run and post steps are equal up to values, with equal secrets. What they have in common becomes
 * an abstract job with the steps; where they differ stands a variable, of which each member says its value unless it is the
 * most frequent one.
 *
 * @param taken Names of all jobs; those of the new ones are added.
 * @returns families and single jobs, in the order of their first jobs.
 */
export function findFamilies(jobs: readonly JobWithSteps[], taken: Set<string>): readonly Family[] {
  const groups = groupBy(jobs, familyKeys()).flatMap(splitUntilEqual);
  const order = new Map(jobs.map((job, index) => [job, index]));
  groups.sort((one, other) => order.get(one.members[0]!)! - order.get(other.members[0]!)!);
  return groups.map((group) =>
    group.holes === undefined ? single(group.members[0]!) : family(group.members, group.holes, taken),
  );
}

/** Jobs with equal keys have steps of equal shape. */
function familyKeys(): (job: JobWithSteps) => string {
  const numbers = new Map<string, number>();
  const known = new Map<Step, number>();
  const numberOf = (step: Step): number => {
    let number = known.get(step);
    if (number === undefined) {
      const shape = shapeOf(step);
      number = numbers.get(shape) ?? numbers.size;
      numbers.set(shape, number);
      known.set(step, number);
    }
    return number;
  };
  return ({ run, post, secrets, playVars }) =>
    `${run.map(numberOf).join()} ${post.map(numberOf).join()} ${canonical(secrets)} ${canonical(playVars)}`;
}

interface Group {
  readonly members: readonly JobWithSteps[];
  /** Absent for a job that is alone. */
  readonly holes?: Holes;
}

/** Takes jobs of one shape apart where they differ in something that no variable can say. */
function splitUntilEqual(members: readonly JobWithSteps[]): Group[] {
  if (members.length === 1) return [{ members }];
  const holes = findHoles(members);
  if (!('by' in holes)) return [{ members, holes }];
  const keys = new Map(members.map((member, index) => [member, holes.by[index]!]));
  return groupBy(members, (member) => keys.get(member)!).flatMap(splitUntilEqual);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function single(job: JobWithSteps): Family {
  return { ...job, members: [] };
}

function family(members: readonly JobWithSteps[], holes: Holes, taken: Set<string>): Family {
  const first = members[0]!;
  const jobNames = members.map(({ job }) => job.name);
  const steps = [...first.run, ...first.post];
  const differing = holes.columns.flatMap(({ hints }) => hints.flatMap(({ slot }) => slot.image ?? []));
  const image = mainImage(differing, steps);
  const words = commonWords(jobNames.map(wordsOfName));
  const name =
    nameAfterTemplate(
      members.map(({ template }) => template),
      taken,
    ) ?? nameFamily(words, image, taken);
  const names = nameColumns(holes.columns, words[0] ?? image[0] ?? 'job', variablesOf(members));

  const children = members.map(({ job }, index): ZuulJob => {
    const own = Object.fromEntries(holes.columns.map(({ values }, column) => [names[column]!, values[index]!]));
    const vars = { ...own, ...job.vars };
    return { ...job, parent: name, ...(Object.keys(vars).length === 0 ? {} : { vars }) };
  });
  const { shared, children: rest } = hoist(children);
  const description = shared.description ?? `What ${listNames(jobNames)} have in common.`;
  return {
    ...holes.fill(names),
    job: { ...shared, name, abstract: true, description },
    secrets: first.secrets,
    playVars: first.playVars,
    members: findVariants(children, shared, rest, taken),
  };
}

function listNames(names: readonly string[]): string {
  const shown = names.length <= 3 ? names : names.slice(0, 2);
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${String(rest)} more` : shown.at(-1)!;
  return `${(rest > 0 ? shown : shown.slice(0, -1)).join(', ')} and ${last}`;
}

/** Names that a variable of the family must not have: those of the members' own and of their secrets. */
function variablesOf(members: readonly JobWithSteps[]): Set<string> {
  const names = new Set<string>();
  for (const { job, secrets, playVars } of members) {
    for (const name of [...Object.keys(job.vars ?? {}), ...Object.keys(playVars)]) names.add(name);
    for (const { name } of secrets) names.add(name);
  }
  return names;
}
