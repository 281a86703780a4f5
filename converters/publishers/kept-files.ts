import { defineConverter } from '../../src/convert/converter.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { together } from '../../src/convert/elements/together.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Reads which files a publisher keeps: its fields, and Ant patterns parted by commas. */
interface Kept {
  readonly fields: readonly string[];
  readonly patterns: (read: (field: string) => string, input: Element) => string;
  /** No file fails the build. */
  readonly required?: (input: Element) => boolean;
}

const folder = (path: string, otherwise: string): string => `${(path || otherwise).replace(/\/+$/, '')}/`;

const KEPT: Readonly<Record<string, Kept>> = {
  'hudson.tasks.JavadocArchiver': {
    fields: ['javadocDir'],
    patterns: (read) => folder(read('javadocDir'), 'target/site/apidocs'),
    required: () => true,
  },
  'hudson.plugins.sloccount.SloccountPublisher': {
    fields: ['pattern'],
    patterns: (read) => read('pattern') || '**/sloccount.sc',
  },
  'hudson.plugins.codecover.CodeCoverPublisher': {
    fields: ['includes'],
    patterns: (read) => read('includes').replace(/^\.\//, ''),
  },
  'hudson.plugins.jdepend.JDependRecorder': {
    fields: ['configuredJDependFile'],
    patterns: (read) => read('configuredJDependFile') || '**/jdepend*.xml',
  },
  'io.gatling.jenkins.GatlingPublisher': {
    fields: ['enabled'],
    patterns: (_, input) => (input.booleanOf('enabled', true) ? '**/gatling/*/' : ''),
  },
  'org.jenkinsci.plugins.scoverage.ScoveragePublisher': {
    fields: ['reportDir', 'reportFile'],
    patterns: (read) => {
      const within = folder(read('reportDir'), 'target/scoverage-report');
      return `${within}${read('reportFile') || 'scoverage.xml'},${within}**/*.html`;
    },
  },
  'jenkins.plugins.shiningpanda.publishers.CoveragePublisher': {
    fields: ['htmlDir'],
    patterns: (read) => (read('htmlDir') === '' ? '**/htmlcov/' : folder(read('htmlDir'), '')),
  },
  'hudson.plugins.summary_report.ACIPluginPublisher': {
    fields: ['name'],
    patterns: (read) => read('name'),
  },
};

/** Publishers that keep files and show them: the files are kept with the logs. jenkins-elements: publishers, "archive". */
export default defineConverter({
  element: Object.keys(KEPT),
  section: 'publishers',
  plugin: 'javadoc, sloccount, codecover, jdepend, gatling, scoverage, shiningpanda, summary_report',
  summary: 'Keeps files of a report and shows them',
  becomes: 'role archive-artifacts in post-run',
  grade: 'approximate',
  findings: { display: 'How Jenkins shows the report, and for which builds it keeps it, has no counterpart.' },
  convert(input, notes) {
    const { fields, patterns, required = () => false } = KEPT[input.type]!;
    together(
      input.elements.filter(({ name }) => !fields.includes(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    const include = patterns((field) => input.textOf(field).trim(), input);
    return { post: keepReport('Keep a report', include, input, !required(input)) };
  },
});
