import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createV2Evaluator } from '../../src/evaluate/v2/evaluator.js';
import { createV3Evaluator } from '../../src/evaluate/v3/evaluator.js';
import type { Evaluator } from '../../src/model/evaluator.js';
import { InputError } from '../../src/model/input-error.js';
import type { ItemAnswer } from '../../src/model/item-answer.js';
import type { V2Layout } from '../../src/model/layout.js';
import type { Scenario } from '../../src/model/scenario.js';
import { isProven } from '../../src/model/verification.js';
import { readConversion } from '../../src/read/conversion/read-conversion.js';
import { readLayout } from '../../src/read/layout/read-layout.js';
import { nameMap } from '../../src/verify/names.js';
import { scenarioSource } from '../../src/verify/scenarios/derive-scenarios.js';
import { verify, type VerifyRequest } from '../../src/verify/verify.js';
import { checkPattern } from '../../src/regex/check-pattern.js';
import { chooseMutations, type Mutation } from '../support/mutate-tree.js';
import { check, convert, say, shared, skip, work } from './support.js';
import { forOracle, startZuul14, type OracleItem } from './zuul14.js';

/** Every so manieth project of Wikimedia's layout: all kinds of them, and a tree that loads quickly. */
const EVERY = 30;
/** Scenarios that the real Zuul is asked about one mutation. */
const ASKED = 300;
/** Mutations that nobody notices, of which the real Zuul is asked. */
const MOST_ASKED = 25;

/**
 * Changes one attribute of a converted tree after the other, and looks whether verify notices. What it does not notice may
 * not change what any scenario starts: as our evaluator says for all scenarios, and the real Zuul 14.2 for some.
 */
export async function checkMutations(most = 500): Promise<void> {
  const corpus = join(shared, 'corpora/wikimedia/zuul/layout.yaml');
  const path = join(work, 'some-projects.yaml');
  const read = (file: string): V2Layout => readLayout(file, { zuulV2Version: 'wikimedia', checkPattern }).layout;
  writeFileSync(path, someProjects(readFileSync(corpus, 'utf8'), read(corpus)));
  const tree = join(work, 'mutated');
  const settings = join(import.meta.dirname, 'wikimedia.yaml');
  const { status, stderr } = convert(['--layout', path, '--settings', settings, '--out', tree]);
  if (status !== 0) return check('mutations: the layout is converted', false, stderr.slice(-1000));
  const layout = read(path);
  const base = createV3Evaluator(tree);
  const request = verifyRequest(tree, layout, base);
  const proven = verify(request);
  check(
    'mutations: the tree as it is has no unexplained difference',
    isProven(proven),
    JSON.stringify(proven.scenarios),
  );

  const counts = { noticed: 0, unchanged: 0 };
  const missed: string[] = [];
  const quiet: Mutation[] = [];
  for (const mutation of chooseMutations(tree, most)) {
    const v3 = mutated(tree, mutation);
    if (v3 === 'does not load') counts.noticed += 1;
    else if (!isProven(verify({ ...request, v3 })) || v3.tree.problems.length > 0) counts.noticed += 1;
    else if (behavesAlike(request, base, v3)) {
      counts.unchanged += 1;
      quiet.push(mutation);
    } else missed.push(mutation.name);
  }
  const all = counts.noticed + counts.unchanged + missed.length;
  const figures = `${String(counts.noticed)} noticed, ${String(counts.unchanged)} change nothing`;
  check(
    `verify notices every one of ${String(all)} mutations that changes behaviour`,
    missed.length === 0,
    [figures, ...missed].join('\n'),
  );
  await askZuul(tree, quiet, request);
}

/** The text without most of its projects. */
function someProjects(text: string, { projects }: V2Layout): string {
  const lines = text.split('\n');
  const starts = projects.map(({ at }) => at.line - 1);
  const kept = starts.flatMap((start, index) =>
    index % EVERY === 0 ? lines.slice(start, starts[index + 1] ?? lines.length) : [],
  );
  return [...lines.slice(0, starts[0]), ...kept].join('\n');
}

function verifyRequest(tree: string, layout: V2Layout, v3: Evaluator): VerifyRequest {
  const v2 = createV2Evaluator(layout, { zuulV2Version: 'wikimedia' });
  const { findings, names: written, attached, jenkinsSemaphores } = readConversion(tree);
  const names = nameMap(v2, v3, written, attached);
  const scenarios = scenarioSource({ jobName: (name) => names.v2.job(name) });
  return {
    ...{ v2, v3, names, layout, findings, waivers: [], today: '', scenarios },
    fromJenkins: jenkinsSemaphores,
    refNames: 'full',
  };
}

function mutated(tree: string, { path, text }: Mutation): ReturnType<typeof createV3Evaluator> | 'does not load' {
  const file = join(tree, path);
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, text);
  try {
    return createV3Evaluator(tree);
  } catch (error) {
    if (error instanceof InputError) return 'does not load';
    throw error;
  } finally {
    writeFileSync(file, before);
  }
}

/** Whether two trees start the same for every scenario that can make a difference in any of the three systems. */
function behavesAlike({ v2 }: VerifyRequest, base: Evaluator, other: Evaluator): boolean {
  if (JSON.stringify(partition(base)) !== JSON.stringify(partition(other))) return false;
  const source = scenarioSource();
  const places = new Map(
    [...base.places, ...other.places].map((place) => [`${place.project} ${place.pipeline}`, place]),
  );
  for (const place of places.values()) {
    const conditions = [base.conditions(place), other.conditions(place), v2.conditions(place)];
    for (const scenario of source.of(place, conditions)) {
      if (whatStarts(base.answer(scenario)) !== whatStarts(other.answer(scenario))) return false;
    }
  }
  return true;
}

function partition(evaluator: Evaluator): unknown {
  return evaluator
    .queues()
    .map(({ pipeline, queues }) => [pipeline, queues.map(({ projects }) => [...projects].sort()).sort()]);
}

const known = new WeakMap<ItemAnswer, string>();

/** An answer as a text, apart from how dependencies are written: what a job waits for in the end. */
function whatStarts(answer: ItemAnswer): string {
  const { triggered, outcome, jobs } = answer;
  if (!triggered || outcome === 'unknown' || outcome === 'nothing') return 'nothing';
  let text = known.get(answer);
  if (text === undefined) {
    const waits = new Map(jobs.map(({ name, dependencies }) => [name, dependencies.map((one) => one.name)]));
    const all = (name: string, into = new Set<string>()): Set<string> => {
      for (const one of waits.get(name) ?? []) if (waits.has(one) && !into.has(one)) all(one, into.add(one));
      return into;
    };
    const lines = jobs.map(({ name, voting, semaphores, hold, tags }) =>
      JSON.stringify([name, voting, [...all(name)].sort(), semaphores, hold, tags]),
    );
    text = [outcome, ...lines.sort()].join('\n');
    known.set(answer, text);
  }
  return text;
}

/** Asks the real Zuul about mutations that change nothing. */
async function askZuul(tree: string, quiet: readonly Mutation[], { v2, scenarios }: VerifyRequest): Promise<void> {
  const zuul = startZuul14();
  if (zuul === undefined)
    return skip('mutations: the real Zuul 14.2 sees no change either', 'it cannot be installed here');
  try {
    // What no trigger lets in may freeze otherwise: nobody will see it.
    const all = v2.places
      .flatMap((place) => [...scenarios.of(place, [v2.conditions(place)])])
      .filter((scenario) => v2.answer(scenario).triggered);
    const step = Math.max(1, Math.floor(all.length / ASKED));
    const asked = all.filter((_, index) => index % step === 0);
    const before = await frozen(zuul, tree, asked);
    const wrong: string[] = [];
    const chosen = quiet.filter((_, index) => index % Math.ceil(quiet.length / MOST_ASKED) === 0);
    for (const { path, text, name } of chosen) {
      const file = join(tree, path);
      const original = readFileSync(file, 'utf8');
      writeFileSync(file, text);
      const after = await frozen(zuul, tree, asked);
      writeFileSync(file, original);
      if (before.some((item, index) => item !== after[index])) wrong.push(name);
    }
    const figures = `${String(chosen.length)} mutations, ${String(asked.length)} scenarios each`;
    check('mutations: the real Zuul 14.2 sees no change either', wrong.length === 0, [figures, ...wrong].join('\n'));
  } finally {
    zuul.close();
  }
}

async function frozen(
  zuul: NonNullable<ReturnType<typeof startZuul14>>,
  tree: string,
  scenarios: readonly Scenario[],
): Promise<string[]> {
  const { answers, fatal } = await zuul.ask({ dir: tree, scenarios: scenarios.map((scenario) => forOracle(scenario)) });
  if (fatal !== undefined) say(`       the real Zuul does not load a mutated tree: ${fatal}`);
  return answers.map(({ jobs = {}, error }: OracleItem) => {
    const lines = Object.entries(jobs).map(([name, { voting, dependencies, semaphores, hold, tags }]) =>
      JSON.stringify([name, voting, [...dependencies].sort(), semaphores, hold, tags]),
    );
    return [error ?? '', ...lines.sort()].join('\n');
  });
}
