import test from 'ava';
import { convertOnDisk, groupsOf, verifyOnDisk } from './converted-tree.js';

/** Changes before review, a gate, updated refs, tags, a timer. */
const PIPELINES = `pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
  - {name: gate, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}}
  - {name: post, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated, ref: ^refs/heads/}]}}
  - {name: nightly, manager: IndependentPipelineManager, trigger: {timer: [{time: '0 5 * * *'}]}}
`;

interface Case {
  readonly name: string;
  readonly jobs?: string;
  readonly projects: string;
  readonly settings?: string;
  readonly groups: readonly string[];
}

/** What conversions announce, and nothing besides. */
const cases: readonly Case[] = [
  {
    name: 'nothing, where both do the same',
    jobs: '{name: a, branch: ^master$, voting: false}, {name: b, skip-if: [{branch: ^dev}], mutex: m, tags: [x]}',
    projects: '{name: p, check: [c: [d], a, b], gate: [b], post: [b], nightly: [c]}',
    groups: [],
  },
  {
    name: 'a change of a single file, which v2 never skipped',
    jobs: "{name: a, skip-if: [{all-files-match-any: ['^doc/']}]}",
    projects: '{name: p, check: [a, b]}',
    groups: ['announced jobs missing [a] matcher/single-file'],
  },
  {
    name: 'a change without files runs what looks at files',
    jobs: "{name: a, files: ['^src/']}",
    projects: '{name: p, check: [a, b]}',
    groups: ['announced jobs extra [a] matcher/empty-change'],
  },
  {
    name: 'a list of files that the commit message fits',
    jobs: "{name: a, files: ['.*\\.py$', '.*MSG']}",
    projects: '{name: p, check: [a, b]}',
    groups: ['announced jobs extra [a] matcher/commit-message'],
  },
  {
    name: 'an expression that RE2 cannot say',
    jobs: "{name: a, branch: '(x|y)\\1'}",
    projects: '{name: p, check: [a, b]}',
    groups: ['announced jobs extra [a] matcher/regex'],
  },
  {
    name: 'a job that v2 waits for for ever: it follows the job above',
    jobs: '{name: a, branch: ^master$}',
    projects: '{name: p, check: [a: [b]]}',
    groups: ['announced outcome changed [] tree/may-hang'],
  },
  {
    name: 'jobs and projects that the settings leave out',
    projects: '{name: p, check: [a: [b]]}, {name: q, check: [b]}',
    settings: 'skip-jobs: [a]\nskip-projects: [q]\n',
    groups: ['announced jobs missing [a] job/skipped', 'announced project/skipped'],
  },
  {
    name: 'a job below two others',
    jobs: '{name: a, branch: ^master$}, {name: b, branch: ^(master|dev)$}',
    projects: '{name: p, check: [a: [c], b: [c]]}',
    groups: [
      'announced dependencies changed [c] tree/two-parents',
      'announced jobs extra [c] tree/may-run-alone',
      'announced outcome changed [] tree/may-run-alone',
    ],
  },
  {
    name: 'a job that v2 waits for for ever: the job above runs too',
    jobs: "{name: a, files: ['^src/']}, {name: b, files: ['^(src|doc)/']}",
    projects: '{name: p, check: [a: [b]]}',
    groups: [
      'announced jobs extra [a b] matcher/empty-change',
      'announced jobs extra [a b] tree/may-hang-forced',
      'announced outcome changed [] tree/may-hang-forced',
    ],
  },
  {
    name: 'a job below one that stands elsewhere too, and runs there',
    jobs: "{name: a, files: ['^doc/']}, {name: b, files: ['^src/']}, {name: c, files: ['^src/']}",
    projects: '{name: p, check: [b, a: [b: [c]]]}',
    groups: [
      'announced jobs extra [a b c] matcher/empty-change',
      'announced jobs extra [a c] tree/may-hang-forced',
      'announced outcome changed [] tree/may-hang-forced',
    ],
  },
  {
    name: 'what keeps a job waiting keeps those below it waiting',
    jobs: "{name: a, files: ['^src/']}, {name: b, files: ['^doc/']}, {name: c, files: ['^doc/']}",
    projects: '{name: p, check: [a: [b: [c]]]}',
    groups: [
      'announced jobs extra [a b c] matcher/empty-change',
      'announced jobs extra [a b c] tree/may-hang-forced',
      'announced outcome changed [] tree/may-hang-forced',
    ],
  },
];

for (const { name, jobs, projects, settings = '', groups } of cases) {
  test(`announced: ${name}`, async (t) => {
    const listed = jobs === undefined ? '' : `jobs: [${jobs}]\n`;
    const tree = await convertOnDisk(t, `${PIPELINES}${listed}projects: [${projects}]\n`, settings);
    const result = await verifyOnDisk(tree);
    t.deepEqual(groupsOf(result), groups);
    t.is(result.scenarios.unexplained, 0);
    t.true(result.scenarios.equal > 0 || result.scenarios.announced > 0);
  });
}
