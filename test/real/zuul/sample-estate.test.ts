/**
 * The sample estate, converted by the built program, in a real Zuul 14.2: the scheduler loads it, REST freezes it, the executor
 * runs its jobs on nodes behind SSH.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { evaluatorFreezer } from './evaluator-freeze.js';
import { figuresOf } from './figures.js';
import { graphDifferences } from './frozen-graph.js';
import { missing } from './install.js';
import { restFreezer } from './rest-freeze.js';
import { logsOf, outcomeOf, resultsOf } from './results.js';
import { PUSH_BRANCH, type SampleZuul, startSampleZuul } from './sample-zuul.js';

const PARTS = ['zuul', 'executor-ansible', 'zookeeper', 'bubblewrap', 'node'] as const;
const NOT_ROOT = 'nodes of their own are mount namespaces, which take root';
const why = process.getuid?.() === 0 ? missing(...PARTS) : NOT_ROOT;
if (why !== undefined) process.stderr.write(`SKIPPED: the sample estate in a running Zuul 14.2: ${why}\n`);
const real = why === undefined ? test.serial : test.serial.skip;

let sample: SampleZuul;

test.before(async () => {
  if (why === undefined) sample = await startSampleZuul();
});

test.after.always(async () => {
  if (why === undefined) await (sample as SampleZuul | undefined)?.instance.stop();
});

real('it loads without an error and without a warning', async (t) => {
  t.log(figuresOf(sample.zuul));
  t.deepEqual(await sample.zuul.rest.configErrors(), []);
  // A project's section for a pipeline that is not there is reported nowhere.
  const pipelines = await sample.zuul.rest.get<{ name: string }[]>('pipelines');
  t.deepEqual(pipelines.map(({ name }) => name).sort(), [
    'check',
    'gate',
    'nightly',
    'post',
    'push',
    'release',
    'timer-sun-0406',
  ]);
});

const BRANCHES = ['main', 'release/0.9', 'release/1.0', 'sandbox/x'];

real('it freezes what our evaluator says: every place, every job', async (t) => {
  const evaluator = evaluatorFreezer(sample.tree);
  const running = restFreezer(sample.zuul.rest);
  const seen = new Set<string>();
  for (const { project, pipeline } of evaluator.places) {
    for (const branch of BRANCHES) {
      const place = { project, pipeline, branch };
      const got = await running.graph(place);
      t.deepEqual(graphDifferences(evaluator.graph(place), got), [], JSON.stringify(place));
      if (got !== 'error') for (const name of got.keys()) seen.add(name);
    }
  }
  const missed = (await sample.zuul.rest.runnableJobs()).filter((name) => !seen.has(name));
  t.deepEqual(missed, []);
});

/** Calls of docker on all nodes: words and environment of each. */
function dockerCalls(): { words: string[]; environment: string[] }[] {
  return sample.nodes.flatMap(({ home }) => {
    const folder = join(home, 'docker');
    const read = (call: string, file: string): string[] =>
      readFileSync(join(folder, call, file), 'utf8')
        .split('\0')
        .slice(0, -1);
    return readdirSync(folder).map((call) => ({ words: read(call, 'words'), environment: read(call, 'environment') }));
  });
}

/** What a site's upload of logs would find besides Zuul's own files. */
function kept(build: Parameters<typeof logsOf>[1]): string[] {
  return logsOf(sample.instance, build).files.filter((path) => !/^(job-output\.|workspace-repos)/.test(path));
}

real('a push starts jobs; the job that nobody could convert fails and says why', async (t) => {
  const { git, zuul, instance } = sample;
  const update = git.commit('harbour/tide', PUSH_BRANCH, { 'tide.py': 'print(1)\n' });
  const outcome = await outcomeOf(zuul, 'harbour/tide', 'push', update);
  t.is(outcome.result, 'FAILURE');
  t.deepEqual(resultsOf(outcome), { 'maintenance-sweep-registry': 'FAILURE', 'tide-unit-py311': 'SUCCESS' });
  t.regex(logsOf(instance, outcome.builds['maintenance-sweep-registry']).console, /pipeline\/script/);
});

real('check jobs of a change run on nodes; reports and artifacts are with the logs', async (t) => {
  const { git, zuul, instance } = sample;
  const update = git.commit('harbour/tide', 'main', { 'tide.py': 'print(2)\n', 'doc/index.rst': 'Tide\n' });
  await zuul.rest.enqueue('harbour/tide', 'check', update);
  const outcome = await outcomeOf(zuul, 'harbour/tide', 'check', update);
  t.deepEqual(resultsOf(outcome), {
    'berth-integration': 'SUCCESS',
    'docs-build': 'SUCCESS',
    'python-lint': 'SUCCESS',
    'tide-unit-py311': 'SUCCESS',
    'tide-unit-py39': 'SUCCESS',
  });
  t.is(outcome.result, 'SUCCESS');
  const unit = outcome.builds['tide-unit-py39'];
  t.deepEqual(kept(unit), [
    'artifacts/repo/.tox/py39/log/1.txt',
    'artifacts/repo/results/unit.xml',
    'logs/test-results/repo/results/unit.xml',
  ]);
  t.deepEqual(kept(outcome.builds['docs-build']), ['artifacts/repo/build/html/index.html']);
  // Nothing of the jobs that had the node before.
  t.deepEqual(kept(outcome.builds['python-lint']), []);
  t.deepEqual(kept(outcome.builds['berth-integration']), []);
  t.regex(logsOf(instance, unit).console, /the container's own words/);

  const call = dockerCalls().find(({ words }) => words.includes('--label=ci.job=tide-unit-py39'));
  t.deepEqual(call?.words.slice(-6), [
    'registry.harbour.example/python:39-2',
    'tox',
    '-e',
    'py39',
    '--',
    '--junitxml=results/unit.xml',
  ]);
  for (const line of ['ZUUL_PROJECT=harbour/tide', 'ZUUL_PIPELINE=check', `ZUUL_NEWREV=${update.newrev}`]) {
    t.true(call?.environment.includes(line), line);
  }
});

real('jobs wait for each other, and other files start other jobs', async (t) => {
  const { git, zuul } = sample;
  const image = git.commit('harbour/berth', 'main', { 'berth.txt': 'no Python, no documentation\n' });
  await zuul.rest.enqueue('harbour/berth', 'check', image);
  const documentation = git.commit('harbour/tide', 'main', { 'doc/more.rst': 'More\n' });
  await zuul.rest.enqueue('harbour/tide', 'check', documentation);

  const berth = await outcomeOf(zuul, 'harbour/berth', 'check', image);
  t.deepEqual(resultsOf(berth), {
    'berth-image': 'SUCCESS',
    'berth-integration': 'SUCCESS',
    'berth-unit-py311': 'SUCCESS',
    'berth-unit-py39': 'SUCCESS',
  });
  const [first, second] = [berth.builds['berth-image'], berth.builds['berth-integration']];
  t.true((first?.end_time ?? 'z') <= (second?.start_time ?? ''), 'the integration waits for the image');

  const docs = await outcomeOf(zuul, 'harbour/tide', 'check', documentation);
  t.deepEqual(resultsOf(docs), { 'berth-integration': 'SUCCESS', 'docs-build': 'SUCCESS' });
});

real('a container that fails fails its job and the item', async (t) => {
  const { git, zuul } = sample;
  const update = git.commit('harbour/chart-ui', 'main', { FAIL: 'yes\n' });
  await zuul.rest.enqueue('harbour/chart-ui', 'check', update);
  const outcome = await outcomeOf(zuul, 'harbour/chart-ui', 'check', update);
  t.is(outcome.result, 'FAILURE');
  t.deepEqual(resultsOf(outcome), {
    'chart-ui-node18': 'FAILURE',
    'chart-ui-node20': 'FAILURE',
    'docs-build': 'FAILURE',
  });
  // Jenkins kept artifacts of failed builds where it was told to, and this one has none.
  t.deepEqual(kept(outcome.builds['chart-ui-node18']), []);
});

real('what is published after the merge: with its secret, for a tag, at night', async (t) => {
  const { git, zuul, instance, nodes } = sample;
  const merged = git.commit('harbour/tide', 'main', { 'doc/last.rst': 'Last\n' });
  await zuul.rest.enqueue('harbour/tide', 'post', merged);
  const released = git.tag('harbour/berth', 'main', 'v1.0');
  await zuul.rest.enqueue('harbour/berth', 'release', released);
  // Zuul looks at the files of an update, where a timer has none.
  const midnight = git.commit('harbour/tide', 'main', { 'tide.py': 'print(3)\n' });
  await zuul.rest.enqueue('harbour/tide', 'nightly', midnight);

  const post = await outcomeOf(zuul, 'harbour/tide', 'post', merged);
  t.deepEqual(resultsOf(post), { 'pages-publish': 'SUCCESS' });
  const read = (file: string): string[] =>
    nodes.flatMap(({ home }) => (readdirSync(home).includes(file) ? [readFileSync(join(home, file), 'utf8')] : []));
  t.regex(read('curl.log').join(''), /^Authorization: Bearer REPLACE-ME$/m);
  const words = logsOf(instance, post.builds['pages-publish']);
  t.false(words.console.includes('REPLACE-ME'), 'the secret is on the console');
  t.false(words.read('job-output.json').includes('REPLACE-ME'), 'the secret is in the log');

  const release = await outcomeOf(zuul, 'harbour/berth', 'release', released);
  t.deepEqual(resultsOf(release), { 'berth-upload': 'SUCCESS' });
  t.regex(read('rsync.log').join(''), /^files\.harbour\.example::releases\/harbour\/berth\/$/m);

  const nightly = await outcomeOf(zuul, 'harbour/tide', 'nightly', midnight);
  t.deepEqual(resultsOf(nightly), { 'tide-fuzz-experimental': 'SUCCESS', 'tide-unit-py311': 'SUCCESS' });
  t.false(nightly.builds['tide-fuzz-experimental']?.voting);
  t.log(figuresOf(sample.zuul));
});
