import { defineConverter } from '../../src/convert/converter.js';
import { checkTests } from '../../src/convert/elements/check-tests.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';

const SHOWN = ['outputTapToConsole', 'discardOldReports', 'includeCommentDiagnostics', 'verbose', 'showOnlyFailures'];
const SHAPES = ['stripSingleParents', 'flattenTapResult', 'removeYamlIfCorrupted'];

/** Reports in the Test Anything Protocol. Source: TAP plugin, TapPublisher; jenkins-elements: TapPublisher. */
export default defineConverter({
  element: 'org.tap4j.plugin.TapPublisher',
  section: 'publishers',
  plugin: 'tap',
  summary: 'Reads reports in the Test Anything Protocol; a failed test makes the build UNSTABLE or fails it',
  becomes: 'role xunit-results in post-run, which fails on failed tests',
  grade: 'approximate',
  findings: {
    display: 'How Jenkins shows the results has no counterpart: the reports lie with the logs.',
    unstable: 'A failed test fails the build: an UNSTABLE one was a failure for Zuul v2 too.',
  },
  convert(input, notes) {
    const shown = [...SHOWN, ...SHAPES].map((name) => input.child(name));
    together(shown, 'dropped', (first) => notes.dropped('display', first));
    const marks = input.child('failedTestsMarkBuildAsFailure');
    if (marks !== undefined) notes.dropped('unstable', marks);
    const report = {
      format: 'tap',
      include: input.textOf('testResults'),
      required: input.booleanOf('failIfNoResults'),
      strict: true,
      options: {
        todo_fails: input.booleanOf('todoIsFailure'),
        subtests: input.booleanOf('enableSubtests'),
        plan_required: input.booleanOf('planRequired', true),
        validate_number: input.booleanOf('validateNumberOfTests'),
      },
    };
    const check = checkTests([report], { failed: 0 }, input);
    return { post: [withTests(check, input.booleanOf('skipIfBuildNotOk') ? [SUCCEEDED] : [])] };
  },
});
