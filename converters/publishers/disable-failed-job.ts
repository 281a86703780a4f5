import { defineConverter } from '../../src/convert/converter.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';

/** Switches a job off that fails. Source: Disable Failed Job plugin; jenkins-elements: the same. */
export default defineConverter({
  element: 'disableFailedJob.disableFailedJob.DisableFailedJob',
  section: 'publishers',
  plugin: 'disable-failed-job',
  summary: 'Disables a job after failures',
  becomes: 'nothing: jobs change by review alone',
  grade: 'needs-human',
  findings: {
    'stays-on':
      'Zuul never switches a job off: its configuration changes by review alone. Decide who looks after a job that keeps failing.',
    details: 'After how many failures belongs to switching the job off.',
  },
  convert(input, notes) {
    notes.needsHuman('stays-on', firstFilled(input, ['whenDisable']));
    if (input.elements.length > 1) notes.dropped('details', input);
    return {};
  },
});
