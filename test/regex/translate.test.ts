import test from 'ava';
import fc from 'fast-check';
import { evaluatePython, type RegexUse } from '../../src/regex/evaluate-python.js';
import { fits } from '../../src/regex/matches.js';
import { compileRe2 } from '../../src/regex/re2.js';
import { type TranslateOptions, type Translation, translate, translateAny } from '../../src/regex/translate.js';
import { randomName, randomPattern, randomProse } from './random-pattern.js';

/** `^a` for a pattern, `!^a` for a negated one, ` & ` between conditions, ` | ` between the matchers of one. */
function show(translation: Translation): string {
  if (translation.kind === 'impossible') return `impossible: ${translation.reason}`;
  if (translation.kind !== 'conditions') return translation.kind;
  return translation.conditions
    .map((list) => list.map(({ regex, negate }) => (negate ? `!${regex}` : regex)).join(' | '))
    .join(' & ');
}

const names = test.macro({
  exec: (t, pattern: string, expected: string, options: Partial<TranslateOptions> = {}) => {
    t.is(show(translate(pattern, { use: 'match', ...options })), expected);
  },
  title: (_, pattern, expected, options) => `${JSON.stringify(options ?? {})} ${pattern} becomes ${expected}`,
});

test(names, '^(?!stable/icehouse).*$', '!^stable/icehouse');
test(names, '^(?!a$|b$).*$', '!^(a|b)$');
test(names, '^(?!(a|b)$).*$', '!^(a|b)$');
test(names, '(?!^refs/meta/config|^wmf/)', '!^(refs/meta/config|wmf/)');
test(names, '^(?!refs/tags).*$', '!^refs/tags');
test(names, '(?!labs)', '!^labs');
test(names, '^(?!a).*x', '!^a & ^.*x');
test(names, '^(?!a)(?!b).*$', '!^(a|b)');
test(names, '^(?=.*foo)(?=.*bar)', '^.*foo & ^.*bar');
test(names, '^(master|(?!wmf/).*)$', '^master$ | !^wmf/');
test(names, '^release/(?!old)[^/]+$', '!^release/old & ^release/[^/]+$');
test(names, '^[^/]+/(?!x).*$', '!^[^/]+/x & ^[^/]+/.*$');
test(names, '^(foo|quux)(?!x)', '!^(foo|quux)x & ^(foo|quux)');
test(names, '^.*(?<!-docs)$', '!^.*-docs$');
test(names, '^((?!foo).)*$', '!^.*foo');
test(names, '(?i)^(?!wip)', '!(?i)^wip');

test(names, 'master|stable/.*', 'master|stable/.*');
test(names, '^master\\Z', '^master\\z');
test(names, '(?i)^MASTER$', '(?i)^MASTER$');
test(names, '^MASTER(?i)$', '(?i)^MASTER$');
test(names, '^.*\\.py$', '^.*\\.py$');
test(names, '(?x) ^a \\  b  # the rest', '^a\\ b');
test(names, 'a(?#remark)b', 'ab');
test(names, 'a{,3}b', 'a{0,3}b');
test(names, 'x{1500}', '(?:x{1000}x{500})');
test(names, '(?:x{500}y){3}', '(?:(?:x{500}y){2}(?:x{500}y){1})');
test(names, '[[:alpha:]]', '[\\[:alpha:]]');
test(names, '\\z\\101', 'zA');
test(names, '(?u)\\w\\d', '[\\p{L}\\p{N}_][\\p{Nd}]');
test(names, '(?i)é', '(?i)(?-i:é)');

test(names, '.*', 'always');
test(names, '^.*$', 'always');
test(names, '^.+', 'always');
test(names, '(?!)', 'never');
test(names, '^(?!.*)', 'never');
test(names, '(a)\\1', 'impossible: RE2 has no back-reference (\\1)');
test(names, '(a)?(?(1)b|c)', 'impossible: RE2 has no conditional ((?(1)…))');
test(names, 'a**', 'impossible: Python does not accept it: multiple repeat');
test(names, '(?:a(?!.*b))*c', 'impossible: RE2 has no look-around, and here one stands inside a repeat');

// Where one matcher has to do, short look-around is spelled out.
test(names, '^(?!a).*x', '^(x|[^a].*x)', { places: 1 });
test(names, '^(?!.*a).*x', 'impossible: it is 2 conditions at once, and Zuul takes 1 here', { places: 1 });
test(names, '^((?!-)\\w)+$', '^\\w+$');
test(names, '.*a(?!b)c.*(?<!d)e', '^.*ace|^.*ac.*[^d]e');
test(names, '^(?!refs/meta/|master$)', '!^(refs/meta/|master$)', { places: 1 });
test(names, '^wmf/', '!^wmf/', { negated: true });
test(names, '^(?!wmf/).*$', '^wmf/', { negated: true });

// Comments may end in a newline, before which Python's `$` fits, and RE2's `\s` lacks the vertical tab.
test(names, '^recheck$', '^recheck\\n?\\z', { use: 'search' });
test(names, '(?m)^recheck$', '(?m)^recheck$', { use: 'search' });
test(names, '(?i)^\\s*recheck', '(?i)^[\\s\\v]*recheck', { use: 'search' });
test(names, '.*@example\\.org$', '.*@example\\.org$', { use: 'search', text: 'name' });
test(names, '^(?!.*skip).*recheck', '!^.*skip & ^.*recheck', { use: 'search' });
test(names, 'recheck(?!-)', 'recheck([^\\-]|\\z)', { use: 'search' });
test(names, '(?<!\\w)recheck(?!\\w)', '(\\W|^)recheck(\\W|\\z)', { use: 'search' });
test(names, 'check(?! me)', 'check([^ ]|\\z| ([^m]|\\z|m([^e]|\\z)))', { use: 'search' });
test(names, 'a(?!.*b)', 'impossible: RE2 has no look-around, and this pattern may match anywhere in the text', {
  use: 'search',
});

test('a list of patterns is one condition, of which one has to match', (t) => {
  t.is(show(translateAny(['^master$', '^stable/'], { use: 'match' })), '^master$ | ^stable/');
  t.is(show(translateAny(['^master$', '.*'], { use: 'match' })), 'always');
  t.is(show(translateAny(['^a', '^b'], { use: 'match', negated: true })), '!^a|^b');
  t.is(show(translateAny([], { use: 'match' })), 'never');
});

/** The real engine's answer, never the short cut of `matches`. */
function engineFits(translation: Translation, text: string, use: RegexUse): boolean {
  if (translation.kind !== 'conditions') return translation.kind === 'always';
  return translation.conditions.every((list) =>
    list.some(({ regex, negate }) => {
      const engine = compileRe2(use === 'match' ? `\\A(?:${regex})` : regex);
      return engine.matcher(text).find() !== (negate ?? false);
    }),
  );
}

for (const use of ['match', 'search'] as const) {
  for (const [text, subjects] of [
    ['name', randomName],
    ['prose', randomProse],
  ] as const) {
    test(`what a pattern becomes means the same: ${use}, ${text}`, (t) => {
      fc.assert(
        fc.property(
          randomPattern,
          fc.array(subjects, { minLength: 6, maxLength: 6 }),
          fc.boolean(),
          fc.constantFrom<1 | 2>(1, 2),
          (pattern, list, negated, places) => {
            const translation = translate(pattern, { use, text, negated, places });
            if (translation.kind === 'impossible') return;
            for (const subject of list) {
              const expected = evaluatePython(pattern, subject, use) !== negated;
              t.is(
                engineFits(translation, subject, use),
                expected,
                `${pattern} on ${JSON.stringify(subject)}: ${show(translation)}`,
              );
              t.is(fits(translation, subject, use), expected);
            }
          },
        ),
        { numRuns: 300 },
      );
    });
  }
}
