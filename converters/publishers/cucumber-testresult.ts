import { defineConverter } from '../../src/convert/converter.js';
import { checkTests } from '../../src/convert/elements/check-tests.js';

/** Cucumber's JSON read as tests. Source: Cucumber-JVM test result plugin, CucumberTestResultArchiver. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.cucumber.jsontestsupport.CucumberTestResultArchiver',
  section: 'publishers',
  plugin: 'cucumber-testresult-plugin',
  summary: 'Reads reports of Cucumber; a failed scenario makes the build UNSTABLE',
  becomes: 'role xunit-results in post-run, which fails on failed scenarios',
  grade: 'approximate',
  findings: {},
  convert(input) {
    const report = {
      format: 'cucumber',
      include: input.textOf('testResults'),
      required: true,
      strict: true,
      options: { bad_steps: input.booleanOf('ignoreBadSteps') ? [] : ['ambiguous', 'pending', 'undefined'] },
    };
    return { post: [checkTests([report], { failed: 0 }, input)] };
  },
});
