import test from 'ava';
import type { PipelineQueues } from '../../src/model/item-answer.js';
import { nameMap } from '../../src/verify/names.js';
import { compareQueues } from '../../src/verify/queues.js';

const NAMES = nameMap({ places: [], pipelines: [] }, { places: [], pipelines: [] }, {});

function gate(...sets: readonly string[]): PipelineQueues[] {
  const queues = sets.map((set) => ({ name: set, projects: set.split('') }));
  return [{ pipeline: 'gate', queues }];
}

function compare(v2: PipelineQueues[], v3: PipelineQueues[]): string[] {
  return compareQueues(v2, v3, NAMES).map(({ kind, projects, size, couples, parts }) => {
    const sets = (couples ?? parts ?? []).map((set) => set.join('')).join(' ');
    return `${kind} ${projects.join('')} ${String(size)} ${sets}`.trim();
  });
}

test('the same sets, whatever their names and order', (t) => {
  t.deepEqual(compare(gate('abc', 'd', 'ef'), gate('fe', 'cba')), ['exact abc 3', 'exact ef 2']);
});

test('a queue that holds more, with what it couples', (t) => {
  t.deepEqual(compare(gate('ab', 'cd', 'e'), gate('abcde')), ['wider ab 5 ab cd e', 'wider cd 5 ab cd e']);
});

test('a queue that is split, also where a part has no queue at all', (t) => {
  t.deepEqual(compare(gate('abcd'), gate('ab', 'cd')), ['split abcd 2 ab cd']);
  t.deepEqual(compare(gate('abc'), gate('ab')), ['split abc 2 ab c']);
  t.deepEqual(compare(gate('ab'), []), ['split ab 1 a b']);
});

test('projects that were alone in v2 and are together now', (t) => {
  t.deepEqual(compare(gate('a', 'b', 'c'), gate('bc')), ['wider b 2 b c']);
  t.deepEqual(compare([], gate('bc')), ['wider b 2 b c']);
});
