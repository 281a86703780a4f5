import test from 'ava';
import fc from 'fast-check';
import type { Matcher } from '../../../src/model/zuul.js';
import { relationOf } from '../../../src/regex/automata/clauses.js';
import { matches } from '../../../src/regex/matches.js';

const stable: Matcher = { regex: '^stable/' };

test('branches behind a longer beginning are within those behind a shorter one', (t) => {
  t.is(relationOf([{ regex: '^stable/1' }], [stable]), 'within');
  t.is(relationOf([stable], [{ regex: '^stable/1' }]), 'across');
});

test('two beginnings that differ are apart, and an exclusion is apart from what it excludes', (t) => {
  t.is(relationOf([{ regex: '^master$' }], [stable]), 'apart');
  t.is(relationOf([stable], [{ regex: '^stable/', negate: true }]), 'apart');
  t.is(relationOf([{ regex: '^stable' }], [{ regex: '^stable/', negate: true }]), 'across');
});

test('a list fits what any of its matchers fits', (t) => {
  t.is(relationOf([stable], [{ regex: '^master$' }, { regex: '^sta' }]), 'within');
  t.is(relationOf([stable, { regex: '^x' }], [{ regex: '^master$' }, { regex: '^sta' }]), 'across');
});

test('what is said of two lists holds for every branch', (t) => {
  const regex = fc.constantFrom(
    '^master$',
    '^stable/',
    '^stable/[0-9]',
    'stable',
    '^.*$',
    '^(master|stable/1)$',
    '^s.*1$',
  );
  const matcher: fc.Arbitrary<Matcher> = fc.oneof(
    fc.record({ regex }),
    regex.map((text): Matcher => ({ regex: text, negate: true })),
  );
  const list = fc.array(matcher, { minLength: 1, maxLength: 3 });
  const branch = fc.constantFrom(
    'master',
    'masters',
    'stable',
    'stable/',
    'stable/1',
    'stable/x1',
    'stable/12',
    'other',
    's1',
  );
  fc.assert(
    fc.property(list, list, branch, (one, other, name) => {
      const relation = relationOf(one, other);
      if (!one.some((each) => matches(each, name))) return;
      const inOther = other.some((each) => matches(each, name));
      if (relation !== 'across') t.is(inOther, relation === 'within');
    }),
    { numRuns: 300 },
  );
});
