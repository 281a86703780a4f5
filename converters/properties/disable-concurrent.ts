import { defineConverter } from '../../src/convert/converter.js';

/** Pipeline jobs: one build at a time. Zuul reference: Semaphore. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty',
  section: 'properties',
  plugin: 'workflow-job',
  summary: 'Lets only one build of a pipeline job run at a time',
  becomes: 'A semaphore with the name of the job',
  grade: 'exact',
  findings: {
    'abort-previous':
      'A newer build does not stop an older one in Zuul, it waits: use a pipeline with the supercedent manager if only the newest matters.',
  },
  convert(input, notes, walk) {
    if (input.isLeaf) input.children();
    const abort = input.child('abortPrevious');
    if (abort !== undefined && input.booleanOf('abortPrevious')) notes.approximated('abort-previous', abort);
    return { job: { semaphore: { name: walk.job, max: 1 } } };
  },
});
