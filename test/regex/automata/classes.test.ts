import test from 'ava';
import fc from 'fast-check';
import type { TextCondition } from '../../../src/model/item-conditions.js';
import { textClasses } from '../../../src/regex/automata/classes.js';
import { conditionExpression, conditionTest } from '../../../src/regex/automata/condition.js';
import { NotRegular } from '../../../src/regex/automata/expression.js';
import { recognizerOf, recognizes } from '../../../src/regex/automata/recognizer.js';
import { checkPattern } from '../../../src/regex/check-pattern.js';
import { randomName, randomPattern } from '../random-pattern.js';

const SEARCH = { alphabet: [[0x20, 0x10ffff]], mostStates: 2000, mostClasses: 200 } as const;

function classesOf(patterns: readonly string[], use: TextCondition['use'] = 'match') {
  const conditions = patterns.map((pattern): TextCondition => ({ dialect: 'python', pattern, use }));
  return textClasses(
    conditions.map((condition) => recognizerOf(conditionExpression(condition))),
    SEARCH,
  );
}

test('every class that patterns tell apart has a shortest member', (t) => {
  const { classes, complete } = classesOf(['^master$', '^REL1_\\d+', '(?!REL)']);
  t.true(complete);
  t.deepEqual(
    classes.map(({ vector, text }) => `${vector} ${text}`),
    ['001 ', '000 REL', '101 master', '010 REL1_1'],
  );
});

test('the class of every text is found, and each member has the vector that it stands for', (t) => {
  let complete = 0;
  fc.assert(
    fc.property(
      fc.array(randomPattern, { minLength: 1, maxLength: 4 }),
      fc.constantFrom<TextCondition['use']>('match', 'search', 'full'),
      fc.array(randomName, { maxLength: 30, size: '+2' }),
      (patterns, use, texts) => {
        fc.pre(patterns.every((pattern) => checkPattern(pattern) === undefined));
        let found;
        try {
          found = classesOf(patterns, use);
        } catch (error) {
          if (error instanceof NotRegular) return;
          throw error;
        }
        const tests = patterns.map((pattern) => conditionTest({ dialect: 'python', pattern, use }));
        const vectorOf = (text: string): string => tests.map((fits) => (fits(text) ? '1' : '0')).join('');
        for (const { vector, text } of found.classes) if (vectorOf(text) !== vector) t.is(vectorOf(text), vector, text);
        if (!found.complete) return;
        complete += 1;
        const vectors = new Set(found.classes.map(({ vector }) => vector));
        for (const text of texts) if (!vectors.has(vectorOf(text))) t.fail(`${vectorOf(text)} of ${text} is missing`);
      },
    ),
    { numRuns: 150 },
  );
  t.true(complete > 80, String(complete));
});

test('a negated condition fits what its pattern does not', (t) => {
  for (const use of ['match', 'search', 'full'] as const) {
    const condition: TextCondition = { dialect: 're2', pattern: 'a$', use, negate: true };
    const recognizer = recognizerOf(conditionExpression(condition));
    for (const text of ['', 'a', 'ba', 'ab']) t.is(recognizes(recognizer, text), conditionTest(condition)(text), text);
  }
});

test('texts can be held to a form', (t) => {
  const recognizer = recognizerOf(conditionExpression({ dialect: 'python', pattern: 'a', use: 'match' }));
  const within = recognizerOf(conditionExpression({ dialect: 'python', pattern: '(?!.*//)[^/].*[^/]$', use: 'match' }));
  const { classes, complete } = textClasses([recognizer], { ...SEARCH, within });
  t.true(complete);
  t.deepEqual(
    classes.map(({ text }) => text),
    ['xx', 'ax'],
  );
});

test('a search that stops at a bound says so', (t) => {
  const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  t.false(classesOf(words, 'search').complete);
});
