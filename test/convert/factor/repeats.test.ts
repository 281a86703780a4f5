import test from 'ava';
import fc from 'fast-check';
import { findRepeats, type Repeats } from '../../../src/convert/factor/repeats.js';

const run = (...texts: number[][]): { words: number[]; kind: string }[] =>
  texts.map((words) => ({ words, kind: 'run' }));
const byLength = (words: readonly number[], uses: number): number => (uses - 1) * words.length - 1;

function writtenOut(words: readonly number[], { repeats }: Repeats): number[] {
  return words.flatMap((word) => (word < 0 ? writtenOut(repeats[-1 - word]!.words, { repeats, texts: [] }) : [word]));
}

test('the longest runs come first, runs inside them are found as well', (t) => {
  const found = findRepeats(run([1, 2, 3, 4], [1, 2, 3, 4], [9, 2, 3], [2, 3, 8]), byLength);
  t.deepEqual(
    found.repeats.map(({ words, uses }) => [words, uses]),
    [[[2, 3], 4]].concat(
      found.repeats.length > 1 ? found.repeats.slice(1).map(({ words, uses }) => [[...words], uses] as never) : [],
    ),
  );
  t.deepEqual(
    found.texts.map((words) => writtenOut(words, found)),
    [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [9, 2, 3],
      [2, 3, 8],
    ],
  );
});

test('runs of two words are only shared within one kind', (t) => {
  const texts = [
    { words: [1, 2], kind: 'run' },
    { words: [1, 2], kind: 'post' },
  ];
  t.deepEqual(
    findRepeats(texts, (words, uses) => words.length * uses).repeats.map(({ words }) => words.length),
    [1, 1],
  );
});

test('without nesting no repeat calls another', (t) => {
  const found = findRepeats(
    run([1, 2, 3], [1, 2, 3], [1, 2], [1, 2], [1, 2]),
    (words, uses) => (uses - 1) * words.length,
    false,
  );
  t.true(found.repeats.every(({ words }) => words.every((word) => word >= 0)));
});

test('what is written out is what was there, whatever is worth sharing', (t) => {
  const texts = fc.array(
    fc.record({ words: fc.array(fc.nat({ max: 3 }), { maxLength: 12 }), kind: fc.constantFrom('run', 'post') }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(texts, fc.integer({ min: -3, max: 3 }), fc.boolean(), (given, cost, canNest) => {
      const found = findRepeats(given, (words, uses) => (uses - 1) * words.length - cost, canNest);
      return found.texts.every((words, index) => writtenOut(words, found).join() === given[index]!.words.join());
    }),
  );
  t.pass();
});

test('many long texts take no time worth mentioning', (t) => {
  const texts = Array.from({ length: 1500 }, (_, text) => ({
    kind: 'run',
    words: Array.from({ length: 15 }, (__, word) => (text * 7 + word * word) % 900),
  }));
  const start = performance.now();
  findRepeats(texts, byLength);
  t.true(performance.now() - start < 20_000);
});
