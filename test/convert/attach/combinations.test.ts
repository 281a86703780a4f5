import test from 'ava';
import { attach } from '../../../src/convert/attach/attach.js';
import { splitCombinations } from '../../../src/convert/combinations/split-combinations.js';
import type { LayoutJob } from '../../../src/convert/layout/layout-jobs.js';
import type { Combination } from '../../../src/model/combinations.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';

const AT = { file: 'job.xml', line: 1 };

function combination(value: string, after: readonly string[] = []): Combination {
  return { name: `PY=${value}`, words: [value], environment: { PY: value }, label: 'small', after };
}

function matrix(name: string, list: readonly Combination[]): JenkinsJob {
  const lists = { environment: {}, secrets: [], run: [], post: [], triggers: [], checkouts: [] };
  const combinations = { list, sequential: false, post: [] };
  return { name, at: AT, type: 'matrix-project', status: 'converted', combinations, ...lists };
}

function layoutJob(name: string, more: Partial<LayoutJob> = {}): LayoutJob {
  const at = { file: 'layout.yaml', line: 7 };
  return { name, v3Name: name, attributes: {}, used: true, pipelines: ['check'], preReviewPipelines: [], at, ...more };
}

function join(jobs: readonly JenkinsJob[], layout: readonly LayoutJob[]): ReturnType<typeof attach> {
  return attach({
    jenkinsJobs: splitCombinations(jobs).jobs,
    folded: new Map(),
    layoutJobs: new Map(layout.map((job) => [job.name, job])),
    settings: DEFAULT_SETTINGS,
  });
}

test('combinations have what the layout says about the whole, and say what they wait for', (t) => {
  const job = matrix('unit', [combination('3.11', ['PY=3.9']), combination('3.9')]);
  const { jobs, combinations, nodesets, reports, findings } = join(
    [job],
    [layoutJob('unit', { attributes: { voting: false } })],
  );
  const names = (list: readonly string[]): { name: string }[] => list.map((name) => ({ name }));
  t.deepEqual(
    jobs.map(({ v3Name, attributes }) => [v3Name, attributes]),
    [
      ['unit', { voting: false, nodeset: 'no-nodes', dependencies: names(['unit-3.11', 'unit-3.9']) }],
      ['unit-3.11', { voting: false, nodeset: 'small', dependencies: names(['unit-3.9']) }],
      ['unit-3.9', { voting: false, nodeset: 'small' }],
    ],
  );
  t.deepEqual(
    [...combinations].map(([whole, parts]) => [whole, parts.map(({ name, after }) => [name, after])]),
    [
      [
        'unit',
        [
          ['unit-3.11', ['unit-3.9']],
          ['unit-3.9', []],
        ],
      ],
    ],
  );
  t.deepEqual(nodesets.find(({ name }) => name === 'no-nodes')?.nodes, []);
  t.deepEqual(
    reports.map(({ name, v3, combinationOf }) => [name, v3, combinationOf]),
    [
      ['unit', 'unit', undefined],
      ['unit/PY=3.11', 'unit-3.11', 'unit'],
      ['unit/PY=3.9', 'unit-3.9', 'unit'],
    ],
  );
  t.deepEqual(findings, []);
});

test('a name that another job has gets a number, and the whole waits for that', (t) => {
  const { jobs, findings } = join(
    [matrix('unit', [combination('3.9'), combination('3.11')])],
    [layoutJob('unit'), layoutJob('unit-3.9')],
  );
  t.deepEqual(jobs.find(({ v3Name }) => v3Name === 'unit')?.attributes.dependencies, [
    { name: 'unit-3.9-2' },
    { name: 'unit-3.11' },
  ]);
  t.true(findings.some(({ code, job }) => code === 'job/name-clash' && job === 'unit/PY=3.9'));
});

test('a mutex that was held for all of them together is told', (t) => {
  const held = layoutJob('unit', { attributes: { semaphores: ['database'] } });
  const { findings, jobs } = join([matrix('unit', [combination('3.9'), combination('3.11')])], [held]);
  t.deepEqual(
    findings.map(({ code, job }) => [code, job]),
    [['combinations/mutex', 'unit']],
  );
  t.true(jobs.every(({ attributes }) => attributes.semaphores?.join() === 'database'));
});

test('combinations of a job that nothing uses are told of once', (t) => {
  const { findings } = join([matrix('unit', [combination('3.9'), combination('3.11')])], [layoutJob('other')]);
  t.deepEqual(
    findings.filter(({ code }) => code === 'job/not-attached').map(({ job }) => job),
    ['unit'],
  );
});
