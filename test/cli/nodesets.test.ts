import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { ExitCode } from '../../src/cli/command.js';
import type { BurnDownPoint } from '../../src/nodesets/burn-down.js';
import type { NextStep } from '../../src/nodesets/next-steps.js';
import { convertedTree } from '../support/converted-tree.js';
import { temporaryFolder } from '../support/folders.js';
import { zuulshift } from '../support/zuulshift.js';

interface Site {
  readonly tree: string;
  readonly settings: string;
  write(path: string, text: string): void;
  commit(day: string): void;
}

/** A repository with a converted tree in `ci/` and the settings beside it. */
function siteOf(t: ExecutionContext): Site {
  const root = temporaryFolder(t);
  const git = (args: readonly string[], date = ''): void => {
    const who = {
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.org',
    };
    const config = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    const dates = date === '' ? {} : { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    execFileSync('git', ['-C', root, ...args], { env: { ...process.env, ...who, ...config, ...dates }, stdio: 'pipe' });
  };
  git(['init', '-q', '-b', 'main']);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  return {
    tree: join(root, 'ci'),
    settings: join(root, 'zuulshift.yaml'),
    write,
    commit(time) {
      git(['add', '-A']);
      git(['commit', '-q', '--allow-empty', '-m', 'x'], time);
    },
  };
}

function writeTree({ write }: Site, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) write(`ci/${path}`, text);
}

const JOBS = convertedTree().get('zuul.d/jobs.yaml')!;
const WITHOUT_SPECIAL = JOBS.replace(/^- job: \{name: special.*\n/m, '');

/** Converted; one job is rewritten in a file of its own; one is marked; then one goes. */
function history(t: ExecutionContext): Site {
  const site = siteOf(t);
  site.write('README', 'before\n');
  site.write('ci/zuul.d/own.yaml', '- job: {name: early, run: early.yaml}\n');
  site.commit('2026-01-01T12:00:00Z');
  writeTree(site, convertedTree());
  site.commit('2026-02-01T23:30:00-05:00');
  site.write('ci/zuul.d/jobs.yaml', WITHOUT_SPECIAL);
  site.commit('2026-03-01T10:00:00Z');
  site.write('ci/zuul.d/own.yaml', '- job: {name: early, run: early.yaml}\n- job: {name: special, run: own.yaml}\n');
  site.commit('2026-03-01T11:00:00Z');
  site.write('zuulshift.yaml', 'nodesets: {native-jobs: [docs]}\n');
  site.write('ci/note', 'x\n');
  site.commit('2026-04-01T10:00:00Z');
  return site;
}

test('burn-down: the last commit of each day since the first conversion, and the tree as it is now', async (t) => {
  const site = history(t);
  const [svg, where] = [join(site.tree, '../chart.svg'), ['--converted', site.tree, '--settings', site.settings]];
  const run = (...more: string[]): ReturnType<typeof zuulshift> =>
    zuulshift('nodesets', 'burn-down', ...where, '--today', '2026-05-01', ...more);
  const { code, out, err } = await run('--json', '--svg', svg);
  t.is(code, ExitCode.Fine, err);
  const told = JSON.parse(out) as { points: BurnDownPoint[]; steps: NextStep[] };
  const counts = ({ day, legacy, native, gone }: BurnDownPoint): unknown => [day, legacy, native, gone];
  const committed = [
    ['2026-02-02', 3, 1, 1],
    ['2026-03-01', 2, 2, 1],
    ['2026-04-01', 1, 3, 1],
  ];
  t.deepEqual(told.points.map(counts), committed);
  t.deepEqual(
    told.steps.map(({ job, step }) => [job, step]),
    [['unit', 'settle a/all (Unit/config.xml:1): Decide all.']],
  );
  t.regex(readFileSync(svg, 'utf8'), /There were on 2026-02-02 3 legacy and 1 native jobs, and on 2026-04-01 1 legacy/);

  site.write('ci/zuul.d/jobs.yaml', WITHOUT_SPECIAL.replace('- job: {name: unit, parent: unit-docker}\n', ''));
  const now = await run();
  t.is(now.code, ExitCode.Fine);
  t.regex(now.out, /\n2026-05-01 {2}now {9}0 {7}3 {7}2 {5}100 %\n\nNo legacy job is left\.\n$/);
});

test('check: legacy jobs that a revision or a folder did not have are new', async (t) => {
  const site = history(t);
  site.write('ci/zuul.d/jobs.yaml', JOBS);
  site.write('ci/zuul.d/own.yaml', '[]\n');
  const check = (...more: string[]): ReturnType<typeof zuulshift> =>
    zuulshift('nodesets', 'check', '--converted', site.tree, '--today', '2026-05-01', ...more);
  const against = await check('--base', 'HEAD');
  t.is(against.code, ExitCode.Found);
  t.regex(against.out, /^zuul\.d\/jobs\.yaml:8: new-legacy-job: special is a new legacy job/);
  t.is((await check('--base', 'main:ci')).out, against.out);
  t.is((await check('--base', 'HEAD~3')).code, ExitCode.Fine);
  t.is((await check('--base', site.tree)).code, ExitCode.Fine);
  t.is((await check('--base', 'nowhere')).code, ExitCode.BadInput);

  t.is(
    (await zuulshift('nodesets', 'try', 'docs', 'xenial', '--settings', site.settings, '--today', '2026-04-01')).code,
    0,
  );
  const expired = await check('--settings', site.settings, '--json');
  t.is(expired.code, ExitCode.Found);
  const { problems } = JSON.parse(expired.out) as { problems: { code: string; message: string }[] };
  t.deepEqual(
    problems.map(({ code }) => code),
    ['pin-expired'],
  );
  t.regex(problems[0]!.message, /ended on 2026-04-15/);
  t.is((await check('--settings', site.settings, '--today', '2026-04-15')).code, ExitCode.Fine);
});

test('try, pin, unpin and list', async (t) => {
  const site = siteOf(t);
  writeTree(site, convertedTree());
  const { settings, tree } = site;
  const nodesets = (...args: string[]): ReturnType<typeof zuulshift> =>
    zuulshift('nodesets', ...args, '--settings', settings);
  const tried = await nodesets('try', 'unit', 'bionic', '--today', '2026-12-25');
  t.is(tried.out, `${settings}: unit is pinned to bionic until 2027-01-08; convert again to write it\n`);
  t.is((await nodesets('try', 'unit', 'bionic', '--today', '2026-12-25', '--days', '3')).code, ExitCode.Fine);
  const other = await nodesets('try', 'unit', 'xenial');
  t.is(other.code, ExitCode.BadInput);
  t.regex(other.err, /zuulshift\.yaml:3: unit is pinned to bionic already/);
  t.is((await nodesets('pin', 'docs', 'xenial', '--reason', 'sphinx', '--branches', '^old$')).code, ExitCode.Fine);
  const listed = await nodesets('list', '--converted', tree);
  t.is(
    listed.out,
    `JOB      STATE   NODESET  PIN
docs     legacy  xenial   xenial on ^old$: sphinx
special  legacy  bionic
unit     legacy  bionic   bionic until 2026-12-28: tried on another image

3 legacy, 0 native, 1 gone
`,
  );
  const { jobs } = JSON.parse((await nodesets('list', '--converted', tree, '--json')).out) as {
    jobs: { job: string; v2: string[]; line: number }[];
  };
  t.deepEqual(jobs[2] && [jobs[2].job, jobs[2].v2, jobs[2].line], ['unit', ['Unit'], 6]);
  t.is((await nodesets('unpin', 'unit')).code, ExitCode.Fine);
  t.is((await nodesets('unpin', 'unit')).code, ExitCode.BadInput);
  t.regex(readFileSync(settings, 'utf8'), /^nodesets:\n {2}pins:\n {4}- job: docs\n/);
});

test('what cannot be is refused in one line', async (t) => {
  const folder = temporaryFolder(t);
  const settings = join(folder, 'z.yaml');
  const refused = async (...args: string[]): Promise<string> => {
    const { code, err } = await zuulshift('nodesets', ...args);
    t.is(code, ExitCode.BadInput, args.join(' '));
    return err;
  };
  t.regex(await refused('pin', 'a', 'x|y', '--settings', settings), /Expected the name of a nodeset/);
  t.regex(await refused('pin', 'a', 'b', '--expires', '2026-02-30', '--settings', settings), /Expected a day/);
  t.regex(
    await refused('pin', 'a', 'b', '--branches', '(?!x)', '--settings', settings),
    /no regular expression of RE2/,
  );
  t.regex(await refused('try', 'a', 'b', '--days', '0', '--settings', settings), /Expected a number of days/);
  t.regex(await refused('list', '--converted', join(folder, 'none')), /there is no such folder/);
  t.regex(await refused('burn-down', '--converted', folder), /git says: not a git repository/);
  writeFileSync(settings, 'nodesets: [a]\n');
  t.regex(await refused('unpin', 'a', '--settings', settings), /z\.yaml:1: "nodesets" has to be a mapping/);
  t.is(readFileSync(settings, 'utf8'), 'nodesets: [a]\n');
});
