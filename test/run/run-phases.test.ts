import test from 'ava';
import type { PlannedPlaybook } from '../../src/run/job-plan.js';
import { runPhases, type PlayContext, type PlayEnd } from '../../src/run/run-phases.js';

const book = (name: string, level: number): PlannedPlaybook => ({ name, level, path: `/${name}`, secrets: {} });
const PLAN = {
  pre: [book('base-pre', 0), book('pre', 1), book('child-pre', 2)],
  run: [book('run', 1), book('run-2', 1)],
  post: [book('child-post', 2), book('post', 1), book('base-post', 0)],
};

interface Ran {
  readonly result: string;
  /** Names, `-` in front of those that were left out. */
  readonly played: readonly string[];
  /** Name → what it was told. */
  readonly told: Readonly<Record<string, PlayContext>>;
}

async function run(ends: Readonly<Record<string, PlayEnd>>, more: object = {}, seconds = 0): Promise<Ran> {
  const told: Record<string, PlayContext> = {};
  let now = 1000;
  const { result, played } = await runPhases(
    { ...PLAN, ...more },
    async ({ name }, context) => {
      told[name] = context;
      now += seconds;
      return ends[name] ?? 'ok';
    },
    () => now,
  );
  return { result, told, played: played.map(({ playbook, end }) => (end === 'skipped' ? '-' : '') + playbook.name) };
}

const ALL = ['base-pre', 'pre', 'child-pre', 'run', 'run-2', 'child-post', 'post', 'base-post'];

test('a job whose playbooks all end well is a success, and post-run hears of it', async (t) => {
  const { result, played, told } = await run({});
  t.is(result, 'SUCCESS');
  t.deepEqual(played, ALL);
  t.deepEqual(told['run'], { phase: 'run', index: 0 });
  t.deepEqual(told['post'], { phase: 'post', index: 1, success: true });
});

test('the first failing run playbook ends the run; all of post-run is played and told', async (t) => {
  const { result, played, told } = await run({ run: 'failed' });
  t.is(result, 'FAILURE');
  t.deepEqual(
    played,
    ALL.filter((name) => name !== 'run-2'),
  );
  t.is(told['child-post']?.success, false);
});

test('after a failed pre-run only post-run playbooks of the levels that were reached are played', async (t) => {
  const { result, played } = await run({ pre: 'failed' });
  t.is(result, 'RETRY');
  t.deepEqual(played, ['base-pre', 'pre', '-child-post', 'post', 'base-post']);
  t.deepEqual((await run({ 'base-pre': 'failed' })).played, ['base-pre', '-child-post', '-post', 'base-post']);
});

test('a failing post-run playbook makes it POST_FAILURE, later ones are played and see it', async (t) => {
  const { result, played, told } = await run({ 'child-post': 'failed' });
  t.is(result, 'POST_FAILURE');
  t.deepEqual(played, ALL);
  t.is(told['base-post']?.success, false);
  t.is((await run({ run: 'failed', post: 'failed' })).result, 'POST_FAILURE');
  t.is((await run({ post: 'timed-out' })).result, 'POST_FAILURE');
});

test('a failing post-run playbook changes neither a time-out nor a failed pre-run', async (t) => {
  t.is((await run({ 'run-2': 'timed-out', post: 'failed' })).result, 'TIMED_OUT');
  t.is((await run({ pre: 'failed', 'base-post': 'failed' })).result, 'RETRY');
});

test('a node out of reach means another try, and post-run nevertheless', async (t) => {
  const { result, played } = await run({ run: 'unreachable' });
  t.is(result, 'RETRY');
  t.is(played.at(-1), 'base-post');
  t.is((await run({ post: 'unreachable' })).result, 'RETRY');
});

test('a run that is stopped plays nothing more', async (t) => {
  const { result, played } = await run({ run: 'stopped' });
  t.is(result, 'ABORTED');
  t.deepEqual(played, ['base-pre', 'pre', 'child-pre', 'run', '-child-post', '-post', '-base-post']);
});

test('pre-run and run share one limit, each post-run playbook has its own', async (t) => {
  const { told } = await run({}, { timeout: 100, postTimeout: 30 }, 10);
  t.is(told['base-pre']?.limit, 100);
  t.is(told['run-2']?.limit, 60);
  t.is(told['base-post']?.limit, 30);
  const own = await run({}, { timeout: 100, preTimeout: 25 }, 10);
  t.is(own.told['child-pre']?.limit, 5);
  t.is(own.told['run']?.limit, 70);
});
