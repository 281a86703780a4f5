import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { createV2Evaluator } from '../../src/evaluate/v2/evaluator.js';
import type { Evaluator } from '../../src/model/evaluator.js';
import { InputError, type Fault } from '../../src/model/input-error.js';
import type { Scenario } from '../../src/model/scenario.js';
import { readLayout } from '../../src/read/layout/read-layout.js';
import { checkPattern } from '../../src/regex/check-pattern.js';
import { brokenLayout } from '../support/broken-layout.js';
import { withScenarios } from '../support/layout/scenarios.js';
import { randomLayout, type RandomLayout } from '../support/random-layout.js';
import { sameAnswer, samePartition } from './compare-v2.js';
import { compareWholeWay } from './compare-whole-way.js';
import { sameReason } from './refusals.js';
import { check, corpusSeed, skip, work } from './support.js';
import { startZuul14 } from './zuul14.js';
import { askZuul2, type V2Reply } from './zuul2.js';

type Asked = RandomLayout & { readonly scenarios: readonly Scenario[] };

/** How many layouts each check asks about. */
const COUNTS = { evaluator: 2000, refusals: 1500, wholeWay: 300 };

const SCENARIOS = 30;

/** Milliseconds after which a check stops, shrinking included. */
const LONGEST = 240_000;

/** Connections of every random layout. */
const CONNECTIONS: Readonly<Record<string, string>> = {
  gerrit: 'gerrit',
  'review-2': 'gerrit',
  smtp: 'smtp',
  sql: 'sql',
};

/** A zuul.conf with those connections; Zuul 14.2 has no driver `sql`. */
function conf(drivers: readonly string[]): string {
  return Object.entries(CONNECTIONS)
    .filter(([, driver]) => drivers.includes(driver))
    .map(([name, driver]) => `[connection ${name}]\ndriver=${driver}\nserver=${name}.example.org\nuser=zuul\n`)
    .join('');
}

const CONF = { v2: conf(['gerrit', 'smtp', 'sql']), v3: conf(['gerrit', 'smtp']) };

/**
 * Random layouts, asked of the real Zuul 2.6: does our reader take and refuse what it takes and refuses, for the same
 * reason, and does our evaluator answer what it answers? And, converted, asked of the real Zuul 14.2: does it run the same
 * jobs, but for what a finding announces?
 *
 * `CORPUS_SEED` in the environment repeats a run; each failure prints its seed and the smallest layout that shows it.
 */
export async function checkRandomLayouts(counts: Partial<typeof COUNTS> = {}): Promise<void> {
  const { evaluator, refusals, wholeWay } = { ...COUNTS, ...counts };
  const zuul2 = askZuul2();
  if (zuul2 === undefined) return skip('random layouts', 'there is no Python 2.7 with Zuul 2.6, or no oracle, here');
  try {
    const ask = (layout: string, scenarios: readonly Scenario[]): Promise<V2Reply> =>
      zuul2.ask({ layout, scenarios, tables: true, connections: CONNECTIONS });
    await checkEvaluator(ask, evaluator);
    await checkRefusals(ask, refusals);
    const zuul14 = startZuul14();
    if (zuul14 === undefined) return skip('random layouts, the whole way', 'Zuul 14.2 cannot be installed here');
    try {
      await checkWholeWay(ask, zuul14.ask, wholeWay);
    } finally {
      zuul14.close();
    }
  } finally {
    zuul2.close();
  }
}

type AskV2 = (layout: string, scenarios: readonly Scenario[]) => Promise<V2Reply>;

async function checkEvaluator(ask: AskV2, runs: number): Promise<void> {
  const counted = { taken: 0, refused: 0, scenarios: 0, triggered: 0 };
  await property(
    'our v2 evaluator answers as the real Zuul 2.6',
    withScenarios(randomLayout, SCENARIOS),
    runs,
    counted,
    async (one) => {
      const reply = await ask(one.text, one.scenarios);
      const problem = verdictProblem(reply, one.text);
      if (problem !== undefined || !reply.ok) {
        counted.refused += 1;
        return problem;
      }
      counted.taken += 1;
      const ours = evaluatorOf(one.text);
      for (const [index, scenario] of one.scenarios.entries()) {
        const line = reply.answers[index]!;
        counted.scenarios += 1;
        if (line.triggered) counted.triggered += 1;
        const differs = sameAnswer(line, ours.answer(scenario), reply.jobs ?? {});
        if (differs !== undefined) return `${JSON.stringify(scenario)}\n${differs}`;
      }
      return samePartition(reply.queues, ours.queues());
    },
  );
}

async function checkRefusals(ask: AskV2, runs: number): Promise<void> {
  const counted = { taken: 0, refused: 0 };
  await property(
    'what Zuul 2.6 refuses is refused, for the same reason and with its line',
    brokenLayout,
    runs,
    counted,
    async ({ text }) => {
      const reply = await ask(text, []);
      counted[reply.ok ? 'taken' : 'refused'] += 1;
      return verdictProblem(reply, text);
    },
  );
}

async function checkWholeWay(
  ask: AskV2,
  askV3: Parameters<typeof compareWholeWay>[0]['askV3'],
  runs: number,
): Promise<void> {
  const counted = { layouts: 0, scenarios: 0, equal: 0, announced: 0 };
  const layouts = fc.tuple(withScenarios(randomLayout, SCENARIOS), fc.constantFrom('full' as const, 'short' as const));
  await property(
    'both real systems run the same jobs, but for what is announced',
    layouts,
    runs,
    counted,
    async ([one, refNames]) => {
      const reply = await ask(one.text, one.scenarios);
      if (!reply.ok) return undefined;
      const result = await compareWholeWay({ layout: one, reply, refNames, conf: CONF.v3, askV3 });
      counted.layouts += 1;
      counted.scenarios += result.scenarios;
      counted.equal += result.equal;
      counted.announced += result.announced;
      return result.unexplained;
    },
  );
}

/** Checks that `look` finds no problem with random values; shrinks the first one it finds. */
async function property<T extends RandomLayout | readonly [Asked, string]>(
  name: string,
  values: Arbitrary<T>,
  runs: number,
  counted: object,
  look: (value: T) => Promise<string | undefined>,
): Promise<void> {
  const seed = corpusSeed();
  let last = '';
  const result = await fc.check(
    fc.asyncProperty(values, async (value) => {
      const problem = await look(value);
      if (problem === undefined) return true;
      const layout = 'text' in value ? value : value[0];
      last = `${problem}\n${layout.text}${'text' in value ? '' : `ref-names: ${value[1]}\n`}`;
      return false;
    }),
    { numRuns: runs, seed, interruptAfterTimeLimit: LONGEST },
  );
  const error = result.errorInstance instanceof Error && last === '' ? String(result.errorInstance.stack) : '';
  const figures = JSON.stringify(counted).replaceAll(/["{}]/g, '').replaceAll(',', ', ');
  const detail = result.failed
    ? `seed ${String(seed)}, shrunk ${String(result.numShrinks)} times\n${last}${error}`
    : figures;
  const stopped = result.interrupted ? `stopped before ${String(runs)}; ` : '';
  check(`${String(result.numRuns)} random layouts: ${name}`, !result.failed && !result.interrupted, stopped + detail);
}

/** How our verdict differs from v2's: taken, refused, refused for another reason, or without a line. */
function verdictProblem(reply: V2Reply, text: string): string | undefined {
  if (!reply.ok && reply.kind === 'oracle') throw new Error(reply.error);
  const faults = faultsOf(text);
  if (reply.ok) return faults.length === 0 ? undefined : `Zuul 2.6 takes it, we say: ${messages(faults)}`;
  const said = `${reply.kind}: ${reply.error}`;
  if (faults.length === 0) return `Zuul 2.6 refuses it (${said}), we take it`;
  if (faults.some(({ at }) => at.line < 1)) return `no line: ${messages(faults)}`;
  return sameReason(reply, faults) ? undefined : `another reason. Zuul 2.6: ${said}\nwe: ${messages(faults)}`;
}

function messages(faults: readonly Fault[]): string {
  return faults.map(({ at, message }) => `line ${String(at.line)}: ${message}`).join('\n');
}

function faultsOf(text: string): readonly Fault[] {
  try {
    evaluatorOf(text);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.faults;
    throw error;
  }
}

function evaluatorOf(text: string): Evaluator {
  const folder = mkdtempSync(join(work, 'layout-'));
  try {
    const [layout, conf] = [join(folder, 'layout.yaml'), join(folder, 'zuul.conf')];
    writeFileSync(layout, text);
    writeFileSync(conf, `[zuul]\nlayout_config=${layout}\n${CONF.v2}`);
    const reading = readLayout(conf, { zuulV2Version: '2.6', checkPattern });
    return createV2Evaluator(reading.layout, { zuulV2Version: '2.6' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
