import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import type { OutputFile } from '../../../src/model/output-file.js';
import { applyTree } from '../../../src/write/output/apply-tree.js';
import { digest } from '../../../src/write/output/digest.js';
import { fileFault } from '../../../src/write/output/file-fault.js';
import { planTree, type TreeOptions, type TreePlan } from '../../../src/write/output/plan-tree.js';
import { discardUnfinished, temporaryFolder as unfinishedFolder } from '../../../src/write/output/temporary-folder.js';
import { treeDiff } from '../../../src/write/output/tree-diff.js';
import { writeTree } from '../../../src/write/output/write-tree.js';
import { mergeFile } from '../../../src/write/merge/merge-file.js';
import { filesBelow, temporaryFolder } from '../../support/folders.js';

const FIRST: readonly OutputFile[] = [
  { path: 'zuul.d/jobs.yaml', content: '- job: a\n' },
  { path: 'playbooks/a/run.yaml', content: '- hosts: all\n' },
  { path: 'playbooks/a/step.sh', content: Buffer.from([0xff, 0x00, 0x0a]) },
];

const ATTRIBUTES = '/base.jsonl -diff linguist-generated\n';

/** What every tree has. */
const OURS = ['migration/.gitattributes', 'migration/base.jsonl', 'migration/manifest.json'];

const JOBS = '- job:\n    name: a\n    timeout: 5\n\n- job:\n    name: b\n';

function options(out: string, more: Partial<TreeOptions> = {}): TreeOptions {
  return { out, version: '1.0.0', inputs: [{ name: 'layout.yaml', sha256: 'abc' }], inputPaths: [], ...more };
}

function kinds(plan: TreePlan): string[] {
  return plan.changes.map(({ kind, path }) => `${kind} ${path}`);
}

/** The messages with which the folder is refused; nothing in it may change on the way. */
function refusal(
  t: ExecutionContext,
  out: string,
  files: readonly OutputFile[],
  more: Partial<TreeOptions> = {},
): string[] {
  const before = existsSync(out) && statSync(out).isDirectory() ? filesBelow(out) : undefined;
  const error = t.throws(() => writeTree(files, options(out, more)), { instanceOf: InputError });
  if (before !== undefined) t.deepEqual(filesBelow(out), before);
  return error.faults.map(({ at, message }) => `${at.file}: ${message}`);
}

test('a new folder appears at once, with everything and the manifest', (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'deep', 'out');
  const plan = writeTree(FIRST, options(out));
  t.deepEqual(kinds(plan), [
    'create migration/.gitattributes',
    'create playbooks/a/run.yaml',
    'create playbooks/a/step.sh',
    'create zuul.d/jobs.yaml',
    'create migration/base.jsonl',
    'create migration/manifest.json',
  ]);
  t.deepEqual(readFileSync(join(out, 'playbooks/a/step.sh')), Buffer.from([0xff, 0x00, 0x0a]));
  const manifest = JSON.parse(readFileSync(join(out, 'migration/manifest.json'), 'utf8')) as {
    inputs: object;
    files: object;
  };
  t.deepEqual(manifest.inputs, { 'layout.yaml': 'abc' });
  t.deepEqual(Object.entries(manifest.files), [
    ['migration/.gitattributes', digest(ATTRIBUTES)],
    ['playbooks/a/run.yaml', digest('- hosts: all\n')],
    ['playbooks/a/step.sh', digest(Buffer.from([0xff, 0x00, 0x0a]))],
    ['zuul.d/jobs.yaml', digest('- job: a\n')],
  ]);
  t.deepEqual(readdirSync(join(folder, 'deep')), ['out'], 'nothing temporary is left');
  t.is(statSync(out).mode & 0o777, 0o777 & ~process.umask());
});

test('the same again touches nothing', (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree(FIRST, options(out));
  const past = new Date(1_000_000_000_000);
  for (const path of [...Object.keys(filesBelow(out)), 'zuul.d', 'migration', '.'])
    utimesSync(join(out, path), past, past);
  const plan = writeTree([...FIRST].reverse(), options(out));
  t.deepEqual(plan.changes, []);
  t.is(plan.unchanged, 6);
  for (const path of [...Object.keys(filesBelow(out)), 'zuul.d', 'migration', '.']) {
    t.is(statSync(join(out, path)).mtimeMs, past.getTime(), path);
  }
});

test('what changed is replaced, what is no longer written goes, with the folders it leaves empty', (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree(FIRST, options(out));
  writeFileSync(join(out, 'README.md'), 'mine');
  const next = [
    { path: 'zuul.d/jobs.yaml', content: '- job: b\n' },
    { path: 'zuul.d/queues.yaml', content: 'q\n' },
  ];
  t.deepEqual(kinds(writeTree(next, options(out))), [
    'remove playbooks/a/run.yaml',
    'remove playbooks/a/step.sh',
    'change zuul.d/jobs.yaml',
    'create zuul.d/queues.yaml',
    'change migration/base.jsonl',
    'change migration/manifest.json',
  ]);
  t.deepEqual(Object.keys(filesBelow(out)), ['README.md', ...OURS, 'zuul.d/jobs.yaml', 'zuul.d/queues.yaml']);
  t.false(existsSync(join(out, 'playbooks')));
  t.is(readFileSync(join(out, 'README.md'), 'utf8'), 'mine', 'files of others stay');
});

test('a folder of somebody else is refused', (t) => {
  const out = temporaryFolder(t);
  writeFileSync(join(out, 'thesis.doc'), 'precious');
  t.deepEqual(refusal(t, out, FIRST), [
    `${out}: the folder is not empty ("thesis.doc") and zuulshift has not written it (no migration/manifest.json); choose another --out or empty it`,
  ]);
});

test('an empty folder will do, and so does an empty repository', (t) => {
  const out = temporaryFolder(t);
  mkdirSync(join(out, '.git'));
  writeFileSync(join(out, '.git/HEAD'), 'ref: refs/heads/master\n');
  writeTree(FIRST, options(out));
  t.deepEqual(readdirSync(out).sort(), ['.git', 'migration', 'playbooks', 'zuul.d']);
});

test('files of others in our way are all named', (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree(FIRST, options(out));
  writeFileSync(join(out, 'zuul.d/queues.yaml'), 'mine\n');
  mkdirSync(join(out, 'zuul.d/secrets.yaml'));
  const next = [
    ...FIRST,
    { path: 'zuul.d/queues.yaml', content: 'q\n' },
    { path: 'zuul.d/secrets.yaml', content: 's\n' },
  ];
  for (const force of [false, true]) {
    t.deepEqual(
      refusal(t, out, next, { force }).map((line) => line.slice(out.length, out.length + 60)),
      [
        '/zuul.d/queues.yaml: this file is in the way and zuulshift has no',
        '/zuul.d/secrets.yaml: this is in the way and is no file of zuulsh',
      ].map((line) => line.slice(0, 60)),
    );
  }
});

test('an edit is kept and merged, unless it is asked to go', (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree([{ path: 'zuul.d/jobs.yaml', content: JOBS }], options(out));
  writeFileSync(join(out, 'zuul.d/jobs.yaml'), JOBS.replace('name: a', 'name: a # mine'));
  const next = [{ path: 'zuul.d/jobs.yaml', content: JOBS.replace('timeout: 5', 'timeout: 6') }];
  const plan = writeTree(next, options(out, { merge: mergeFile }));
  t.deepEqual(kinds(plan).slice(0, 1), ['change zuul.d/jobs.yaml']);
  t.deepEqual([plan.edited, plan.conflicts], [['zuul.d/jobs.yaml'], []]);
  const merged = JOBS.replace('name: a', 'name: a # mine').replace('timeout: 5', 'timeout: 6');
  t.is(readFileSync(join(out, 'zuul.d/jobs.yaml'), 'utf8'), merged);
  t.deepEqual(writeTree(next, options(out, { merge: mergeFile })).changes, []);
  writeTree(next, options(out, { force: true }));
  t.is(readFileSync(join(out, 'zuul.d/jobs.yaml'), 'utf8'), next[0]!.content);
});

test('what clashes stands beside the file until somebody takes it away', (t) => {
  const out = join(temporaryFolder(t), 'out');
  const file = join(out, 'zuul.d/jobs.yaml');
  const note = `${file}.zuulshift-conflict`;
  const version = (timeout: number): OutputFile[] => [
    { path: 'zuul.d/jobs.yaml', content: JOBS.replace('timeout: 5', `timeout: ${String(timeout)}`) },
  ];
  const run = (timeout: number): TreePlan => writeTree(version(timeout), options(out, { merge: mergeFile }));
  run(5);
  const mine = JOBS.replace('timeout: 5', 'timeout: 50');
  writeFileSync(file, mine);
  t.deepEqual(run(6).conflicts, [{ path: 'zuul.d/jobs.yaml', places: ['job a > job > timeout'] }]);
  t.is(readFileSync(file, 'utf8'), mine);
  t.regex(
    readFileSync(note, 'utf8'),
    /^# zuul\.d\/jobs\.yaml was edited, .*\n#   - job a > job > timeout\n[^]*timeout: 6/,
  );
  // It stays open, also for the generations after.
  t.deepEqual(run(6).changes, []);
  t.is(run(7).conflicts.length, 1);
  t.regex(readFileSync(note, 'utf8'), /timeout: 7/);
  // Settled: the edit stands, and counts against what comes later.
  rmSync(note);
  t.deepEqual(run(7).conflicts, []);
  t.is(readFileSync(file, 'utf8'), mine);
  t.false(existsSync(note));
  t.is(run(8).conflicts.length, 1);
  // Given up: the note goes by itself.
  writeFileSync(file, version(8)[0]!.content);
  t.deepEqual(run(8).conflicts, []);
  t.false(existsSync(note));
});

test('a note that somebody works on is not overwritten', (t) => {
  const out = join(temporaryFolder(t), 'out');
  const write = (content: string): TreePlan =>
    writeTree([{ path: 'a.yaml', content }], options(out, { merge: mergeFile }));
  write('- a: 1\n');
  writeFileSync(join(out, 'a.yaml'), '- a: 2\n');
  write('- a: 3\n');
  writeFileSync(join(out, 'a.yaml.zuulshift-conflict'), 'thinking');
  const error = t.throws(() => write('- a: 4\n'), { instanceOf: InputError });
  t.regex(error.message, /a\.yaml\.zuulshift-conflict: this note of an open conflict was edited/);
});

test('an edited file that is no longer written stays, with a note', (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree(FIRST, options(out));
  writeFileSync(join(out, 'playbooks/a/run.yaml'), '- hosts: edited\n');
  const rest = FIRST.filter(({ path }) => path !== 'playbooks/a/run.yaml');
  const plan = writeTree(rest, options(out, { merge: mergeFile }));
  t.deepEqual(
    plan.conflicts.map(({ path }) => path),
    ['playbooks/a/run.yaml'],
  );
  rmSync(join(out, 'playbooks/a/run.yaml.zuulshift-conflict'));
  t.deepEqual(writeTree(rest, options(out, { merge: mergeFile })).conflicts, []);
  t.is(readFileSync(join(out, 'playbooks/a/run.yaml'), 'utf8'), '- hosts: edited\n');
  const manifest = readFileSync(join(out, 'migration/manifest.json'), 'utf8');
  t.false(manifest.includes('run.yaml'), 'it is theirs now');
});

test('an edit that says what we would write is none', (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree(FIRST, options(out));
  writeFileSync(join(out, 'zuul.d/jobs.yaml'), '- job: b\n');
  t.notThrows(() => writeTree([{ path: 'zuul.d/jobs.yaml', content: '- job: b\n' }], options(out)));
});

test('a file that was removed by hand stays away, until it would be another one', (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree(FIRST, options(out));
  rmSync(join(out, 'playbooks'), { recursive: true });
  const plan = writeTree(FIRST, options(out));
  t.deepEqual([plan.changes, plan.edited], [[], ['playbooks/a/run.yaml', 'playbooks/a/step.sh']]);
  const next = FIRST.map((file) =>
    file.path === 'playbooks/a/run.yaml' ? { ...file, content: '- hosts: some\n' } : file,
  );
  t.deepEqual(writeTree(next, options(out)).conflicts, [
    { path: 'playbooks/a/run.yaml', places: ['the file was removed'] },
  ]);
  t.deepEqual(kinds(writeTree(FIRST, options(out, { force: true }))), [
    'create playbooks/a/run.yaml',
    'remove playbooks/a/run.yaml.zuulshift-conflict',
    'create playbooks/a/step.sh',
    'change migration/base.jsonl',
    'change migration/manifest.json',
  ]);
});

test('a manifest of something else is refused', (t) => {
  const out = temporaryFolder(t);
  mkdirSync(join(out, 'migration'));
  for (const text of ['{', '[]', 'null', '{"version": 1}', '{"version": "1", "inputs": {}, "files": {"a": 1}}']) {
    writeFileSync(join(out, 'migration/manifest.json'), text);
    t.regex(refusal(t, out, FIRST)[0] ?? '', /migration\/manifest\.json: this is not a manifest of zuulshift/);
  }
});

test('a manifest cannot lead out of the folder', (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  writeTree(FIRST, options(out));
  writeFileSync(join(folder, 'victim'), 'precious');
  const path = join(out, 'migration/manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, string> };
  manifest.files['../victim'] = 'a';
  writeFileSync(path, JSON.stringify(manifest));
  t.regex(refusal(t, out, FIRST)[0] ?? '', /not a manifest of zuulshift/);
});

test('symbolic links: the output folder may be one, nothing below it is followed', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'real'));
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync(join(folder, 'real'), join(folder, 'out'));
  writeTree(FIRST, options(join(folder, 'out')));
  t.true(existsSync(join(folder, 'real/zuul.d/jobs.yaml')));
  rmSync(join(folder, 'real/zuul.d'), { recursive: true });
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'real/zuul.d'));
  t.regex(refusal(t, join(folder, 'out'), FIRST)[0] ?? '', /zuul\.d\/jobs\.yaml: this is in the way/);
  t.deepEqual(readdirSync(join(folder, 'elsewhere')), []);
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
  t.regex(refusal(t, join(folder, 'dangling'), FIRST)[0] ?? '', /this symbolic link leads nowhere/);
});

test('a file cannot be the output folder, nor lie above it', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'file'), '');
  t.regex(refusal(t, join(folder, 'file'), FIRST)[0] ?? '', /this is a file, --out needs a folder/);
  t.regex(refusal(t, join(folder, 'file/out'), FIRST)[0] ?? '', /a part of this path is a file/);
});

test('the output may not lie inside an input', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'jenkins'));
  symlinkSync(join(folder, 'jenkins'), join(folder, 'link'));
  const inputPaths = [join(folder, 'jenkins')];
  for (const out of ['jenkins', 'jenkins/out', 'link/a/b']) {
    t.regex(refusal(t, join(folder, out), FIRST, { inputPaths })[0] ?? '', /the output would lie inside the input/);
  }
  t.notThrows(() => writeTree(FIRST, options(join(folder, 'jenkins-out'), { inputPaths })));
});

test('a dry run writes nothing and shows the differences', async (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree(FIRST, options(out));
  const before = filesBelow(out);
  const next = [
    { path: 'zuul.d/jobs.yaml', content: '- job: b\n' },
    { path: 'new.txt', content: 'n\n' },
    FIRST[2] as OutputFile,
  ];
  const plan = writeTree(next, { ...options(out), dryRun: true });
  t.deepEqual(filesBelow(out), before);
  const diff = (await treeDiff(plan)).replace(/--- a\/migration[^]*$/, '');
  t.is(
    diff,
    `--- /dev/null
+++ b/new.txt
@@ -0,0 +1,1 @@
+n
--- a/playbooks/a/run.yaml
+++ /dev/null
@@ -1,1 +0,0 @@
-- hosts: all
--- a/zuul.d/jobs.yaml
+++ b/zuul.d/jobs.yaml
@@ -1,1 +1,1 @@
-- job: a
+- job: b
`,
  );
});

test('a dry run into a folder that does not exist makes none', (t) => {
  const out = join(temporaryFolder(t), 'out');
  t.is(writeTree(FIRST, { ...options(out), dryRun: true }).changes.length, 6);
  t.false(existsSync(out));
});

test('when something fails half way, all is as before', (t) => {
  const out = join(temporaryFolder(t), 'out');
  writeTree(FIRST, options(out));
  const before = filesBelow(out);
  const next = [
    { path: 'a/new.yaml', content: 'x' },
    { path: 'zuul.d/jobs.yaml', content: 'changed' },
  ];
  const plan = planTree(next, options(out));
  // Between plan and deed somebody puts a folder where a file shall go.
  mkdirSync(join(out, 'migration/manifest.json.d'));
  rmSync(join(out, 'migration/manifest.json'));
  mkdirSync(join(out, 'migration/manifest.json/full'), { recursive: true });
  t.throws(
    () =>
      applyTree({
        ...plan,
        changes: plan.changes.map((one) =>
          one.path === 'migration/manifest.json' ? { ...one, before: undefined } : one,
        ),
      }),
    {
      instanceOf: InputError,
    },
  );
  delete before['migration/manifest.json'];
  t.deepEqual(filesBelow(out), before);
  t.false(existsSync(join(out, 'a')));
  t.deepEqual(
    readdirSync(out).filter((name) => name.startsWith('.')),
    [],
  );
});

test('an interrupted run leaves nothing behind', (t) => {
  const folder = temporaryFolder(t);
  const half = unfinishedFolder(join(folder, '.out.zuulshift-'));
  writeFileSync(join(half, 'half'), 'x');
  t.deepEqual(discardUnfinished(), []);
  t.deepEqual(readdirSync(folder), []);
});

test('what the disk refuses is one line', (t) => {
  for (const code of ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENAMETOOLONG']) {
    const fault = fileFault(Object.assign(new Error('x'), { code, path: '/out/a' }), '/out');
    t.true(fault instanceof InputError && /^\/out\/a: cannot write: .*\([A-Z]+\)$/.test(fault.message), code);
  }
  const defect = new TypeError('ours');
  t.is(fileFault(defect, '/out'), defect);
});

const mayWriteAnywhere = process.getuid?.() === 0;
(mayWriteAnywhere ? test.skip : test)('a folder without permission is one line', (t) => {
  const folder = temporaryFolder(t);
  chmodSync(folder, 0o500);
  t.regex(refusal(t, join(folder, 'out'), FIRST)[0] ?? '', /no permission to write here/);
  chmodSync(folder, 0o700);
});

test('our own mistakes are no fault of the user', (t) => {
  const out = join(temporaryFolder(t), 'out');
  for (const path of ['../x', '/x', 'a//b', 'a/./b', 'migration/manifest.json']) {
    t.throws(
      () => writeTree([{ path, content: '' }], options(out)),
      { instanceOf: Error, message: /cannot be written/ },
      path,
    );
  }
  t.throws(() => writeTree([...FIRST, ...FIRST], options(out)), { message: /cannot be written twice/ });
});
