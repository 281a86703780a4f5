import test from 'ava';
import { mergeContributions } from '../../../src/convert/jenkins/merge.js';

test('a job holds all its semaphores, each with the narrowest limit', (t) => {
  const merged = mergeContributions([
    { job: { semaphore: { name: 'job', max: 1 } } },
    { job: { semaphore: { name: 'job', max: 4 }, furtherSemaphores: [{ name: 'lock-a', max: 2 }] } },
    { job: { semaphore: { name: 'other', max: 3 }, furtherSemaphores: [{ name: 'lock-a', max: 1 }] } },
  ]);
  t.deepEqual(merged.job, {
    semaphore: { name: 'job', max: 1 },
    furtherSemaphores: [
      { name: 'lock-a', max: 1 },
      { name: 'other', max: 3 },
    ],
  });
});

test('what blocks a job is collected', (t) => {
  const merged = mergeContributions([{ job: { blockedBy: ['a'] } }, {}, { job: { blockedBy: ['b'] } }]);
  t.deepEqual(merged.job, { blockedBy: ['a', 'b'] });
});

test('of two time limits the shorter one is kept, and told', (t) => {
  const clashes: unknown[] = [];
  const merged = mergeContributions([{ job: { timeout: 60 } }, { job: { timeout: 30 } }], (clash) =>
    clashes.push(clash),
  );
  t.deepEqual(merged.job, { timeout: 30 });
  t.deepEqual(clashes, [{ fact: 'timeout', kept: '30 s', left: '60 s' }]);
});
