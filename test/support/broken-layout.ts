import fc, { type Arbitrary } from 'fast-check';
import { isMap, layoutText, type Plain, type PlainMap } from './layout/text.js';
import { randomLayout, type RandomLayout } from './random-layout.js';

/** What is put in the place of a value. */
const WRONG: readonly Plain[] = [
  null,
  7,
  1.5,
  true,
  '',
  'café',
  'no such thing',
  '(',
  '*',
  '{x',
  '{0}',
  '^(?P<a>',
  [],
  {},
  [[]],
  ['a', 1],
  { a: 1 },
  [{ name: 'x' }],
  '9'.repeat(25),
  -1,
  '5y',
];

const KEYS = ['name', 'votting', 'branch', 'file', 'project', 'event', 'start-message', 'semaphore', 'ref', 'verified'];

type Break = (value: Plain, parent: Plain | undefined) => Plain | undefined;

const breaks: Arbitrary<Break> = fc.oneof(
  { withCrossShrink: true },
  {
    weight: 6,
    arbitrary: fc.constantFrom(...WRONG).map(
      (wrong): Break =>
        () =>
          wrong,
    ),
  },
  { weight: 2, arbitrary: fc.constant<Break>((value) => [value]) },
  { weight: 1, arbitrary: fc.constant<Break>((value) => ({ name: value })) },
  { weight: 2, arbitrary: fc.constant<Break>((value) => (Array.isArray(value) ? (value[0] as Plain) : value)) },
  { weight: 2, arbitrary: fc.constant<Break>((value) => (Array.isArray(value) ? [...value, ...value] : value)) },
  { weight: 2, arbitrary: fc.constant<Break>(() => undefined) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...WRONG, 'x', ['x'])).map(
      ([key, wrong]): Break =>
        (value) =>
          isMap(value) ? { ...value, [key]: wrong } : value,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...KEYS, 'é', 'a b').map(
      (key): Break =>
        (value) =>
          isMap(value) ? rename(value, key) : value,
    ),
  },
);

/** Layouts in which one thing is changed that v2 mostly refuses: a value, a key, an item too many or too few. */
export const brokenLayout: Arbitrary<RandomLayout> = fc
  .tuple(randomLayout, fc.nat(500), breaks, fc.boolean())
  .map(([{ layout }, at, breaking, shared]) => {
    const counter = { left: at % Math.max(1, countOf(layout) - 1) };
    const broken = Object.fromEntries(
      Object.entries(layout).flatMap(([key, value]) => {
        const changed = change(value, counter, breaking);
        return changed === undefined ? [] : [[key, changed] as const];
      }),
    );
    const keys = shared ? ['branch', 'files', 'skip-if', 'check', 'gate'] : [];
    return { layout: broken, text: layoutText(broken, { shared: new Set(keys) }) };
  });

function countOf(value: Plain): number {
  if (Array.isArray(value)) return 1 + value.reduce((sum: number, item: Plain) => sum + countOf(item), 0);
  return isMap(value) ? 1 + Object.values(value).reduce<number>((sum, item) => sum + countOf(item), 0) : 1;
}

function change(value: Plain, counter: { left: number }, breaking: Break): Plain | undefined {
  counter.left -= 1;
  if (counter.left === -1) return breaking(value, undefined);
  if (Array.isArray(value)) {
    return value.flatMap((item: Plain) => {
      const changed = change(item, counter, breaking);
      return changed === undefined ? [] : [changed];
    });
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const changed = change(item, counter, breaking);
      return changed === undefined ? [] : [[key, changed] as const];
    }),
  );
}

function rename(map: PlainMap, to: string): PlainMap {
  const [first, ...others] = Object.entries(map);
  return first === undefined ? map : Object.fromEntries([...others, [to, first[1]] as const]);
}
