/** Wikimedia's whole conversion, loaded and frozen by a real Zuul 14.2; only where the corpus stands beside the checkout. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { type EvaluatorFreezer, evaluatorFreezer } from './evaluator-freeze.js';
import { figuresOf } from './figures.js';
import { type FrozenGraph, type FrozenJob, graphDifferences } from './frozen-graph.js';
import { missing } from './install.js';
import type { PlaceOnBranch } from './rest.js';
import { restFreezer } from './rest-freeze.js';
import { type WikimediaZuul, haveWikimedia, startWikimedia } from './wikimedia-zuul.js';

const why = haveWikimedia() ? missing('zuul', 'zookeeper', 'bubblewrap') : '../shared/corpora is not there';
if (why !== undefined) process.stderr.write(`SKIPPED: Wikimedia in a running Zuul 14.2: ${why}\n`);
const real = why === undefined ? test.serial : test.serial.skip;

let site: WikimediaZuul;

test.before(async () => {
  if (why === undefined) site = await startWikimedia();
});

test.after.always(async () => {
  if (why === undefined) await (site as WikimediaZuul | undefined)?.instance.stop();
});

real('every project loads, without an error and without a warning', async (t) => {
  t.log(figuresOf(site.zuul));
  t.deepEqual(await site.zuul.rest.configErrors(), []);
  const projects = await site.zuul.rest.get<{ name: string }[]>('projects');
  const names = new Set(projects.map(({ name }) => name));
  t.deepEqual(
    site.projects.filter((name) => !names.has(name)),
    [],
  );
  t.log(`${String(names.size)} projects`);
  t.true(names.size >= 2182);
});

const BRANCHES = [
  'master',
  'REL1_43',
  'wmf/1.45.0-wmf.1',
  'fundraising/REL1_43',
  'production',
  'patch-queue/debian/x',
  'deploy/wmf/x',
];

/** One place for each list of jobs that our evaluator tells apart, over all places and branches. */
function distinctPlaces(evaluator: EvaluatorFreezer): PlaceOnBranch[] {
  const numbers = new Map<FrozenJob, number>();
  const numberOf = (job: FrozenJob): number => {
    const number = numbers.get(job) ?? numbers.size;
    numbers.set(job, number);
    return number;
  };
  const key = (graph: FrozenGraph): string =>
    graph === 'error' ? graph : [...graph.values()].map(numberOf).sort().join(' ');
  const places = evaluator.places.flatMap((place) => BRANCHES.map((branch) => ({ ...place, branch })));
  // The pipeline belongs to it: a job may run after review only.
  return [...new Map(places.map((place) => [`${place.pipeline} ${key(evaluator.graph(place))}`, place])).values()];
}

/** Each project once, in pipelines by turns. */
function eachProject(evaluator: EvaluatorFreezer): PlaceOnBranch[] {
  const byProject = new Map<string, { project: string; pipeline: string }[]>();
  for (const place of evaluator.places) {
    byProject.set(place.project, [...(byProject.get(place.project) ?? []), place]);
  }
  return [...byProject.values()].flatMap((places, index) => {
    const place = places[index % places.length];
    return place === undefined ? [] : [{ ...place, branch: BRANCHES[index % BRANCHES.length] ?? '' }];
  });
}

const ATTRIBUTES_ASIDE: Omit<FrozenJob, 'dependencies'> = {
  voting: true,
  nodeset: [],
  semaphores: [],
  timeout: null,
  tags: [],
  vars: {},
};

/** Only names and dependencies. */
function outline(graph: FrozenGraph): FrozenGraph {
  if (graph === 'error') return graph;
  return new Map([...graph].map(([name, { dependencies }]) => [name, { ...ATTRIBUTES_ASIDE, dependencies }]));
}

real('it freezes what our evaluator says: every distinct list of jobs, every job, every project', async (t) => {
  const evaluator = evaluatorFreezer(site.tree);
  const running = restFreezer(site.zuul.rest);
  const outlineAt = async (place: PlaceOnBranch): Promise<FrozenGraph> => {
    const names = await running.names(place);
    if (names === 'error') return names;
    return outline(new Map(names.map(({ name, dependencies }) => [name, { ...ATTRIBUTES_ASIDE, dependencies }])));
  };
  const places = [...distinctPlaces(evaluator), ...eachProject(evaluator)];
  const faults: string[] = [];
  const compared = new Set<FrozenJob>();
  const seen = new Set<string>();
  let builds = 0;
  for (const place of places) {
    const wanted = evaluator.graph(place);
    const got = await outlineAt(place);
    const tell = (text: string): void => void faults.push(`${JSON.stringify(place)} ${text}`);
    graphDifferences(outline(wanted), got).forEach(tell);
    if (wanted === 'error' || got === 'error') continue;
    for (const [name, job] of wanted) {
      seen.add(name);
      const frozen = got.get(name);
      if (compared.has(job) || frozen === undefined) continue;
      compared.add(job);
      builds += 1;
      const full = await running.job(place, { name, dependencies: frozen.dependencies });
      graphDifferences(new Map([[name, job]]), new Map([[name, full]])).forEach(tell);
    }
  }
  t.log(`${String(places.length)} places, ${String(builds)} distinct jobs with all attributes`);
  t.deepEqual(faults.slice(0, 20), []);
  const pipelines = new Set(places.map(({ pipeline }) => pipeline));
  t.deepEqual(
    evaluator.places.filter(({ pipeline }) => !pipelines.has(pipeline)),
    [],
  );
  const missed = (await site.zuul.rest.runnableJobs()).filter((name) => !seen.has(name));
  t.log(
    `${String(seen.size)} jobs frozen; ${String(missed.length)} are in no pipeline: Jenkins started them by itself`,
  );
  const listed = wordsOf(site.tree);
  t.deepEqual(
    missed.filter((name) => listed.has(name)),
    [],
  );
});

/** Words in the stanzas of projects and templates: a job that is not among them is in no pipeline. */
function wordsOf(tree: string): Set<string> {
  const folder = join(tree, 'zuul.d');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^project.*\.yaml$/.test(name),
  );
  return new Set(files.flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/[\w.-]+/g) ?? []));
}
