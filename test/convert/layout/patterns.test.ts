import test from 'ava';
import fc from 'fast-check';
import { anyOf, both, mergeNegations, not, unionOf, type Condition } from '../../../src/convert/layout/clauses.js';
import { disjoint } from '../../../src/regex/derivatives/disjoint.js';
import { onNamesWithout } from '../../../src/regex/derivatives/names-without.js';
import { behindPrefix, type BehindPrefix } from '../../../src/regex/derivatives/remainder.js';
import { evaluatePython } from '../../../src/regex/evaluate-python.js';
import { compileRe2 } from '../../../src/regex/re2.js';
import type { Matcher } from '../../../src/model/zuul.js';

/** A pattern, and what is left of it behind `refs/heads/` and `refs/tags/`. */
const remainders: readonly (readonly [pattern: string, heads: BehindPrefix, tags: BehindPrefix])[] = [
  ['^master$', 'never', 'never'],
  ['^(?!stable/)', 'always', 'always'],
  ['^(?!refs/).*$', 'never', 'never'],
  ['^(?!refs/tags/).*$', 'always', 'never'],
  ['.*master', { pattern: '^.*master' }, { pattern: '^.*master' }],
  ['^refs/heads/.*$', 'always', 'never'],
  ['^refs/heads/(master|stable/.*)$', { pattern: '^(master|stable/.*)$' }, 'never'],
  ['^refs/(heads|tags)/v\\d+', { pattern: '^v\\d+' }, { pattern: '^v\\d+' }],
  ['(?i)^REFS/heads/x', { pattern: '(?i)^x' }, 'never'],
  ['^(?!.*deployment.*|^contrib$)', { pattern: '^(?!.*deployment.*)' }, { pattern: '^(?!.*deployment.*)' }],
  ['^[^/]*$', 'never', 'never'],
  ['.*/x$', { pattern: '^(?:.*/x$|x$)' }, { pattern: '^(?:.*/x$|x$)' }],
  ['(?!^refs/heads/a).*b', { pattern: '^(?!a).*b' }, { pattern: '^.*b' }],
  ['((?!refs/heads/a).*)b', { pattern: '^(?!a).*b' }, { pattern: '^.*b' }],
  ['(a|b)\\1', { unknown: 'it looks back, or refers to a group' }, { unknown: 'it looks back, or refers to a group' }],
];

for (const [pattern, heads, tags] of remainders) {
  test(`behind a prefix: ${pattern}`, (t) => {
    t.deepEqual(behindPrefix(pattern, 'refs/heads/'), heads);
    t.deepEqual(behindPrefix(pattern, 'refs/tags/'), tags);
  });
}

const piece = fc.constantFrom(
  'a',
  'b',
  '/',
  '.',
  '.*',
  'a?',
  '[ab]',
  '(a|b/)',
  '(?!a)',
  '(?!b/)',
  '(?=a)',
  '(?:ab)*',
  '$',
  '^',
  'b+',
  '(?!.*b$)',
);
const patterns = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
const alternatives = fc.array(patterns, { minLength: 1, maxLength: 2 }).map((branches) => branches.join('|'));
const texts = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });

test('what is left of a pattern fits what follows the prefix', (t) => {
  fc.assert(
    fc.property(alternatives, texts, texts, (pattern, prefix, rest) => {
      const behind = behindPrefix(pattern, prefix);
      const fits = evaluatePython(pattern, prefix + rest, 'match');
      if (behind === 'always') return fits;
      if (behind === 'never') return !fits;
      if ('unknown' in behind) return true;
      return evaluatePython(behind.pattern, rest, 'match') === fits;
    }),
    { numRuns: 3000 },
  );
  t.pass();
});

test('patterns that are told apart fit no text both', (t) => {
  t.true(disjoint('^wmf/.*$', '^fundraising/.*$'));
  t.true(disjoint('^(a|b)$', '^c'));
  t.true(disjoint('master', '^(?!master)'));
  t.false(disjoint('^wmf/.*', '^wmf/1'));
  t.false(disjoint('.*', 'a'));
  // What RE2 alone takes is not judged.
  t.false(disjoint('(master|(?i:MASTER$))', 'dev'));
  t.false(disjoint('dev', '(master|(?i:MASTER$))'));
  fc.assert(
    fc.property(alternatives, alternatives, texts, (one, other, text) => {
      if (!disjoint(one, other)) return true;
      return !(evaluatePython(one, text, 'match') && evaluatePython(other, text, 'match'));
    }),
    { numRuns: 3000 },
  );
});

test('what a pattern says about names outside of a prefix holds for each of them', (t) => {
  t.is(onNamesWithout('^(?!refs/)', 'refs/'), 'always');
  t.is(onNamesWithout('^refs/tags/', 'refs/'), 'never');
  t.is(onNamesWithout('^master$', 'refs/'), undefined);
  fc.assert(
    fc.property(alternatives, texts, (pattern, text) => {
      const verdict = onNamesWithout(pattern, 'ab');
      if (verdict === undefined || text.length < 2 || text.startsWith('ab')) return true;
      return evaluatePython(pattern, text, 'match') === (verdict === 'always');
    }),
    { numRuns: 300 },
  );
});

const regexes = fc.constantFrom('^a', '^b$', 'a|b', '(?i)A', '^(a|/)', '.*b', '^a|^b', '[^/]+$');
const matchers = fc
  .record({ regex: regexes, negate: fc.boolean() })
  .map(({ regex, negate }): Matcher => (negate ? { regex, negate: true } : { regex }));
const conditions: fc.Arbitrary<Condition> = fc.array(fc.array(matchers, { minLength: 1, maxLength: 2 }), {
  maxLength: 3,
});

function fits(matcher: Matcher, text: string): boolean {
  return compileRe2(`^(?:${matcher.regex})`).matcher(text).find() !== (matcher.negate === true);
}

function holds(condition: Condition, text: string): boolean {
  return condition.every((clause) => clause.some((matcher) => fits(matcher, text)));
}

test('a union of expressions fits what any of them fits', (t) => {
  fc.assert(
    fc.property(fc.array(regexes, { minLength: 1, maxLength: 4 }), texts, (list, text) => {
      return fits({ regex: unionOf(list) }, text) === list.some((regex) => fits({ regex }, text));
    }),
  );
  t.is(unionOf(['^stable/', '^wmf/.*$']), '^(stable/|wmf/.*$)');
  t.is(unionOf(['(?i)x', '^a|b']), '((?i:x)|^a|b)');
});

test('conditions are put together as logic has it', (t) => {
  fc.assert(
    fc.property(conditions, conditions, texts, (one, other, text) => {
      const together = both(one, other);
      const any = anyOf([one, other]);
      return (
        holds(together, text) === (holds(one, text) && holds(other, text)) &&
        holds(mergeNegations(together), text) === holds(together, text) &&
        (any === undefined || holds(any, text) === (holds(one, text) || holds(other, text)))
      );
    }),
  );
  t.deepEqual(not([[{ regex: 'a' }], [{ regex: 'b', negate: true }]]), [
    [{ regex: 'a', negate: true }, { regex: 'b' }],
  ]);
  t.is(not([[{ regex: 'a' }, { regex: 'b' }]]), undefined);
});
