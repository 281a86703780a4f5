import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { filesBelow, temporaryFolder } from '../../support/folders.js';
import { missing } from '../zuul/install.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MAIN = join(ROOT, 'dist/src/cli/main.js');
const JENKINS_JOBS = join(ROOT, '.cache/job-builder/bin/jenkins-jobs');
const SOURCES = 'test/real/job-builder/sources';

const without = missing('job-builder');
if (without !== undefined) process.stderr.write(`SKIPPED: sources of Job Builder (${without})\n`);
const real = without === undefined ? test : test.skip;

interface Report {
  readonly jobs: readonly { readonly name: string; readonly v3?: string; readonly file?: string }[];
  readonly accounting: Readonly<Record<string, number>>;
}

function convert(
  t: ExecutionContext,
  ...args: string[]
): { status: number | null; stderr: string; report: Report; out: string } {
  const out = join(temporaryFolder(t), 'out');
  const { status, stderr, stdout } = spawnSync(process.execPath, [MAIN, 'convert', ...args, '--out', out, '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status, stderr, report: (stdout === '' ? {} : JSON.parse(stdout)) as Report, out };
}

real(
  'sources convert as the XML does that Job Builder makes of them, with the names and places of the sources',
  (t) => {
    const built = convert(t, '--jjb', SOURCES, '--jenkins-jobs', JENKINS_JOBS);
    t.is(built.status, 0, built.stderr);
    const made = temporaryFolder(t);
    const { status, stderr } = spawnSync(JENKINS_JOBS, ['test', '-r', '-o', made, SOURCES], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    t.is(status, 0, stderr);
    const plain = convert(t, '--jenkins', made);
    t.is(plain.status, 0, plain.stderr);
    t.deepEqual(built.report.accounting, plain.report.accounting);
    t.deepEqual(
      built.report.jobs.map(({ name }) => name),
      plain.report.jobs.map(({ name }) => name),
    );
    t.is(built.report.jobs.length, 7);

    const files = filesBelow(built.out);
    t.regex(files['zuul.d/jobs.yaml']!, /- job:\n +name: unit\n[^]*name: tide-unit-py39\n +parent: unit\n/);
    t.true('roles/clear-logs/tasks/main.yaml' in files, Object.keys(files).join('\n'));
    t.regex(
      files['migration/findings.jsonl']!,
      /"code":"unknown-element","file":"test\/real\/job-builder\/sources\/jobs.yaml","line":4[0-9],"job":"sweep"/,
    );
  },
);

real('what Job Builder refuses is told in a line, with the place in the sources', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'jjb'));
  const broken = readFileSync(join(ROOT, SOURCES, 'jobs.yaml'), 'utf8');
  writeFileSync(join(folder, 'jjb/jobs.yaml'), broken);
  const unknown = convert(t, '--jjb', join(folder, 'jjb'), '--jenkins-jobs', JENKINS_JOBS);
  t.is(unknown.status, 2);
  t.is(unknown.stderr.trim().split('\n').length, 1, unknown.stderr);
  t.regex(unknown.stderr, /jobs\.yaml:\d+: .*Unknown entry point or macro 'clear-logs'/);
  writeFileSync(join(folder, 'jjb/jobs.yaml'), 'a: [b\n');
  const noYaml = convert(t, '--jjb', join(folder, 'jjb'), '--jenkins-jobs', JENKINS_JOBS);
  t.is(noYaml.status, 2);
  t.is(noYaml.stderr.trim().split('\n').length, 1, noYaml.stderr);
  t.regex(noYaml.stderr, /jobs\.yaml:\d+: .*expected ',' or '\]'/);
});
