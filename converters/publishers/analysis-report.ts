import { defineConverter } from '../../src/convert/converter.js';
import { keepReport, numbersBelow, unchecked } from '../../src/convert/elements/keep-report.js';
import { together } from '../../src/convert/elements/together.js';

const LIMITS =
  'A number of warnings made the build UNSTABLE or failed it: let the tool enforce the limit, or check it with a script, and take the step that fails out.';

/**
 * Reports of static analysis, all plugins of one family: the files are kept, limits are left to a person.
 * jenkins-elements: FindBugsPublisher, PmdPublisher and others.
 */
export default defineConverter({
  element: [
    'hudson.plugins.findbugs.FindBugsPublisher',
    'hudson.plugins.pmd.PmdPublisher',
    'hudson.plugins.checkstyle.CheckStylePublisher',
    'hudson.plugins.dry.DryPublisher',
    'hudson.plugins.tasks.TasksPublisher',
    'org.jenkinsci.plugins.android_lint.LintPublisher',
    'org.jenkinsci.plugins.DependencyCheck.DependencyCheckPublisher',
  ],
  section: 'publishers',
  plugin: 'findbugs, pmd, checkstyle, dry, tasks, android-lint, dependency-check',
  summary: 'Shows a report of static analysis; limits decide about the result',
  becomes: 'role archive-artifacts in post-run; a task that fails where there are limits',
  grade: 'approximate',
  findings: {
    limits: LIMITS,
    display: 'How Jenkins shows the report, and compares it with earlier ones, has no counterpart.',
  },
  convert(input, notes) {
    const pattern = input.textOf('pattern');
    const thresholds = input.child('thresholds');
    const limits = numbersBelow(thresholds);
    together(limits, 'needs-human', (first) => notes.needsHuman('limits', first));
    together(
      input.elements.filter(({ name }) => name !== 'pattern'),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const keep = keepReport('Keep a report', pattern, input);
    return { post: limits.length === 0 ? keep : [...keep, unchecked('analysis-report/limits', LIMITS, input)] };
  },
});
