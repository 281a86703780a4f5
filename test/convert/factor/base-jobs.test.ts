import test from 'ava';
import { factorJobs } from '../../../src/convert/factor/factor-jobs.js';
import type { ConvertedJob } from '../../../src/convert/factor/converted-job.js';
import { withoutKeys } from '../../../src/convert/factor/without-keys.js';
import { job, meaningIn, meaningOf, named, script } from './support.js';

const PARAMETERS = Object.fromEntries(
  ['URL', 'REF', 'PROJECT', 'BRANCH', 'CHANGE', 'PATCHSET'].map((name) => [`ZUUL_${name}`, '']),
);

function unlike(
  name: string,
  environment: Record<string, string>,
  attributes: ConvertedJob['attributes'],
): ConvertedJob {
  return job(name, { run: [script(`make ${name}\n`)], environment, attributes });
}

const given = [
  ...['a', 'b', 'c', 'd'].map((name) => unlike(name, PARAMETERS, { nodeset: 'docker', timeout: 1800 })),
  unlike('e', { ...PARAMETERS, ZUUL_REF: 'master', MODE: 'x' }, { nodeset: 'big', timeout: 1800 }),
  unlike('f', {}, { nodeset: 'docker', timeout: 60 }),
];

test('parameters that many jobs declare stand on a job between them and jenkins-job', (t) => {
  const output = factorJobs(given);
  t.like(named(output, 'jenkins-zuul-job'), {
    parent: 'jenkins-job',
    abstract: true,
    timeout: 1800,
    vars: { jenkins_parameters: PARAMETERS },
  });
  t.is(named(output, 'jenkins-job').nodeset, 'docker');
  t.deepEqual(named(output, 'a'), { name: 'a', parent: 'jenkins-zuul-job', run: ['playbooks/a/run.yaml'] });
  t.like(named(output, 'e'), { nodeset: 'big', vars: { jenkins_parameters: { ZUUL_REF: 'master', MODE: 'x' } } });
  t.like(named(output, 'f'), { parent: 'jenkins-job', timeout: 60 });
  for (const one of given) t.is(meaningIn(output, one), meaningOf(one));
});

test('a job that lacks a parameter is not below those that declare it: it could not take it back', (t) => {
  const fewer = withoutKeys(PARAMETERS, 'ZUUL_URL');
  const g = unlike('g', fewer, { nodeset: 'docker', timeout: 1800 });
  const output = factorJobs([...given.slice(0, 4), g]);
  t.is(meaningIn(output, g), meaningOf(g));
});

test('the base jobs get other names where jobs have theirs', (t) => {
  const output = factorJobs([unlike('base', {}, {}), unlike('jenkins-job', {}, {})]);
  t.deepEqual(output.trunk, { base: 'site-base', jenkins: 'jenkins-build' });
  t.is(named(output, 'jenkins-job').parent, 'jenkins-build');
  t.is(named(output, 'site-base').parent, null);
  t.deepEqual(named(output, 'base').run, ['playbooks/base/run.yaml']);
});
