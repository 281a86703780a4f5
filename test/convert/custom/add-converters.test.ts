import { join, relative } from 'node:path';
import test from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import type { CatalogueEntry } from '../../../src/convert/load-catalogue.js';
import { temporaryFolder } from '../../support/folders.js';
import { add, converterText, put } from './support.js';

const TYPESCRIPT = `
import { defineConverter, toolCall, type Element } from 'zuulshift';
import { sentence } from './_words.js';

enum Mode { Fast = 'fast' }

export default defineConverter({
  element: ['org.example.Typed', 'org.example.OldTyped'],
  section: 'builders',
  plugin: 'typed',
  summary: 'A step in TypeScript',
  becomes: 'a script',
  grade: 'exact',
  findings: {},
  convert: (input: Element) => ({ run: [toolCall({ name: sentence(Mode.Fast), words: ['typed'] }, input)] }),
});
`;

test('TypeScript and JavaScript are loaded, from folders below and with blanks in the path', async (t) => {
  const folder = join(temporaryFolder(t), 'my converters');
  put(folder, {
    'builders/typed.ts': TYPESCRIPT,
    'builders/_words.ts': 'export const sentence = (word: string): string => `Run ${word}`;',
    'plain.js': converterText('org.example.Plain'),
    'module.mjs': converterText('org.example.Module'),
  });
  const { catalogue, files, replaced } = await add([folder]);
  t.deepEqual([...catalogue.keys()].sort(), [
    'org.example.Module',
    'org.example.OldTyped',
    'org.example.Plain',
    'org.example.Typed',
  ]);
  t.is(catalogue.get('org.example.Typed')?.path, 'builders/typed');
  t.is(catalogue.get('org.example.Typed')?.shown, 'my converters/builders/typed.ts');
  t.deepEqual(
    files.map((file) => relative(folder, file)),
    ['builders/typed.ts', 'module.mjs', 'plain.js'],
  );
  t.deepEqual(replaced, []);
});

test('tests, types, samples, helpers and installed packages are no converters', async (t) => {
  const folder = temporaryFolder(t);
  put(folder, {
    'step.js': converterText('org.example.Step'),
    'step.test.ts': 'throw new Error("a test");',
    'step.spec.js': 'throw new Error("a test");',
    'types.d.ts': 'export type A = string;',
    '_helper.js': 'throw new Error("a helper nobody imports");',
    'tsconfig.json': '{}',
    'node_modules/left/index.js': 'throw new Error("a package");',
    'test/step.js': 'throw new Error("a test");',
    'samples/step/full/input.xml': '<a/>',
    '.git/hooks.js': 'throw new Error("git");',
  });
  t.deepEqual([...(await add([folder])).catalogue.keys()], ['org.example.Step']);
});

test('a relative folder is named as it was given', async (t) => {
  const folder = temporaryFolder(t);
  put(folder, { 'step.js': converterText('org.example.Relative') });
  const given = relative(process.cwd(), folder);
  const { catalogue } = await add([given]);
  t.is(catalogue.get('org.example.Relative')?.file, join(given, 'step.js'));
});

test('a converter of the user wins over ours, and that is told', async (t) => {
  const folder = temporaryFolder(t);
  put(folder, { 'my-shell.js': converterText('hudson.tasks.Shell') });
  const ours = { name: 'shell', path: 'builders/shell' } as CatalogueEntry;
  const { catalogue, replaced } = await add([folder], new Map([['hudson.tasks.Shell', ours]]));
  t.is(catalogue.get('hudson.tasks.Shell')?.name, 'my-shell');
  t.deepEqual(replaced, [{ element: 'hudson.tasks.Shell', file: join(folder, 'my-shell.js'), ours: 'builders/shell' }]);
});

test('two converters of users for one element are refused, in one folder or in two; one folder given twice is one', async (t) => {
  const [one, other] = [temporaryFolder(t), temporaryFolder(t)];
  put(one, { 'a.js': converterText('org.example.Twice') });
  put(other, { 'b.js': converterText('org.example.Twice') });
  const error = await t.throwsAsync(() => add([one, other]), { instanceOf: InputError });
  t.regex(error!.message, /b\.js: converts org\.example\.Twice, which .*a\.js does too; take one of them out/);
  await t.notThrowsAsync(() => add([one, one]));
});

test('our own folder is not taken for one of the user', async (t) => {
  const { catalogue } = await add(['converters']);
  t.is(catalogue.size, 0);
});

const BROKEN: readonly (readonly [why: string, text: string, said: RegExp])[] = [
  ['TypeScript that is none', 'export default {\n  a: 1\n  b: 2\n};', /bad\.ts:3: is no TypeScript: ',' expected\./],
  ['no default export', 'export const x = 1;', /bad\.ts: has no default export; expected export default/],
  ['another default export', 'const x = 1;\nexport default 7;', /bad\.ts:2: exports 7 as its default/],
  ['no element', 'export default { convert: () => ({}) };', /bad\.ts:1: has no 'element'; expected a Java class/],
  [
    'a wrong section',
    `export default { element: 'x', convert() {}, section: 'builder' };`,
    /"builder" as 'section'; expected one of job, /,
  ],
  [
    'no findings',
    `export default { element: 'x', convert() {}, section: 'scm', grade: 'exact', plugin: '', summary: '', becomes: '' };`,
    /no 'findings'/,
  ],
  [
    'a package that is not there',
    `\nimport 'nobody-wrote-this';\nexport default 1;`,
    /bad\.ts:2: imports 'nobody-wrote-this', which is not installed/,
  ],
  [
    'a file that is not there',
    `import { a } from './_gone.js';\nexport default a;`,
    /bad\.ts:1: imports a file that is not there/,
  ],
  [
    'something we do not export',
    `import { nothing } from 'zuulshift';\nexport default nothing;`,
    /bad\.ts:1: imports nothing, which zuulshift does not have/,
  ],
  [
    'a module that throws',
    `\n\nthrow new TypeError('no luck\\nat all');`,
    /bad\.ts:3: failed when it was loaded: no luck$/,
  ],
];
for (const [why, text, said] of BROKEN) {
  test(`refuses ${why}`, async (t) => {
    const folder = temporaryFolder(t);
    put(folder, { 'bad.ts': text });
    const error = await t.throwsAsync(() => add([folder]), { instanceOf: InputError });
    t.regex(error!.message, said);
  });
}

test('JavaScript that is none is told with its line, and all faults at once', async (t) => {
  const folder = temporaryFolder(t);
  put(folder, { 'a.js': 'export default {\n  x: 1\n  y: 2\n};', 'b.js': 'export const x = 1;' });
  const error = await t.throwsAsync(() => add([folder]), { instanceOf: InputError });
  t.regex(error!.message, /a\.js:3: is no JavaScript module/);
  t.regex(error!.message, /b\.js: has no default export/);
});

test('refuses folders that are none, are empty, or are a file', async (t) => {
  const folder = temporaryFolder(t);
  put(folder, { 'a.js': converterText('org.example.A'), 'empty/readme.md': '' });
  for (const [path, said] of [
    [join(folder, 'gone'), /does not exist; --converters takes a folder/],
    [join(folder, 'empty'), /holds no converter; expected \*\.ts or \*\.js/],
    [join(folder, 'a.js'), /is no folder/],
  ] as const) {
    const error = await t.throwsAsync(() => add([path]), { instanceOf: InputError });
    t.regex(error!.message, said);
  }
});
