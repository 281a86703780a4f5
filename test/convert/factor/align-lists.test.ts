import test from 'ava';
import fc from 'fast-check';
import { alignLists, survivesTemplating, type AlignedElement } from '../../../src/convert/factor/align-lists.js';

/** `same` elements as they are, others as `<option>` or `<>` behind what all have before the difference. */
function shown(elements: readonly AlignedElement[]): string[] {
  return elements.map((element) =>
    element.kind === 'same' ? element.text : `${element.prefix}<${element.option ?? ''}>`,
  );
}

test('values of options differ where their options are equal', (t) => {
  const aligned = alignLists(
    [
      ['--db', 'mysql', '--source=composer', 'all'],
      ['--db', 'sqlite', '--source=vendor', 'all'],
    ],
    true,
  )!;
  t.deepEqual(shown(aligned.left), ['--db', '<db>', '--source=<source>', 'all']);
  t.is(aligned.rest, undefined);
});

test('lists of different lengths keep what they begin and end with', (t) => {
  const aligned = alignLists(
    [
      ['--db', 'mysql', '--skip', 'unit', '--', 'core'],
      ['--db', 'sqlite', '--run', 'unit,api', '--fast', '--', 'core'],
    ],
    true,
  )!;
  t.deepEqual(shown(aligned.left), ['--db', '<db>']);
  t.deepEqual(aligned.rest, [
    ['--skip', 'unit'],
    ['--run', 'unit,api', '--fast'],
  ]);
  t.deepEqual(shown(aligned.right), ['--', 'core']);
});

test('an option stays with its value', (t) => {
  const lists = [
    ['run', '--only', 'a', 'x'],
    ['run', '--only', '--all'],
  ];
  const aligned = alignLists(lists, true)!;
  t.deepEqual(shown(aligned.left), ['run']);
  t.deepEqual(aligned.rest, [
    ['--only', 'a', 'x'],
    ['--only', '--all'],
  ]);
  const ends = alignLists(
    [
      ['--skip', 'a', 'b'],
      ['--only', 'b'],
    ],
    true,
  )!;
  t.deepEqual(ends.right, []);
});

test('a list without a place for a rest is not told element by element', (t) => {
  t.is(alignLists([['a'], ['a', 'b']], false), undefined);
  t.is(
    alignLists(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      false,
    ),
    undefined,
  );
  t.deepEqual(
    shown(
      alignLists(
        [
          ['a', 'b'],
          ['a', 'c'],
        ],
        false,
      )!.left,
    ),
    ['a', '<>'],
  );
});

test('what Ansible would read as something else than text stands in no variable of its own', (t) => {
  for (const text of ['True', 'False', '[1]', '{"a": 1}']) t.false(survivesTemplating(text), text);
  for (const text of ['', 'true', '5', 'None', ' [1]', 'a{b}']) t.true(survivesTemplating(text), text);
  t.is(
    alignLists(
      [
        ['a', 'True'],
        ['a', 'b'],
      ],
      false,
    ),
    undefined,
  );
});

test('aligned lists put together are the lists', (t) => {
  const list = fc.array(fc.constantFrom('--a', '-b', '--c=1', '--c=2', 'x', 'y', '', 'True'), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(list, { minLength: 2, maxLength: 4 }), fc.boolean(), (lists, canNest) => {
      const aligned = alignLists(lists, canNest);
      if (aligned === undefined) return !canNest;
      const text = (elements: readonly AlignedElement[], index: number): string[] =>
        elements.map((one) => (one.kind === 'same' ? one.text : one.prefix + one.values[index]!));
      return lists.every((given, index) => {
        const whole = [...text(aligned.left, index), ...(aligned.rest?.[index] ?? []), ...text(aligned.right, index)];
        return JSON.stringify(whole) === JSON.stringify(given);
      });
    }),
  );
  t.pass();
});
