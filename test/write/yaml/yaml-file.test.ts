import test from 'ava';
import fc from 'fast-check';
import { CORE_SCHEMA, YAML11_SCHEMA, load } from 'js-yaml';
import { spaced, unsafe, type YamlValue } from '../../../src/write/yaml/value.js';
import { yamlFile, yamlMapFile } from '../../../src/write/yaml/yaml-file.js';

/** Texts that a reader of YAML 1.1 or 1.2 takes for something else when they stand there without quotes. */
const AMBIGUOUS =
  `yes no on off y N ~ null true 0755 0o17 0x1f 0b11 1:30 190:20:30.15 1_000 1e3 1.5e+3 .inf -.INF .nan = << !x *a &a
  2001-01-01 2001-12-14t21:59:43.10-05:00 - ? : # [ ] { } {} [] , | > " ' % @ \` --- ... -a :a ?a a: #a a?b a:b a,b . .. ._1 +1 1. 08 1__0`.split(
    /\s+/,
  );
const AWKWARD = [
  '',
  ' ',
  ' a',
  'a ',
  '- a',
  'a: b',
  'a #b',
  '--- a',
  '\t',
  '\ta',
  'a\t',
  '\n',
  '\n\n',
  'a\n',
  'a\n\n',
  '\na',
  ' \na',
];
const LINES = [
  'a\nb',
  '\ta\nb',
  'a\n\tb',
  '  a\nb\n',
  'a  \n  b  \n',
  'a\r\nb',
  '# a\n# b\n',
  '---\nfoo\n',
  '...\n',
  'é\nü\n',
  'a\u2028b\nc',
];
const HIDDEN = [
  '\0',
  '\x1b',
  '\x7f',
  '\x85',
  '\xa0',
  '\u2028',
  '\ufeff',
  '\ufffe',
  '😀',
  '{{ x }}',
  '${#x}\n{% y',
  "it's",
  'C:\\x "q"',
];

const letters = fc.string({ unit: fc.constantFrom(...'aNoO01_.:-+eE ~=<!&*#?|>%@`\'",[]{}\t\n\\^$é'), maxLength: 12 });
const word = fc.string({ unit: fc.constantFrom(...'aN01_.:-#!&*"\'{}[],>|é'), minLength: 1, maxLength: 12 });
const prose = fc.array(word, { minLength: 10, maxLength: 40 }).map((words) => words.join(' '));
const text = fc.oneof(
  prose,

  fc.constantFrom(...AMBIGUOUS, ...AWKWARD, ...LINES, ...HIDDEN),
  letters,
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const key = text.filter((one) => one !== '__proto__');
const { value } = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

for (const [version, schema] of [
  ['1.1', YAML11_SCHEMA],
  ['1.2', CORE_SCHEMA],
] as const) {
  test(`what is written is read back, by readers of YAML ${version}`, (t) => {
    const item = fc.record({ value, comment: fc.array(text, { maxLength: 2 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), fc.array(text, { maxLength: 2 }), (items, header) => {
        const shared = items[0]?.value ?? null;
        const values = [...items, { value: { first: shared, list: [shared, shared] } }];
        t.deepEqual(load(yamlFile(header, values), { schema }), plain(values.map((one) => one.value)));
      }),
      { numRuns: 400 },
    );
  });
}

/** As a reader gives it: no zero with a sign. */
function plain(read: unknown): unknown {
  return JSON.parse(JSON.stringify(read), (_, one: unknown) => (Object.is(one, -0) ? 0 : one));
}

test('ambiguous texts are quoted, ordinary ones are not', (t) => {
  const quoted = ['yes', '0755', '1:30', '=', '1_000', '~', '2001-01-01', '!x', '*a', '\x1b', '', '{{ x }}'];
  t.is(
    yamlFile([], [{ value: Object.fromEntries(quoted.map((one, index) => [`k${String(index)}`, one])) }]),
    [
      '- k0: "yes"',
      '  k1: "0755"',
      '  k2: "1:30"',
      '  k3: "="',
      '  k4: "1_000"',
      '  k5: "~"',
      '  k6: "2001-01-01"',
      '  k7: "!x"',
      '  k8: "*a"',
      '  k9: "\\e"',
      '  k10: ""',
      '  k11: "{{ x }}"',
      '',
    ].join('\n'),
  );
  const ordinary = ["it's", '^(?!a)b\\.c$', 'docker.io/a/b:1.2-s1', 'a b', '$HOME/x', 'x=y', 'Runs composer (twice).'];
  t.is(
    yamlMapFile([], Object.fromEntries(ordinary.map((one) => [one, one]))),
    ordinary.map((one) => `${one}: ${one}\n`).join(''),
  );
  t.is(yamlMapFile([], { regex: '"(\\s)' }), "regex: '\"(\\s)'\n");
});

test('items are set apart, with header and comments', (t) => {
  const items = [
    { value: { job: { name: 'a' } }, comment: ['first', '', 'second'] },
    { value: { job: { name: 'b', left: undefined } } },
  ];
  t.is(
    yamlFile(['Made by us.'], items),
    '# Made by us.\n\n# first\n#\n# second\n- job:\n    name: a\n\n- job:\n    name: b\n',
  );
});

test('a comment cannot break the file', (t) => {
  const written = yamlFile(['a\nb: c\u2028d\x07'], [{ value: 1, comment: ['x\r\n- y'] }]);
  t.deepEqual(load(written), [1]);
});

test('lists inside items can be set apart too', (t) => {
  const tasks = spaced([{ value: { name: 'x', block: ['b'] } }, { value: { name: 'z' } }]);
  t.is(
    yamlFile([], [{ value: { hosts: 'all', tasks } }]),
    '- hosts: all\n  tasks:\n    - name: x\n      block: [b]\n\n    - name: z\n',
  );
  t.is(yamlFile([], [{ value: { tasks: spaced([]) } }]), '- tasks: []\n');
});

test('short lists of scalars stay on one line, up to column 100', (t) => {
  const word = (length: number): string => 'x'.repeat(length);
  t.is(yamlMapFile([], { a: ['b', 1, true, 'c d'], e: ['f: g'] }), 'a: [b, 1, true, c d]\ne: ["f: g"]\n');
  t.is(yamlMapFile([], { a: ['b', 'c: d'] }), 'a:\n  - b\n  - "c: d"\n');
  t.is(yamlMapFile([], { a: [word(94)] }), `a: [${word(94)}]\n`);
  t.is(yamlMapFile([], { a: [word(96)] }), `a:\n  - ${word(96)}\n`);
  t.is(yamlMapFile([], { a: [{ b: 1 }, 'c\nd'] }), 'a:\n  - b: 1\n  - |-\n    c\n    d\n');
  t.is(yamlMapFile([], { a: [], b: {}, c: { d: undefined } }), 'a: []\nb: {}\nc: {}\n');
});

test('several lines are a literal block, unless a reader would change them', (t) => {
  t.is(yamlMapFile([], { a: 'x\n  y\n\nz\n' }), 'a: |\n  x\n    y\n\n  z\n');
  t.is(yamlMapFile([], { a: 'x\ny' }), 'a: |-\n  x\n  y\n');
  t.is(yamlMapFile([], { a: '  x\ny\n' }), 'a: |2\n    x\n  y\n');
  t.is(yamlMapFile([], { a: 'x\r\ny\n' }), 'a: "x\\r\\ny\\n"\n');
  t.is(yamlMapFile([], { a: 'x\n\n' }), 'a: "x\\n\\n"\n');
});

test('prose that is too long for its line is folded', (t) => {
  const words = 'Stops a build that runs for longer than it may, and tells the people who want to know. '
    .repeat(2)
    .trim();
  t.is(
    yamlMapFile([], { a: { description: words, unsafe: unsafe(`{{ ${words}`) } }),
    `a:
  description: >-
    Stops a build that runs for longer than it may, and tells the people who want to know. Stops a
    build that runs for longer than it may, and tells the people who want to know.
  unsafe: !unsafe >-
    {{ Stops a build that runs for longer than it may, and tells the people who want to know. Stops
    a build that runs for longer than it may, and tells the people who want to know.
`,
  );
  t.is(yamlMapFile([], { a: `x  ${words}` }), `a: x  ${words}\n`, 'blanks that a reader could change stay on one line');
});

test('unsafe text carries its tag', (t) => {
  t.is(
    yamlMapFile([], { a: unsafe('{{ x }}'), b: unsafe('{{\n}}\n'), c: [unsafe('{% "x"')] }),
    'a: !unsafe "{{ x }}"\nb: !unsafe |\n  {{\n  }}\nc:\n  - !unsafe \'{% "x"\'\n',
  );
});

test('a long list that stands several times is written once', (t) => {
  const email = Array.from({ length: 20 }, (_, index) => `^user${String(index)}@example\\.org$`);
  const written = yamlFile([], [{ value: { email, more: { email } } }, { value: { email: [...email] } }]);
  t.is(written.match(/user7@/g)?.length, 2, 'an equal list that is another object is written out');
  t.true(written.includes('- email: &email-list\n    - ^user0@'));
  t.true(written.includes('  more:\n    email: *email-list\n'));
  t.deepEqual(load(written), [{ email, more: { email } }, { email }]);
});

test('what is short is repeated, and names do not clash', (t) => {
  const short = ['a', 'b'];
  t.is(yamlMapFile([], { x: short, z: short }), 'x: [a, b]\nz: [a, b]\n');
  const one = { a: 1, b: 2, c: 3 };
  const two = { a: 4, b: 5, c: 6 };
  const three = { a: 7, b: 8, c: 9 };
  const written = yamlMapFile([], { p: { x: one }, q: { x: two }, r: { s: { x: three } }, again: [one, two, three] });
  t.deepEqual(written.match(/[&*][\w-]+/g), ['&x', '&q-x', '&s-x', '*x', '*q-x', '*s-x']);
});
