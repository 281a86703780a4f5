import test from 'ava';
import { sideBySide } from '../../../src/report/diff/side-by-side.js';

test('what took the place of removed lines stands beside them', (t) => {
  const rows = sideBySide('@@ -1,4 +1,5 @@\n same\n-old\n-gone\n+new\n same\n+added\n');
  t.deepEqual(
    rows.map(({ hunk, left, right, removed, added }) => [hunk, left, right, removed, added]),
    [
      ['@@ -1,4 +1,5 @@', '', '', false, false],
      ['', 'same', 'same', false, false],
      ['', 'old', 'new', true, true],
      ['', 'gone', '', true, false],
      ['', 'same', 'same', false, false],
      ['', '', 'added', false, true],
    ],
  );
});

test('lines that begin like signs are lines', (t) => {
  t.deepEqual(
    sideBySide('@@ -1 +1 @@\n--- a\n+++ b\n').map(({ left, right }) => [left, right]),
    [
      ['', ''],
      ['-- a', '++ b'],
    ],
  );
});
