import test from 'ava';
import fc from 'fast-check';
import { javaToPython, wholeMatch } from '../../../src/convert/elements/java-regex.js';

test('says in Python what Java says', (t) => {
  const pairs: [string, string][] = [
    ['^(gate-and-submit.*|postmerge)$', '^(gate-and-submit.*|postmerge)$'],
    ['(?<name>a)\\k<name>', '(?P<name>a)(?P=name)'],
    ['\\p{Alpha}[\\p{Digit}_]\\P{Upper}', '[a-zA-Z][0-9_][^A-Z]'],
    ['\\Qa.b\\E\\z', 'a\\.b\\Z'],
    ['(?i)x(?:y)(?=z)(?<!w)', '(?i)x(?:y)(?=z)(?<!w)'],
    ['a\\+\\+b', 'a\\+\\+b'],
    ['[^\\]x]', '[^\\]x]'],
  ];
  for (const [java, python] of pairs) t.is(javaToPython(java), python);
});

test('refuses what only Java knows', (t) => {
  const refused = [
    'a*+',
    'a++',
    '(?>a)',
    '[a&&b]',
    '[a[b]]',
    'a(?i)b',
    '\\p{IsGreek}',
    '\\G',
    '[]a]',
    '[a',
    '\\x{1F600}',
  ];
  for (const java of refused) t.is(javaToPython(java), undefined, java);
});

test('a whole match ends at the end, whatever bars there are', (t) => {
  t.is(wholeMatch('^(a|b)$'), '(a|b)$');
  t.is(wholeMatch('a|b'), '(?:a|b)$');
  t.is(wholeMatch('^a|b$'), '(?:^a|b$)$');
  t.is(wholeMatch('a\\$'), 'a\\$$');
  t.is(wholeMatch('(?i)x'), '(?i)x$');
  t.is(wholeMatch('[|]\\|'), '[|]\\|$');
});

test('a whole match fits what the expression fits as a whole', (t) => {
  const piece = fc.constantFrom('a', 'b', '.', '[ab]', 'a|b', '(a|b)', 'a*', '^', '$', '(?:a|)b', '\\|', '\\$');
  const text = fc.stringMatching(/^[ab|$]{0,4}$/);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), text, (pieces, subject) => {
      const pattern = pieces.join('');
      const whole = new RegExp(`^(?:${pattern})$`).test(subject);
      t.is(new RegExp(`^(?:${wholeMatch(pattern)})`).test(subject), whole, `${pattern} on ${subject}`);
    }),
    { numRuns: 500 },
  );
});
