import { defineConverter } from '../../src/convert/converter.js';
import { checkWarnings } from '../../src/convert/elements/check-warnings.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { numberIn } from '../../src/convert/elements/limits.js';
import { together } from '../../src/convert/elements/together.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Field of a limit → kind. -1 is none. */
const LIMITS: Readonly<Record<string, string>> = {
  failedStepsNumber: 'failed-steps',
  skippedStepsNumber: 'skipped-steps',
  pendingStepsNumber: 'pending-steps',
  undefinedStepsNumber: 'undefined-steps',
  failedScenariosNumber: 'failed-scenarios',
  failedFeaturesNumber: 'failed-features',
};
/** Switch → word of the steps that then fail a scenario. */
const FAILS: Readonly<Record<string, string>> = {
  skippedFails: 'skipped',
  pendingFails: 'pending',
  undefinedFails: 'undefined',
  missingFails: 'missing',
};
const FILES = ['jsonReportDirectory', 'fileIncludePattern', 'fileExcludePattern'];

/** Reports of Cucumber. Source: Cucumber reports plugin, CucumberReportPublisher; jenkins-elements: the same. */
export default defineConverter({
  element: 'net.masterthought.jenkins.CucumberReportPublisher',
  section: 'publishers',
  plugin: 'cucumber-reports',
  summary: 'Shows reports of Cucumber; numbers of failed steps can decide about the result',
  becomes: 'roles archive-artifacts and, where the result depends on it, warning-limits in post-run',
  grade: 'approximate',
  findings: {
    display: 'How Jenkins shows the report has no counterpart.',
    'no-limit': 'No result is named for a report beyond limits: limits and what fails a scenario change nothing.',
  },
  convert(input, notes) {
    const status = input.child('buildStatus');
    const deciding = [...Object.keys(LIMITS), ...Object.keys(FAILS), 'ignoreFailedTests', 'buildStatus'];
    const used = new Set([...FILES, ...deciding]);
    together(
      input.elements.filter(({ name }) => !used.has(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const files = filesOf(input);
    const keep = keepReport('Keep reports of Cucumber', files.include, input);
    // Versions before 2.0 have no such field, and always decide.
    if (status?.text().trim() === '') {
      const fields = deciding.map((name) => input.child(name));
      together(fields, 'dropped', (first) => notes.dropped('no-limit', first));
      return { post: keep };
    }
    status?.judgeAll('dropped');
    input.child('ignoreFailedTests')?.judgeAll('dropped');
    const most: Record<string, number> = status === undefined ? { 'failed-scenarios': 0 } : {};
    for (const [name, kind] of Object.entries(LIMITS)) {
      const field = input.child(name);
      const limit = field === undefined ? undefined : numberIn(field);
      if (limit !== undefined && limit >= 0) most[kind] = limit;
    }
    const bad = Object.entries(FAILS).filter(([name]) => input.booleanOf(name));
    const options = { bad_steps: bad.map(([, word]) => word) };
    const check = checkWarnings([{ format: 'cucumber', ...files, options }], most, input, {
      name: 'Check reports of Cucumber',
    });
    return { post: [...keep, check] };
  },
});

/** The folder stands before both patterns. */
function filesOf(input: Element): { readonly include: string; readonly exclude: string } {
  const folder = input.textOf('jsonReportDirectory').trim().replace(/\/+$/, '');
  const within = (patterns: string): string =>
    patterns
      .split(',')
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== '')
      .map((pattern) => (folder === '' ? pattern : `${folder}/${pattern}`))
      .join(',');
  const include = input.textOf('fileIncludePattern').trim();
  return {
    include: within(include === '' ? '**/*.json' : include),
    exclude: within(input.textOf('fileExcludePattern')),
  };
}
