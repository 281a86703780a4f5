import { defineConverter } from '../../src/convert/converter.js';
import { XUNIT_FINDINGS, xunitSteps } from '../../src/convert/elements/xunit.js';

/** The xUnit publisher in the middle of a build. See `xunitSteps` for the variables of the role. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.xunit.XUnitBuilder',
  section: 'builders',
  plugin: 'xunit',
  summary: 'Reads reports of test tools in the middle of a build; limits decide about the result',
  becomes: 'role xunit-results, which fails beyond the limits',
  grade: 'approximate',
  findings: XUNIT_FINDINGS,
  convert: (input, notes) => ({ run: xunitSteps(input, notes, 'xunit-builder') }),
});
