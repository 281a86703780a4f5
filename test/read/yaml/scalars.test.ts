import test from 'ava';
import fc from 'fast-check';
import type { YamlScalar } from '../../../src/read/yaml/node.js';
import { readYaml } from '../../../src/read/yaml/read-yaml.js';
import { resolvePlain } from '../../../src/read/yaml/scalars.js';

// What PyYAML 3.12 and 5.4 say under Python 2.7. Dates keep their text here.
const TABLE: readonly (readonly [text: string, type: string, value: unknown])[] = [
  // 18 spellings of truth, and nothing else.
  ...['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, 'bool', true] as const),
  ...['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, 'bool', false] as const),
  ...['y', 'n', 'Y', 'N', 'yEs', 'tRUE', 'yess'].map((word) => [word, 'str', word] as const),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, 'null', null] as const),
  ...['none', 'None', 'nULL', 'nil'].map((word) => [word, 'str', word] as const),
  // A leading zero is octal, unless a digit says otherwise: then it is text.
  ['0', 'int', 0],
  ['-0', 'int', 0],
  ['12', 'int', 12],
  ['+2', 'int', 2],
  ['-1', 'int', -1],
  ['014', 'int', 12],
  ['-014', 'int', -12],
  ['0_7', 'int', 7],
  ['08', 'str', '08'],
  ['09', 'str', '09'],
  ['0o14', 'str', '0o14'],
  ['0x1F', 'int', 31],
  ['-0xff', 'int', -255],
  ['0x', 'str', '0x'],
  ['0b101', 'int', 5],
  ['+0b1_0', 'int', 2],
  ['1_000', 'int', 1000],
  ['1__0_', 'int', 10],
  ['_1', 'str', '_1'],
  ['1,000', 'str', '1,000'],
  // Base 60.
  ['1:30', 'int', 90],
  ['-1:30', 'int', -90],
  ['190:20:30', 'int', 685230],
  ['1:60', 'str', '1:60'],
  ['01:30', 'str', '01:30'],
  ['1:30.5', 'float', 90.5],
  // A float needs its point; an exponent needs its sign.
  ['1.5', 'float', 1.5],
  ['1.', 'float', 1],
  ['.5', 'float', 0.5],
  ['-.5', 'str', '-.5'],
  ['1_0.2_5', 'float', 10.25],
  ['6.8523015e+5', 'float', 685230.15],
  ['1e3', 'str', '1e3'],
  ['1.5e3', 'str', '1.5e3'],
  ['1.0.0', 'str', '1.0.0'],
  ['.inf', 'float', Infinity],
  ['-.INF', 'float', -Infinity],
  ['.Inf', 'float', Infinity],
  ['.nan', 'float', NaN],
  ['.Nan', 'str', '.Nan'],
  ['.', 'str', '.'],
  ['2001-12-14', 'timestamp', '2001-12-14'],
  ['2001-1-1', 'str', '2001-1-1'],
  ['2001-12-14t21:59:43.10-05:00', 'timestamp', '2001-12-14t21:59:43.10-05:00'],
  ['2001-12-14 21:59:43', 'timestamp', '2001-12-14 21:59:43'],
  ['2000-02-29', 'timestamp', '2000-02-29'],
  ['<<', 'merge', '<<'],
  ['=', 'value', '='],
  ['^refs/heads/', 'str', '^refs/heads/'],
];

for (const [text, type, value] of TABLE) {
  test(`plain ${JSON.stringify(text)} is ${type}`, (t) => {
    t.deepEqual(resolvePlain(text), { type, value } as ReturnType<typeof resolvePlain>);
  });
}

for (const text of ['0b_', '0x_', '._', '2001-99-99', '2001-02-29', '0000-01-01', '2001-12-14 25:00:00']) {
  test(`plain ${JSON.stringify(text)} breaks PyYAML and is refused`, (t) => {
    const error = t.throws(() => readYaml(`a:\n  - ${text}\n`, 'layout.yaml'));
    t.regex(error.message, /^layout\.yaml:2: .*PyYAML/);
  });
}

function only(source: string): YamlScalar {
  const { root } = readYaml(source, 'f');
  if (root?.kind !== 'scalar') throw new Error('not a scalar');
  return root;
}

const TAGGED: readonly (readonly [source: string, type: string, value: unknown])[] = [
  ['!!str 27', 'str', '27'],
  ['!!str', 'str', ''],
  ['!!int "1_0"', 'int', 10],
  ['!!float 12', 'float', 12],
  ['!!bool "Yes"', 'bool', true],
  ['!!null whatever', 'null', null],
  ['!<tag:yaml.org,2002:int> 3', 'int', 3],
  // The tag "!" asks for the usual resolution, even of quoted text.
  ['! "12"', 'int', 12],
  ['"12"', 'str', '12'],
  ["'yes'", 'str', 'yes'],
  ['|\n  12\n', 'str', '12\n'],
  // The last line has no line feed, so PyYAML gives none.
  ['|\n  12', 'str', '12'],
  ['>\n  a\n  b\n\n  c\n', 'str', 'a b\nc\n'],
];

for (const [source, type, value] of TAGGED) {
  test(`${JSON.stringify(source)} is ${type} ${JSON.stringify(value)}`, (t) => {
    const scalar = only(source);
    t.is(scalar.type as string, type);
    t.deepEqual(scalar.value, value as YamlScalar['value']);
  });
}

test('quoted text is text, whatever it looks like', (t) => {
  const text = fc.string({ unit: 'binary' }).map((raw) => raw.replace(/[^\x20-\x7e\xa0-\u2027\u2030-\ud7ff]/g, ''));
  fc.assert(
    fc.property(text, (raw) => {
      const scalar = only(`'${raw.replaceAll("'", "''")}'`);
      return scalar.type === 'str' && scalar.value === raw;
    }),
  );
  t.pass();
});

test('whole numbers and truth values keep their value in every spelling', (t) => {
  const spelling = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.constantFrom('', '-', '+'));
  fc.assert(
    fc.property(spelling, ([number, sign]) => {
      const expected = (sign === '-' ? -number : number) + 0;
      const spellings = [
        number.toString(),
        `0x${number.toString(16)}`,
        `0b${number.toString(2)}`,
        `0${number.toString(8)}`,
      ];
      return spellings.every((text) => {
        const { type, value } = resolvePlain(`${sign}${text}`);
        return type === 'int' && value === expected;
      });
    }),
  );
  t.pass();
});
