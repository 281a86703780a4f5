import { defineConverter } from '../../src/convert/converter.js';
import { checkCoverage } from '../../src/convert/elements/check-coverage.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { strictest } from '../../src/convert/elements/limits.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';

const METRICS = ['Instruction', 'Branch', 'Complexity', 'Line', 'Method', 'Class'];

/** Where Maven, Gradle and Ant put JaCoCo's XML. */
const XML_REPORTS = '**/jacoco*.xml';

/**
 * Coverage of JaCoCo: the exec files are kept, limits are checked. Below the minimum Jenkins failed a build, below the maximum
 * it made it UNSTABLE: both fail it here. Source: JaCoCo plugin, JacocoPublisher; jenkins-elements: the same.
 */
export default defineConverter({
  element: 'hudson.plugins.jacoco.JacocoPublisher',
  section: 'publishers',
  plugin: 'jacoco',
  summary: 'Shows coverage of Java; limits can decide about the result',
  becomes: 'roles archive-artifacts and, where limits decide, coverage-limits in post-run',
  grade: 'approximate',
  findings: {
    'xml-report': `Jenkins read the exec files together with the classes. The limits are checked with the XML report of JaCoCo (${XML_REPORTS}), which the build tool has to write.`,
    'earlier-build': 'This compares with an earlier build, of which Zuul knows nothing: it is left out.',
    display: 'How Jenkins makes and shows the report has no counterpart: keep the pages that the build tool makes.',
  },
  convert(input, notes) {
    const decides = input.child('changeBuildStatus');
    const least: Record<string, number> = {};
    if (input.booleanOf('changeBuildStatus')) {
      for (const metric of METRICS) {
        const fields = ['minimum', 'maximum'].map((word) => input.child(`${word}${metric}Coverage`));
        const limit = strictest(fields, 'most', (percent) => percent > 0);
        if (limit !== undefined) least[metric.toLowerCase()] = limit;
      }
    }
    const hasLimits = Object.keys(least).length > 0;
    if (hasLimits && decides !== undefined) notes.approximated('xml-report', decides);
    const over = input.child('buildOverBuild');
    if (over !== undefined && input.booleanOf('buildOverBuild')) notes.approximated('earlier-build', over);
    const written = input.textOf('execPattern').trim();
    const keep = keepReport('Keep coverage', written === '' ? '**/**.exec' : written, input);
    const limits = /^(min|max)imum\w+Coverage$/;
    const used = new Set(['execPattern', ...(hasLimits ? ['runAlways'] : [])]);
    together(
      input.elements.filter(({ name }) => !used.has(name) && !(hasLimits && limits.test(name))),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    if (!hasLimits) return { post: keep };
    const check = checkCoverage(
      { format: 'jacoco', include: XML_REPORTS, least, required: true, rounded: true },
      input,
    );
    return { post: [...keep, withTests(check, input.booleanOf('runAlways') ? [] : [SUCCEEDED])] };
  },
});
