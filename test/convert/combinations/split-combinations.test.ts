import test from 'ava';
import { addCombinationUses } from '../../../src/convert/combinations/add-uses.js';
import { splitCombinations } from '../../../src/convert/combinations/split-combinations.js';
import type { Combinations } from '../../../src/model/combinations.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import type { Step } from '../../../src/model/step.js';

const AT = { file: 'unit.xml', line: 3 };
const step = (name: string): Step => ({ kind: 'script', name, at: AT, body: '', command: [], extension: 'sh' });

const COMBINATIONS: Combinations = {
  list: [
    { name: 'PY=3.9', words: ['3.9'], environment: { PY: '3.9' }, label: 'linux', after: [] },
    { name: 'PY=3.11', words: ['3.11'], environment: { PY: '3.11' }, after: ['PY=3.9'] },
  ],
  sequential: false,
  post: [],
};

const JOB: JenkinsJob = {
  name: 'unit',
  at: AT,
  type: 'matrix-project',
  label: 'controller',
  timeout: 600,
  semaphore: { name: 'unit', max: 1 },
  environment: { PY: 'any', COLOUR: 'red' },
  secrets: [],
  run: [step('test')],
  post: [step('keep')],
  triggers: [{ kind: 'timer', spec: '@daily', at: AT }],
  checkouts: [],
  status: 'converted',
  combinations: COMBINATIONS,
};

const changed = (change: Partial<JenkinsJob>): JenkinsJob => ({ ...JOB, ...change });
const sequential = { ...COMBINATIONS, sequential: true };

test('one job each, with values, label and limit of its own; the whole waits and runs nothing', (t) => {
  const { jobs, findings } = splitCombinations([JOB]);
  const [whole, first, second] = jobs;
  t.deepEqual(
    jobs.map(({ name }) => name),
    ['unit', 'unit/PY=3.9', 'unit/PY=3.11'],
  );
  t.deepEqual(
    [whole!.run, whole!.post, whole!.environment, whole!.timeout, whole!.semaphore, whole!.label],
    [[], [], {}, undefined, undefined, undefined],
  );
  t.is(whole!.triggers.length, 1);
  t.deepEqual([first!.environment, first!.label, first!.timeout], [{ PY: '3.9', COLOUR: 'red' }, 'linux', 600]);
  t.deepEqual([second!.label, second!.triggers, second!.semaphore], [undefined, [], { name: 'unit-3.11', max: 1 }]);
  t.deepEqual(second!.combination, { parent: 'unit', words: ['3.11'], after: ['unit/PY=3.9'] });
  t.deepEqual([first!.run, first!.post], [JOB.run, JOB.post]);
  t.deepEqual(
    findings.map(({ code, job, outcome }) => [code, job, outcome]),
    [['combinations/one-job-each', 'unit', 'approximated']],
  );
});

test('a whole with steps of its own keeps its node', (t) => {
  const [whole] = splitCombinations([changed({ combinations: { ...COMBINATIONS, post: [step('start')] } })]).jobs;
  t.deepEqual([whole!.label, whole!.post.length], ['controller', 1]);
});

test('combinations that run one at a time share a semaphore', (t) => {
  const limits = (job: JenkinsJob): unknown[] =>
    splitCombinations([job])
      .jobs.slice(1)
      .map(({ semaphore, furtherSemaphores }) => [
        semaphore?.name,
        ...(furtherSemaphores ?? []).map(({ name }) => name),
      ]);
  t.deepEqual(limits(changed({ combinations: sequential })), [['unit'], ['unit']]);
  const lock = { name: 'database', max: 2 };
  t.deepEqual(limits(changed({ combinations: sequential, semaphore: lock })), [
    ['database', 'unit'],
    ['database', 'unit'],
  ]);
  t.deepEqual(limits(changed({ semaphore: lock })), [['database'], ['database']]);
});

test('a disabled job is one job', (t) => {
  const { jobs, findings } = splitCombinations([changed({ disabled: true })]);
  t.deepEqual([jobs.length, jobs[0]!.combinations, findings], [1, undefined, []]);
});

test('other jobs stay the same objects', (t) => {
  const plain = changed({});
  delete (plain as { combinations?: Combinations }).combinations;
  t.is(splitCombinations([plain]).jobs[0], plain);
});

test('uses are added under the same conditions, in templates and projects; equal ones stay one object', (t) => {
  const use = { name: 'unit', files: [{ regex: '^src/' }] };
  const pipelines = [{ pipeline: 'check', jobs: [use, { name: 'docs' }] }];
  const { templates, projects } = addCombinationUses(
    {
      templates: [{ name: 'usual', pipelines }],
      projects: [
        { name: 'lib', templates: [], pipelines },
        {
          name: 'app',
          templates: [],
          pipelines: [{ pipeline: 'gate', jobs: [{ name: 'unit', dependencies: [{ name: 'docs', soft: true }] }] }],
        },
      ],
    },
    new Map([
      [
        'unit',
        [
          { name: 'unit-3.9', after: [] },
          { name: 'unit-3.11', after: ['unit-3.9'] },
        ],
      ],
    ]),
  );
  const { files } = use;
  const expected = [
    { name: 'unit-3.9', files },
    { name: 'unit-3.11', files },
    { name: 'unit', files },
    { name: 'docs' },
  ];
  t.deepEqual(templates[0]!.pipelines[0]!.jobs, expected);
  t.is(templates[0]!.pipelines[0]!.jobs[1], projects[0]!.pipelines[0]!.jobs[1]);
  t.deepEqual(projects[1]!.pipelines[0]!.jobs, [
    { name: 'unit-3.9', dependencies: [{ name: 'docs', soft: true }] },
    { name: 'unit-3.11', dependencies: [{ name: 'docs', soft: true }, { name: 'unit-3.9' }] },
    { name: 'unit' },
  ]);
});
