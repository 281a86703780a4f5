import { defineConverter } from '../../src/convert/converter.js';
import { keepReport, numbersBelow, unchecked } from '../../src/convert/elements/keep-report.js';
import { together } from '../../src/convert/elements/together.js';
import type { Element } from '../../src/read/jenkins/element.js';

const LIMITS =
  'Coverage below a limit made the build UNSTABLE or failed it: let the tool enforce the limit, or check it with a script, and take the step that fails out.';

/** Where the plugins keep the patterns of their files. */
const PATTERNS: Readonly<Record<string, string>> = {
  JacocoPublisher: 'execPattern',
  CoberturaPublisher: 'coberturaReportFile',
};

/** Reports of coverage: the files are kept, limits are left to a person. jenkins-elements: JacocoPublisher, CoberturaPublisher. */
export default defineConverter({
  element: ['hudson.plugins.jacoco.JacocoPublisher', 'hudson.plugins.cobertura.CoberturaPublisher'],
  section: 'publishers',
  plugin: 'jacoco, cobertura',
  summary: 'Shows coverage; limits can decide about the result',
  becomes: 'role archive-artifacts in post-run; a task that fails where there are limits',
  grade: 'approximate',
  findings: {
    limits: LIMITS,
    display: 'How Jenkins makes and shows the report has no counterpart: keep the pages that the build tool makes.',
  },
  convert(input, notes) {
    const field = PATTERNS[input.type.split('.').at(-1)!]!;
    const files = input.textOf(field);
    const needsFiles = input.child('failNoReports');
    const allowEmpty = !input.booleanOf('failNoReports');
    const limits = limitsOf(input);
    together(limits, 'needs-human', (first) => notes.needsHuman('limits', first));
    const rest = input.elements.filter((element) => element.name !== field && element !== needsFiles);
    together(rest, 'dropped', (first) => notes.dropped('display', first));
    const keep = keepReport('Keep coverage', files, input, allowEmpty);
    return { post: limits.length === 0 ? keep : [...keep, unchecked('coverage-report/limits', LIMITS, input)] };
  },
});

/** Limits that count: only with the switches that let them decide. */
function limitsOf(input: Element): Element[] {
  const isOn = ['changeBuildStatus', 'failUnhealthy', 'failUnstable'].some((name) => input.booleanOf(name));
  if (!isOn) return [];
  return input.elements
    .filter(({ name }) => /Target$|^(min|max)imum/.test(name))
    .flatMap((element) => numbersBelow(element));
}
