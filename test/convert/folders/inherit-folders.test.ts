import test from 'ava';
import { inheritFolders } from '../../../src/convert/folders/inherit-folders.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';
import type { Value } from '../../../src/model/value.js';

function job(
  name: string,
  environment: Record<string, Value> = {},
  status: JenkinsJob['status'] = 'converted',
): JenkinsJob {
  const at = { file: `${name}.xml`, line: 1 };
  const none = { secrets: [], run: [], post: [], triggers: [], checkouts: [] };
  return { name, at, type: 'project', environment, ...none, status };
}

const folder = (name: string, environment: Record<string, Value> = {}): JenkinsJob => job(name, environment, 'skipped');

test('jobs get the variables of the folders around them, the nearest first, after their own', (t) => {
  const { jobs, findings } = inheritFolders([
    folder('a', { SITE: 'north', LEVEL: '1', OWN: 'no' }),
    folder('a/b', { LEVEL: '2' }),
    job('a/b/c', { OWN: 'yes' }),
    job('a/d'),
    job('ab'),
  ]);
  t.deepEqual(
    jobs.map(({ name, environment }) => [name, environment]),
    [
      ['a', { SITE: 'north', LEVEL: '1', OWN: 'no' }],
      ['a/b', { LEVEL: '2' }],
      ['a/b/c', { SITE: 'north', LEVEL: '2', OWN: 'yes' }],
      ['a/d', { SITE: 'north', LEVEL: '1', OWN: 'no' }],
      ['ab', {}],
    ],
  );
  t.deepEqual(
    findings.map(({ code, job: of, message }) => [code, of, / all (\d+) of them/.exec(message)![1]]),
    [
      ['folder/inherited', 'a', '2'],
      ['folder/inherited', 'a/b', '1'],
    ],
  );
});

test('without anything to inherit the jobs stay the same', (t) => {
  const jobs = [folder('a'), job('a/b')];
  t.is(inheritFolders(jobs).jobs, jobs);
});
