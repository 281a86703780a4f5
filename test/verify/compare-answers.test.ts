import test from 'ava';
import type { ItemAnswer } from '../../src/model/item-answer.js';
import { compareAnswers } from '../../src/verify/compare/compare-answers.js';
import { nameMap } from '../../src/verify/names.js';
import { after, answer, job, UNKNOWN } from './fakes.js';

const NOTHING = { places: [], pipelines: [] };

function compare(v2: ItemAnswer, v3: ItemAnswer, names: Record<string, string> = {}): string[] {
  const options = { names: nameMap(NOTHING, NOTHING, names), fromJenkins: new Map([['lone', new Set(['lone'])]]) };
  return compareAnswers(v2, v3, false, options).map(
    ({ aspect, change, job: name = '', v2: one, v3: other }) => `${aspect} ${change} ${name}: ${one} | ${other}`,
  );
}

test('the same jobs are equal, whatever their order and under their new names', (t) => {
  t.deepEqual(compare(answer(['unit', 'doc']), answer(['doc', 'trigger-unit']), { unit: 'trigger-unit' }), []);
});

test('items that start nothing on both sides are equal, for whatever reason', (t) => {
  const nothing = answer([]);
  const shut = answer(['unit'], { triggered: false });
  for (const one of [nothing, UNKNOWN, shut])
    for (const other of [nothing, UNKNOWN, shut]) t.deepEqual(compare(one, other), []);
  t.deepEqual(compare(answer([], { outcome: 'error', error: 'AttributeError' }), nothing), []);
});

test('a job on one side only', (t) => {
  t.deepEqual(compare(answer(['unit', 'doc']), answer(['unit', 'lint'])), [
    'jobs missing doc: runs | does not run',
    'jobs extra lint: does not run | runs',
  ]);
  t.deepEqual(compare(UNKNOWN, answer(['unit'])), ['triggered extra : does not let it in | lets it in, starts 1 job']);
});

test('an item that only one of them lets in is told as that and nothing more', (t) => {
  t.deepEqual(compare(answer(['unit', 'doc']), answer(['other'], { triggered: false })), [
    'triggered missing : lets it in, starts 2 jobs | does not let it in',
  ]);
});

test('attributes of a job that runs on both sides', (t) => {
  const plain = answer([job('unit')]);
  const other = answer([job('unit', { voting: false, semaphores: ['db'], hold: true, tags: ['a', 'b'] })]);
  t.deepEqual(compare(plain, other), [
    'voting changed unit: voting | non-voting',
    'semaphores changed unit: none | db',
    'hold changed unit: holds nothing | holds changes behind it',
    'tags changed unit: none | a, b',
  ]);
  t.deepEqual(compare(plain, plain), []);
});

test('a semaphore that stands for a limit of Jenkins is none of v2, and has to be there', (t) => {
  const held = answer([job('lone', { semaphores: ['lone'] })]);
  t.deepEqual(compare(answer(['lone']), held), []);
  t.deepEqual(compare(answer(['lone']), answer(['lone'])), ['semaphores changed lone: lone | none']);
  t.deepEqual(compare(answer(['lone']), answer([job('lone', { semaphores: ['lone', 'x'] })])).length, 1);
});

test('dependencies are compared by what has to end before, not by who names it', (t) => {
  const tree = answer([job('a'), job('b', after('a')), job('c', after('b'))]);
  t.deepEqual(compare(tree, answer([job('a'), job('b', after('a')), job('c', after('a', 'b'))])), []);
  t.deepEqual(compare(tree, answer([job('a'), job('b', after('a')), job('c', after('a'))])), [
    'dependencies changed c: after a, b | after a',
  ]);
  const soft = { dependencies: [{ name: 'a', soft: true }] };
  t.deepEqual(compare(answer([job('a'), job('b', after('a'))]), answer([job('a'), job('b', soft)])), []);
});

test('a job that is missing is told once, not of those behind it too', (t) => {
  const tree = answer([job('a'), job('b', after('a')), job('c', after('b'))]);
  t.deepEqual(compare(tree, answer([job('a'), job('c', after('a'))])), ['jobs missing b: runs | does not run']);
});

test('what waits for ever or fails', (t) => {
  const hangs = answer(['a'], { outcome: 'hangs', error: 'b is never started' });
  t.deepEqual(compare(hangs, answer(['a', 'b'])), [
    'outcome changed : waits for ever: b is never started | starts 2 jobs',
    'jobs extra b: does not run | runs',
  ]);
  const fails = answer([], { outcome: 'error', error: 'job b is not there' });
  t.deepEqual(compare(answer(['a']), fails), ['outcome changed : starts 1 job | fails: job b is not there']);
});
