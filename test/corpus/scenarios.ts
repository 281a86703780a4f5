/** Asks our evaluator of Zuul v2 about the derived scenarios of Wikimedia, and looks whether anything that the truth shows is missed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createV2Evaluator } from '../../src/evaluate/v2/evaluator.js';
import type { ItemAnswer } from '../../src/model/item-answer.js';
import { readLayout } from '../../src/read/layout/read-layout.js';
import { checkPattern } from '../../src/regex/check-pattern.js';
import { scenarioSource } from '../../src/verify/scenarios/derive-scenarios.js';
import { eventScenarios } from '../../src/verify/scenarios/event-scenarios.js';
import { usualBranches } from '../../src/verify/scenarios/usual-branches.js';
import { check, say, shared } from './support.js';

interface TruthLine {
  readonly project: string;
  readonly pipeline: string;
  readonly kind: string;
  readonly triggered: boolean;
  readonly jobs: readonly (readonly [name: string, parent: string | null, voting: number])[];
}

/** Every set of jobs that the truth shows for a place is the answer to a derived scenario of that place. */
export function checkDerivedScenarios(): void {
  say('\nScenarios derived from the conditions of Zuul v2 (Wikimedia)');
  const path = join(shared, 'corpora/wikimedia/zuul/layout.yaml');
  const { layout } = readLayout(path, { zuulV2Version: 'wikimedia', checkPattern });
  const v2 = createV2Evaluator(layout, { zuulV2Version: 'wikimedia' });
  const start = process.cpuUsage().user;
  const asked = v2.places.map((place) => [place, v2.conditions(place)] as const);
  const source = scenarioSource({ usualBranches: usualBranches(asked.map(([, conditions]) => conditions)) });
  const answers = new Map<string, Set<ItemAnswer>>();
  for (const [place, conditions] of asked) {
    const ofPlace = new Set<ItemAnswer>();
    answers.set(`${place.pipeline} ${place.project}`, ofPlace);
    for (const item of source.of(place, [conditions])) ofPlace.add(v2.answer(item));
  }
  const seconds = (process.cpuUsage().user - start) / 1e6;
  const { scenarios, distinct, branches, refs, paths, fileLists, pairs, gaps } = source.counts();
  say(
    `       ${String(scenarios)} scenarios of ${String(asked.length)} places (${String(distinct)} kinds), asked in ${seconds.toFixed(1)} s of CPU time`,
  );
  const classes = Object.entries({ branches, refs, paths, fileLists, pairs });
  say(`       classes: ${classes.map(([name, { found }]) => `${name} ${String(found)}`).join(', ')}`);
  check('all classes are visited', classes.every(([, { found, visited }]) => found === visited) && gaps.length === 0);
  check('there are 300,000 scenarios or more', scenarios >= 300_000, String(scenarios));
  checkAgainstTruth(answers);

  const { events, pipelines } = eventScenarios(v2.eventConditions?.() ?? [], 'mediawiki/core');
  const reached = new Set(
    events.flatMap(({ event }) =>
      v2.reached(event).flatMap((one) => ((one.refused ?? one.error) === undefined ? [one.pipeline] : [])),
    ),
  );
  check(
    'every pipeline is reached by a derived event',
    reached.size === pipelines,
    `${String(events.length)} events, ${String(pipelines)} pipelines`,
  );
}

/**
 * Of each job of a place: whether it runs and whether it stays out in items that the triggers let in. What they keep out
 * starts nothing, so not every job has to be seen there.
 */
function checkAgainstTruth(answers: ReadonlyMap<string, ReadonlySet<ItemAnswer>>): void {
  const shown = new Map<string, Set<string>>();
  for (const [place, ofPlace] of answers) {
    const states = [...ofPlace]
      .filter(({ triggered }) => triggered)
      .map(({ jobs }) => new Set(jobs.map(({ name }) => name)));
    const all = new Set(states.flatMap((jobs) => [...jobs]));
    shown.set(place, new Set(states.flatMap((jobs) => statesOf(jobs, all))));
  }
  const missed = new Set<string>();
  let lines = 0;
  for (const line of gunzipSync(readFileSync(join(shared, 'truth/wikimedia-v2.jsonl.gz')))
    .toString('utf8')
    .split('\n')) {
    if (line === '') continue;
    const { project, pipeline, triggered, jobs } = JSON.parse(line) as TruthLine;
    if (!triggered) continue;
    lines += 1;
    const place = `${pipeline} ${project}`;
    const known = shown.get(place) ?? new Set();
    const names = new Set(jobs.map(([name]) => name));
    const all = new Set([...known].map((state) => state.split(' ')[1] ?? ''));
    for (const state of statesOf(names, all)) if (!known.has(state)) missed.add(`${place}: ${state}`);
  }
  const examples = [...missed].slice(0, 5).join('\n');
  check(
    'what a job does in the truth it does in a derived scenario',
    missed.size === 0,
    `${String(lines)} lines, ${String(missed.size)} missed\n${examples}`.trim(),
  );
}

function statesOf(jobs: ReadonlySet<string>, all: ReadonlySet<string>): readonly string[] {
  return [...new Set([...all, ...jobs])].map((job) => `${jobs.has(job) ? 'runs' : 'stays'} ${job}`);
}
