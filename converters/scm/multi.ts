import { defineConverter } from '../../src/convert/converter.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';

/** Multiple SCMs plugin: several checkouts, one after the other. Job Builder's `raw` stands in an element without a class. */
export default defineConverter({
  element: ['org.jenkinsci.plugins.multiplescms.MultiSCM', 'org.jenkinsci.plugins.multiplescms.MultiSCMRevisionState'],
  section: 'scm',
  plugin: 'multiple-scms',
  summary: 'Checks several repositories out',
  becomes: 'What the checkouts in it become',
  grade: 'exact',
  findings: {},
  convert(input, _notes, walk) {
    const checkouts = sectionOf(input, 'scms').flatMap((one) => (one.type === 'scm' ? one.children() : [one]));
    return walk.convert(checkouts);
  },
});
