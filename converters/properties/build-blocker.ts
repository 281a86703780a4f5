import { defineConverter } from '../../src/convert/converter.js';
import { javaToPython } from '../../src/convert/elements/java-regex.js';

/**
 * Build Blocker plugin: a build waits while jobs with certain names run. The names are looked up among all jobs at the end,
 * and the job shares a semaphore with those. Source: BlockingJobsMonitor: each line has to match the whole full name.
 */
export default defineConverter({
  element: 'hudson.plugins.buildblocker.BuildBlockerProperty',
  section: 'properties',
  plugin: 'build-blocker-plugin',
  summary: 'Lets a build wait while certain other jobs run',
  becomes: 'A semaphore that the job shares with those jobs',
  grade: 'approximate',
  findings: {
    off: 'Nothing is blocked: left out.',
    node: 'It only waited for builds on its own node, and every build has a node of its own in Zuul: left out.',
    queue: 'Jenkins also looked at builds that were waiting: the semaphore only counts those that run.',
    pattern: 'This is no regular expression that could be read: give the jobs that exclude each other a semaphore.',
  },
  convert(input, notes) {
    const list = input.child('blockingJobs');
    const patterns = (list?.rawText ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (list === undefined || patterns.length === 0 || !input.booleanOf('useBuildBlocker', true)) {
      notes.dropped('off', input);
      return {};
    }
    if (input.textOf('blockLevel', 'GLOBAL').trim() !== 'GLOBAL') {
      notes.dropped('node', input);
      return {};
    }
    const queue = input.child('scanQueueFor');
    if (queue !== undefined && !/^(DISABLED|)$/.test(queue.text().trim())) notes.dropped('queue', queue);
    const readable = patterns.filter((pattern) => javaToPython(pattern) !== undefined);
    if (readable.length < patterns.length) notes.needsHuman('pattern', list);
    else list.text();
    return readable.length === 0 ? {} : { job: { blockedBy: readable } };
  },
});
