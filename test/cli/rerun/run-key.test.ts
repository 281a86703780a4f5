import { appendFileSync, chmodSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import type { ProgramFolders } from '../../../src/cli/command.js';
import type { ConvertOptions } from '../../../src/cli/convert-command.js';
import { programFolders } from '../../../src/cli/program-folders.js';
import { includedFiles } from '../../../src/cli/rerun/included-files.js';
import { runKey } from '../../../src/cli/rerun/run-key.js';
import { temporaryFolder } from '../../support/folders.js';

const sample = fileURLToPath(new URL('../../../samples/estate/', import.meta.url));
const home = programFolders(new URL('../../../src/cli/main.ts', import.meta.url).href);

interface Site {
  readonly folder: string;
  readonly options: ConvertOptions;
}

/** The sample estate with everything that may decide: a zuul.conf, included Python, Jenkinsfiles. */
function site(t: ExecutionContext): Site {
  const folder = join(temporaryFolder(t), 'estate');
  cpSync(sample, folder, { recursive: true });
  appendFileSync(join(folder, 'layout.yaml'), '\nincludes:\n  - python-file: functions.py\n');
  writeFileSync(join(folder, 'functions.py'), 'def offline(item, job, params): pass\n');
  writeFileSync(join(folder, 'zuul.conf'), '[zuul]\nlayout_config=layout.yaml\n');
  mkdirSync(join(folder, 'apps/tide'), { recursive: true });
  writeFileSync(join(folder, 'apps/tide/Jenkinsfile'), 'pipeline { }\n');
  const options = {
    ...{ jenkins: [join(folder, 'jenkins')], jenkinsfile: [join(folder, 'apps')], layout: join(folder, 'zuul.conf') },
    ...{ settings: join(folder, 'zuulshift.yaml'), out: join(folder, '../out'), factor: true, verify: true },
  };
  return { folder, options };
}

function without(options: ConvertOptions, name: keyof ConvertOptions): ConvertOptions {
  const rest: Record<string, unknown> = { ...options };
  delete rest[name];
  return rest as unknown as ConvertOptions;
}

const INPUTS: Readonly<Record<string, (folder: string) => void>> = {
  'a definition': (folder) => void appendFileSync(join(folder, 'jenkins/jobs/python-lint/config.xml'), ' '),
  'a definition that is new': (folder) =>
    void cpSync(join(folder, 'jenkins/jobs/python-lint'), join(folder, 'jenkins/jobs/new'), { recursive: true }),
  'a definition that is gone': (folder) => void rmSync(join(folder, 'jenkins/jobs/python-lint'), { recursive: true }),
  'the name of a job': (folder) =>
    void renameSync(join(folder, 'jenkins/jobs/python-lint'), join(folder, 'jenkins/jobs/python-lint2')),
  'a Jenkinsfile': (folder) => void appendFileSync(join(folder, 'apps/tide/Jenkinsfile'), '//\n'),
  'the name of a Jenkinsfile': (folder) => void renameSync(join(folder, 'apps/tide'), join(folder, 'apps/ebb')),
  'the layout': (folder) => void appendFileSync(join(folder, 'layout.yaml'), '# later\n'),
  'the zuul.conf': (folder) => void appendFileSync(join(folder, 'zuul.conf'), '# later\n'),
  'included Python': (folder) => void appendFileSync(join(folder, 'functions.py'), '# later\n'),
  'included Python that is gone': (folder) => void rmSync(join(folder, 'functions.py')),
  'the settings': (folder) => void appendFileSync(join(folder, 'zuulshift.yaml'), '# later\n'),
};

for (const [what, change] of Object.entries(INPUTS)) {
  test(`another key: ${what}`, (t) => {
    const { folder, options } = site(t);
    const before = runKey(options, home);
    t.is(typeof before, 'string');
    t.is(runKey(options, home), before);
    change(folder);
    const after = runKey(options, home);
    t.is(typeof after, 'string');
    t.not(after, before);
  });
}

test('every option that decides gives another key, and the others do not', (t) => {
  const { folder, options } = site(t);
  const before = runKey(options, home);
  const key = (more: object): string | undefined => runKey({ ...options, ...more }, home);
  const bare = without(options, 'settings');
  const deciding: Record<string, string | undefined> = {
    jenkins: key({ jenkins: [join(folder, 'jenkins/jobs/python-lint')] }),
    'order of jenkins': key({
      jenkins: [
        join(folder, 'jenkins/jobs/python-lint/config.xml'),
        join(folder, 'jenkins/jobs/python-unit/config.xml'),
      ],
    }),
    jenkinsfile: key({ jenkinsfile: [join(folder, 'apps/tide')] }),
    layout: key({ layout: join(folder, 'layout.yaml') }),
    'no settings': runKey(bare, home),
    zuulVersion: key({ zuulVersion: '13' }),
    factor: key({ factor: false }),
    'one that is still to come': key({ native: ['tox'] }),
    'the same with another value': key({ native: ['npm'] }),
  };
  const keys = [before, ...Object.values(deciding)];
  t.is(new Set(keys).size, keys.length, JSON.stringify(deciding));
  for (const more of [{ json: true }, { dryRun: true }, { force: true }, { timings: true }, { failOn: 'unread' }]) {
    t.is(key(more), before, JSON.stringify(more));
  }
  t.is(key({ verify: false, out: 'elsewhere' }), before);
});

test('where on a machine the inputs lie is no matter', (t) => {
  const [one, other] = [site(t), site(t)];
  const keys = [one, other].map(({ options }) => runKey(without(options, 'jenkinsfile'), home));
  t.is(typeof keys[0], 'string');
  t.is(keys[0], keys[1]);
});

test('the program is a part of the key: its templates and converters', (t) => {
  const { options } = site(t);
  const folder = temporaryFolder(t);
  const homeWith = (name: string, text: string): ProgramFolders => {
    const root = join(folder, name);
    for (const part of ['templates', 'converters', 'src']) mkdirSync(join(root, part), { recursive: true });
    writeFileSync(join(root, 'templates/role.yaml'), text);
    writeFileSync(join(root, 'converters/one.js'), name);
    const url = pathToFileURL(`${root}/`);
    return { ...home, converters: new URL('converters/', url), templates: new URL('templates/', url) };
  };
  const keys = [home, homeWith('a', 'x'), homeWith('b', 'x'), homeWith('a/b', 'y')].map((one) => runKey(options, one));
  t.is(new Set(keys).size, keys.length);
});

test('no key: programs of others, what cannot be read, two files for one job', (t) => {
  const { folder, options } = site(t);
  for (const name of ['jjb', 'parameterFunctions', 'converters']) {
    t.is(runKey({ ...options, [name]: [join(folder, 'apps')] }, home), undefined, name);
  }
  t.is(runKey({ ...options, jenkins: [join(folder, 'nowhere')] }, home), undefined);
  t.is(runKey({ ...options, layout: join(folder, 'nowhere.yaml') }, home), undefined);
  t.is(runKey({ ...options, settings: join(folder, 'apps') }, home), undefined);
  cpSync(join(folder, 'jenkins'), join(folder, 'copy'), { recursive: true });
  t.is(runKey({ ...options, jenkins: [join(folder, 'jenkins'), join(folder, 'copy')] }, home), undefined);
  if (process.getuid?.() !== 0) {
    chmodSync(join(folder, 'functions.py'), 0);
    t.is(runKey(options, home), undefined);
  }
});

test('includes are found in plain YAML, and nowhere else', (t) => {
  t.deepEqual(includedFiles('pipelines: []\n'), []);
  const plain = `includes:\n  - python-file: a.py\n  - {python-file: "b/c.py"} # more\n  - 'python-file': '/etc/zuul/d.py'\n`;
  t.deepEqual(includedFiles(plain), ['a.py', 'b/c.py', '/etc/zuul/d.py']);
  for (const odd of [
    'includes:\n  - python-file: >\n      a.py\n',
    'includes:\n  - python-file:\n      a.py\n',
    'includes:\n  - python-file: &a a.py\n',
    'includes:\n  - python-file: a b.py\n',
    'includes:\n  - "python\\x2dfile": a.py\n',
    'includes: *more\n',
  ]) {
    t.is(includedFiles(odd), undefined, odd);
  }
});
