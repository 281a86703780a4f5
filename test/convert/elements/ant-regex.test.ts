import test from 'ava';
import { antRegex } from '../../../src/convert/elements/ant-regex.js';

const CASES: readonly [pattern: string, fits: readonly string[], not: readonly string[]][] = [
  ['**', ['a', 'a/b/c'], []],
  ['*.py', ['a.py'], ['a/b.py', 'apy']],
  ['**/*.py', ['a.py', 'x/y/a.py'], ['a.pyc']],
  ['src/**', ['src', 'src/a', 'src/a/b'], ['srcx', 'x/src']],
  ['log/', ['log/a', 'log/b/c'], ['log.txt']],
  ['a/**/b', ['a/b', 'a/x/y/b'], ['ab', 'a/xb/c']],
  ['fea?ure/*', ['feature/x'], ['feature', 'feature/x/y']],
  ['rel-1.2', ['rel-1.2'], ['rel-1x2']],
];

test('fits the paths that Ant would choose', (t) => {
  for (const [pattern, fits, not] of CASES) {
    const regex = new RegExp(antRegex(pattern));
    for (const path of fits) t.true(regex.test(path), `${pattern} on ${path}`);
    for (const path of not) t.false(regex.test(path), `${pattern} on ${path}`);
  }
});
