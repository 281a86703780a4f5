import test from 'ava';
import fc from 'fast-check';
import { judge, markRead } from '../../../src/model/leaf.js';
import { accountingOf, commentAbove, leavesBelow } from '../../../src/read/yaml/document.js';
import { valueOf, type YamlList, type YamlMap, type YamlNode } from '../../../src/read/yaml/node.js';
import { readYaml } from '../../../src/read/yaml/read-yaml.js';
import { read } from './plain.js';

function rootMap(source: string): YamlMap {
  return readYaml(source, 'f.yaml').root as YamlMap;
}

test('every node knows its line', (t) => {
  const root = rootMap(
    [
      '# a comment',
      'a: 1',
      'b:',
      '  - x',
      '  -',
      '  - &anchor',
      '    c: 2',
      '  - ',
      '',
      '  # two',
      '  - last',
      'd:',
      'e: |',
      '  text',
    ].join('\n'),
  );
  const list = valueOf(root, 'b') as YamlList;
  t.deepEqual(
    list.items.map(({ at }) => at),
    [4, 5, 6, 8, 11].map((line) => ({ file: 'f.yaml', line })),
  );
  t.is(valueOf(list.items[2] as YamlMap, 'c')?.at.line, 7);
  t.is(valueOf(root, 'd')?.at.line, 12);
  t.is(valueOf(root, 'e')?.at.line, 13);
});

test('lines are counted alike with LF, CR LF, CR and a byte order mark', (t) => {
  for (const end of ['\n', '\r\n', '\r']) {
    const root = rootMap(`\ufeff${['a: "x', '  y"', 'b: 1', '', 'c: 2'].join(end)}`);
    t.deepEqual(
      ['a', 'b', 'c'].map((key) => valueOf(root, key)?.at.line),
      [1, 3, 5],
    );
    t.is((valueOf(root, 'a') as { value?: unknown }).value, 'x y');
  }
});

test('aliases lead to the very node, which counts once', (t) => {
  const document = readYaml('a: &list [x, y]\nb: *list\nc: [*list, z]\n', 'f.yaml');
  const root = document.root as YamlMap;
  t.is(valueOf(root, 'a'), valueOf(root, 'b'));
  t.is(valueOf(root, 'a')?.anchor, 'list');
  t.is(document.leaves.length, 3);
  t.is(leavesBelow(root).length, 3);
});

const MERGES: readonly (readonly [what: string, source: string, expected: unknown])[] = [
  ['own keys win, wherever they stand', 'a: &a {x: 1, y: 1}\nb: {y: 2, <<: *a}', { x: 1, y: 2 }],
  ['of merged mappings in a list, the first wins', 'b: {<<: [{x: 1}, {x: 2, y: 2}]}', { y: 2, x: 1 }],
  ['of several merges, the last wins', 'b: {<<: {x: 1}, <<: {x: 2}}', { x: 2 }],
  ['merges go through merges', 'a: &a {x: 1}\nc: &c {<<: *a, y: 2}\nb: {<<: *c, z: 3}', { x: 1, y: 2, z: 3 }],
  ['an explicit tag with an empty key merges', 'a: &a {x: 1}\nb:\n  !!merge : *a\n  y: 2', { x: 1, y: 2 }],
  ['an explicit tag merges under any key', 'a: &a {x: 1}\nb: {!!merge key: *a}', { x: 1 }],
  ['a quoted << is a key like others', 'b: {"<<": {x: 1}}', { '<<': { x: 1 } }],
  ['= is a key', 'b: {=: 1}', { '=': 1 }],
];

for (const [what, source, expected] of MERGES) {
  test(`merge: ${what}`, (t) => {
    t.deepEqual((read(source) as { b: unknown }).b, expected);
  });
}

test('of equal keys the last counts, which is told', (t) => {
  const document = readYaml('a: [x, y]\nb: 1\na: z\n1: p\n1.0: q\n"1": r\n', 'f.yaml');
  t.deepEqual([...(document.root as YamlMap).entries.keys()], ['a', 'b', '\0n1', '1']);
  t.deepEqual(
    document.findings.map(({ code, outcome, at }) => [code, outcome, at.line]),
    [
      ['yaml/duplicate-key', 'dropped', 3],
      ['yaml/duplicate-key', 'dropped', 5],
    ],
  );
  t.regex(document.findings[0]?.message ?? '', /"a" is there twice .* line 1 is lost/);
  // x, y and p are lost.
  t.is(accountingOf(document).dropped, 3);
  t.is(accountingOf(document).leaves, 7);
});

test('a mapping that is only merged counts, and so does what is overridden in it', (t) => {
  const document = readYaml('a: {<<: {x: 1, y: 2}, x: 3}', 'f.yaml');
  t.deepEqual(accountingOf(document), {
    leaves: 3,
    converted: 0,
    approximated: 0,
    dropped: 1,
    needsHuman: 0,
    unread: 2,
  });
});

test('leaves are scalar values and empty collections, not keys', (t) => {
  const document = readYaml('a: {b: [], c: {}, d: [x, null], e: }', 'f.yaml');
  t.is(document.leaves.length, 5);
  const [first, second, third] = document.leaves;
  if (first !== undefined) markRead(first);
  if (second !== undefined) judge(second, 'needs-human');
  if (third !== undefined) judge(third, 'approximated');
  t.deepEqual(accountingOf(document), {
    leaves: 5,
    converted: 1,
    approximated: 1,
    dropped: 0,
    needsHuman: 1,
    unread: 2,
  });
});

test('comments directly above an item belong to it', (t) => {
  const source = [
    'list:', // 1
    '  # about one',
    '  #',
    '  #  - indented',
    '  - name: one # not above',
    '',
    '  # header of a group',
    '',
    '  - name: two',
    '    text: |',
    '      # no comment',
    '  - name: three',
    '# about four, less indented',
    '  -',
    '    name: four',
    '  - &anchor',
    '    name: five',
    '    text: >-',
    '      folded',
    '  # about six',
    '  - name: six',
  ].join('\n');
  const document = readYaml(source, 'f.yaml');
  const { items } = valueOf(document.root as YamlMap, 'list') as YamlList;
  t.deepEqual(
    items.map((item) => commentAbove(document, item as YamlMap)),
    [['about one', '', ' - indented'], undefined, undefined, ['about four, less indented'], undefined, ['about six']],
  );
});

test('quoted text may be indented less than what it belongs to, as PyYAML has it', (t) => {
  const source = 'a:\n  b: "one\ntwo\n\n three"\n  c: [x,\ny]\n';
  t.deepEqual(read(source), { a: { b: 'one two\nthree', c: ['x', 'y'] } });
  t.is(valueOf(valueOf(rootMap(source), 'a') as YamlMap, 'c')?.at.line, 6);
});

test('tabs may stand in text and comments', (t) => {
  t.deepEqual(read("a: 'x\ty' # a\tcomment\nb: |\n  c\td\n  \te\n#\tcomment\n"), { a: 'x\ty', b: 'c\td\n\te\n' });
});

test('an empty file has no root', (t) => {
  t.is(readYaml('', 'f').root, undefined);
  t.is(readYaml('# nothing\n', 'f').root, undefined);
});

// Anchors, aliases and merges of any shape end in a tree without a circle whose leaves add up.
test('random mappings: the last of equal keys counts, and the accounting adds up', (t) => {
  const key = fc.constantFrom('a', 'b', 'c', 'd');
  const pairs = fc.array(fc.tuple(key, fc.nat(9)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(pairs, (written) => {
      const document = readYaml(written.map(([name, value]) => `${name}: ${String(value)}`).join('\n'), 'f');
      const expected = new Map(written);
      const { entries } = document.root as YamlMap;
      const numbers = [...entries].map(([name, { value }]): [string, unknown] => [
        name,
        (value as YamlNode & { value: unknown }).value,
      ]);
      const { leaves, dropped, unread } = accountingOf(document);
      return (
        JSON.stringify([...numbers].sort()) === JSON.stringify([...expected].sort()) &&
        leaves === written.length &&
        dropped === written.length - expected.size &&
        unread === expected.size &&
        document.findings.length === written.length - expected.size
      );
    }),
  );
  t.pass();
});

test('tags that the caller names stand on the nodes; all others are refused', (t) => {
  const source = 'a: !override [x]\nb: !inherit\n  c: 1\nd: !override text\n';
  const { root } = readYaml(source, 'jobs.yaml', ['!override', '!inherit']);
  const tags = root?.kind === 'map' ? [...root.entries.values()].map(({ value }) => [value.kind, value.localTag]) : [];
  t.deepEqual(tags, [
    ['list', '!override'],
    ['map', '!inherit'],
    ['scalar', '!override'],
  ]);
  t.throws(() => readYaml('a: !unsafe x\n', 'jobs.yaml', ['!override']), { message: /!unsafe/ });
  t.throws(() => readYaml(source, 'jobs.yaml'), { message: /!override/ });
});
