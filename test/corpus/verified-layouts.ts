import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { createV2Evaluator } from '../../src/evaluate/v2/evaluator.js';
import { verifyTree } from '../../src/cli/verify-tree.js';
import { InputError } from '../../src/model/input-error.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.js';
import type { Verification } from '../../src/model/verification.js';
import { readLayout } from '../../src/read/layout/read-layout.js';
import { checkPattern } from '../../src/regex/check-pattern.js';
import { randomLayout } from '../support/random-layout.js';
import { convertText } from './convert-text.js';
import { check, corpusSeed, work } from './support.js';

/**
 * Random layouts, converted and verified: no difference may be unexplained. Prints what was counted; on failure the seed and
 * the smallest layout that shows it. `CORPUS_SEED` in the environment repeats a run.
 */
export async function checkVerifiedLayouts(runs = 2000): Promise<void> {
  await checkVerified('random layouts', runs, fc.constant({}));
}

/** The same where some of the jobs are matrix jobs: each combination is a job that v2 did not know. */
export async function checkVerifiedCombinations(runs = 300): Promise<void> {
  const names = fc.subarray(['unit', 'build', 'docs', 'unit-py3', 'web-unit'], { minLength: 1 });
  const jobs = names.map((list) => Object.fromEntries(list.map((name) => [name, MATRIX])));
  await checkVerified('random layouts with matrix jobs', runs, jobs);
}

/** Two combinations, of which one waits for the other. */
const MATRIX = `<matrix-project>
  <axes><hudson.matrix.TextAxis><name>PY</name><values><string>2</string><string>3</string></values></hudson.matrix.TextAxis></axes>
  <executionStrategy class="hudson.matrix.DefaultMatrixExecutionStrategyImpl">
    <touchStoneCombinationFilter>PY == '2'</touchStoneCombinationFilter>
    <touchStoneResultCondition><name>SUCCESS</name></touchStoneResultCondition>
  </executionStrategy>
  <concurrentBuild>true</concurrentBuild>
</matrix-project>`;

async function checkVerified(
  what: string,
  runs: number,
  definitions: fc.Arbitrary<Readonly<Record<string, string>>>,
): Promise<void> {
  const seed = corpusSeed();
  const counted = { layouts: 0, scenarios: 0, equal: 0, announced: 0, queues: 0 };
  let last = '';
  const names = fc.constantFrom('full' as const, 'short' as const);
  const result = await fc.check(
    fc.asyncProperty(randomLayout, names, definitions, async ({ text }, refNames, jobs) => {
      const verified = await verifiedLayout(text, { refNames }, jobs);
      if (verified === undefined) return true;
      counted.layouts += 1;
      counted.scenarios += verified.scenarios.asked;
      counted.equal += verified.scenarios.equal;
      counted.announced += verified.scenarios.announced;
      counted.queues += verified.queues.length;
      const problem = unexplained(verified);
      if (problem !== undefined) last = `${problem}\n${text}ref-names: ${refNames}\n${Object.keys(jobs).join(' ')}\n`;
      return problem === undefined;
    }),
    { numRuns: runs, seed, ignoreEqualValues: false },
  );
  const figures = JSON.stringify(counted).replaceAll(/["{}]/g, '').replaceAll(',', ', ');
  const error = result.errorInstance instanceof Error ? String(result.errorInstance.stack) : '';
  const shrunk = `seed ${String(seed)}, shrunk ${String(result.numShrinks)} times\n${last === '' ? error : last}`;
  const name = `${String(result.numRuns)} ${what}, converted and verified: nothing is unexplained`;
  check(name, !result.failed, result.failed ? shrunk : figures);
}

/** `undefined` for a layout that Zuul v2 refuses. */
async function verifiedLayout(
  text: string,
  more: Partial<Settings>,
  jobs: Readonly<Record<string, string>>,
): Promise<Verification | undefined> {
  const settings = { ...DEFAULT_SETTINGS, ...more };
  const { zuulV2Version } = settings;
  const folder = mkdtempSync(join(work, 'verified-'));
  try {
    const path = join(folder, 'layout.yaml');
    writeFileSync(path, text);
    const { layout } = readLayout(path, { zuulV2Version, checkPattern });
    const v2 = createV2Evaluator(layout, { zuulV2Version });
    const { files } = await convertText(text, more, jobs);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return (await verifyTree({ layout, v2, converted: folder, settings, depth: 'full' })).result;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function unexplained({ groups, queues }: Verification): string | undefined {
  const group = groups.find(({ standing }) => standing === 'unexplained');
  if (group !== undefined) return JSON.stringify(group);
  const queue = queues.find(({ standing }) => standing === 'unexplained');
  return queue === undefined ? undefined : JSON.stringify(queue);
}
