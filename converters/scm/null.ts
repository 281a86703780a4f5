import { defineConverter } from '../../src/convert/converter.js';

/** Jenkins core: NullSCM. The steps of the job fetch what they need. */
export default defineConverter({
  element: 'hudson.scm.NullSCM',
  section: 'scm',
  plugin: 'core',
  summary: 'No checkout by Jenkins',
  becomes: 'Nothing',
  grade: 'exact',
  findings: {},
  convert(input) {
    input.children();
    return {};
  },
});
