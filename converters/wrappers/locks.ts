import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import type { Element } from '../../src/read/jenkins/element.js';

/**
 * Locks and Latches, Exclusion: names that only one build holds at a time. Exclusion holds them between two steps only, a
 * semaphore of Zuul as long as the build runs. Zuul reference: Semaphore.
 */
export default defineConverter({
  element: [
    'hudson.plugins.locksandlatches.LockWrapper',
    'org.jvnet.hudson.plugins.exclusion.IdAllocator',
    'org.jvnet.hudson.plugins.exclusion.IdAllocationManager',
  ],
  section: 'wrappers',
  plugin: 'locks-and-latches, Exclusion',
  summary: 'Holds locks that only one build can hold at a time',
  becomes: 'Semaphores',
  grade: 'exact',
  findings: { nothing: 'No lock is named: left out.' },
  convert(input, notes) {
    const names = [...namesIn(input.child('locks')), ...namesIn(input.child('ids'))];
    leaveOutRest(input, (rest) => notes.dropped('nothing', rest));
    if (names.length === 0) return {};
    return { job: { furtherSemaphores: names.map((name) => ({ name: `lock-${name}`, max: 1 })) } };
  },
});

function namesIn(list: Element | undefined): string[] {
  return (list?.children() ?? []).map((one) => one.textOf('name').trim()).filter((name) => name !== '');
}
