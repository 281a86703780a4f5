import test from 'ava';
import { fits, matches } from '../../src/regex/matches.js';
import { readsAlike } from '../../src/regex/reads-alike.js';

test('a matcher is laid against the start of a text, or searched', (t) => {
  t.true(matches({ regex: 'master' }, 'master-old'));
  t.false(matches({ regex: 'master' }, 'old-master'));
  t.true(matches({ regex: 'master' }, 'old-master', 'search'));
  t.false(matches({ regex: 'a|b' }, 'xb'));
});

test('negate turns the whole result over, under search too', (t) => {
  t.false(matches({ regex: '^wmf/', negate: true }, 'wmf/1.46'));
  t.true(matches({ regex: '^wmf/', negate: true }, 'master'));
  t.false(matches({ regex: 'skip', negate: true }, 'please skip this', 'search'));
  t.true(matches({ regex: 'skip', negate: true }, 'please run this', 'search'));
});

test('a text with newlines or of another alphabet is read as RE2 reads it', (t) => {
  // Python's $ would fit before the newline at the end.
  t.false(matches({ regex: '^a$' }, 'a\n'));
  t.true(matches({ regex: '^a$' }, 'a'));
  // Python's \s holds the vertical tab.
  t.false(matches({ regex: 'a\\sb' }, 'a\vb'));
  t.true(matches({ regex: '(?i)^k$' }, '\u212a'));
  t.true(matches({ regex: '(?s)a.b$' }, 'a\nb'));
});

test('what only RE2 knows is read as RE2 reads it', (t) => {
  t.true(matches({ regex: '^a\\z' }, 'a'));
  t.true(matches({ regex: '^\\pL+$' }, 'é'));
  t.true(matches({ regex: 'a(?i)b' }, 'aB'));
  t.false(matches({ regex: 'a(?i)b' }, 'AB'));
  t.throws(() => matches({ regex: '(?!a)' }, 'a'), { message: /RE2 refuses/ });
});

test('all conditions of a translation have to hold, of each one matcher', (t) => {
  const translation = {
    kind: 'conditions',
    conditions: [[{ regex: '^a', negate: true }], [{ regex: '^b' }, { regex: '^c' }]],
  } as const;
  t.deepEqual(
    ['ab', 'b', 'c', 'd'].map((text) => fits(translation, text)),
    [false, true, true, false],
  );
  t.true(fits({ kind: 'always' }, 'x'));
  t.false(fits({ kind: 'never' }, 'x'));
});

test('the second engine is asked only where Python and RE2 may differ', (t) => {
  for (const regex of ['^master$', '(?im)^recheck\\b', '^REL1_\\d{2}$', '[\\s\\v]*x', '^(a|b/.*)$'])
    t.true(readsAlike(regex), regex);
  for (const regex of ['\\z', 'a(?i)b', '(?!a)', '[[:alpha:]]', '\\pL', 'x{1001}', '(?P<n>a)', 'é', '('])
    t.false(readsAlike(regex), regex);
});
