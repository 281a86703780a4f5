import { defineConverter } from '../../src/convert/converter.js';
import { checkTests } from '../../src/convert/elements/check-tests.js';
import { strictest } from '../../src/convert/elements/limits.js';
import { together } from '../../src/convert/elements/together.js';

const PERCENT = '2';
const SHOWN = ['escapeTestDescp', 'escapeExceptionMsg', 'showFailedBuilds', 'unstableOnSkippedTests'];

/** Reports of TestNG. Source: TestNG Results plugin, hudson.plugins.testng.Publisher; jenkins-elements: the same. */
export default defineConverter({
  element: 'hudson.plugins.testng.Publisher',
  section: 'publishers',
  plugin: 'testng-plugin',
  summary: 'Reads reports of TestNG; limits decide about the result',
  becomes: 'role xunit-results in post-run, which fails beyond the limits',
  grade: 'approximate',
  findings: { display: 'How Jenkins shows the results has no counterpart: the reports lie with the logs.' },
  convert(input, notes) {
    together(
      SHOWN.map((name) => input.child(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const inPercent = input.textOf('thresholdMode', PERCENT).trim() === PERCENT;
    // Nothing is more than all of them.
    const isLimit = (limit: number): boolean => limit >= 0 && !(inPercent && limit >= 100);
    const limitOf = (...names: readonly string[]): number | undefined =>
      strictest(
        names.map((name) => input.child(name)),
        'least',
        isLimit,
      );
    // The plugin's default lets no test fail.
    const failed =
      limitOf('unstableFails', 'failedFails') ?? (input.child('unstableFails') === undefined ? 0 : undefined);
    const skipped = limitOf('unstableSkips', 'failedSkips');
    if (failed === undefined && skipped === undefined) input.child('thresholdMode')?.judgeAll('dropped');
    const report = {
      format: 'testng',
      include: input.textOf('reportFilenamePattern', '**/testng-results.xml'),
      required: false,
      strict: false,
      options: { fail_on_configuration: input.booleanOf('failureOnFailedTestConfig') },
    };
    const limits = {
      ...(failed !== undefined && { failed }),
      ...(skipped !== undefined && { skipped }),
      inPercent: inPercent && (failed ?? skipped) !== undefined,
    };
    return { post: [checkTests([report], limits, input)] };
  },
});
