import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import type { Comparison } from '../../src/model/comparison.js';
import { DIFF_SCHEMA } from '../../src/report/diff/schema.js';
import { temporaryFolder } from '../support/folders.js';
import { zuulshift } from '../support/zuulshift.js';

const estate = fileURLToPath(new URL('../../samples/estate/', import.meta.url));

const LAYOUT = `pipelines:
  - name: check
    manager: IndependentPipelineManager
    trigger: {gerrit: [{event: patchset-created}]}
  - name: gate
    manager: DependentPipelineManager
    trigger: {gerrit: [{event: comment-added, approval: [{Approved: 1}]}]}
jobs:
  - name: ^unit-
    files: ['^src/']
  - name: docs
    branch: ^master$
project-templates:
  - name: python
    check: ['{name}-lint', docs]
projects:
  - name: one
    template: [{name: python}]
    check: [unit-a, unit-b]
    gate: [shared]
  - name: two
    template: [{name: python}]
    check: [unit-a]
    gate: [shared]
  - name: three
    check: [docs]
    gate: [other]
`;

function onDisk(t: ExecutionContext, texts: Readonly<Record<string, string>>): (name: string) => string {
  const folder = temporaryFolder(t);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return (name) => join(folder, name);
}

async function compared(t: ExecutionContext, after: string, before = LAYOUT): Promise<Comparison> {
  const path = onDisk(t, { 'a.yaml': before, 'b.yaml': after });
  const { code, out, err } = await zuulshift('diff', path('a.yaml'), path('b.yaml'), '--format', 'json');
  t.is(code, ExitCode.Fine, err);
  // What is printed fits the published schema.
  DIFF_SCHEMA.parse(JSON.parse(out));
  return JSON.parse(out) as Comparison;
}

const brief = ({ runs }: Comparison): unknown[] =>
  runs.map(({ aspect, direction, jobs, projects, pipelines }) => [aspect, direction, jobs, projects, pipelines]);

test('the same layout runs the same', async (t) => {
  const same = await compared(t, LAYOUT);
  t.deepEqual([same.runs, same.projects, same.queues, same.files], [[], [], [], []]);
  t.is(same.scenarios.equal, same.scenarios.asked);
  t.true(same.scenarios.asked > 20);
});

test('wider files of two jobs are one cause that names the projects, the line and an item', async (t) => {
  const result = await compared(t, LAYOUT.replace("'^src/'", "'^src/', '^lib/'"));
  t.deepEqual(brief(result), [['files', 'widened', ['unit-a', 'unit-b'], ['one', 'two'], ['check']]]);
  const { at, before, after, example } = result.runs[0]!;
  t.deepEqual(at, { side: 'before', file: 'a.yaml', line: 10 });
  t.regex(before, /\^src\/ fits none of the files/);
  t.is(after, 'runs');
  t.true(example.kind === 'change' && example.files.some((file) => file.startsWith('lib/')), JSON.stringify(example));
});

test('branches are told apart from files', async (t) => {
  t.deepEqual(brief(await compared(t, LAYOUT.replace('branch: ^master$', 'branch: ^(master|dev)$'))), [
    ['branches', 'widened', ['docs'], ['one', 'three', 'two'], ['check']],
  ]);
  const both = await compared(
    t,
    LAYOUT.replace("files: ['^src/']", "files: ['^lib/']").replace('branch: ^master$', 'branch: ^dev$'),
  );
  t.deepEqual(brief(both), [
    ['branches', 'changed', ['docs'], ['one', 'three', 'two'], ['check']],
    ['files', 'changed', ['unit-a', 'unit-b'], ['one', 'two'], ['check']],
  ]);
});

test('a job added to a template, a job that stops voting, a dependency', async (t) => {
  t.deepEqual(brief(await compared(t, LAYOUT.replace("'{name}-lint', docs]", "'{name}-lint', docs, pep]"))), [
    ['job', 'added', ['pep'], ['one', 'two'], ['check']],
  ]);
  t.deepEqual(brief(await compared(t, LAYOUT.replace('  - name: docs\n', '  - name: docs\n    voting: false\n'))), [
    ['voting', 'changed', ['docs'], ['one', 'three', 'two'], ['check']],
  ]);
  t.deepEqual(brief(await compared(t, LAYOUT.replace('gate: [other]', 'gate: [{other: [more]}]'))), [
    ['job', 'added', ['more'], ['three'], ['gate']],
  ]);
});

test('a shared queue that another project joins', async (t) => {
  const { queues, places, runs } = await compared(t, LAYOUT.replace('gate: [other]', 'gate: [other, shared]'));
  t.is(runs.length, 1);
  t.deepEqual(places, []);
  t.deepEqual(
    queues.map(({ pipeline, direction, joined, left }) => [pipeline, direction, joined, left]),
    [['gate', 'changed', ['three'], []]],
  );
});

test('a project that leaves a pipeline', async (t) => {
  const { places } = await compared(t, LAYOUT.replace('    gate: [other]\n', ''));
  t.deepEqual(places, [{ direction: 'removed', pipeline: 'gate', projects: ['three'] }]);
});

test('the text says verdict, causes and files', async (t) => {
  const path = onDisk(t, { 'a.yaml': LAYOUT, 'b.yaml': LAYOUT.replace("'^src/'", "'^src/', '^lib/'") });
  const { out } = await zuulshift('diff', path('a.yaml'), path('b.yaml'));
  t.regex(out, /\n1 cause changes what runs for 2 projects \(\d+ items asked\)\n/);
  t.regex(out, /\n {2}files of unit-a, unit-b widened: 2 projects in check: one, two\n/);
  t.regex(out, /\n {2}changed b\.yaml \(\+1 −1\)\n[^]*-\s+files: \['\^src\/'\]\n/);
});

test('two converted trees: jobs, nodes and findings', async (t) => {
  const work = temporaryFolder(t);
  const [layout, settings] = [join(work, 'layout.yaml'), join(work, 'zuulshift.yaml')];
  cpSync(estate, work, { recursive: true });
  const convert = async (out: string): Promise<string> => {
    const folder = join(work, out);
    const { code, err } = await zuulshift('convert', '--jenkins', join(work, 'jenkins'), '--layout', layout, '--settings', settings, '--out', folder, '--no-verify'); // prettier-ignore
    t.is(code, ExitCode.Fine, err);
    return folder;
  };
  const before = await convert('before');
  const lint = join(work, 'jenkins/jobs/python-lint/config.xml');
  const xml = readFileSync(lint, 'utf8');
  t.true(xml.includes('<assignedNode>'));
  writeFileSync(lint, xml.replace(/<assignedNode>.*?<\/assignedNode>/, '<assignedNode>newer-node</assignedNode>'));
  const after = await convert('after');
  const { code, out, err } = await zuulshift('diff', before, after, '--format', 'json');
  t.is(code, ExitCode.Fine, err);
  const { runs, files, findings } = JSON.parse(out) as Comparison;
  t.deepEqual(
    runs.map(({ aspect, jobs, after: now }) => [aspect, jobs, now]),
    [['nodeset', ['python-lint'], 'newer-node']],
  );
  t.true(files.some(({ path }) => path === 'zuul.d/nodesets.yaml'));
  t.false(files.some(({ path }) => path.startsWith('migration/')));
  t.deepEqual(
    findings.added.filter(({ outcome }) => outcome === 'needs-human'),
    [],
  );

  const made = await zuulshift('diff', layout, before, '--settings', settings, '--format', 'json');
  t.is(made.code, ExitCode.Fine, made.err);
  const conversion = JSON.parse(made.out) as Comparison;
  t.true(conversion.tasks.length > 0);
  t.deepEqual(
    conversion.runs.filter(({ aspect }) => ['job', 'voting', 'dependencies'].includes(aspect)),
    [],
  );
});

test('Jenkins definitions beside a layout tell label, time limit, findings and text', async (t) => {
  const work = temporaryFolder(t);
  const [layout, before, after] = [join(work, 'layout.yaml'), join(work, 'before'), join(work, 'after')];
  cpSync(join(estate, 'layout.yaml'), layout);
  for (const folder of [before, after]) cpSync(join(estate, 'jenkins'), folder, { recursive: true });
  const lint = join(after, 'jobs/python-lint/config.xml');
  const xml = readFileSync(lint, 'utf8').replace(
    /<assignedNode>.*?<\/assignedNode>/,
    '<assignedNode>newer</assignedNode>',
  );
  writeFileSync(lint, xml.replace('</builders>', '<org.example.Unknown/></builders>'));
  const { code, out, err } = await zuulshift('diff', layout, layout, '--jenkins-before', before, '--jenkins-after', after, '--format', 'json'); // prettier-ignore
  t.is(code, ExitCode.Fine, err);
  const { runs, findings, files } = JSON.parse(out) as Comparison;
  t.deepEqual(
    runs.map(({ aspect, jobs, after: now }) => [aspect, jobs, now]),
    [['nodeset', ['python-lint'], 'newer']],
  );
  t.deepEqual(
    files.map(({ kind, path }) => [kind, path]),
    [['changed', 'jenkins/jobs/python-lint/config.xml']],
  );
  t.deepEqual(
    findings.added.map(({ code: kind, at }) => [kind, at.file]),
    [['unknown-element', 'jenkins/jobs/python-lint/config.xml']],
  );
  const wrong = await zuulshift('diff', layout, layout, '--jenkins-before', join(work, 'nowhere'));
  t.is(wrong.code, ExitCode.BadInput);
});

test.serial('a revision of git is a side, as a file or as a folder', async (t) => {
  const work = temporaryFolder(t);
  const git = (...args: string[]): void => {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.org' }; // prettier-ignore
    execFileSync('git', ['-C', work, ...args], { env });
  };
  git('init', '-q', '-b', 'main');
  mkdirSync(join(work, 'zuul'));
  writeFileSync(join(work, 'zuul/layout.yaml'), LAYOUT);
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  writeFileSync(join(work, 'zuul/layout.yaml'), LAYOUT.replace('unit-a, unit-b', 'unit-a'));
  const cwd = process.cwd();
  process.chdir(work);
  try {
    const { code, out, err } = await zuulshift('diff', 'main:zuul/layout.yaml', 'zuul/layout.yaml');
    t.is(code, ExitCode.Fine, err);
    t.regex(out, /^main:zuul\/layout\.yaml → zuul\/layout\.yaml\n/);
    t.regex(out, /unit-b removed: 1 project in check: one\n.*, main:zuul\/layout\.yaml:\d+\n/);
    const wrong = await zuulshift('diff', 'main:zuul/nowhere.yaml', 'zuul/layout.yaml');
    t.is(wrong.code, ExitCode.BadInput);
    t.regex(wrong.err, /main:zuul\/nowhere\.yaml: no such file or folder, and git knows no such revision or path/);
  } finally {
    process.chdir(cwd);
  }
});

test('sides that cannot be read', async (t) => {
  const path = onDisk(t, { 'a.yaml': LAYOUT, 'b.yaml': 'projects: {' });
  const broken = await zuulshift('diff', path('a.yaml'), path('b.yaml'));
  t.is(broken.code, ExitCode.BadInput);
  t.regex(broken.err, /b\.yaml:\d+: /);
  t.is((await zuulshift('diff', path('a.yaml'))).code, ExitCode.BadInput);
});
