import test from 'ava';
import fc from 'fast-check';
import { tokenize } from '../../../src/convert/elements/tokenize.js';

test('splits at blanks, with quotes and escapes', (t) => {
  t.deepEqual(tokenize('/bin/bash -x  +e\t--login'), ['/bin/bash', '-x', '+e', '--login']);
  t.deepEqual(tokenize(`env -S "a b" 'c "d"' e\\ f`), ['env', '-S', 'a b', 'c "d"', 'e f']);
  t.deepEqual(tokenize('c:\\\\cygwin\\\\bash ""'), ['c:\\cygwin\\bash', '']);
  t.deepEqual(tokenize('d:\\cygwin\\bash'), ['d:\\cygwin\\bash']);
  t.deepEqual(tokenize('  '), []);
});

test('gives back words that need no quotes', (t) => {
  const word = fc.stringMatching(/^[\w./:=+-]+$/);
  fc.assert(
    fc.property(fc.array(word), fc.stringMatching(/^[ \t]{1,3}$/), (words, blank) => {
      t.deepEqual(tokenize(words.join(blank)), words);
    }),
  );
});
