import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import { readYaml, readYamlFile } from '../../../src/read/yaml/read-yaml.js';
import { temporaryFolder } from '../../support/folders.js';

const lines = (...text: readonly string[]): string => text.join('\n');

/** Ten times ten times ten ... */
const BOMB = lines(
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefgh'].map(
    (name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefg'[index] ?? ''}`).join(', ')}]`,
  ),
);

/** Every mapping merges the one before and adds a key: few lines, many entries. */
const MERGE_BOMB = lines(
  'm0: &m0 {k0: 1}',
  ...Array.from(
    { length: 2000 },
    (_, index) => `m${String(index + 1)}: &m${String(index + 1)} {<<: *m${String(index)}, k${String(index + 1)}: 1}`,
  ),
);

const DEEP_ALIASES = lines(
  'a0: &a0 [x]',
  ...Array.from({ length: 120 }, (_, index) => `a${String(index + 1)}: &a${String(index + 1)} [*a${String(index)}]`),
);

const REFUSED: readonly (readonly [what: string, source: string, line: number, message: RegExp])[] = [
  ['a tab as indentation', 'a:\n\tb: c\n', 2, /tab/],
  ['a tab between tokens', 'a: 1\nb:\tc\n', 2, /tab/],
  ['a tab at the end of a line', 'a: b\t\n', 1, /tab/],
  ['a tab on a line of its own', 'a: b\n\t\nc: d\n', 2, /tab/],
  ['a tab in the indentation of a block scalar', 'a: |\n  b\n\tc\n', 3, /tab/],
  ['a tab inside plain text', '- a\tb\n', 1, /tab/],
  ['bad indentation', 'a:\n   b: 1\n  c: 2\n', 3, /not YAML/],
  ['an open quote', 'a: "x\nb: 1\n', 3, /not YAML/],
  ['an undefined alias', 'a: 1\nb: *nowhere\n', 2, /"\*nowhere" names no anchor/],
  ['an alias before its anchor', 'a: *x\nb: &x 1\n', 1, /names no anchor/],
  ['an alias to a list around it', 'a: &x\n  - b\n  - *x\n', 3, /circle/],
  ['an alias to a mapping around it', 'a: &x\n  b: {<<: *x}\n', 2, /circle/],
  ['an anchor that is there twice', 'a: &x 1\nb: &x 2\n', 2, /"&x" is there twice \(first on line 1\)/],
  ['an anchor with other characters', 'a: &x.y 1\n', 1, /letters, digits/],
  ['aliases that multiply', BOMB, 6, /blow the file up/],
  ['merges that multiply', MERGE_BOMB, 708, /blow the file up/],
  ['aliases that nest', DEEP_ALIASES, 100, /deeper than 100/],
  ['deep nesting', '['.repeat(200), 1, /deeper than 100/],
  ['an unknown tag', 'a: 1\nb: !secret x\n', 2, /unknown tag !secret/],
  ['a Python object', 'a: !!python/object:os.system {}\n', 1, /not supported/],
  ['binary data', 'a: !!binary aGVsbG8=\n', 1, /!!binary is not supported/],
  ['a set', 'a: !!set {x, y}\n', 1, /!!set is not supported/],
  ['two documents', 'a: 1\n---\nb: 2\n', 2, /second document/],
  ['two documents, both with a mark', '---\na: 1\n--- # next\nb: 2\n', 3, /second document/],
  ['a list as a key', 'a: 1\n? [x]\n: 1\n', 2, /cannot be a key/],
  ['a key that is missing', 'a: 1\n: b\n', 2, /key is missing/],
  ['a merge of text', 'a: {<<: x}\n', 1, /only a mapping or a list of mappings can be merged/],
  ['a merge of a list of texts', 'a:\n  <<:\n    - x\n', 3, /only a mapping/],
  ['<< as a value', 'a:\n  - <<\n', 2, /in keys only/],
  ['a control character', 'a: 1\n# \u0007\n', 2, /U\+0007/],
  ['a line separator', 'a: 1\nb: x\u2028y\n', 2, /U\+2028/],
  [
    'marks of an unfinished merge',
    lines('a: 1', '<<<<<<< HEAD', 'b: 1', '=======', 'b: 2', '>>>>>>> other', ''),
    2,
    /unfinished merge: the mark "<<<<<<<"/,
  ],
];

for (const [what, source, line, message] of REFUSED) {
  test(`refused with its line: ${what}`, (t) => {
    const error = t.throws(() => readYaml(source, 'layout.yaml'), { instanceOf: InputError });
    t.is(error.faults[0]?.at.line, line, error.message.slice(0, 200));
    t.regex(error.message, message);
    t.notRegex(error.faults[0]?.message ?? '', /\n/);
  });
}

test('all marks of an unfinished merge are listed', (t) => {
  const error = t.throws(() => readYaml('<<<<<<< a\n=======\n>>>>>>> b\n', 'f'), { instanceOf: InputError });
  t.deepEqual(
    error.faults.map(({ at }) => at.line),
    [1, 2, 3],
  );
});

test('files that cannot be read are refused in one line', (t) => {
  const folder = temporaryFolder(t);
  const refusal = (path: string): string =>
    t.throws(() => readYamlFile(path, 'the layout'), { instanceOf: InputError }).message;
  t.is(
    refusal(join(folder, 'none.yaml')),
    `${join(folder, 'none.yaml')}: cannot read the layout: there is no such file`,
  );
  mkdirSync(join(folder, 'zuul'));
  t.regex(refusal(join(folder, 'zuul')), /has to be a file, this is a folder/);
  writeFileSync(join(folder, 'file'), 'x');
  t.regex(refusal(join(folder, 'file', 'layout.yaml')), /not a folder/);

  writeFileSync(join(folder, 'latin1.yaml'), Buffer.from('a: 1\nb: caf\xe9\n', 'latin1'));
  t.regex(refusal(join(folder, 'latin1.yaml')), /latin1\.yaml:2: the layout is not UTF-8/);
  writeFileSync(join(folder, 'utf16.yaml'), Buffer.from('\ufeffa: 1\n', 'utf16le'));
  t.regex(refusal(join(folder, 'utf16.yaml')), /UTF-16/);

  // Sparse: takes no room.
  writeFileSync(join(folder, 'large.yaml'), '');
  truncateSync(join(folder, 'large.yaml'), 100 * 1024 * 1024);
  t.regex(refusal(join(folder, 'large.yaml')), /100 MiB large, the limit is 16 MiB/);
});

const mayReadAll = process.getuid?.() === 0;
(mayReadAll ? test.skip : test)('a file without permission is refused', (t) => {
  const path = join(temporaryFolder(t), 'layout.yaml');
  writeFileSync(path, 'a: 1\n');
  chmodSync(path, 0);
  t.regex(t.throws(() => readYamlFile(path, 'the layout')).message, /permission denied/);
});
