import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { load } from 'js-yaml';
import { convertOnDisk, groupsOf, verifyOnDisk } from './converted-tree.js';

const LAYOUT = `pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
  - {name: gate, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}}
  - {name: nightly, manager: IndependentPipelineManager, trigger: {timer: [{time: '0 5 * * *'}]}}
jobs:
  - {name: unit, branch: '^(master|stable/.*)$', failure-message: unit failed}
  - {name: ^.*, queue-name: all}
  - {name: pack, voting: false, mutex: packaging, skip-if: [{all-files-match-any: ['^docs/']}]}
  - {name: docs, hold-following-changes: true}
project-templates:
  - name: usual
    check: [unit, docs]
    gate: [{unit: [docs]}]
projects:
  - name: org/lib
    template: [{name: usual}]
    check: [{docs: [{pack: [publish]}]}]
  - name: org/app
    template: [{name: usual}]
    gate: [{unit: [{pack: [publish]}]}]
    nightly: [pack]
`;

const shell = '<builders><hudson.tasks.Shell><command>make</command></hudson.tasks.Shell></builders>';
const plain = `<project><concurrentBuild>true</concurrentBuild>${shell}</project>`;

function axis(kind: string, name: string, ...values: string[]): string {
  const list = values.map((value) => `<string>${value}</string>`).join('');
  return `<hudson.matrix.${kind}><name>${name}</name><values>${list}</values></hudson.matrix.${kind}>`;
}

function matrix(axes: string, rest = ''): string {
  return `<matrix-project><concurrentBuild>true</concurrentBuild><axes>${axes}</axes>${rest}${shell}</matrix-project>`;
}

const JOBS = {
  unit: matrix(axis('LabelAxis', 'node', 'trusty', 'xenial') + axis('TextAxis', 'PY', 'py27', 'py35')),
  pack: matrix(
    axis('TextAxis', 'SUITE', 'wheezy', 'jessie', 'sid'),
    `<combinationFilter>SUITE != "sid"</combinationFilter>
     <executionStrategy class="hudson.matrix.DefaultMatrixExecutionStrategyImpl">
       <touchStoneCombinationFilter>SUITE == "wheezy"</touchStoneCombinationFilter>
       <touchStoneResultCondition><name>SUCCESS</name></touchStoneResultCondition>
     </executionStrategy>`,
  ),
  docs: plain,
  publish: plain,
};

interface Stanza {
  readonly name: string;
  readonly check: { readonly jobs: unknown };
  readonly gate: { readonly jobs: unknown };
}

test('jobs of combinations stand wherever the whole does, wait for what it waited for, and are announced', async (t) => {
  const tree = await convertOnDisk(t, LAYOUT, 'separate-queues: []', JOBS);
  const read = <T>(path: string): T => load(readFileSync(join(tree.converted, path), 'utf8')) as T;
  const [lib] = read<readonly { readonly project: Stanza }[]>('zuul.d/projects.yaml').map(({ project }) => project);
  t.deepEqual(lib!.check.jobs, [
    { 'pack-wheezy': { dependencies: ['docs'] } },
    { 'pack-jessie': { dependencies: ['docs', 'pack-wheezy'] } },
    'pack',
    { publish: { dependencies: ['pack'] } },
  ]);

  const result = await verifyOnDisk(tree);
  t.deepEqual(
    groupsOf(result).filter(
      (group) => !/^announced .*(may-hang|single-file|empty-change|non-voting-parent|work-in-progress)/.test(group),
    ),
    [
      'announced jobs extra [pack/SUITE=jessie pack/SUITE=wheezy] combinations/one-job-each',
      'announced jobs extra [unit/PY=py27,node=trusty unit/PY=py27,node=xenial unit/PY=py35,node=trusty unit/PY=py35,node=xenial] combinations/one-job-each',
    ],
  );
});

test('a combination that runs where the whole does not is not announced', async (t) => {
  const tree = await convertOnDisk(t, LAYOUT, '', JOBS);
  const rest = / +- pack-jessie:\n +branches: \^master\$\n +- pack:\n +branches: \^master\$\n/;
  tree.edit('zuul.d/projects.yaml', rest, '');
  const result = await verifyOnDisk(tree);
  const unexplained = groupsOf(result).filter((group) => group.startsWith('unexplained'));
  t.true(
    unexplained.some((group) => group.includes('pack/SUITE=wheezy')),
    unexplained.join('\n'),
  );
});
