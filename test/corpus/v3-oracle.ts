/** Our evaluator of Zuul v3 against the code of the real Zuul 14.2: on Wikimedia's converted tree, and on random ones. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { createV3Evaluator } from '../../src/evaluate/v3/evaluator.js';
import type { LoadOptions } from '../../src/evaluate/v3/load/load-tree.js';
import { InputError } from '../../src/model/input-error.js';
import type { Evaluator } from '../../src/model/evaluator.js';
import type { PipelineQueues } from '../../src/model/item-answer.js';
import type { Scenario } from '../../src/model/scenario.js';
import { type RandomTree, randomTree, shownTree, writeTree } from '../support/random-tree.js';
import { itemDifferences } from './compare-items.js';
import { shrinkTime } from './shrink-time.js';
import { check, shared, skip, work, zuul14 } from './support.js';
import {
  type OracleItem,
  type OraclePipelineQueues,
  type TreeAnswer,
  type TreeRequest,
  forOracle,
  startZuul14,
} from './zuul14.js';

const SCENARIOS_OF_WIKIMEDIA = 50_000;
const SCENARIOS_OF_A_TREE = 50;

/**
 * Zuul compares entries of a list to leave out repeated ones, and freezing an entry changes what the comparison sees: a
 * list may give something else when it is first frozen. From the third time on it stays the same.
 */
const ROUNDS = [1, 2, 3];

/** Every so many scenarios the long answer is compared as well: nodesets, timeouts, variables. */
const EXPLAINED_EVERY = 10;

/**
 * 50,000 of Wikimedia's scenarios, spread over all of them, triggered and not.
 *
 * @param out The converted tree.
 */
export function checkV3OnWikimedia(out: string): void {
  const there = zuul14();
  if (there === undefined)
    return skip('evaluator of v3 = Zuul 14.2 on Wikimedia', 'Zuul 14.2 cannot be installed here');
  const scenarios = wikimediaScenarios();
  const [asked, answered] = [join(work, 'v3-scenarios.jsonl'), join(work, 'v3-answers.jsonl')];
  writeFileSync(asked, scenarios.map((scenario) => `${JSON.stringify(forOracle(scenario))}\n`).join(''));
  const words = [there.oracle, 'freeze', out, '--scenarios', asked, '--out', answered];
  const run = spawnSync(there.python, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) return check('the oracle freezes Wikimedia', false, run.stderr.slice(-1000));
  const lines = readFileSync(answered, 'utf8').trimEnd().split('\n');
  const start = performance.now();
  const evaluator = createV3Evaluator(out);
  const loaded = performance.now();
  const answers = scenarios.map((scenario) => evaluator.answer(scenario));
  const seconds = `${((loaded - start) / 1000).toFixed(2)} s to load, ${((performance.now() - loaded) / 1000).toFixed(2)} s to answer`;
  let equal = 0;
  let first = '';
  for (const [index, scenario] of scenarios.entries()) {
    const oracle = JSON.parse(lines[index] ?? '{}') as OracleItem;
    const answer = answers[index];
    if (answer === undefined) continue;
    const explained = index % EXPLAINED_EVERY === 0 ? evaluator.explain(scenario) : undefined;
    const found = itemDifferences(oracle, answer, explained);
    if (found.length === 0) equal += 1;
    else if (first === '') first = ` ${JSON.stringify(scenario)} ${found.join('; ')}`;
  }
  const figures = `${String(equal)} of ${String(scenarios.length)} equal, ${seconds}`;
  check('evaluator of v3 = Zuul 14.2 on Wikimedia', equal === scenarios.length, `${figures}${first}`);
  const queues = spawnSync(there.python, [there.oracle, 'queues', out], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const wanted = queuesOf(JSON.parse(queues.stdout) as Readonly<Record<string, OraclePipelineQueues>>);
  check(
    '… and its shared queues',
    queuesInWords(evaluator.queues()) === wanted,
    `${String(wanted.split('\n').length)} queues`,
  );
}

/** Scenarios of the truth, whose names of projects and pipelines are those of the tree. */
function wikimediaScenarios(): readonly Scenario[] {
  const all = gunzipSync(readFileSync(join(shared, 'truth/wikimedia-v2.jsonl.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const every = all.length / SCENARIOS_OF_WIKIMEDIA;
  return Array.from({ length: SCENARIOS_OF_WIKIMEDIA }, (_, index) => all[Math.floor(index * every)] ?? '').map(
    (line) => JSON.parse(line) as Scenario,
  );
}

/**
 * Random trees, each with scenarios: items, shared queues, and that nothing crashes. On a failure the seed and the smallest
 * tree that shows it are printed.
 *
 * @param trees How many; each is asked 50 scenarios.
 */
export async function checkV3OnRandomTrees(trees: number, seed = 20_260): Promise<void> {
  const name = 'evaluator of v3 = Zuul 14.2 on random trees';
  const oracle = startZuul14();
  if (oracle === undefined) return skip(name, 'Zuul 14.2 cannot be installed here');
  const folder = mkdtempSync(join(work, 'trees-'));
  let asked = 0;
  let ran = 0;
  const shrinking = shrinkTime();
  const property = fc.asyncProperty(randomTree(SCENARIOS_OF_A_TREE), async (tree) => {
    if (shrinking.isOver()) return;
    rmSync(folder, { recursive: true, force: true });
    const { request, evaluator } = open(tree, folder);
    if (evaluator === undefined) {
      const { fatal } = await oracle.ask(request);
      if (fatal === undefined) throw new Error('we refuse a tree that Zuul loads');
      return;
    }
    const asking = tree.scenarios.map((scenario) => forOracle(scenario, tree.branches));
    const told = await oracle.ask({ ...request, scenarios: ROUNDS.flatMap(() => asking), plain: true });
    const answer = { ...told, answers: told.answers.slice(-asking.length) };
    const differences = treeDifferences(tree, answer, evaluator);
    asked += answer.answers.length;
    ran += answer.answers.filter(({ jobs = {} }) => Object.keys(jobs).length > 0).length;
    if (differences.length > 0) throw shrinking.failure(differences.slice(0, 5).join('\n'));
  });
  const start = performance.now();
  const details = await fc.check(property, { numRuns: trees, seed });
  oracle.close();
  const seconds = `${((performance.now() - start) / 1000).toFixed(0)} s`;
  const figures = `${String(trees)} trees, ${String(asked)} scenarios, ${String(ran)} with jobs, seed ${String(seed)}, ${seconds}`;
  const smallest = details.counterexample?.[0];
  const shown = smallest === undefined ? '' : `\n${shownTree(smallest)}\n${String(details.errorInstance)}`;
  check(name, !details.failed, `${figures}${shown}`);
}

/** A tree on disk, as the oracle and as our evaluator see it; without an evaluator where Zuul cannot load it, as we say. */
export function open(tree: RandomTree, folder: string): { request: TreeRequest; evaluator: Evaluator | undefined } {
  const { dir, repos } = writeTree(tree, folder);
  const request = {
    dir,
    branches: tree.branches,
    repos: repos.map((one) => `${one.project}@${one.branch}=${one.dir}`),
  };
  const repositories = Object.fromEntries(repos.map((one) => [`${one.project}@${one.branch}`, one.dir]));
  return { request, evaluator: evaluatorOf(dir, { branches: tree.branches, repositories }) };
}

function evaluatorOf(dir: string, options: LoadOptions): Evaluator | undefined {
  try {
    return createV3Evaluator(dir, options);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function treeDifferences(tree: RandomTree, oracle: TreeAnswer, evaluator: Evaluator): readonly string[] {
  if (oracle.fatal !== undefined) return [`the tree does not load: ${oracle.fatal}`];
  const items = tree.scenarios.flatMap((scenario, index) => {
    const found = itemDifferences(oracle.answers[index] ?? {}, evaluator.answer(scenario), evaluator.explain(scenario));
    return found.map((one) => `${JSON.stringify(scenario)}: ${one}`);
  });
  const [wanted, ours] = [queuesOf(oracle.queues), queuesInWords(evaluator.queues())];
  return wanted === ours ? items : [...items, `queues\n${ours}\nnot\n${wanted}`];
}

function queuesOf(queues: Readonly<Record<string, OraclePipelineQueues>>): string {
  return queuesInWords(
    Object.entries(queues).map(([pipeline, { queues: those }]) => ({
      pipeline,
      // A queue without a name bears that of its only project with us.
      queues: those.map(({ queue, projects }) => ({ name: queue ?? projects.join(' '), projects })),
    })),
  );
}

/** One line a queue, sorted: the order in which queues come about is nobody's business. */
function queuesInWords(queues: readonly PipelineQueues[]): string {
  return queues
    .flatMap(({ pipeline, queues: those }) =>
      those.map(({ name, projects }) => `${pipeline} ${name}: ${[...projects].sort().join(' ')}`),
    )
    .sort()
    .join('\n');
}
