import { defineConverter } from '../../src/convert/converter.js';

/**
 * Takes and releases, in the middle of a build, the locks that the job names. They are semaphores of the job (converter
 * `wrappers/locks`). Source: Exclusion plugin, CriticalBlockStart and CriticalBlockEnd.
 */
export default defineConverter({
  element: [
    'org.jvnet.hudson.plugins.exclusion.CriticalBlockStart',
    'org.jvnet.hudson.plugins.exclusion.CriticalBlockEnd',
  ],
  section: 'builders',
  plugin: 'Exclusion',
  summary: 'Takes or releases the locks of the job',
  becomes: 'nothing: the job has semaphores, which Zuul holds as long as it runs',
  grade: 'approximate',
  findings: {
    'whole-job':
      'The locks of the job are semaphores, and Zuul holds those as long as the job runs: nothing is taken or released here.',
  },
  convert(input, notes) {
    notes.dropped('whole-job', input);
    return {};
  },
});
