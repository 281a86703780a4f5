import type { V3Evaluator } from '../evaluate/v3/evaluator.js';
import { jobBook } from '../evaluate/v2/jobs.js';
import type { Finding } from '../model/finding.js';
import type { ItemAnswer } from '../model/item-answer.js';
import type { V2Layout } from '../model/layout.js';
import type { ItemFacts } from '../model/parameters.js';
import type { Scenario } from '../model/scenario.js';
import type { ParameterComparison } from '../model/verification.js';
import type { NameMap } from '../verify/names.js';
import { compareParameters, type ParameterUse } from './compare.js';
import { askPython, type PythonSource, type Question } from './run-python.js';
import { functionOf, jobFacts } from './uses.js';

/** Collects what is asked of both systems, then asks the parameter functions about it. */
export interface ParameterWatch {
  /** Is told of every item: as v2 gets it and as v3 does, and what becomes of it there. */
  note(item: Scenario, inV3: Scenario, v2: ItemAnswer): void;
  /** @throws InputError as `askPython` does. */
  compare(source: PythonSource, findings: readonly Finding[]): Promise<ParameterComparison>;
}

/** The jobs of v2 that have a parameter function, where they run in both systems; each once for each branch or ref. */
export function parameterWatch(layout: V2Layout, v3: V3Evaluator, names: NameMap): ParameterWatch {
  const jobs = jobBook(layout.jobs);
  const seen = new Map<string, Set<string>>();
  const byJob = new Map<string, ParameterUse[]>();
  const items = new Map<string, ItemFacts>();

  return {
    note(item, inV3, { outcome, triggered, jobs: started }) {
      if (!triggered || (outcome !== 'runs' && outcome !== 'hangs')) return;
      const facts = factsOf(item);
      const text = JSON.stringify(facts);
      const key = `${item.project}\n${item.pipeline}\n${text}`;
      let known = seen.get(key);
      if (known === undefined) seen.set(key, (known = new Set()));
      const further = started.filter(({ name }) => !known.has(name) && functionOf(jobs(name)) !== undefined);
      if (further.length === 0) return;
      const frozen = new Map(v3.freeze(inV3).jobs.map((job) => [job.item.name, job]));
      if (!items.has(text)) items.set(text, facts);
      for (const { name } of further) {
        const job = frozen.get(names.v3.job(name));
        // Where it does not run, there are no parameters; that is a difference of its own.
        if (job === undefined || name === NOOP) continue;
        known.add(name);
        const { project, pipeline } = inV3;
        let uses = byJob.get(name);
        if (uses === undefined) byJob.set(name, (uses = []));
        const variables = variablesOf(job);
        uses.push({
          ...{ job: name, project: item.project, pipeline: item.pipeline, item: items.get(text)! },
          ...{ v3: { project, pipeline }, variables },
        });
      }
    },
    async compare(source, findings) {
      const all = [...byJob.values()];
      const questions = all.map((uses) => questionAbout(uses, jobs));
      const { answers, distinct } = await askPython(source, questions);
      const pairs = all.flatMap((uses, question) =>
        uses.map((use, place) => [use, distinct[answers[question]![place]![0]!]!] as const),
      );
      return compareParameters(pairs, findings);
    },
  };
}

/** Never has an environment. */
const NOOP = 'noop';

const variables = new WeakMap<object, Readonly<Record<string, unknown>>>();

function variablesOf(job: ReturnType<V3Evaluator['freeze']>['jobs'][number]): Readonly<Record<string, unknown>> {
  let found = variables.get(job);
  if (found === undefined) {
    found = job.attributes()['vars'] as Readonly<Record<string, unknown>>;
    variables.set(job, found);
  }
  return found;
}

function factsOf(item: Scenario): ItemFacts {
  if (item.kind === 'change') return { kind: 'change', branch: item.branch };
  return item.kind === 'ref' ? { kind: 'ref', ref: item.ref, op: item.op } : { kind: 'timer' };
}

function questionAbout(uses: readonly ParameterUse[], jobs: ReturnType<typeof jobBook>): Question {
  const [{ job: name }] = uses as readonly [ParameterUse];
  const job = jobs(name);
  const items = [...new Set(uses.map(({ item }) => item))];
  const indices = new Map(items.map((item, index) => [item, index]));
  return {
    function: functionOf(job) ?? '',
    job: jobFacts(job),
    items,
    places: uses.map(({ project, pipeline, item }) => [project, pipeline, [indices.get(item)!]]),
  };
}
