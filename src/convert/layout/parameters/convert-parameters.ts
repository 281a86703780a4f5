import type { ParameterTable } from '../../../model/parameters.js';
import type { Value } from '../../../model/value.js';
import type { EffectiveJob } from '../effective-jobs.js';
import { NOOP } from '../entries.js';
import type { LayoutCode } from '../findings.js';
import { listOf, type LayoutNotes } from '../notes.js';
import { isTried, valueOf, type Expression } from './expression.js';
import { factorParameters } from './factor-parameters.js';

/** What the parameter functions of a layout become. */
export interface ConvertedParameters {
  /** v2 job → the variables for its definition. */
  readonly jobs: ReadonlyMap<string, Readonly<Record<string, Value>>>;
  /** v2 job → label of the node that the function chose for all its builds. */
  readonly labels: ReadonlyMap<string, string>;
  /** Project → its variables. */
  readonly projects: ReadonlyMap<string, Readonly<Record<string, Value>>>;
}

/** Variable of a job that the role jenkins-environment reads: parameter → its value. */
export const SET_PARAMETERS = 'zuul_v2_parameters';

/** Told the worker to use a node once, which Zuul does with every node. */
const OFFLINE = 'OFFLINE_NODE_WHEN_COMPLETE';

/** Chose the node. */
const NODE = 'ZUUL_NODE';

/**
 * Turns what parameter functions do into variables of jobs and projects, and says what cannot be turned.
 *
 * @param used Jobs that projects use.
 */
export function convertParameters(
  table: ParameterTable,
  used: readonly EffectiveJob[],
  notes: LayoutNotes,
): ConvertedParameters {
  const jobsUsed = new Map(used.map((job) => [job.name, job]));
  const asked = { ...table, jobs: table.jobs.filter(({ job }) => jobsUsed.has(job)) };
  noteAnswers(asked, jobsUsed, notes);
  const written = { ...asked, jobs: asked.jobs.filter(({ job }) => job !== NOOP) };
  const { jobs, projects, unresolved } = factorParameters(written, new Set([OFFLINE]));
  const labels = new Map<string, string>();
  const raise = raiser(jobsUsed, notes);
  for (const { job, parameter } of unresolved) raise('parameter-function/no-words', parameter, job);
  for (const [job, parameters] of jobs) {
    for (const [parameter, expression] of Object.entries(parameters)) {
      if (conditionsIn(expression).some(isTried)) raise('parameter-function/branches-tried', parameter, job);
      if (parameter !== NODE) continue;
      if (expression.kind === 'text' && expression.text !== null) labels.set(job, expression.text);
      else raise('parameter-function/node', parameter, job);
    }
  }
  raise.end();
  return {
    jobs: new Map([...jobs].map(([job, parameters]) => [job, { [SET_PARAMETERS]: valuesOf(parameters) }])),
    labels,
    projects: new Map([...projects].map(([project, variables]) => [project, valuesOf(variables)])),
  };
}

function valuesOf(expressions: Readonly<Record<string, Expression>>): Record<string, Value> {
  const entries = Object.entries(expressions).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, expression]) => [name, valueOf(expression)]));
}

function conditionsIn(expression: Expression): Extract<Expression, { kind: 'choice' }>['when'][] {
  if (expression.kind === 'variable') return conditionsIn(expression.otherwise);
  if (expression.kind !== 'choice') return [];
  return [expression.when, ...conditionsIn(expression.then), ...conditionsIn(expression.otherwise)];
}

/** Findings about the same thing are one, with the jobs named. */
interface Raiser {
  (code: LayoutCode, about: string, job: string, because?: string): void;
  end(): void;
}

function raiser(jobs: ReadonlyMap<string, EffectiveJob>, notes: LayoutNotes): Raiser {
  const found = new Map<string, { code: LayoutCode; about: string; because: string; jobs: Set<string> }>();
  const raise = (code: LayoutCode, about: string, job: string, because = ''): void => {
    const key = `${code}\n${about}\n${because}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { code, about, because, jobs: new Set([job]) });
    else known.jobs.add(job);
  };
  raise.end = (): void => {
    for (const { code, about, because, jobs: names } of found.values()) {
      const functions = new Map([...names].map((name) => [name, jobs.get(name)?.parameterFunction]));
      const place = [...functions.values()].find((one) => one !== undefined);
      if (place === undefined) continue;
      const of = listOf([...names].sort());
      const detail = `${about === '' ? '' : `${about} of `}${of}${because === '' ? '' : `, ${because}`}`;
      notes.raise(code, place, { detail, leaves: [...new Set([...functions.values()].flatMap((one) => one ?? []))] });
    }
  };
  return raise;
}

function noteAnswers(table: ParameterTable, jobs: ReadonlyMap<string, EffectiveJob>, notes: LayoutNotes): void {
  const raise = raiser(jobs, notes);
  for (const { job, places } of table.jobs) {
    const used = new Set(places.flatMap((place) => place.answers.map(([, answer]) => answer)));
    for (const index of used) {
      const { parameters, odd, error, unknown } = table.answers[index]!;
      if (error !== undefined) raise('parameter-function/fails', '', job, error);
      if (unknown !== undefined) raise('parameter-function/unknown', unknown, job);
      if (job === NOOP) continue;
      for (const [name, kind] of Object.entries(odd)) {
        if (kind !== 'a number' && kind !== 'a truth value')
          raise('parameter-function/odd', name, job, `which is ${kind}`);
      }
      for (const [name, value] of Object.entries(parameters)) {
        if (name === OFFLINE) raise('parameter-function/offline-node', name, job);
        else if (value.kind === 'varies') raise('parameter-function/varies', name, job, fromWhat(value.reads));
        else if (value.kind === 'static' && value.tried.length > 0) {
          raise('parameter-function/tried', name, job, `after ${listOf(value.tried)} was read`);
        }
      }
    }
  }
  raise.end();
}

function fromWhat(reads: readonly string[]): string {
  return reads.length === 0 ? 'which differs from call to call' : `which follows from ${listOf(reads)}`;
}
