import { defineConverter } from '../../src/convert/converter.js';
import { checkWarnings } from '../../src/convert/elements/check-warnings.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { strictest } from '../../src/convert/elements/limits.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Switch of the plugin → kind of warnings. All are on by themselves. */
const SEVERITIES: Readonly<Record<string, string>> = {
  severityError: 'error',
  severityWarning: 'warning',
  severityStyle: 'style',
  severityPerformance: 'performance',
  severityInformation: 'information',
  severityNoCategory: 'no-category',
  severityPortability: 'portability',
};

/** Reports of Cppcheck. Source: Cppcheck plugin, CppcheckPublisher, CppcheckBuildResultEvaluator; jenkins-elements: the same. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.cppcheck.CppcheckPublisher',
  section: 'publishers',
  plugin: 'cppcheck',
  summary: 'Shows a report of Cppcheck; limits decide about the result',
  becomes: 'roles archive-artifacts and warning-limits in post-run',
  grade: 'approximate',
  findings: {
    'new-warnings':
      'Limits for new warnings compare with an earlier build, of which Zuul knows nothing: they are left out. Set a limit for all warnings.',
    display: 'How Jenkins shows the report, and compares it with earlier ones, has no counterpart.',
  },
  convert(input, notes) {
    const config = input.child('cppcheckConfig') ?? input;
    const evaluation = config.child('configSeverityEvaluation') ?? config;
    const field = (name: string): Element | undefined => evaluation.child(name);
    const graph = ['configGraph'].map((name) => config.child(name));
    together([...graph, field('healthy'), field('unHealthy')], 'dropped', (first) => notes.dropped('display', first));
    const news = ['newThreshold', 'newFailureThreshold'].map(field);
    const set = news.filter((one) => one !== undefined && /^\d+$/.test(one.rawText.trim()));
    together(set, 'dropped', (first) => notes.approximated('new-warnings', first));
    for (const one of news) one?.judgeAll('dropped');

    const written = config.textOf('pattern').trim();
    const include = written === '' ? '**/cppcheck-result.xml' : written;
    const required = !config.booleanOf('allowNoReport');
    const strict = !config.booleanOf('ignoreBlankFiles');
    const all = strictest([field('threshold'), field('failureThreshold')], 'least', (limit) => limit >= 0);
    const kinds = all === undefined ? undefined : kindsThatCount(evaluation);
    if (all === undefined) for (const name of Object.keys(SEVERITIES)) field(name)?.judgeAll('dropped');
    const report = {
      format: 'cppcheck',
      include,
      required,
      strict,
      ...(kinds !== undefined && { options: { kinds } }),
    };
    const keep = keepReport('Keep a report', include, input);
    if (all === undefined && !required && !strict) return { post: keep };
    const check = checkWarnings([report], all === undefined ? {} : { all }, input);
    // After a failure the report is not looked at.
    return { post: [...keep, withTests(check, [SUCCEEDED])] };
  },
});

/** Kinds whose switch is on; nothing where all are. */
function kindsThatCount(evaluation: Element): string[] | undefined {
  const on = Object.entries(SEVERITIES).filter(([name]) => evaluation.booleanOf(name, true));
  return on.length === Object.keys(SEVERITIES).length ? undefined : on.map(([, kind]) => kind);
}
