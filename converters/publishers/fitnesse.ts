import { defineConverter } from '../../src/convert/converter.js';
import { checkTests } from '../../src/convert/elements/check-tests.js';

/** Results of FitNesse. Source: FitNesse plugin, FitnesseResultsRecorder. */
export default defineConverter({
  element: 'hudson.plugins.fitnesse.FitnesseResultsRecorder',
  section: 'publishers',
  plugin: 'fitnesse',
  summary: 'Reads results of FitNesse; a wrong assertion makes the build UNSTABLE',
  becomes: 'role xunit-results in post-run, which fails on wrong assertions and exceptions',
  grade: 'approximate',
  findings: {},
  convert(input) {
    const include = input.textOf('fitnessePathToXmlResultsIn');
    const report = { format: 'fitnesse', include, required: true, strict: true };
    return { post: [checkTests([report], { failed: 0 }, input)] };
  },
});
