import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import anyTest, { type TestFn } from 'ava';
import { elementsOf, loadCatalogue, modulesBelow } from '../../src/convert/load-catalogue.js';
import { InputError } from '../../src/model/input-error.js';

const test = anyTest as TestFn<{ folder: string; url: URL }>;
const OURS = new URL('../../converters/', import.meta.url);

test.beforeEach((t) => {
  t.context.folder = mkdtempSync(join(tmpdir(), 'zuulshift-'));
  t.context.url = pathToFileURL(`${t.context.folder}/`);
});
test.afterEach.always((t) => rmSync(t.context.folder, { recursive: true, force: true }));

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

const converter = (element: string): string =>
  `export default { element: '${element}', section: 'builders', plugin: 'x', summary: '', becomes: '', grade: 'exact', findings: {}, convert: () => ({}) };`;

test('every converter of ours is found by its class, and no two files have one name', async (t) => {
  const catalogue = await loadCatalogue([OURS]);
  const names = (await modulesBelow(OURS)).map((path) => path.split('/').at(-1)!);
  t.deepEqual([...new Set(names)].length, names.length);
  t.is(new Set([...catalogue.values()]).size, names.length);
  for (const [element, entry] of catalogue) t.true(elementsOf(entry.converter).includes(element));
  t.is(catalogue.get('hudson.plugins.build_timeout.BuildTimeoutWrapper')?.path, 'wrappers/build-timeout');
});

test('each sentence of a converter fits the table: summary and what it becomes, without a full stop', async (t) => {
  for (const { path, converter: one } of (await loadCatalogue([OURS])).values()) {
    t.notRegex(one.summary + one.becomes, /\.$|\n/, path);
    t.regex(path, new RegExp(`^${one.section === 'job' ? 'jobs' : one.section}/[a-z0-9-]+$`));
    for (const [code, sentence] of Object.entries<string>(one.findings)) {
      t.regex(code, /^[a-z0-9-]+$/, path);
      t.regex(sentence, /[.?]$/, `${path}: ${code}`);
    }
  }
});

test('a second folder adds to the first and wins over it', async (t) => {
  put(t.context.folder, {
    'mine/site-step.mjs': converter('org.example.SiteStep'),
    'shell.js': converter('hudson.tasks.Shell'),
    'types.d.ts': 'export {};',
  });
  const catalogue = await loadCatalogue([OURS, t.context.url]);
  t.is(catalogue.get('org.example.SiteStep')?.name, 'site-step');
  t.is(catalogue.get('hudson.tasks.Shell')?.path, 'shell');
  t.is(catalogue.get('project')?.path, 'jobs/freestyle');
});

test('with an index only what is needed is imported', async (t) => {
  put(t.context.folder, {
    'a.mjs': converter('org.example.A'),
    'b.mjs': 'throw new Error("must not be imported");',
    'index.json': JSON.stringify({ 'org.example.A': 'a.mjs', 'org.example.B': 'b.mjs' }),
  });
  const catalogue = await loadCatalogue([t.context.url], new Set(['org.example.A', 'org.example.C']));
  t.deepEqual([...catalogue.keys()], ['org.example.A']);
});

const BAD: readonly (readonly [string, Record<string, string>, RegExp])[] = [
  [
    'two converters for one class',
    { 'a.mjs': converter('x.Y'), 'b.mjs': converter('x.Y') },
    /x\.Y twice, in a and in b/,
  ],
  ['a module without a converter', { 'a.mjs': 'export const x = 1;' }, /a\.mjs.*no converter/],
  ['a module that is none', { 'a.mjs': 'export default {' }, /a\.mjs.*no JavaScript module/],
];
for (const [why, files, message] of BAD) {
  test(`refuses ${why}`, async (t) => {
    put(t.context.folder, files);
    const error = await t.throwsAsync(() => loadCatalogue([t.context.url]), { instanceOf: InputError });
    t.regex(error!.message, message);
  });
}

test('refuses a folder that is not there', async (t) => {
  const error = await t.throwsAsync(() => loadCatalogue([new URL('nowhere/', t.context.url)]), {
    instanceOf: InputError,
  });
  t.regex(error!.message, /cannot be read/);
});
