import test from 'ava';
import fc from 'fast-check';
import { applyRenames } from '../../src/convert/renames.js';
import type { Rename } from '../../src/model/settings.js';

const at = { file: 'zuulshift.yaml', line: 1 };
const exact = (from: string, to: string): Rename => ({ from, to, isPattern: false, at });
const pattern = (from: string, to: string): Rename => ({ from, to, isPattern: true, at });

const CASES: readonly (readonly [name: string, rules: readonly Rename[], expected: string])[] = [
  ['unit', [], 'unit'],
  ['unit', [exact('unit', 'test')], 'test'],
  ['unit', [exact('uni', 'test')], 'unit'],
  // An exact rule is no pattern.
  ['a.c', [exact('a.c', 'x')], 'x'],
  ['abc', [exact('a.c', 'x')], 'abc'],
  // A pattern has to match the whole name.
  ['unit-docs', [pattern('unit', 'x')], 'unit-docs'],
  ['unit-docs', [pattern('unit.*', 'x')], 'x'],
  ['unit-docs', [pattern('a|unit-docs', 'x')], 'x'],
  // The first that fits counts.
  ['unit', [pattern('u.*', 'first'), exact('unit', 'second')], 'first'],
  ['unit', [pattern('x.*', 'first'), exact('unit', 'second')], 'second'],
  [
    'gate-nova-docs',
    [pattern('^(?P<when>gate|check)-(?P<what>.*)-docs$', '\\g<what>-docs-\\g<when>')],
    'nova-docs-gate',
  ],
  ['gate-nova', [pattern('(gate|check)-(.*)', '\\2-\\1')], 'nova-gate'],
  ['gate-nova', [pattern('(gate|check)-(.*)', '\\g<2>0')], 'nova0'],
  // A group that took no part stands for nothing.
  ['nova', [pattern('(gate-)?(nova)', '\\1\\2')], 'nova'],
  ['aa', [pattern('(?P<x>a)(?P=x)', '\\g<x>')], 'a'],
  ['NOVA', [pattern('(?i)nova\\Z', 'x')], 'x'],
  ['nova', [pattern('nova', 'a\\\\1$&')], 'a\\1$&'],
];

for (const [name, rules, expected] of CASES) {
  test(`${name} by ${rules.map(({ from, to }) => `${from} → ${to}`).join(', ') || 'nothing'}`, (t) => {
    t.is(applyRenames(name, rules), expected);
  });
}

test('taking a name apart and together again leaves it', (t) => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), (name, cut) => {
      const rule = pattern(`(?s)(?P<head>.{${String(Math.min(cut, name.length))}})(?P<tail>.*)`, '\\g<head>\\2');
      return applyRenames(name, [rule]) === name;
    }),
  );
  t.pass();
});
