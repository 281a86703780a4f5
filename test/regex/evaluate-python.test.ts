import test from 'ava';
import { checkPattern } from '../../src/regex/check-pattern.js';
import { compilePython, evaluatePython } from '../../src/regex/evaluate-python.js';
import { recorded, texts } from './recorded.js';

for (const entry of recorded) {
  if (entry.refused === undefined) {
    test(`Python matches with ${entry.pattern}`, (t) => {
      t.is(checkPattern(entry.pattern), undefined);
      t.deepEqual(texts.filter(compilePython(entry.pattern, 'match')), entry.match);
      t.deepEqual(texts.filter(compilePython(entry.pattern, 'search')), entry.search);
    });
  } else {
    test(`Python refuses ${entry.pattern}`, (t) => {
      t.is(checkPattern(entry.pattern), entry.refused);
    });
  }
}

test('a pattern nested beyond reason is refused, not a crash', (t) => {
  t.is(checkPattern('(?:'.repeat(50_000) + ')'.repeat(50_000)), 'maximum recursion depth exceeded');
});

test('a pattern too large for the JavaScript engine is still evaluated', (t) => {
  t.true(evaluatePython('(?:(?:a{1000}){1000}){1000}|b', 'b', 'match'));
});

test('asking about a pattern that Python refuses is a defect of the caller', (t) => {
  t.throws(() => evaluatePython('(', 'a', 'match'), { message: /unbalanced parenthesis/ });
});
