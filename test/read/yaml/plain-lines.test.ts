import test from 'ava';
import fc from 'fast-check';
import { InputError } from '../../../src/model/input-error.js';
import { readPlainLines } from '../../../src/read/yaml/plain-lines.js';
import { accountingOf } from '../../../src/read/yaml/document.js';
import type { YamlNode } from '../../../src/read/yaml/node.js';
import { readYaml } from '../../../src/read/yaml/read-yaml.js';

/** Everything a tree says, as plain data. */
function facts(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  const { line } = node.at;
  if (node.kind === 'scalar') return [line, node.anchor, node.type, String(node.value), node.text];
  if (node.kind === 'list') return [line, node.anchor, node.items.map(facts)];
  return [line, node.anchor, [...node.entries].map(([name, { key, value }]) => [name, facts(key), facts(value)])];
}

function factsOf(source: string): unknown {
  try {
    const document = readYaml(source, 'f');
    return [facts(document.root), document.findings, accountingOf(document), document.longScalars];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.faults;
  }
}

/** Lines that end in CR LF go the long way, through js-yaml. */
function sameBothWays(t: { deepEqual(a: unknown, b: unknown): boolean }, source: string): boolean {
  return t.deepEqual(factsOf(source), factsOf(source.replaceAll('\n', '\r\n')));
}

const LAYOUT = `# A layout.
pipelines:
  - &check
    name: check
    trigger:
      gerrit:
        - &filter # who
          event: patchset-created
          email: &list
           - ^a@example$ # one
           - "b # no comment"
           - 'c: d'
          empty:
        - *filter
        -
    description: >
      Some text
        # not a comment

      more

    on: no
  - !!merge : *check
    name: gate
  - <<: *check
    name: post
    message: |-
      last
jobs:
- name: ^.*$
  files: [a, 'b c',
    d]
  skip-if: {x: [*list, 014]} # flow
  - never
`;

test('a layout is read alike the short and the long way', (t) => {
  const valid = LAYOUT.replace('  - never\n', '');
  t.not(readPlainLines(valid, 'f'), undefined);
  sameBothWays(t, valid);
  sameBothWays(t, valid.trimEnd());
  sameBothWays(t, LAYOUT);
});

const PLAIN: readonly string[] = [
  'a: 1',
  'a:\n- b\n- c\nd: e',
  '- - a\n  - b\n-\n  - c',
  "'{x}-y':\n  - z",
  'a: &x b\nc: *x',
  'a-b/c.{d}: e',
];

for (const source of PLAIN) {
  test(`goes the short way: ${JSON.stringify(source)}`, (t) => {
    t.not(readPlainLines(source, 'f'), undefined);
    sameBothWays(t, source);
  });
}

const OTHER: readonly string[] = [
  'a',
  '"a"',
  '--- {}',
  'a: b\n  c',
  'a: b: c',
  'a : b',
  '? a\n: b',
  'a: !!str 1',
  'a: - b',
  ' a: b',
  'a:\n  b: c\n d: e',
  '- a\nb: c',
  'a: b\n- c',
  'a: &x',
  '- &x a: b',
  'a: "b\nc"',
  'a: [b\n]',
  'a: |2\n   b',
  'a: "b": c',
  'a: [b]: c',
  'a:\tb',
];

for (const source of OTHER) {
  test(`read alike both ways: ${JSON.stringify(source)}`, (t) => {
    sameBothWays(t, source);
  });
}

const SCALARS = [
  'a',
  'b c',
  "'q r'",
  '"d"',
  'yes',
  '014',
  '~',
  "''",
  '# x',
  'x # y',
  'x#y',
  'k: v',
  'k:',
  '*x',
  '&x a',
  '&y',
  '[]',
  '{}',
  '[a, *x]',
  '{a: b}',
  '[a,\n       b]',
  '|\n       t\n     u',
  '>-\n       t',
  '"e\\n"',
  '"f',
  '-',
  '- g',
  '-h',
  '!t i',
  '@j',
  'https://k',
  'l:m',
  '!!merge : *x',
  '<<: *x',
];

test('random lines are read alike both ways', (t) => {
  const indent = fc.constantFrom('', '', '  ', '  ', '    ', '   ', '      ');
  const start = fc.constantFrom(
    '- ',
    '- ',
    '-',
    'a: ',
    'b: ',
    'c:',
    "'d': ",
    '# ',
    '- a: ',
    '- - ',
    '',
    '<<: ',
    '!!merge : ',
  );
  const line = fc
    .tuple(indent, start, fc.oneof(fc.constantFrom(...SCALARS), fc.constant('')))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), (lines) => {
      const source = lines.join('\n');
      return JSON.stringify(factsOf(source)) === JSON.stringify(factsOf(source.replaceAll('\n', '\r\n')));
    }),
    { numRuns: 2000 },
  );
  t.pass();
});
