import type { Evaluator } from '../model/evaluator.js';
import type { V2Layout } from '../model/layout.js';
import type { Comparison, ParameterTable } from '../model/parameters.js';
import { candidateItems, type CandidateOptions, type Candidates } from './candidates.js';
import { askPython, type Answers, type PythonSource, type Question } from './run-python.js';
import { canRun, jobFacts, scenarioOf, usesWithFunctions, type JobUses } from './uses.js';

/** What is compared may only show once something else is there to be compared; a few rounds bring all of it to light. */
const MOST_ROUNDS = 4;

/** How many places of a job the first round is about. */
const SAMPLE = 25;

/**
 * Asks the parameter functions of a layout about every use of every job, for one item of each class that they or the
 * layout tell apart.
 *
 * @param v2 Of the same layout.
 * @throws InputError as `askPython` does.
 */
export async function parameterTable(
  layout: V2Layout,
  v2: Evaluator,
  source: PythonSource,
  options: CandidateOptions,
): Promise<ParameterTable> {
  const uses = usesWithFunctions(layout);
  if (uses.length === 0) return { items: [], answers: [], jobs: [], compared: [] };
  let compared: readonly Comparison[] = [];
  for (let round = 1; ; round += 1) {
    const candidates = candidateItems(v2, compared, options);
    // The first round only has to show what is compared.
    const questions = questionsAbout(round === 1 ? uses.map(someOf) : uses, candidates, v2);
    const answers = await askPython(source, questions, undefined);
    const further = answers.compared.filter((one) => isNew(one, compared));
    if (round === 1) {
      compared = further;
      continue;
    }
    if (round === MOST_ROUNDS || !further.some(({ fact }) => fact === 'branch' || fact === 'ref')) {
      return tableOf(uses, questions, answers, [...compared, ...further]);
    }
    compared = [...compared, ...further];
  }
}

/** Places of a job spread over all that it has. */
function someOf(uses: JobUses): JobUses {
  const step = Math.ceil(uses.places.length / SAMPLE);
  return { ...uses, places: uses.places.filter((_, index) => index % step === 0) };
}

function isNew({ fact, use, text }: Comparison, known: readonly Comparison[]): boolean {
  return !known.some((one) => one.fact === fact && one.use === use && one.text === text);
}

/** As many of the further items as a job is asked about that runs for none of the usual ones. */
const FURTHER = 2;

function questionsAbout(uses: readonly JobUses[], { items: usual, further }: Candidates, v2: Evaluator): Question[] {
  const items = [...usual, ...further];
  const byPipeline = new Map<string, readonly number[]>();
  const possible = (project: string, pipeline: string): readonly number[] => {
    let indices = byPipeline.get(pipeline);
    if (indices === undefined) {
      // What is put into a pipeline by hand is a change.
      const byHand = v2.conditions({ project, pipeline }).kinds.length === 0;
      indices = items.flatMap((item, index) => {
        const triggered = byHand ? item.kind === 'change' : v2.answer(scenarioOf(item, project, pipeline)).triggered;
        return triggered ? [index] : [];
      });
      byPipeline.set(pipeline, indices);
    }
    return indices;
  };
  return uses.map(({ job, function: name, places }) => ({
    function: name,
    job: jobFacts(job),
    items,
    places: places.map(({ project, pipeline }) => {
      const fitting = possible(project, pipeline).filter((index) =>
        canRun(job, scenarioOf(items[index]!, project, pipeline)),
      );
      const usualOnes = fitting.filter((index) => index < usual.length);
      const others = fitting.slice(usualOnes.length, usualOnes.length + FURTHER);
      return [project, pipeline, usualOnes.length > 0 ? usualOnes : others];
    }),
  }));
}

function tableOf(
  uses: readonly JobUses[],
  questions: readonly Question[],
  { answers, distinct }: Answers,
  compared: readonly Comparison[],
): ParameterTable {
  const jobs = uses.map(({ job, function: name }, index) => ({
    job: job.name,
    function: name,
    places: questions[index]!.places.map(([project, pipeline, asked], place) => ({
      project,
      pipeline,
      answers: asked.map((item, at): [number, number] => [item, answers[index]![place]![at]!]),
    })),
  }));
  const items = questions[0]?.items ?? [];
  return { items, answers: distinct, jobs, compared: [...compared].sort(byText) };
}

function byText(one: Comparison, other: Comparison): number {
  const [a, b] = [one, other].map(({ fact, use, text }) => `${fact} ${use} ${text}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}
