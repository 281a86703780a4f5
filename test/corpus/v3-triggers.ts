/** Which pipelines an event reaches: our filters of Zuul v3 against the drivers of the real Zuul 14.2. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { reachedPipelines } from '../../src/evaluate/v3/events/reached.js';
import { type LoadOptions, loadTree } from '../../src/evaluate/v3/load/load-tree.js';
import type { ChangeEvent, ReachedPipeline } from '../../src/model/change-event.js';
import { parseEvent } from '../../src/read/events/parse-event.js';
import {
  type EventPools,
  type RandomEvent,
  asChangeEvent,
  asOracleEvent,
  randomEvent,
} from '../support/random-events.js';
import { randomTree, shownTree, writeTree } from '../support/random-tree.js';
import { BRANCHES, PROJECTS, REFS } from '../support/tree/values.js';
import { shrinkTime } from './shrink-time.js';
import { check, shared, skip, work } from './support.js';
import { type OracleEvent, startZuul14 } from './zuul14.js';

const SYNTHETIC = 6000;
const EVENTS_OF_A_TREE = 40;
const SEED = 20_261;

/** A project that no tenant has. */
const ABSENT = 'absent';

/**
 * Recorded streams and synthetic events over Wikimedia's converted tree, and synthetic ones over random sections of
 * triggers, requirements and rejections.
 *
 * @param out Wikimedia's converted tree.
 * @param trees How many random trees, with 40 events each.
 */
export async function checkV3Triggers(out: string, trees: number): Promise<void> {
  const oracle = startZuul14();
  if (oracle === undefined)
    return skip('events reach what they reach in Zuul 14.2', 'Zuul 14.2 cannot be installed here');
  const events = [
    ...recorded('mediawiki/core'),
    ...fc.sample(randomEvent(wikimediaPools()), { numRuns: SYNTHETIC, seed: SEED }),
  ];
  const answer = await oracle.ask({ dir: out, events: events.map((event) => asOracleEvent(event, now())) });
  const reach = reacher(out);
  report("events reach Wikimedia's pipelines as in Zuul 14.2", events, answer.events ?? [], reach);

  const folder = mkdtempSync(join(work, 'triggers-'));
  const streams = recorded('p1').filter((_, index) => index % 3 === 0);
  let [asked, reached] = [0, 0];
  const drawn = fc.array(randomEvent(POOLS), { minLength: EVENTS_OF_A_TREE, maxLength: EVENTS_OF_A_TREE });
  const shrinking = shrinkTime();
  const property = fc.asyncProperty(randomTree(0, 2), drawn, async (tree, own) => {
    if (shrinking.isOver()) return;
    rmSync(folder, { recursive: true, force: true });
    const { dir } = writeTree({ ...tree, repositories: [] }, folder);
    const all = [...own, ...streams.slice(0, own.length)];
    const told = await oracle.ask({ dir, events: all.map((event) => asOracleEvent(event, now())) });
    if (told.fatal !== undefined) throw shrinking.failure(`the tree does not load: ${told.fatal}`);
    const ours = reacher(dir);
    for (const [index, event] of all.entries()) {
      const [wanted, got] = [oracleWords(told.events?.[index] ?? {}), words(ours(asChangeEvent(event)))];
      asked += 1;
      if (wanted !== '') reached += 1;
      if (!same(wanted, got)) throw shrinking.failure(`${JSON.stringify(event)}\nreaches ${got}, not ${wanted}`);
    }
  });
  const details = await fc.check(property, { numRuns: trees, seed: SEED });
  oracle.close();
  const smallest = details.counterexample?.[0];
  const shown = smallest === undefined ? '' : `\n${shownTree(smallest)}\n${String(details.errorInstance)}`;
  const figures = `${String(trees)} trees, ${String(asked)} events, ${String(reached)} reach something, seed ${String(SEED)}`;
  check('events reach the pipelines of random trees as in Zuul 14.2', !details.failed, `${figures}${shown}`);
}

function report(
  name: string,
  events: readonly RandomEvent[],
  oracle: readonly OracleEvent[],
  reach: (event: ChangeEvent) => readonly ReachedPipeline[],
): void {
  let equal = 0;
  let reached = 0;
  let first = '';
  for (const [index, event] of events.entries()) {
    const [wanted, got] = [oracleWords(oracle[index] ?? {}), words(reach(asChangeEvent(event)))];
    if (wanted !== '') reached += 1;
    if (same(wanted, got)) equal += 1;
    else if (first === '') first = `\n${JSON.stringify(event)}\nreaches ${got}, not ${wanted}`;
  }
  const figures = `${String(equal)} of ${String(events.length)} equal, ${String(reached)} reach something, seed ${String(SEED)}`;
  check(name, equal === events.length && equal === oracle.length, `${figures}${first}`);
}

function reacher(folder: string, options: LoadOptions = {}): (event: ChangeEvent) => readonly ReachedPipeline[] {
  const { pipelines, tenant } = loadTree(folder, options);
  const filters = pipelines.map((pipeline) => pipeline.filters);
  return (event) =>
    reachedPipelines(filters, event, (project) => {
      const found = tenant.find(project);
      return found === undefined || found === 'ambiguous' ? undefined : found.connection;
    });
}

function words(reached: readonly ReachedPipeline[]): string {
  return reached
    .map(
      ({ pipeline, refused, error }) =>
        `${pipeline}${refused === undefined ? '' : '!refused'}${error === undefined ? '' : '!error'}`,
    )
    .join(' ');
}

/** In the order of the pipelines; the one that Zuul fails in is the last. */
function oracleWords({ pipelines = {}, exception, dropped, project }: OracleEvent): string {
  const reached = Object.entries(pipelines).map(([name, { rejected, exception: failure }]) => {
    if (failure !== undefined) return `${name}!error`;
    return rejected === undefined ? name : `${name}!refused`;
  });
  // Filters are asked a first time before the tenant is: what fails there for a project of nobody reaches nothing.
  if (dropped === undefined || exception === undefined || project === ABSENT) return reached.join(' ');
  return FAILED_FIRST;
}

/** Before any pipeline is asked for itself; which of several that fail is told is chance. */
const FAILED_FIRST = '!error';

function same(wanted: string, ours: string): boolean {
  return wanted === ours || (wanted === FAILED_FIRST && /^[^ ]+!error$/.test(ours));
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** The recorded streams, as if the one project in them were `project`. */
function recorded(project: string): readonly RandomEvent[] {
  const folder = join(shared, 'corpora/gerrit-events');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .map((line) => {
      const renamed = line.replaceAll('"project":"p1"', `"project":${JSON.stringify(project)}`);
      const { event } = parseEvent(renamed, { file: 'events.jsonl', line: 1 });
      return { line: JSON.parse(renamed) as Readonly<Record<string, unknown>>, state: event.change };
    });
}

const POOLS: EventPools = {
  projects: [...PROJECTS, 'p1', ABSENT],
  branches: BRANCHES,
  refs: [...REFS, 'master', 'stable/1', 'refs/changes/45/12345/meta', 'refs/changes/45/12345/2'],
  comments: ['recheck', 'Patch Set 1:\n\nrecheck', 'looks good', '', 'recheck please\n'],
  emails: ['dev1@example.com', 'dev2@example.com', 'zuul@example.org', ''],
  usernames: ['dev1', 'dev2', 'zuul2', 'nobody'],
  hashtags: ['h1', 'h2', 'blocked'],
};

/** People, comments and branches that Wikimedia's layout tells apart. */
function wikimediaPools(): EventPools {
  const truth = gunzipSync(readFileSync(join(shared, 'truth/wikimedia-v2-events.jsonl.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { branch?: string; ref?: string; comment?: string; account?: string });
  const distinct = (values: readonly (string | undefined)[]): string[] =>
    [...new Set(values)].filter((value) => value !== undefined).sort();
  return {
    projects: ['mediawiki/core', 'integration/config', 'operations/puppet', ABSENT],
    branches: distinct(truth.map(({ branch }) => branch)),
    refs: [...distinct(truth.map(({ ref }) => ref)), 'refs/changes/45/12345/meta'],
    comments: [...distinct(truth.map(({ comment }) => comment)), 'looks good'],
    emails: [
      'a@wikimedia.org',
      'person001@example.org',
      'Person056@example.org',
      'nobody@nowhere.example',
      'x@fandom.com',
    ],
    usernames: [
      ...distinct(truth.map(({ account }) => (account?.startsWith('user ') === true ? account.slice(5) : undefined))),
      'nobody',
    ],
    hashtags: ['h1'],
  };
}
