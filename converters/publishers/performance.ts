import { defineConverter } from '../../src/convert/converter.js';
import { checkTests } from '../../src/convert/elements/check-tests.js';
import { unchecked } from '../../src/convert/elements/keep-report.js';
import { strictest } from '../../src/convert/elements/limits.js';
import { together } from '../../src/convert/elements/together.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Class of a parser → format, and the files it takes by itself. */
const PARSERS: Readonly<Record<string, readonly [format: string, glob: string]>> = {
  JMeterParser: ['jmeter', '**/*.jtl'],
  JMeterCsvParser: ['jmeter', '**/*.csv'],
  JUnitParser: ['junit', '**/TEST-*.xml'],
};

const FINDINGS = {
  'other-format': 'Results of this tool cannot be read here: check them with a script.',
  'response-time':
    'A mean response time above this made the build UNSTABLE: let the tool enforce it, or check it with a script, and take the step that fails out.',
  history: 'This compares with earlier builds, of which Zuul knows nothing: it is left out.',
  display: 'How Jenkins shows the results has no counterpart: the files lie with the logs.',
} as const;

/** Results of load tests. Source: Performance plugin, PerformancePublisher; jenkins-elements: the same. */
export default defineConverter({
  element: 'hudson.plugins.performance.PerformancePublisher',
  section: 'publishers',
  plugin: 'performance',
  summary: 'Reads results of load tests; a share of errors decides about the result',
  becomes: 'role xunit-results in post-run, which fails beyond the share',
  grade: 'approximate',
  findings: FINDINGS,
  convert(input, notes) {
    const parsers = input.child('parsers')?.children() ?? [];
    const known = parsers.filter((parser) => PARSERS[kindOf(parser)] !== undefined);
    for (const parser of parsers) {
      if (!known.includes(parser)) notes.needsHuman('other-format', parser, `(${kindOf(parser)})`);
    }
    const mode = input.child('modeOfThreshold');
    const isRelative = input.booleanOf('modeOfThreshold');
    if (isRelative && mode !== undefined && known.length > 0) notes.approximated('history', mode);
    const time = input.child('errorUnstableResponseTimeThreshold');
    const hasTime = time !== undefined && !isRelative && known.length > 0 && time.rawText.trim() !== '';
    if (hasTime) notes.needsHuman('response-time', time);
    const limits = isRelative
      ? []
      : ['errorFailedThreshold', 'errorUnstableThreshold'].map((name) => input.child(name));
    const failed = known.length === 0 ? undefined : strictest(limits, 'least', (limit) => limit >= 0 && limit < 100);
    const required = known.length > 0 && input.booleanOf('failBuildIfNoResultFile');
    const reports = known.map((parser) => {
      const [format, glob] = PARSERS[kindOf(parser)]!;
      return { format, include: parser.textOf('glob', glob), required, strict: true };
    });

    const used = new Set(['parsers', 'failBuildIfNoResultFile', 'modeOfThreshold', ...limitNames(limits)]);
    const others = input.elements.filter(({ name }) => known.length === 0 || !used.has(name));
    together(others, 'dropped', (first) => notes.dropped('display', first));
    const check = checkTests(reports, failed === undefined ? {} : { failed, inPercent: true }, input);
    return {
      post: [
        ...(known.length === 0 ? [] : [check]),
        ...(hasTime ? [unchecked('performance/response-time', FINDINGS['response-time'], input)] : []),
        ...parsers
          .filter((parser) => !known.includes(parser))
          .map((parser) => unchecked('performance/other-format', FINDINGS['other-format'], parser)),
      ],
    };
  },
});

function kindOf(parser: Element): string {
  return parser.type.split('.').at(-1)!;
}

function limitNames(limits: readonly (Element | undefined)[]): string[] {
  return limits.flatMap((limit) => (limit === undefined ? [] : [limit.name]));
}
