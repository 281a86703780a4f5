import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { together } from '../../src/convert/elements/together.js';
import type { Value } from '../../src/model/value.js';

/** Additions to test results that only show something. */
const SHOWN = /Stability|Claim|measurement_plots|Flaky/;

/**
 * Keeps JUnit reports and fails the build when they tell of a failed test: role `junit-results`. Jenkins made such a build
 * UNSTABLE, which Zuul v2 took for a failure.
 *
 * The role's variables are `junit_results_include` (list of Ant patterns relative to the workspace), `junit_results_allow_empty`
 * (no report, or none with a test, is no failure; default false) and `junit_results_fail` (a failed test fails the build;
 * default true). Source: JUnit plugin, JUnitResultArchiver; jenkins-elements: JUnitResultArchiver.
 */
export default defineConverter({
  element: 'hudson.tasks.junit.JUnitResultArchiver',
  section: 'publishers',
  plugin: 'junit',
  summary: 'Reads JUnit reports; a failed test makes the build UNSTABLE',
  becomes: 'role junit-results in post-run, which fails on failed tests',
  grade: 'approximate',
  findings: {
    display: 'How Jenkins shows test results has no counterpart: the reports lie with the logs.',
    'more-display': 'It showed more about tests in Jenkins, or let people say something about them.',
    'test-data': 'What this added to the test results in Jenkins is lost: archive the files it read, if any.',
  },
  convert(input, notes) {
    const display = ['healthScaleFactor', 'keepLongStdio', 'stdioRetention', 'keepProperties', 'keepTestNames'];
    const checks = ['skipPublishingChecks', 'checksName', 'skipOldReports'];
    together(
      [...display, ...checks].map((name) => input.child(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const data = input.child('testDataPublishers')?.children() ?? [];
    const shown = data.filter(({ type }) => SHOWN.test(type));
    together(shown, 'dropped', (first) => notes.dropped('more-display', first));
    const others = data.filter((one) => !shown.includes(one));
    together(others, 'approximated', (first) => notes.approximated('test-data', first));

    const include = antPatterns(input.need('testResults').text()).map((pattern) => expandMacros(pattern));
    const vars: Record<string, Value> = {
      junit_results_include: include,
      ...(input.booleanOf('allowEmptyResults') && { junit_results_allow_empty: true }),
      ...(input.booleanOf('skipMarkingBuildUnstable') && { junit_results_fail: false }),
    };
    return { post: [{ kind: 'role', name: 'Check test results', at: input.at, role: 'junit-results', vars }] };
  },
});
