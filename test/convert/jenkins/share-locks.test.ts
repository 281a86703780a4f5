import test from 'ava';
import { shareLocks } from '../../../src/convert/jenkins/share-locks.js';
import type { JenkinsJob } from '../../../src/model/jenkins-job.js';

const AT = { file: 'config.xml', line: 1 };

function job(name: string, more: Partial<JenkinsJob> = {}): JenkinsJob {
  const nothing = { environment: {}, secrets: [], run: [], post: [], triggers: [], checkouts: [] };
  return { name, at: AT, type: 'project', status: 'converted', ...nothing, ...more };
}

test('a job shares a semaphore with those it waits for', (t) => {
  const jobs = [
    job('build', { blockedBy: ['.*-deploy', 'release|x'] }),
    job('a-deploy'),
    job('a-deploy-2'),
    job('release'),
  ];
  const { jobs: locked, findings } = shareLocks(jobs);
  t.deepEqual(
    locked.map(({ name, furtherSemaphores }) => [name, furtherSemaphores?.map((one) => one.name)]),
    [
      ['build', ['blocked-build']],
      ['a-deploy', ['blocked-build']],
      ['a-deploy-2', undefined],
      ['release', ['blocked-build']],
    ],
  );
  t.deepEqual(
    findings.map(({ code, outcome }) => [code, outcome]),
    [['build-blocker/shared-semaphore', 'approximated']],
  );
});

test('locks that a job has stay, and a job does not wait for itself', (t) => {
  const own = [{ name: 'lock-x', max: 2 }];
  const { jobs } = shareLocks([
    job('a', { blockedBy: ['.*'], furtherSemaphores: own }),
    job('b', { status: 'skipped' }),
  ]);
  t.deepEqual(jobs[0]!.furtherSemaphores, own);
  const { findings } = shareLocks([job('a', { blockedBy: ['.*'] })]);
  t.is(findings[0]!.code, 'build-blocker/no-such-job');
});

test('nothing changes where nobody waits', (t) => {
  const jobs = [job('a'), job('b')];
  t.is(shareLocks(jobs).jobs, jobs);
});
