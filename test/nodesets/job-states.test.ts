import test from 'ava';
import { InputError } from '../../src/model/input-error.js';
import type { TreeNodes } from '../../src/nodesets/job-states.js';
import { nextSteps } from '../../src/nodesets/next-steps.js';
import { convertedTree, nodesOf } from '../support/converted-tree.js';

const AT = { file: 'zuulshift.yaml', line: 1 };

function states({ jobs }: TreeNodes): Record<string, string> {
  return Object.fromEntries(jobs.map(({ job, state }) => [job, state]));
}

test('what convert wrote is legacy, and what is in the tree no more is gone', (t) => {
  const tree = nodesOf(convertedTree());
  t.deepEqual(states(tree), { docs: 'legacy', special: 'legacy', unit: 'legacy' });
  t.deepEqual(tree.gone, ['old']);
});

test('a job of another file, one that runs something else, and a marked one are native', (t) => {
  const jobs = convertedTree().get('zuul.d/jobs.yaml')!;
  const rewritten = convertedTree({
    'zuul.d/jobs.yaml': jobs
      .replace('run: playbooks/special/run.yaml', 'run: playbooks/own.yaml')
      .replace('- job: {name: unit, parent: unit-docker}\n', ''),
    'zuul.d/own.yaml': '- job: {name: unit, parent: unit-docker}\n- job: {name: new, run: playbooks/new.yaml}\n',
  });
  const tree = nodesOf(rewritten, { nativeJobs: ['^do'] });
  t.deepEqual(states(tree), { docs: 'native', new: 'native', special: 'native', unit: 'native' });
  t.deepEqual(states(nodesOf(convertedTree(), { nativeJobs: ['Unit'] }))['unit'], 'native');
});

test('a tree without a record of convert holds native jobs only', (t) => {
  const files = convertedTree();
  files.delete('migration/report.json');
  t.deepEqual(new Set(Object.values(states(nodesOf(files)))), new Set(['native']));
  t.throws(() => nodesOf(convertedTree({ 'migration/report.json': '{' })), { instanceOf: InputError });
});

test('nodesets come down from parents, by branch, as far as nobody says another', (t) => {
  const own =
    '- job: {name: own, run: x.yaml}\n- job: {name: inline, parent: own, nodeset: {nodes: [{name: a, label: big}]}}\n';
  const { jobs } = nodesOf(convertedTree({ 'zuul.d/own.yaml': own }));
  const of = (name: string): object | undefined => jobs.find(({ job }) => job === name)?.nodesets;
  t.deepEqual(of('unit'), [{ nodeset: 'bionic' }]);
  t.deepEqual(of('docs'), [{ nodeset: 'xenial' }]);
  t.deepEqual(of('own'), [{ nodeset: 'bionic', branches: '^stable/' }, { nodeset: 'focal' }]);
  t.deepEqual(of('inline'), [{ nodeset: 'big' }]);
});

test('the next step: least work first, then what fewest jobs have, and first of all what a pin waits for', (t) => {
  const files = convertedTree();
  const steps = nextSteps(nodesOf(files), files);
  t.deepEqual(
    steps.map(({ job, parent, blockers, finding }) => [job, parent, blockers, finding?.code]),
    [
      ['special', 'jenkins-job', 0, undefined],
      ['docs', 'unit-docker', 1, 'a/all'],
      ['unit', 'unit-docker', 2, 'a/one'],
    ],
  );
  t.is(steps[2]?.step, 'settle a/one (Unit/config.xml:3): Decide one.');
  const pins = [{ job: 'docs', nodeset: 'xenial', blocker: 'sphinx 1', at: AT }];
  const [, pinned] = nextSteps(nodesOf(files, { pins }), files)
    .filter(({ job }) => job !== 'special')
    .reverse();
  t.is(pinned?.step, 'its pin to xenial waits for: sphinx 1');
});
