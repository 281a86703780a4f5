import test from 'ava';
import fc from 'fast-check';
import {
  alternativesOf,
  fitsLabels,
  labelsIn,
  parseLabelExpression,
  printLabelExpression,
  type LabelExpression,
} from '../../../src/read/jenkins/label-expression.js';

const NAMES = ['debian', 'small', 'php-7.4', 'a', 'with blank', 'odd"quote', 'back\\slash', 'arrow->x'];

const expressions = fc.letrec<{ expression: LabelExpression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5 },
    fc.record({ kind: fc.constant('label' as const), name: fc.constantFrom(...NAMES) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('expression') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const, 'implies' as const, 'iff' as const),
      left: tie('expression'),
      right: tie('expression'),
    }),
  ),
})).expression;

test('what is printed is read back as it was', (t) => {
  fc.assert(
    fc.property(expressions, (expression) => {
      t.deepEqual(parseLabelExpression(printLabelExpression(expression)), expression);
    }),
  );
});

test('blanks and parentheses do not matter', (t) => {
  const spaced = (expression: LabelExpression): string => {
    if (expression.kind === 'label') return `( ${printLabelExpression(expression)} )`;
    if (expression.kind === 'not') return `! (${spaced(expression.of)})`;
    const sign = { and: '&&', or: '||', implies: '->', iff: '<->' }[expression.kind];
    return `(${spaced(expression.left)}${sign}  ${spaced(expression.right)})`;
  };
  fc.assert(fc.property(expressions, (one) => void t.deepEqual(parseLabelExpression(spaced(one)), one)));
});

test('operators mean what they mean in JavaScript', (t) => {
  const sets = fc.subarray(NAMES).map((names) => new Set(names));
  const words = { and: '&&', or: '||', implies: '<=', iff: '===' } as const;
  const script = (one: LabelExpression): string => {
    if (one.kind === 'label') return `has(${JSON.stringify(one.name)})`;
    if (one.kind === 'not') return `!${script(one.of)}`;
    return `(${script(one.left)} ${words[one.kind]} ${script(one.right)})`;
  };
  fc.assert(
    fc.property(expressions, sets, (expression, labels) => {
      const run = new Function('has', `return ${script(expression)};`) as (has: (name: string) => boolean) => boolean;
      t.is(
        fitsLabels(expression, labels),
        run((name) => labels.has(name)),
      );
    }),
  );
});

test('any text is an expression or none, and never an error', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b-c', '!', '&&', '||', '->', '<->', '(', ')', ' ', '"', '&', '-')),
      (parts) => {
        const parsed = parseLabelExpression(parts.join(''));
        t.true(parsed === undefined || labelsIn(parsed).length > 0);
      },
    ),
  );
  t.is(parseLabelExpression('('.repeat(100_000)), undefined);
  t.is(parseLabelExpression('!'.repeat(100_000) + 'a'), undefined);
  t.truthy(parseLabelExpression(Array.from({ length: 2000 }, (_, index) => `n${String(index)}`).join(' || ')));
});

test('how Jenkins reads them: precedence, hyphens, quotes', (t) => {
  const print = (text: string): string | undefined => {
    const parsed = parseLabelExpression(text);
    return parsed && printLabelExpression(parsed);
  };
  t.is(print('a || b&&!c -> d'), 'a || b && !c -> d');
  t.deepEqual(parseLabelExpression('a || b&&!c')?.kind, 'or');
  t.deepEqual(parseLabelExpression('bare-precise->bare-trusty')?.kind, 'implies');
  t.is(print('"two words" && x'), '"two words" && x');
  for (const text of ['', 'a b', 'a &&', '&& a', '(a', 'a)', 'a & b', '"a', '!']) t.is(print(text), undefined, text);
  const alternatives = alternativesOf(parseLabelExpression('a || b && c || d')!);
  t.deepEqual(alternatives.map(printLabelExpression), ['a', 'b && c', 'd']);
});
