import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** External job: shows what another machine reports about a run of its own. Source: External Monitor Job Type plugin. */
export default defineConverter({
  element: 'hudson.model.ExternalJob',
  section: 'job',
  plugin: 'external-monitor-job',
  summary: 'Shows the results of something that runs elsewhere',
  becomes: 'Nothing: Zuul shows what it runs itself',
  grade: 'dropped',
  findings: {
    elsewhere: 'Belongs to a job that runs nothing: left out.',
  },
  convert(input, notes) {
    leaveOutRest(input, (first) => notes.dropped('elsewhere', first));
    return { job: { skipped: 'an external job: something else runs, and only tells Jenkins the result' } };
  },
});
