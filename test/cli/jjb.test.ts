import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { ExitCode, type Io } from '../../src/cli/command.js';
import { programFolders } from '../../src/cli/program-folders.js';
import { run } from '../../src/cli/run.js';
import { filesBelow, temporaryFolder } from '../support/folders.js';

const home = programFolders(new URL('../../src/cli/main.ts', import.meta.url).href);

const YAML = `- builder:
    name: clear-logs
    builders:
      - shell: |
          rm -rf log
          mkdir -p log
          date > log/started
      - shell: |
          uname -a > log/machine
          id >> log/machine
- job-template:
    name: '{name}-lint-{tool}'
    builders:
      - clear-logs
      - shell: './lint'
- project:
    name: tide
    tool: [ruff, mypy]
    jobs: ['{name}-lint-{tool}']
- project:
    name: berth
    tool: [ruff]
    jobs: ['{name}-lint-{tool}']
`;

const SCRIPTS = [
  'rm -rf log\nmkdir -p log\ndate > log/started\n',
  'uname -a > log/machine\nid >> log/machine\n',
  './lint',
];
const XML = `<project><builders>${SCRIPTS.map(
  (text) => `<hudson.tasks.Shell><command>${text.replaceAll('>', '&gt;')}</command></hudson.tasks.Shell>`,
).join('')}<org.example.Odd/></builders></project>`;

/** A stand-in for Job Builder: writes the jobs that the real one would make, and tells how it was called. */
function standIn(folder: string, body: string): string {
  const path = join(folder, 'jenkins jobs');
  const code = `#!${process.execPath}
const { writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const out = args[args.indexOf('-o') + 1];
${body}`;
  writeFileSync(path, code);
  chmodSync(path, 0o755);
  return path;
}

const WRITES = `for (const name of ['tide-lint-ruff', 'tide-lint-mypy', 'berth-lint-ruff']) {
  writeFileSync(out + '/' + name, ${JSON.stringify(XML.replace('<org.example.Odd/>', ''))});
}
writeFileSync(__dirname + '/called.json', JSON.stringify({ args, env: process.env }));`;

interface Site {
  readonly folder: string;
  readonly jjb: string;
  readonly out: string;
}

function siteFor(t: ExecutionContext, yaml = YAML): Site {
  const folder = temporaryFolder(t);
  const jjb = join(folder, 'jjb');
  mkdirSync(jjb);
  writeFileSync(join(jjb, 'jobs.yaml'), yaml);
  return { folder, jjb, out: join(folder, 'out') };
}

async function convert(...args: string[]): Promise<{ code: ExitCode; err: string }> {
  let err = '';
  const io: Io = { out: () => undefined, err: (text) => void (err += text), interactive: false, home };
  return { code: await run(['convert', ...args], io), err };
}

test('templates name families, macros name roles, and places are those of the sources', async (t) => {
  const { folder, jjb, out } = siteFor(t);
  const command = standIn(folder, WRITES.replaceAll('</builders>', '<org.example.Odd/></builders>'));
  const { code, err } = await convert('--jjb', jjb, '--jenkins-jobs', command, '--out', out);
  t.is(code, ExitCode.Fine, err);
  const jobs = readFileSync(join(out, 'zuul.d/jobs.yaml'), 'utf8');
  t.regex(jobs, /- job:\n +name: lint\n/);
  t.regex(jobs, /name: tide-lint-ruff\n +parent: lint\n/);
  const written = filesBelow(out);
  const findings = written['migration/findings.jsonl']!;
  // Four elements where the template has three components: the template's own place is the best that is known.
  t.regex(findings, /"code":"unknown-element","file":"jjb\/jobs\.yaml","line":11,"job":"berth-lint-ruff"/);
  t.notRegex(Object.values(written).join(''), new RegExp(folder));
});

test('steps of a macro that stand in several playbooks are a role with its name', async (t) => {
  const yaml = YAML.replace(
    '- project:',
    "- job-template:\n    name: '{name}-docs'\n    builders: [clear-logs, {shell: './docs'}]\n- project:",
  ).replaceAll("{tool}']", "{tool}', '{name}-docs']");
  const { folder, jjb, out } = siteFor(t, yaml);
  const docs = JSON.stringify(XML.replace('<org.example.Odd/>', '').replace('./lint', './docs'));
  const command = standIn(folder, `${WRITES}\nwriteFileSync(out + '/tide-docs', ${docs});`);
  const { code, err } = await convert('--jjb', jjb, '--jenkins-jobs', command, '--out', out);
  t.is(code, ExitCode.Fine, err);
  t.true('roles/clear-logs/tasks/main.yaml' in filesBelow(out));
});

test('Job Builder gets its configuration and a clean environment', async (t) => {
  const { folder, jjb, out } = siteFor(t);
  const command = standIn(folder, WRITES);
  process.env['ZUULSHIFT_TEST_TOKEN'] = 'hunter2';
  t.teardown(() => delete process.env['ZUULSHIFT_TEST_TOKEN']);
  const config = join(folder, 'jjb.ini');
  const { code, err } = await convert(
    ...['--jjb', jjb, '--jenkins-jobs', command, '--jjb-config', config, '--out', out],
  );
  t.is(code, ExitCode.Fine, err);
  const called = JSON.parse(readFileSync(join(folder, 'called.json'), 'utf8')) as {
    args: string[];
    env: Record<string, string>;
  };
  t.deepEqual(called.args.slice(0, 4), ['--conf', config, 'test', '-r']);
  t.is(called.args.at(-1), jjb);
  t.false('ZUULSHIFT_TEST_TOKEN' in called.env);
  t.true('PATH' in called.env);
});

const FAILS = `process.stderr.write(\`WARNING:jenkins_jobs.config:nothing
INFO:jenkins_jobs.builder:working

/site/jjb/jobs.yaml:17:3: In project 'nova'
    - project:
      ^
/site/jjb/jobs.yaml:1:3: In job template '{name}-x'
Unknown entry point or macro 'nopp' for component type: 'builder'.
\`); process.exit(1);`;

const TROUBLE: readonly (readonly [why: string, body: string, more: readonly string[], said: RegExp])[] = [
  ['fails', FAILS, [], /jobs\.yaml:1: .*test failed \(1\): .*Unknown entry point or macro 'nopp'/],
  ['says nothing', 'process.exit(3)', [], /jjb: .*test failed \(3\): it said nothing/],
  ['makes no job', '', [], /jjb: defines no job/],
  [
    'never ends',
    'setInterval(() => {}, 1000)',
    ['--jjb-timeout', '1'],
    /was stopped after 1 s; give it more time with --jjb-timeout/,
  ],
];
for (const [why, body, more, said] of TROUBLE) {
  test(`a Job Builder that ${why} is told in one line, and nothing is written`, async (t) => {
    const { folder, jjb, out } = siteFor(t);
    const args = ['--jjb', jjb, '--jenkins-jobs', standIn(folder, body), ...more, '--out', out];
    const { code, err } = await convert(...args);
    t.is(code, ExitCode.BadInput);
    t.is(err.trim().split('\n').length, 1, err);
    t.regex(err, said);
    t.notRegex(err, /INFO|WARNING/);
    t.deepEqual(
      Object.keys(filesBelow(folder)).filter((path) => path.startsWith('out')),
      [],
    );
  });
}

test('a missing Job Builder, missing sources and a folder without any are told with what to do', async (t) => {
  const { folder, jjb, out } = siteFor(t);
  const missing = await convert('--jjb', jjb, '--jenkins-jobs', 'no-such-jenkins-jobs -v', '--out', out);
  t.is(missing.code, ExitCode.BadInput);
  t.regex(missing.err, /needs Jenkins Job Builder, and there is no no-such-jenkins-jobs: install it \(python3 -m venv/);
  const gone = await convert('--jjb', join(folder, 'gone'), '--out', out);
  t.regex(gone.err, /gone: does not exist; --jjb takes sources of Job Builder/);
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  t.regex((await convert('--jjb', empty, '--out', out)).err, /empty: holds no source of Job Builder/);
  t.regex((await convert('--jjb', jjb, '--jjb-timeout', 'soon', '--out', out)).err, /number of seconds/);
});

test('a job that XML and Job Builder both define is a fault; a source that cannot be understood is a note', async (t) => {
  const { folder, jjb, out } = siteFor(t);
  writeFileSync(join(jjb, 'odd.yaml'), '- job: {name: x, y: !odd z}\n');
  writeFileSync(join(folder, 'tide-lint-ruff.xml'), XML);
  const args = [
    '--jjb',
    jjb,
    '--jenkins-jobs',
    standIn(folder, WRITES),
    '--jenkins',
    join(folder, 'tide-lint-ruff.xml'),
  ];
  const { code, err } = await convert(...args, '--out', out);
  t.is(code, ExitCode.BadInput);
  t.regex(err, /jobs\.yaml: defines job 'tide-lint-ruff', which --jenkins gives too/);
  t.regex(err, /odd\.yaml:1: gives no names to the output: /);
});
