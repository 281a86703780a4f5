import test from 'ava';
import fc from 'fast-check';
import type { Axis } from '../../../src/convert/elements/matrix-axes.js';
import {
  combinationsOf,
  countCombinations,
  jenkinsName,
  labelOf,
  wordsOf,
} from '../../../src/convert/elements/matrix-combinations.js';
import { planCombinations } from '../../../src/convert/elements/matrix-strategy.js';

const values = fc.uniqueArray(fc.constantFrom('1', '2', 'a/b', 'a b', 'A-B', 'x||y', '€'), {
  minLength: 1,
  maxLength: 4,
});
const axes = fc
  .uniqueArray(fc.constantFrom('PYTHON', 'node', 'Z', 'label'), { maxLength: 4 })
  .chain((names) => fc.tuple(...names.map((name) => values.map((of): Axis => ({ name, values: of })))));

test('there are as many combinations as the axes have, all different, numbered as Jenkins does', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(axes, (list) => {
        const cells = combinationsOf(list);
        const names = new Set(cells.map(jenkinsName));
        return (
          cells.length === countCombinations(list) &&
          names.size === cells.length &&
          cells.every(({ uniqueId }, position) => uniqueId === position) &&
          new Set(cells.map(({ index }) => index)).size === cells.length
        );
      }),
      { numRuns: 200 },
    ),
  );
});

test('words tell combinations apart, whatever their values look like', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(axes, (list) => {
        const cells = combinationsOf(list);
        const names = wordsOf(cells, list).map((words) => words.join('-').toLowerCase());
        return new Set(names).size === cells.length && names.every((name) => /^[a-z0-9._-]*$/.test(name));
      }),
      { numRuns: 200 },
    ),
  );
});

test('a plan holds what the filter lets through and the first ones, which wait for nothing', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(axes, fc.nat(3), fc.nat(3), (list, runs, first) => {
        const cells = combinationsOf(list);
        const strategy = {
          sequential: false,
          first: ({ uniqueId }: { uniqueId: number }) => uniqueId % 4 === first,
          needs: 'SUCCESS' as const,
          excludes: () => false,
        };
        const plan = planCombinations(cells, ({ uniqueId }) => uniqueId % 4 === runs, strategy)!;
        const expected = cells.filter(({ uniqueId }) => uniqueId % 4 === runs || uniqueId % 4 === first);
        const waiting = plan.cells.filter((cell) => (plan.after.get(jenkinsName(cell)) ?? []).length > 0);
        const names = plan.first.map(jenkinsName);
        return (
          JSON.stringify(plan.cells) === JSON.stringify(expected) &&
          waiting.every((cell) => !plan.first.includes(cell)) &&
          waiting.every((cell) => JSON.stringify(plan.after.get(jenkinsName(cell))) === JSON.stringify(names))
        );
      }),
      { numRuns: 200 },
    ),
  );
});

test('names are those of Jenkins: axes in the order of their names', (t) => {
  const list: Axis[] = [
    { name: 'node', values: ['linux'], label: 'atom' },
    { name: 'PYTHON', values: ['3.9', '3.11'] },
    { name: 'kind', values: ['a || b'], label: 'expression' },
  ];
  const [first, second] = combinationsOf(list);
  t.is(jenkinsName(first!), 'PYTHON=3.9,kind=a || b,node=linux');
  t.is(jenkinsName(combinationsOf([])[0]!), 'default');
  t.is(labelOf(first!, list), 'linux&&a || b');
  t.is(second!.index, 31 * 31);
  t.deepEqual(wordsOf([first!, second!], list), [['3.9'], ['3.11']]);
});
