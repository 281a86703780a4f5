import test from 'ava';
import type { Estate } from '../../src/model/estate.js';
import type { Finding } from '../../src/model/finding.js';
import { failsOn } from '../../src/report/policy.js';
import { reportFiles } from '../../src/report/report-files.js';
import { buildReport, type ReportContext } from '../../src/report/report.js';
import { NO_PAINT, summaryText, type WrittenTree } from '../../src/report/summary.js';
import { estateOf } from '../support/estates.js';

const TEMPLATES = {
  sources: new URL('../../templates/', import.meta.url),
  compiled: new URL('report-template.js', import.meta.url),
};

const CONTEXT: ReportContext = {
  version: '1.0.0',
  inputs: ['/home/me/site/jenkins', 'zuul/layout.yaml'],
  read: { jenkinsJobs: 3, projects: 2182, pipelines: 1 },
};

const TREE: WrittenTree = {
  out: 'out',
  created: 3,
  changed: 0,
  removed: 1,
  unchanged: 1200,
  edited: [],
  conflicts: [],
  dryRun: false,
};

function finding(outcome: Finding['outcome'], code: string, file: string, line: number, job?: string): Finding {
  return { outcome, code, message: `About <${code}>.`, at: { file, line }, job };
}

const FINDINGS: readonly Finding[] = [
  finding('dropped', 'timestamps/done-by-zuul', '/home/me/site/jenkins/b.xml', 9, 'b'),
  finding('dropped', 'timestamps/done-by-zuul', '/home/me/site/jenkins/a.xml', 9, 'a'),
  finding('approximated', 'timer/one-per-branch', 'zuul/layout.yaml', 100),
  finding('needs-human', 'groovy/script', '/home/me/site/jenkins/b.xml', 4, 'b'),
];

function estate(parts: Partial<Estate> = {}): Estate {
  return estateOf({
    config: {
      pipelines: [{ name: 'check', manager: 'independent', settings: {} }],
      jobs: [
        { name: 'base', parent: null, abstract: true },
        { name: 'family', abstract: true, run: ['playbooks/family/run.yaml'] },
        { name: 'a', parent: 'family' },
        { name: 'b', parent: 'family' },
        { name: 'b', branches: [{ regex: '^x$' }] },
      ],
      projects: [
        { name: 'q/two', templates: ['t'], pipelines: [] },
        { name: 'q/one', templates: [], queue: 'shared', pipelines: [] },
      ],
      templates: [{ name: 't', queue: 'shared', pipelines: [] }],
      queues: [{ name: 'shared' }],
    },
    jobs: [
      {
        name: 'b',
        v3: 'b',
        status: 'needs-human',
        reason: 'Groovy | script',
        attached: false,
        file: '/home/me/site/jenkins/b.xml',
      },
      { name: 'a-old', v3: 'a', status: 'converted', attached: true, file: '/home/me/site/jenkins/a.xml' },
      { name: 'gone', status: 'skipped', reason: 'skip-jobs', attached: true },
    ],
    findings: FINDINGS,
    accounting: { leaves: 1234, converted: 1230, approximated: 1, dropped: 2, needsHuman: 1, unread: 0 },
    ...parts,
  });
}

async function texts(of: Estate): Promise<Record<string, string>> {
  const { files } = await reportFiles(of, CONTEXT, TEMPLATES);
  return Object.fromEntries(files.map(({ path, content }) => [path, String(content)]));
}

test('findings are lines sorted by file, line and code, without a path of this machine', async (t) => {
  const lines = (await texts(estate()))['migration/findings.jsonl']?.trim().split('\n') ?? [];
  const read = lines.map((line) => JSON.parse(line) as { file: string; line: number; code: string });
  t.deepEqual(
    read.map(({ file, line, code }) => `${file}:${String(line)} ${code}`),
    [
      'jenkins/a.xml:9 timestamps/done-by-zuul',
      'jenkins/b.xml:4 groovy/script',
      'jenkins/b.xml:9 timestamps/done-by-zuul',
      'zuul/layout.yaml:100 timer/one-per-branch',
    ],
  );
  t.deepEqual(JSON.parse(lines[1] ?? ''), {
    outcome: 'needs-human',
    code: 'groovy/script',
    file: 'jenkins/b.xml',
    line: 4,
    job: 'b',
    message: 'About <groovy/script>.',
  });
});

test('names map v2 to v3, for jobs that were written', async (t) => {
  t.is((await texts(estate()))['migration/names.json'], '{\n  "a-old": "a",\n  "b": "b"\n}\n');
});

test('the report as data', (t) => {
  const { report } = buildReport(estate(), CONTEXT);
  t.deepEqual(report.accounting, {
    leaves: 1234,
    converted: 1230,
    approximated: 1,
    dropped: 2,
    needsHuman: 1,
    unread: 0,
  });
  t.deepEqual(report.inputs, ['jenkins', 'zuul/layout.yaml']);
  t.is(report.counts.written.jobs, 2, 'variants of one name are one job');
  t.is(report.counts.written.families, 1);
  t.deepEqual(report.counts.jobs, {
    converted: 1,
    partly: 0,
    'needs-human': 1,
    skipped: 1,
    attached: 2,
    notAttached: 1,
  });
  t.deepEqual(
    report.jobs.map(({ name, file }) => [name, file]),
    [
      ['a-old', 'jenkins/a.xml'],
      ['b', 'jenkins/b.xml'],
      ['gone', undefined],
    ],
  );
  t.deepEqual(report.queues, [{ name: 'shared', projects: ['q/one', 'q/two'] }]);
  t.deepEqual(
    report.findings.map(({ outcome, code, count, jobs }) => [outcome, code, count, jobs]),
    [
      ['needs-human', 'groovy/script', 1, 1],
      ['approximated', 'timer/one-per-branch', 1, 0],
      ['dropped', 'timestamps/done-by-zuul', 2, 2],
    ],
  );
  t.deepEqual(report.findings[2]?.examples[0], { file: 'jenkins/a.xml', line: 9, job: 'a' });
});

test('a group says what its messages have in common', (t) => {
  const messages = (...all: string[]): string | undefined => {
    const findings = all.map((message, line) => ({ ...finding('dropped', 'c', 'x', line), message }));
    return buildReport(estate({ findings }), CONTEXT).report.findings[0]?.message;
  };
  t.is(messages('One. Two.', 'One. Two.'), 'One. Two.');
  t.is(messages('Put it in. It is new. (a)', 'Put it in. It is new. (b)'), 'Put it in. It is new.');
  t.is(messages('Put it in. It is new. (a)', 'Put it in. It is old. (b)'), 'Put it in.');
  t.is(messages('The job a is old.', 'The job b is old.'), 'The job a is old.');
  t.is(messages('Version 1.2 of a', 'Version 1.2 of b'), 'Version 1.2 of a');
});

test('the order of findings and jobs has no say', async (t) => {
  const one = estate();
  const other = estate({ findings: [...FINDINGS].reverse(), jobs: [...one.jobs].reverse() });
  t.deepEqual(await texts(one), await texts(other));
});

test('an accounting that does not add up is a defect', (t) => {
  const broken = estate({
    accounting: { leaves: 5, converted: 1, approximated: 1, dropped: 1, needsHuman: 1, unread: 0 },
  });
  t.throws(() => buildReport(broken, CONTEXT), { message: 'the accounting does not add up: 4 of 5 leaves' });
});

test('the report for people begins with what matters', async (t) => {
  const text = (await texts(estate()))['migration/report.md'] ?? '';
  t.true(
    text.startsWith(`# From Jenkins and Zuul v2 to Zuul v3

\`\`\`
converted  3 Jenkins jobs, 2,182 projects, 1 pipeline -> 2 jobs in 1 family, 1 pipeline, 1 shared queue
facts      1,234 in the input: 1,230 converted, 1 approximated, 2 dropped by design, 1 for a person, 0 unread
jobs       1 converted, 0 partly, 1 for a person, 1 skipped; 1 named by no layout
attention  1 job needs a person (1 cause), 1 fact is approximated (1 cause)
\`\`\`
`),
  );
  t.true(text.includes('- **groovy/script** (1 time, in 1 job): About \\<groovy/script>.\n  `jenkins/b.xml:4`\n'));
  t.true(
    text.includes(
      '| b |  | needs-human | Groovy \\| script; named by no layout |\n| gone |  | skipped | skip-jobs |\n| a-old | a | converted |  |\n',
    ),
  );
  t.true(text.includes('| shared | 2 | q/one, q/two |\n'));
  t.false(text.includes('/home/'));
  t.false(/undefined|\[object|\n{3}/.test(text));
});

test('a report of nothing is a report', async (t) => {
  const text = (await texts(estateOf({})))['migration/report.md'] ?? '';
  t.true(text.includes('attention  nothing needs a person, nothing is approximated'));
  t.false(text.includes('## Shared queues'));
});

test('the summary: counts, what needs a person, the most frequent findings, what to do', (t) => {
  const { report } = buildReport(estate(), CONTEXT);
  const [, ...lines] = summaryText(report, TREE).split('\n');
  t.deepEqual(lines.slice(2), [
    'attention  1 job needs a person (1 cause), 1 fact is approximated (1 cause)',
    'files      1,203 files in out (3 new, 1 removed, 1,200 unchanged)',
    '',
    'For a person',
    '        1  needs-human  groovy/script  About <groovy/script>.',
    '',
    'Most frequent findings',
    '        2  dropped      timestamps/done-by-zuul  About <timestamps/done-by-zuul>.',
    '        1  approximated timer/one-per-branch     About <timer/one-per-branch>.',
    '',
    'next       out/migration/report.md: Work through "What needs a person": what is undecided fails when it runs, until somebody decides.',
    '',
  ]);
  t.true(summaryText(report, { ...TREE, dryRun: true }).includes('nothing was written (--dry-run)'));
});

test('the summary stays short', (t) => {
  const many = Array.from({ length: 50 }, (_, index) =>
    finding('dropped', `code/${String(index).padStart(2, '0')}`, 'x', index),
  );
  const long = { ...finding('needs-human', 'long', 'x', 1), message: 'word '.repeat(100) };
  const { report } = buildReport(estate({ findings: [...many, long] }), CONTEXT);
  const text = summaryText(report, TREE, undefined, { ...NO_PAINT, bold: (one) => `*${one}*` });
  t.is(text.match(/ code\/\d+ /g)?.length, 10);
  t.true(text.includes('*Most frequent findings* (10 of 50)'));
  t.true(text.split('\n').every((line) => line.length < 160));
});

test('what --fail-on fails on', (t) => {
  const none = { leaves: 1, converted: 1, approximated: 0, dropped: 0, needsHuman: 0, unread: 0 };
  const table = [
    ['unread', ['unread']],
    ['needs-human', ['unread', 'needs-human']],
    ['approximated', ['unread', 'needs-human', 'approximated']],
    [undefined, []],
  ] as const;
  for (const [failOn, outcomes] of table) {
    for (const outcome of ['unread', 'needs-human', 'approximated', 'dropped'] as const) {
      const expected = (outcomes as readonly string[]).includes(outcome);
      t.is(failsOn(failOn, [finding(outcome, 'c', 'x', 1)], none), expected, `${String(failOn)} ${outcome}`);
    }
    t.is(failsOn(failOn, [], { ...none, unread: 1 }), failOn !== undefined);
  }
});
