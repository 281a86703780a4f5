/**
 * Converts the corpora beside the checkout and checks what came out: with our own check of the tree, with the code of the
 * real Zuul where it can be installed, and with ansible-lint. Prints one line a check and a last line of counts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { checkTree } from '../../src/check/check-tree.js';
import { checkDiffs } from './diffs.js';
import { checkMutatedDefinitions } from './fuzz.js';
import { checkMutations } from './mutations.js';
import { checkParameterFunctions } from './parameter-functions.js';
import { checkRandomLayouts } from './random-layouts.js';
import { checkDerivedScenarios } from './scenarios.js';
import { check, convert, counts, root, say, shared, skip, work, zuul14 } from './support.js';
import { checkV2Events } from './v2-events.js';
import { checkV2Truth } from './v2-truth.js';
import { checkV3OnRandomTrees, checkV3OnWikimedia } from './v3-oracle.js';
import { checkV3Triggers } from './v3-triggers.js';
import { checkVerifiedCombinations, checkVerifiedLayouts } from './verified-layouts.js';
import { checkVerifiedWikimedia } from './verified-wikimedia.js';

function linesBelow(folder: string, keep: (path: string) => boolean): number {
  let lines = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && keep(path)) lines += readFileSync(path, 'utf8').split('\n').length - 1;
  }
  return lines;
}

function wikimedia(): void {
  say('\nWikimedia');
  const corpus = join(shared, 'corpora/wikimedia');
  const out = join(work, 'wikimedia');
  const settings = fileURLToPath(new URL('wikimedia.yaml', import.meta.url));
  const args = [
    '--jenkins',
    join(corpus, 'jenkins'),
    '--layout',
    join(corpus, 'zuul/layout.yaml'),
    '--settings',
    settings,
  ];
  const { status, stderr, report, seconds } = convert([...args, '--out', out]);
  check(
    'converts',
    status === 0 && report !== undefined,
    status === 0 ? `${seconds.toFixed(2)} s` : stderr.slice(-2000),
  );
  if (report === undefined) return;
  const { accounting, jobs } = report;
  const { leaves, converted, approximated, dropped, needsHuman, unread } = accounting;
  const sum = converted + approximated + dropped + needsHuman + unread;
  check('every leaf is accounted for', leaves === sum, `${String(leaves)} leaves`);
  check('nothing is unread', unread === 0);
  const settled = (100 * (converted + dropped)) / leaves;
  const told = `${settled.toFixed(1)} %, ${((100 * needsHuman) / leaves).toFixed(1)} % need a person`;
  check('98 % of the leaves need nobody', settled >= 98, told);
  check(
    'all 781 definitions have a status',
    jobs.filter(({ file }) => file?.includes('jenkins') === true).length === 781,
  );
  check('all projects are there', report.counts.written.projects === 2182, String(report.counts.written.projects));
  const problems = checkTree(out);
  check(
    'passes our check of the tree',
    problems.length === 0,
    problems
      .slice(0, 5)
      .map((one) => JSON.stringify(one))
      .join('\n'),
  );
  const total = linesBelow(out, (path) => !path.includes('/migration/'));
  const alike = linesBelow(out, (path) => /zuul\.d\/(jobs|project)|\/playbooks\/|\/roles\//.test(path));
  say(`       ${String(total)} lines in all; ${String(alike)} of what the older converter writes too (75,141 there)`);
  const again = convert([...args, '--out', out]);
  check(
    'a second run changes nothing',
    again.status === 0 && /^files .*: unchanged since the last run$/m.test(again.stderr),
  );
  realZuul(out);
  ansible(out);
}

/** Asks the real Zuul's code about the tree. */
function realZuul(out: string): void {
  const real = zuul14();
  if (real === undefined) {
    skip('loads in Zuul 14.2', 'zuul or bubblewrap cannot be installed here');
    return;
  }
  const { python, oracle } = real;
  const run = spawnSync(python, [oracle, 'load', out], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  let answer: Record<string, unknown> = {};
  try {
    answer = JSON.parse(run.stdout) as Record<string, unknown>;
  } catch {
    check('loads in Zuul 14.2', false, `${run.stderr.slice(-1000)}`);
    return;
  }
  const extra = answer['extra'] as Record<string, unknown>;
  const empty = (value: unknown): boolean => Object.keys(value as object).length === 0;
  check(
    'loads in Zuul 14.2 without an error',
    run.status === 0 && empty(answer['errors']),
    JSON.stringify(answer['errors']).slice(0, 500),
  );
  check(
    '… and without a warning',
    empty(answer['warnings']) && empty(answer['logged']),
    JSON.stringify(answer['warnings']).slice(0, 500),
  );
  for (const [name, value] of Object.entries(extra))
    check(`… ${name.replaceAll('_', ' ')}: none`, empty(value), JSON.stringify(value).slice(0, 300));
  sharedQueues(python, out);
  scenarios(python, out);
}

interface Scenario {
  readonly kind: string;
  readonly files?: readonly string[];
  readonly triggered: boolean;
  readonly jobs: readonly (readonly [name: string, parent: string | null, voting: number])[];
}

interface Frozen {
  readonly jobs?: Readonly<Record<string, { readonly voting: boolean; readonly dependencies: readonly string[] }>>;
}

/**
 * What the real Zuul v2 started, against what the real Zuul 14.2 freezes of the converted tree: jobs, voting, dependencies.
 * The one difference that may be is announced: changes without files of their own (matcher/empty-change, matcher/commit-message).
 */
function scenarios(python: string, out: string): void {
  const lines = gunzipSync(readFileSync(join(shared, 'truth/wikimedia-v2.jsonl.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const truth = lines
    .map((line) => JSON.parse(line) as Scenario)
    .filter(({ triggered }, index) => triggered && index % 5 === 0);
  const [asked, answered] = [join(work, 'scenarios.jsonl'), join(work, 'frozen.jsonl')];
  writeFileSync(asked, truth.map((scenario) => `${JSON.stringify(scenario)}\n`).join(''));
  const words = [join(shared, 'tools/zuul14_oracle.py'), 'freeze', out, '--scenarios', asked, '--out', answered];
  const run = spawnSync(python, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) return check('freezes what v2 ran', false, run.stderr.slice(-1000));
  const frozen = readFileSync(answered, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Frozen);
  let [equal, announced] = [0, 0];
  const others: Scenario[] = [];
  for (const [index, scenario] of truth.entries()) {
    const wanted = scenario.jobs.map(([name, parent, voting]) => [name, parent ?? '', voting === 1].join(' ')).sort();
    const got = Object.entries(frozen[index]?.jobs ?? {})
      .map(([name, { voting, dependencies }]) => [name, dependencies.join(' '), voting].join(' '))
      .sort();
    if (wanted.join('\n') === got.join('\n')) equal += 1;
    else if (scenario.kind === 'change' && (scenario.files ?? []).every((file) => file === '/COMMIT_MSG'))
      announced += 1;
    else others.push(scenario);
  }
  const figures = `${String(equal)} of ${String(truth.length)} equal, ${String(announced)} announced`;
  check(
    'freezes what v2 ran',
    others.length === 0,
    `${figures}${others.length === 0 ? '' : ` ${JSON.stringify(others[0])}`}`,
  );
}

interface TruthQueue {
  readonly projects: readonly string[];
}

/** v2's shared queues, as the real Zuul v2 computed them, against those of the converted tree: none may be split. */
function sharedQueues(python: string, out: string): void {
  const truth = JSON.parse(readFileSync(join(shared, 'truth/wikimedia-v2-queues.json'), 'utf8')) as Record<
    string,
    TruthQueue[]
  >;
  const run = spawnSync(python, [join(shared, 'tools/zuul14_oracle.py'), 'queues', out], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const ours = JSON.parse(run.stdout) as Record<string, { queues: TruthQueue[] }>;
  let [exact, wider, split] = [0, 0, 0];
  for (const [pipeline, sets] of Object.entries(truth)) {
    const queues = (ours[pipeline]?.queues ?? []).map(({ projects }) => new Set(projects));
    for (const { projects } of sets.filter((set) => set.projects.length > 1)) {
      const home = queues.find((queue) => projects.every((project) => queue.has(project)));
      if (home === undefined) split += 1;
      else if (home.size === projects.length) exact += 1;
      else wider += 1;
    }
  }
  check('no shared queue of v2 is split', split === 0, `${String(exact)} exact, ${String(wider)} wider`);
  check('8 of 11 shared queues are exact', exact === 8 && wider === 3);
}

function ansible(out: string): void {
  const bin = join(root, '.cache/real/bin');
  if (!existsSync(join(bin, 'ansible-lint'))) {
    skip('ansible', 'npm run test:real has not installed it');
    return;
  }
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, ANSIBLE_ROLES_PATH: join(out, 'roles') };
  const books = readdirSync(join(out, 'playbooks'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => join('playbooks', path));
  const syntax = spawnSync(join(bin, 'ansible-playbook'), ['-i', 'localhost,', '--syntax-check', ...books], {
    cwd: out,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  check(
    `${String(books.length)} playbooks pass --syntax-check`,
    syntax.status === 0,
    syntax.status === 0 ? '' : `${syntax.stdout.slice(-500)}${syntax.stderr.slice(-1500)}`,
  );
  const lint = spawnSync(
    join(bin, 'ansible-lint'),
    ['--offline', '--profile', 'min', '-q', '--project-dir', out, 'playbooks', 'roles'],
    { cwd: out, env, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  check(
    'ansible-lint, profile min',
    lint.status === 0,
    lint.status === 0 ? '' : `${lint.stdout.slice(-1500)}${lint.stderr.slice(-1000)}`,
  );
}

/** Definitions of all kinds: none may stop the program, and every leaf has to be accounted for. */
function definitions(name: string): void {
  say(`\n${name}`);
  const { status, stderr, report } = convert(['--jenkins', join(shared, 'corpora', name), '--out', join(work, name)]);
  // Some files cannot be one job (several documents in one): they are named, and the others are converted.
  const crashed = report === undefined || (status !== 0 && status !== 2) || stderr.includes('    at ');
  check('converts', !crashed, crashed ? stderr.slice(-1500) : '');
  if (report === undefined) return;
  const { leaves, unread, converted, dropped } = report.accounting;
  const share = (part: number): string => `${((100 * part) / leaves).toFixed(1)} %`;
  say(`       ${String(report.counts.read.jenkinsJobs)} definitions, ${String(leaves)} leaves`);
  check('90 % of the leaves need nobody', (converted + dropped) / leaves >= 0.9, share(converted + dropped));
  check('less than 1 % is unread', unread / leaves < 0.01, share(unread));
}

try {
  checkV2Truth();
  checkDerivedScenarios();
  await checkDiffs();
  await checkV2Events();
  wikimedia();
  checkVerifiedWikimedia(join(work, 'wikimedia'));
  await checkMutations();
  say('\nThe evaluator of Zuul v3');
  checkV3OnWikimedia(join(work, 'wikimedia'));
  await Promise.all([checkV3OnRandomTrees(400), checkV3Triggers(join(work, 'wikimedia'), 100)]);
  say('\nRandom layouts');
  await checkRandomLayouts();
  await checkVerifiedLayouts();
  checkParameterFunctions();
  await checkVerifiedCombinations();
  definitions('handmade');
  definitions('jjb-fixtures');
  checkMutatedDefinitions(2000);
} finally {
  rmSync(work, { recursive: true, force: true });
}
say(`##count ${String(counts.passed)} ${String(counts.failed)} ${String(counts.skipped)}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
