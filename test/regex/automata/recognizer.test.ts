import test from 'ava';
import fc from 'fast-check';
import type { TextCondition } from '../../../src/model/item-conditions.js';
import { conditionExpression, conditionTest } from '../../../src/regex/automata/condition.js';
import { NotRegular } from '../../../src/regex/automata/expression.js';
import { type Recognizer, recognizerOf, recognizes } from '../../../src/regex/automata/recognizer.js';
import { checkPattern } from '../../../src/regex/check-pattern.js';
import { re2Error } from '../../../src/regex/re2.js';
import { randomName, randomPattern, randomProse } from '../random-pattern.js';
import { randomRe2 } from './random-re2.js';

const uses = fc.constantFrom<TextCondition['use']>('match', 'search', 'full');

function automaton(condition: TextCondition): Recognizer | undefined {
  try {
    return recognizerOf(conditionExpression(condition));
  } catch (error) {
    if (error instanceof NotRegular) return undefined;
    throw error;
  }
}

test('an automaton of a Python pattern fits where Python does', (t) => {
  let done = 0;
  fc.assert(
    fc.property(
      randomPattern,
      uses,
      fc.array(fc.oneof(randomName, randomProse), { size: '+1' }),
      (pattern, use, texts) => {
        fc.pre(checkPattern(pattern) === undefined);
        const condition: TextCondition = { dialect: 'python', pattern, use };
        const recognizer = automaton(condition);
        if (!recognizer) return;
        done += 1;
        const fits = conditionTest(condition);
        for (const text of ['', ...texts])
          t.is(recognizes(recognizer, text), fits(text), `${pattern} ${use} ${JSON.stringify(text)}`);
      },
    ),
    { numRuns: 300 },
  );
  t.true(done > 200);
});

test('an automaton of an RE2 pattern fits where RE2 does', (t) => {
  fc.assert(
    fc.property(randomRe2, uses, fc.array(fc.oneof(randomName, randomProse), { size: '+1' }), (pattern, use, texts) => {
      fc.pre(re2Error(pattern) === undefined);
      const condition: TextCondition = { dialect: 're2', pattern, use };
      const recognizer = automaton(condition);
      if (!recognizer) return;
      const fits = conditionTest(condition);
      for (const text of ['', ...texts])
        t.is(recognizes(recognizer, text), fits(text), `${pattern} ${use} ${JSON.stringify(text)}`);
    }),
    { numRuns: 300 },
  );
});

test('what only RE2 knows is read as RE2 reads it', (t) => {
  const cases: readonly (readonly [pattern: string, fits: readonly string[], not: readonly string[]])[] = [
    ['^a\\z', ['a'], ['a\n', 'ab']],
    ['^\\pL+$', ['é', 'aé'], ['1', '']],
    ['^\\p{Greek}$', ['α'], ['a']],
    ['^\\PN$', ['a'], ['1']],
    ['^[[:alpha:]_]+$', ['a_'], ['a1']],
    ['^[[:^digit:]]$', ['a'], ['1']],
    ['^(?P<n>a)(?i:b)c$', ['abc', 'aBc'], ['Abc', 'abC']],
    ['^(?i)k$', ['k', 'K', '\u212a'], ['x']],
    ['^(?i:a(?-i)b)$', ['Ab', 'ab'], ['aB']],
    ['^\\Qa.b\\E+$', ['a.b', 'a.bb'], ['axb']],
    ['^\\x{61}\\x62\\063$', ['ab3'], ['ab']],
    ['^[\\s]$', [' ', '\t'], ['\v']],
    ['^a{2,3}b{,2}$', ['aab{,2}'], ['aabb']],
    ['^(?m)a$', ['a', 'a\nb'], ['ab']],
    ['^(?s).$', ['\n'], ['']],
    ['^[]a-]$', [']', 'a', '-'], ['b']],
  ];
  for (const [pattern, fits, not] of cases) {
    const recognizer = recognizerOf(conditionExpression({ dialect: 're2', pattern, use: 'match' }));
    const engine = conditionTest({ dialect: 're2', pattern, use: 'match' });
    for (const text of [...fits, ...not]) {
      t.is(engine(text), fits.includes(text), `${pattern} ${text} (engine)`);
      t.is(recognizes(recognizer, text), fits.includes(text), `${pattern} ${text}`);
    }
  }
});

test('what is not regular is told', (t) => {
  for (const pattern of ['(a)\\1', '(a)?(?(1)b|c)', '(?<=(?!b)a)b'])
    t.throws(
      () => recognizerOf(conditionExpression({ dialect: 'python', pattern, use: 'match' })),
      { instanceOf: NotRegular },
      pattern,
    );
});
