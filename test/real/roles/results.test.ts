import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { callAll, environmentOf, needs, onNode, type Node, type Outcome } from './ansible.js';

const withAnsible = needs('ansible-playbook');

function archived(node: Node): string[] {
  const folder = join(node.home, 'zuul-output/artifacts');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function linesOf(outcome: Outcome | undefined): string[] {
  return outcome?.stdout.split('\n').filter((line) => line !== '') ?? [];
}

const FILES = [
  'a.txt',
  'b.log',
  'target',
  'log/x.txt',
  'log/deep/er/y.TXT',
  'log/deep/.git/config',
  'log/core~',
  'out/one/report.xml',
  'out/two/report.xml',
  'out/report.xml',
  'out[1]/z.txt',
  'é blank/ß.txt',
  '.hidden/h.txt',
];
const TREE = Object.fromEntries(FILES.map((file) => [file, file]));

withAnsible('artifacts: patterns mean what Ant means by them', (t) => {
  const cases: readonly [readonly string[], readonly string[]][] = [
    [['*.txt'], ['a.txt']],
    [['**/*.txt'], ['.hidden/h.txt', 'a.txt', 'log/x.txt', 'out[1]/z.txt', 'é blank/ß.txt']],
    [['log/'], ['log/deep/er/y.TXT', 'log/x.txt']],
    [['log'], []],
    [['target'], ['target']],
    [['target/**'], ['target']],
    [['out/*/report.xml'], ['out/one/report.xml', 'out/two/report.xml']],
    [['out/**/report.xml'], ['out/one/report.xml', 'out/report.xml', 'out/two/report.xml']],
    [
      ['?.t?t', 'b*'],
      ['a.txt', 'b.log'],
    ],
    [['log\\deep/**'], ['log/deep/er/y.TXT']],
    [['/a.txt', '**/t**t'], ['target']],
    [['out[1]/*'], ['out[1]/z.txt']],
  ];
  onNode((node) => {
    const calls = cases.map(([patterns], index) => ({
      files: TREE,
      vars: {
        archive_artifacts_include: patterns,
        archive_artifacts_allow_empty: true,
        archive_artifacts_target: join(node.home, `out-${String(index)}`),
      },
    }));
    const outcomes = callAll(node, 'archive-artifacts', calls);
    t.deepEqual(
      cases.map(([patterns], index) => [patterns, linesOf(outcomes[index])]),
      cases.map(([patterns, found]) => [patterns, found]),
    );
    t.is(node.read('out-1/é blank/ß.txt'), 'é blank/ß.txt');
  });
});

withAnsible('artifacts: excludes, case, default excludes, nothing found', (t) => {
  const log = { archive_artifacts_include: ['log/'] };
  const zip = { archive_artifacts_include: ['*.zip'] };
  onNode((node) => {
    const [excluded, all, anyCase, nothing, allowed] = callAll(node, 'archive-artifacts', [
      { files: TREE, vars: { ...log, archive_artifacts_exclude: ['**/deep/**'] } },
      { files: TREE, vars: { ...log, archive_artifacts_default_excludes: false } },
      { files: TREE, vars: { archive_artifacts_include: ['LOG/**/*.txt'], archive_artifacts_case_sensitive: false } },
      { files: TREE, vars: zip },
      { files: {}, vars: { ...zip, archive_artifacts_allow_empty: true } },
    ]);
    t.deepEqual(linesOf(excluded), ['log/x.txt']);
    t.deepEqual(linesOf(all), ['log/core~', 'log/deep/.git/config', 'log/deep/er/y.TXT', 'log/x.txt']);
    t.deepEqual(linesOf(anyCase), ['log/deep/er/y.TXT', 'log/x.txt']);
    t.false(nothing!.isFine);
    t.regex(nothing!.text, /No file fits \*\.zip/);
    t.true(allowed!.isFine);
    t.deepEqual(archived(node), ['log/core~', 'log/deep/.git/config', 'log/deep/er/y.TXT', 'log/x.txt']);
  });
});

withAnsible('artifacts: links are followed, circles are not', (t) => {
  onNode((node) => {
    node.write('workspace/real/file.txt', 'x');
    mkdirSync(join(node.home, 'workspace/links'));
    symlinkSync('../real', join(node.home, 'workspace/links/again'));
    symlinkSync('..', join(node.home, 'workspace/links/circle'));
    symlinkSync('nowhere', join(node.home, 'workspace/links/broken'));
    const task = { include_role: { name: 'archive-artifacts' }, vars: { archive_artifacts_include: ['links/**'] } };
    const result = node.play(`- ${JSON.stringify(task)}`, environmentOf(node));
    t.is(result.status, 0, result.text);
    t.deepEqual(archived(node), ['links/again/file.txt']);
    const vars = { archive_artifacts_include: ['**/*.txt'], archive_artifacts_follow_links: false };
    const without = { ...vars, archive_artifacts_target: join(node.home, 'zuul-output/plain') };
    const second = node.play(
      `- ${JSON.stringify({ include_role: { name: 'archive-artifacts' }, vars: without })}`,
      environmentOf(node),
    );
    t.is(second.status, 0, second.text);
    t.deepEqual(readdirSync(join(node.home, 'zuul-output/plain')), ['real']);
  });
});

const GOOD =
  '<testsuites><testsuite name="s"><testcase name="a"/><testcase name="b"><skipped/><failure/></testcase></testsuite></testsuites>';
const BAD =
  '<?xml version="1.0"?><testsuite xmlns="urn:x"><testcase classname="C" name="m"><failure message="x">t</failure></testcase><testcase name="n"><error/></testcase></testsuite>';
const BROKEN = '<testsuite><testcase name="a">';

withAnsible('junit: failed tests, empty and unreadable reports fail; reports are kept', (t) => {
  const every = { junit_results_include: ['**/*.xml'] };
  onNode((node) => {
    const [good, bad, unstable, none, noneAllowed, noTest] = callAll(node, 'junit-results', [
      { files: { 'r/one.xml': GOOD }, vars: every },
      { files: { 'a.xml': BAD, 'b.xml': GOOD, 'c.xml': '', 'd.xml': BROKEN }, vars: every },
      { files: { 'a.xml': BAD }, vars: { ...every, junit_results_fail: false } },
      { files: {}, vars: every },
      { files: {}, vars: { ...every, junit_results_allow_empty: true } },
      { files: { 'a.xml': '<testsuite/>' }, vars: every },
    ]);
    t.true(good!.isFine);
    t.is(good!.stdout, '1 reports: 1 tests passed, 0 failed, 1 skipped');
    t.is(node.read('zuul-output/logs/test-results/r/one.xml'), GOOD);

    t.false(bad!.isFine);
    const lines = linesOf(bad);
    t.deepEqual(lines.slice(0, 3), ['4 reports: 1 tests passed, 4 failed, 1 skipped', 'FAILED C.m', 'FAILED n']);
    t.regex(lines[3] ?? '', /^FAILED c\.xml is empty/);
    t.regex(lines[4] ?? '', /^FAILED d\.xml cannot be read/);
    t.true(unstable!.isFine);
    t.regex(none!.text, /No report fits/);
    t.true(noneAllowed!.isFine);
    t.regex(noTest!.text, /No report holds a test/);
  });
});

withAnsible('xunit: limits, required and strict reports', (t) => {
  const reports = [{ include: ['*.xml'], required: true, strict: true }];
  const loose = [{ include: ['*.xml'], exclude: ['y*'], required: true, strict: false }];
  const files = { 'a.xml': BAD, 'b.xml': GOOD };
  const percent = { xunit_results_in_percent: true };
  const cases: readonly [Readonly<Record<string, string>>, Readonly<Record<string, unknown>>, RegExp | 'fine'][] = [
    [files, {}, 'fine'],
    [files, { xunit_results_failed_limit: 2 }, 'fine'],
    [files, { xunit_results_failed_limit: 1 }, /2 failed, at most 1 may be/],
    [files, { xunit_results_skipped_limit: 0 }, /1 skipped, at most 0 may be/],
    [files, { xunit_results_passed_limit: 2 }, /1 passed, at least 2 have to/],
    [files, { ...percent, xunit_results_failed_limit: 50 }, 'fine'],
    [files, { ...percent, xunit_results_failed_limit: 49 }, /50 % failed, at most 49 % may be/],
    [{}, {}, /no report fits/],
    [{}, { xunit_results_reports: [{ include: ['*.xml'], required: false }] }, 'fine'],
    [{ 'x.xml': BROKEN }, {}, /x\.xml cannot be read/],
    [{ 'x.xml': BROKEN, 'y.xml': BAD }, { xunit_results_reports: loose, xunit_results_failed_limit: 0 }, 'fine'],
  ];
  onNode((node) => {
    const calls = cases.map(([given, vars]) => ({ files: given, vars: { xunit_results_reports: reports, ...vars } }));
    for (const [index, outcome] of callAll(node, 'xunit-results', calls).entries()) {
      const [, vars, expected] = cases[index]!;
      t.is(outcome.isFine, expected === 'fine', `${JSON.stringify(vars)}: ${outcome.text}`);
      if (expected !== 'fine') t.regex(outcome.text, expected);
    }
  });
});
