import test from 'ava';
import { foldStartedJobs } from '../../../src/convert/chains/fold-started-jobs.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import type { ScriptStep, StartJobStep } from '../../../src/model/step.js';

const AT = { file: 'config.xml', line: 1 };

function job(name: string, run: JenkinsJob['run'], post: JenkinsJob['post'] = []): JenkinsJob {
  const nothing = { environment: { A: '1' }, secrets: [], triggers: [], checkouts: [] };
  return { name, at: AT, type: 'project', ...nothing, run, post, status: 'converted' };
}

function script(body: string): ScriptStep {
  return { kind: 'script', name: `Run ${body}`, at: AT, body, command: ['/bin/sh', '-xe'], extension: 'sh' };
}

const INPLACE: StartJobStep = {
  kind: 'start-job',
  name: 'Do the steps of template',
  at: AT,
  jobs: ['template'],
  parameters: {},
  passParameters: true,
  wait: true,
  failsOn: 'FAILURE',
  inPlace: true,
};

test('steps that are taken from another job run in the same workspace, with the same variables, without its publishers', (t) => {
  const template = job('template', [script('make')], [script('mail')]);
  for (const before of [[], [script('clean')]]) {
    const { jobs } = foldStartedJobs([job('build', [...before, INPLACE]), template]);
    t.deepEqual(jobs[0]!.run, [
      ...before,
      { kind: 'block', name: 'Do the steps of template', at: AT, steps: [script('make')] },
    ]);
    t.deepEqual(jobs[0]!.post, []);
  }
});
