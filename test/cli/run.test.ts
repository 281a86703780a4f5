import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import { zuulshift } from '../support/zuulshift.js';
import { VERSION } from '../../src/cli/version.js';
import type { Report } from '../../src/report/report.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const estate = join(root, 'samples/estate');

const sample = [
  '--jenkins',
  join(estate, 'jenkins'),
  '--layout',
  join(estate, 'layout.yaml'),
  '--settings',
  join(estate, 'zuulshift.yaml'),
];

function folder(t: { teardown(done: () => void): void }): string {
  const path = mkdtempSync(join(tmpdir(), 'zuulshift-test-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function tree(path: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile())
      files[join(entry.parentPath, entry.name).slice(path.length + 1)] = readFileSync(
        join(entry.parentPath, entry.name),
        'utf8',
      );
  }
  return files;
}

test('the version is that of the package', async (t) => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  t.is(VERSION, version);
  t.is((await zuulshift('--version')).out.trim(), version);
});

test('an unknown option is a usage error with a hint', async (t) => {
  const { code, err } = await zuulshift('convert', '--out', 'x', '--laoyut', 'y');
  t.is(code, ExitCode.BadInput);
  t.regex(err, /unknown option '--laoyut'[^]*Did you mean --layout/);
});

test('without an input there is nothing to convert', async (t) => {
  const { code, err } = await zuulshift('convert', '--out', join(folder(t), 'out'));
  t.is(code, ExitCode.BadInput);
  t.regex(err, /give --jenkins, --jenkinsfile, --jjb or --layout/);
});

test('the sample estate converts, is accounted for, and says what is left', async (t) => {
  const out = join(folder(t), 'out');
  const { code, out: json, err } = await zuulshift('convert', ...sample, '--out', out, '--json');
  t.is(code, ExitCode.Fine, err);
  const report = JSON.parse(json) as Report;
  const { leaves, converted, approximated, dropped, needsHuman, unread } = report.accounting;
  t.is(leaves, converted + approximated + dropped + needsHuman + unread);
  t.is(unread, 0);
  t.is(json, readFileSync(join(out, 'migration/report.json'), 'utf8'));
  t.regex(err, /16 Jenkins jobs/);
  const status = new Map(report.jobs.map((job) => [job.name, job.status]));
  t.is(status.get('tide-unit-py39'), 'converted');
  t.is(status.get('maintenance/sweep-registry'), 'needs-human');
  for (const name of ['pipelines', 'projects', 'project-templates', 'queues', 'nodesets', 'semaphores', 'secrets']) {
    t.true(existsSync(join(out, `zuul.d/${name}.yaml`)), name);
  }
});

test('the same input gives the same bytes, and a second run over the first touches nothing', async (t) => {
  const [one, other] = [join(folder(t), 'out'), join(folder(t), 'out')];
  await zuulshift('convert', ...sample, '--out', one);
  await zuulshift('convert', ...sample, '--out', other);
  const before = tree(one);
  t.deepEqual(tree(other), before);
  const { code, err } = await zuulshift('convert', ...sample, '--out', one);
  t.is(code, ExitCode.Fine);
  t.regex(err, /: unchanged since the last run$/m);
  t.deepEqual(tree(one), before);
});

test('--dry-run writes nothing and prints what would change', async (t) => {
  const out = join(folder(t), 'out');
  const { code, out: printed } = await zuulshift('convert', ...sample, '--out', out, '--dry-run');
  t.is(code, ExitCode.Fine);
  t.false(existsSync(out));
  t.regex(printed, /\+\+\+ .*zuul\.d\/projects\.yaml/);
});

test('--fail-on decides whether open questions fail the run', async (t) => {
  const work = folder(t);
  t.is(
    (await zuulshift('convert', ...sample, '--out', join(work, 'a'), '--fail-on', 'needs-human')).code,
    ExitCode.Found,
  );
  t.is((await zuulshift('convert', ...sample, '--out', join(work, 'b'), '--fail-on', 'unread')).code, ExitCode.Fine);
});

test('a run over files that people edited keeps the edits, brings in what is new and tells what clashes', async (t) => {
  const work = folder(t);
  const out = join(work, 'out');
  const settings = join(work, 'zuulshift.yaml');
  const run = async (name: string, ...flags: string[]): ReturnType<typeof zuulshift> => {
    writeFileSync(settings, readFileSync(join(estate, 'zuulshift.yaml'), 'utf8').replace('harbour\n', `${name}\n`));
    return zuulshift('convert', '--jenkins', join(estate, 'jenkins'), '--layout', join(estate, 'layout.yaml'), '--settings', settings, '--out', out, ...flags); // prettier-ignore
  };
  await run('harbour');
  const path = join(out, 'zuul.d/queues.yaml');
  const queues = readFileSync(path, 'utf8');
  writeFileSync(path, `${queues}\n# Ask the release team before you add one.\n- queue:\n    name: ours\n`);
  const again = await run('harbour');
  t.is(again.code, ExitCode.Fine, again.err);
  t.regex(again.err, /edits +1 file that people edited or removed: kept\n/);
  t.regex(readFileSync(path, 'utf8'), /# Ask the release team[^]*name: ours/);

  const tenant = join(out, 'tenant/main.yaml');
  writeFileSync(tenant, readFileSync(tenant, 'utf8').replace(/name: (?!.*\/)\S+/, 'name: by-hand'));
  const clash = await run('other');
  t.is(clash.code, ExitCode.Found, clash.err);
  t.regex(clash.err, /Conflicts: [^]*tenant\/main\.yaml/);
  t.regex(readFileSync(tenant, 'utf8'), /name: by-hand/);
  t.true(existsSync(`${tenant}.zuulshift-conflict`));

  const forced = await run('other', '--force');
  t.is(forced.code, ExitCode.Fine, forced.err);
  t.regex(readFileSync(tenant, 'utf8'), /name: other/);
  t.is(readFileSync(path, 'utf8'), queues);
  t.false(existsSync(`${tenant}.zuulshift-conflict`));
});

test('a folder that holds the files of others is left alone', async (t) => {
  const out = folder(t);
  writeFileSync(join(out, 'thesis.txt'), 'years of work');
  const { code, err } = await zuulshift('convert', ...sample, '--out', out);
  t.is(code, ExitCode.BadInput);
  t.is(err.trim().split('\n').length, 1, err);
  t.deepEqual(tree(out), { 'thesis.txt': 'years of work' });
});

test('one broken definition does not stop the others, and does not look like success', async (t) => {
  const work = folder(t);
  mkdirSync(join(work, 'jobs'));
  writeFileSync(join(work, 'jobs/good.xml'), readFileSync(join(estate, 'jenkins/jobs/python-lint/config.xml')));
  writeFileSync(join(work, 'jobs/cut.xml'), '<project>\n  <builders>\n    <hudson.tasks.Shell>');
  const { code, err } = await zuulshift('convert', '--jenkins', join(work, 'jobs'), '--out', join(work, 'out'));
  t.is(code, ExitCode.BadInput);
  t.regex(err, /cut\.xml:3: /);
  const names = JSON.parse(readFileSync(join(work, 'out/migration/names.json'), 'utf8')) as Record<string, string>;
  t.deepEqual(names, { good: 'good' });
});

test('a layout alone converts; jobs without a definition fail when they run', async (t) => {
  const out = join(folder(t), 'out');
  const { code, err } = await zuulshift('convert', '--layout', join(estate, 'layout.yaml'), '--out', out, '--json');
  t.is(code, ExitCode.Fine, err);
  const findings = readFileSync(join(out, 'migration/findings.jsonl'), 'utf8');
  t.regex(findings, /"code":"job\/no-definition".*"job":"python-lint"/);
  t.notRegex(findings, /"code":"job\/no-definition".*"job":"noop"/);
});

test('Jenkins alone converts', async (t) => {
  const out = join(folder(t), 'out');
  const { code, err } = await zuulshift('convert', '--jenkins', join(estate, 'jenkins'), '--out', out);
  t.is(code, ExitCode.Fine, err);
  t.true(existsSync(join(out, 'zuul.d/jobs.yaml')));
});

test('the tenant takes its projects from the connection that the triggers name', async (t) => {
  const work = folder(t);
  const url = 'https://github.com/harbour/tide.git';
  const scm = `<scm class="hudson.plugins.git.GitSCM"><configVersion>2</configVersion><userRemoteConfigs><hudson.plugins.git.UserRemoteConfig><url>${url}</url></hudson.plugins.git.UserRemoteConfig></userRemoteConfigs></scm>`;
  const trigger =
    '<triggers><com.cloudbees.jenkins.GitHubPushTrigger><spec/></com.cloudbees.jenkins.GitHubPushTrigger></triggers>';
  const shell = '<builders><hudson.tasks.Shell><command>make</command></hudson.tasks.Shell></builders>';
  writeFileSync(join(work, 'unit.xml'), `<project>${scm}${trigger}${shell}</project>`);
  const { code, err } = await zuulshift('convert', '--jenkins', join(work, 'unit.xml'), '--out', join(work, 'out'));
  t.is(code, ExitCode.Fine, err);
  t.regex(readFileSync(join(work, 'out/tenant/main.yaml'), 'utf8'), /source:\n +github:\n/);
});

test('--no-factor gives every job playbooks of its own', async (t) => {
  const out = join(folder(t), 'out');
  await zuulshift('convert', ...sample, '--out', out, '--no-factor');
  for (const job of ['tide-unit-py39', 'tide-unit-py311', 'berth-unit-py39', 'berth-unit-py311']) {
    t.true(existsSync(join(out, `playbooks/${job}/run.yaml`)), job);
  }
});

for (const [what, args, said] of [
  ['a missing layout', ['--layout', 'no/such/layout.yaml'], /no\/such\/layout\.yaml: /],
  ['a missing folder of jobs', ['--jenkins', 'no/such/jobs'], /no\/such\/jobs: /],
  ['missing settings', ['--jenkins', join(estate, 'jenkins'), '--settings', 'no/such.yaml'], /no\/such\.yaml: /],
  [
    'a target that is no version',
    ['--jenkins', join(estate, 'jenkins'), '--zuul-version', 'three'],
    /--zuul-version: found "three"/,
  ],
] as const) {
  test(`${what} is told in one line`, async (t) => {
    const out = join(folder(t), 'out');
    const { code, err } = await zuulshift('convert', ...args, '--out', out);
    t.is(code, ExitCode.BadInput);
    t.is(err.trim().split('\n').length, 1, err);
    t.regex(err, said);
    t.false(existsSync(out));
  });
}
