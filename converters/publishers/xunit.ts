import { defineConverter } from '../../src/convert/converter.js';
import { XUNIT_FINDINGS, xunitSteps } from '../../src/convert/elements/xunit.js';

/** Reads reports of test tools and compares them with limits. See `xunitSteps` for the variables of the role. */
export default defineConverter({
  element: ['xunit', 'org.jenkinsci.plugins.xunit.XUnitPublisher'],
  section: 'publishers',
  plugin: 'xunit',
  summary: 'Reads reports of test tools; limits decide about the result',
  becomes: 'role xunit-results in post-run, which fails beyond the limits',
  grade: 'approximate',
  findings: XUNIT_FINDINGS,
  convert: (input, notes) => ({ post: xunitSteps(input, notes, 'xunit') }),
});
