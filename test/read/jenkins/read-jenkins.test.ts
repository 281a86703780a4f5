import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import { readJenkins, type JenkinsInput } from '../../../src/read/jenkins/read-jenkins.js';

const test = anyTest as TestFn<{ folder: string }>;

test.beforeEach((t) => {
  t.context.folder = mkdtempSync(join(tmpdir(), 'zuulshift-'));
});
test.afterEach.always((t) => rmSync(t.context.folder, { recursive: true, force: true }));

const JOB = '<project/>\n';

function put(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function names({ documents }: JenkinsInput): string[] {
  return documents.map(({ name }) => name);
}

test('a JENKINS_HOME: jobs and folders, nothing of builds, workspaces and the server', (t) => {
  const { folder } = t.context;
  put(folder, {
    'config.xml': '<hudson/>',
    'jobs/b/config.xml': JOB,
    'jobs/b/builds/1/build.xml': '<build/>',
    'jobs/b/workspace/pom.xml': '<pom/>',
    'jobs/a/config.xml': '<com.cloudbees.hudson.plugins.folder.Folder/>',
    'jobs/a/jobs/x y/config.xml': JOB,
    'jobs/a/jobs/deep/config.xml': '<com.cloudbees.hudson.plugins.folder.Folder/>',
    'jobs/a/jobs/deep/jobs/down/config.xml': JOB,
    'jobs/gone/builds/1/build.xml': '<build/>',
    'jobs/jobs/config.xml': JOB,
    'users/config.xml': '<user/>',
  });
  const all = ['a', 'a/deep', 'a/deep/down', 'a/x y', 'b', 'jobs'];
  t.deepEqual(names(readJenkins([folder])), all);
  t.deepEqual(names(readJenkins([join(folder, 'jobs')])), all);
  t.deepEqual(names(readJenkins([join(folder, 'jobs', 'a')])), ['a', 'a/deep', 'a/deep/down', 'a/x y']);
  t.deepEqual(names(readJenkins([join(folder, 'jobs', 'b')])), ['b']);
});

test('what Job Builder writes: folders with config.xml, bare files, .xml, in folders too', (t) => {
  const { folder } = t.context;
  put(folder, {
    'one/config.xml': JOB,
    two: JOB,
    'three.xml': JOB,
    'php8.3-test': JOB,
    'group/four': JOB,
    'group/five/config.xml': JOB,
    'README.md': '# not a job\n',
    'notes.yaml': 'a: <b>\n',
    '.hidden': JOB,
  });
  const read = readJenkins([folder]);
  t.deepEqual(names(read), ['group/five', 'group/four', 'one', 'php8.3-test', 'three', 'two']);
  t.deepEqual(read.faults, []);
});

test('files, folders and several of them in one call; what is named twice is read once', (t) => {
  const { folder } = t.context;
  put(folder, { 'a/x/config.xml': JOB, 'b/y.xml': JOB, z: JOB });
  const read = readJenkins([join(folder, 'a'), join(folder, 'b', 'y.xml'), join(folder, 'z'), join(folder, 'b')]);
  t.deepEqual(names(read), ['x', 'y', 'z']);
  t.deepEqual(read.faults, []);
  t.deepEqual(names(readJenkins([join(folder, 'a', 'x', 'config.xml')])), ['x']);
});

test('two definitions of one job: the first is kept, the second is a fault that names both', (t) => {
  const { folder } = t.context;
  put(folder, { 'a/x.xml': JOB, 'b/x.xml': JOB });
  const read = readJenkins([join(folder, 'a'), join(folder, 'b')]);
  t.deepEqual(names(read), ['x']);
  t.is(read.faults[0]?.at.file, join(folder, 'b', 'x.xml'));
  t.true(read.faults[0]?.message.includes(join(folder, 'a', 'x.xml')));
});

test('broken files are faults of their own, all the others are read', (t) => {
  const { folder } = t.context;
  put(folder, {
    'good.xml': JOB,
    'cut.xml': '<project>\n<builders>\n',
    empty: '',
    'bomb.xml': '<!DOCTYPE p [<!ENTITY a "b">]><p>&a;</p>',
    'zz.xml': JOB,
  });
  const read = readJenkins([folder]);
  t.deepEqual(names(read), ['good', 'zz']);
  t.deepEqual(
    read.faults.map(({ at }) => [at.file.slice(folder.length + 1), at.line]),
    [
      ['bomb.xml', 1],
      ['cut.xml', 3],
      ['empty', 1],
    ],
  );
});

test('nothing that can be read is an error with all faults', (t) => {
  const { folder } = t.context;
  put(folder, { 'a.xml': '<a', 'b.xml': 'b' });
  const error = t.throws(() => readJenkins([folder]), { instanceOf: InputError });
  t.is(error!.faults.length, 2);
});

test('a missing path, an empty folder and a folder without jobs are errors that say so', (t) => {
  const { folder } = t.context;
  put(folder, { 'readme.txt': 'hello', 'good/x.xml': JOB });
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'home', 'jobs'), { recursive: true });
  for (const [path, message] of [
    ['nowhere', /does not exist/],
    ['empty', /holds no job definition/],
    ['home', /holds no job definition/],
  ] as const) {
    const error = t.throws(() => readJenkins([join(folder, 'good'), join(folder, path)]), { instanceOf: InputError });
    t.regex(error!.message, message);
    t.is(error!.faults[0]!.at.file, join(folder, path));
  }
});

test('links are followed, loops end, dead links are faults', (t) => {
  const { folder } = t.context;
  put(folder, { 'jobs/a/config.xml': '<com.cloudbees.hudson.plugins.folder.Folder/>', 'other/b/config.xml': JOB });
  mkdirSync(join(folder, 'jobs', 'a', 'jobs'));
  symlinkSync(join(folder, 'jobs', 'a'), join(folder, 'jobs', 'a', 'jobs', 'again'));
  symlinkSync(join(folder, 'other', 'b'), join(folder, 'jobs', 'b'));
  symlinkSync(join(folder, 'gone'), join(folder, 'jobs', 'dead'));
  const read = readJenkins([folder]);
  t.deepEqual(names(read), ['a', 'b']);
  t.deepEqual(
    read.faults.map(({ at, message }) => [at.file, /ENOENT/.test(message)]),
    [[join(folder, 'jobs', 'dead'), true]],
  );
});

(process.getuid?.() === 0 ? test.skip : test)('an unreadable file is a fault', (t) => {
  const { folder } = t.context;
  put(folder, { 'a.xml': JOB, 'b.xml': JOB });
  chmodSync(join(folder, 'b.xml'), 0);
  const read = readJenkins([folder]);
  t.deepEqual(names(read), ['a']);
  t.regex(read.faults[0]!.message, /permission denied/);
});

test('a folder in place of a definition is a fault', (t) => {
  const { folder } = t.context;
  put(folder, { 'jobs/a/config.xml': JOB, 'jobs/b/config.xml/inside': JOB });
  const read = readJenkins([folder]);
  t.deepEqual(names(read), ['a']);
  t.deepEqual(read.faults, [
    { at: { file: join(folder, 'jobs/b/config.xml'), line: 0 }, message: 'is no file; a job definition was expected' },
  ]);
});

test('a file of 100 MB is not read', (t) => {
  const { folder } = t.context;
  put(folder, { 'a.xml': JOB });
  const large = join(folder, 'large.xml');
  closeSync(openSync(large, 'w'));
  truncateSync(large, 100 * 1024 * 1024);
  const read = readJenkins([folder]);
  t.deepEqual(names(read), ['a']);
  t.regex(read.faults[0]!.message, /^has 100 MB/);
});

function inUtf16(text: string, isBig: boolean): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

test('encodings: by mark, by declaration, else UTF-8', (t) => {
  const { folder } = t.context;
  const xml = (encoding: string): string =>
    `<?xml version='1.1' encoding='${encoding}'?>\n<project><description>größer €</description></project>\n`;
  put(folder, {
    'mark.xml': `\uFEFF${xml('UTF-8')}`,
    'plain.xml': xml('utf-8'),
    'little.xml': inUtf16(xml('UTF-16'), false),
    'big.xml': inUtf16(xml('UTF-16'), true),
    'western.xml': Buffer.from(xml('ISO-8859-1').replace('€', '!'), 'latin1'),
    'windows.xml': Buffer.concat([
      Buffer.from(xml('windows-1252').split('€')[0]!, 'latin1'),
      Buffer.from([0x80]),
      Buffer.from('</description></project>'),
    ]),
  });
  const read = readJenkins([folder]);
  t.deepEqual(read.faults, []);
  for (const { name, root } of read.documents) {
    t.is(root.need('description').text(), name === 'western' ? 'größer !' : 'größer €', name);
  }
});

test('wrong encodings are faults that say what to do', (t) => {
  const { folder } = t.context;
  put(folder, {
    'good.xml': JOB,
    'latin.xml': Buffer.from(
      "<?xml version='1.0' encoding='UTF-8'?>\n<project>\n<a>gr\u00f6\u00dfer</a></project>",
      'latin1',
    ),
    'none.xml': "<?xml version='1.0' encoding='klingon'?><project/>",
    'wide.xml': "<?xml version='1.0' encoding='UTF-16'?><project/>",
    'odd.xml': Buffer.concat([inUtf16('<project/>', false), Buffer.from([0x20])]),
  });
  const { faults } = readJenkins([folder]);
  t.deepEqual(
    faults.map(({ at, message }) => [at.file.slice(folder.length + 1), at.line, message]),
    [
      ['latin.xml', 3, 'byte 0xf6 is no UTF-8; convert the file, or name its encoding in the XML declaration'],
      ['none.xml', 1, "declares the encoding 'klingon', which is not known; convert the file to UTF-8"],
      ['odd.xml', 1, 'is not valid utf-16le; convert the file to UTF-8'],
      ['wide.xml', 1, 'declares UTF-16, but is not written in it; correct the declaration'],
    ],
  );
});
