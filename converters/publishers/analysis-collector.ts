import { defineConverter } from '../../src/convert/converter.js';
import { checkWarnings, type WarningReport } from '../../src/convert/elements/check-warnings.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';
import {
  THRESHOLD_FIELDS,
  THRESHOLD_FINDINGS,
  warningThresholds,
} from '../../src/convert/elements/warning-thresholds.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Class of a publisher beside it → format, files it takes by itself, and the field that keeps it out of the sum. */
const PARTS: Readonly<Record<string, readonly [format: string, files: string, off: string]>> = {
  FindBugsPublisher: ['findbugs', '**/findbugs.xml', 'isFindBugsDeactivated'],
  PmdPublisher: ['pmd', '**/pmd.xml', 'isPmdDeactivated'],
  CheckStylePublisher: ['checkstyle', '**/checkstyle-result.xml', 'isCheckStyleDeactivated'],
  DryPublisher: ['cpd', '**/cpd.xml', 'isDryDeactivated'],
};

/** Limits for the warnings of all plugins of the family together. Source: Static Analysis Collector plugin, AnalysisPublisher. */
export default defineConverter({
  element: 'hudson.plugins.analysis.collector.AnalysisPublisher',
  section: 'publishers',
  plugin: 'analysis-collector',
  summary: 'Shows several reports of static analysis as one; limits decide about the result',
  becomes: 'role warning-limits in post-run where there are limits, else nothing',
  grade: 'approximate',
  findings: {
    ...THRESHOLD_FINDINGS,
    'no-report': 'No report stands beside it, so that there is nothing to count.',
  },
  convert(input, notes) {
    const most = warningThresholds(input, notes);
    const parts = Object.keys(most).length === 0 ? [] : partsBeside(input);
    if (Object.keys(most).length > 0 && parts.length === 0) {
      notes.dropped('no-report', input);
      return {};
    }
    const isActive = parts.length > 0;
    const used = new Set([...THRESHOLD_FIELDS, ...(isActive ? ['canRunOnFailed'] : [])]);
    const rest = input.elements.filter(({ name }) => !used.has(name) && !(isActive && /^is\w+Deactivated$/.test(name)));
    together(rest, 'dropped', (first) => notes.dropped('display', first));
    for (const field of input.elements) {
      if (/^is\w+Deactivated$/.test(field.name) && field.state === 'unread') field.judgeAll('dropped');
    }
    if (!isActive) return {};
    const tests = input.booleanOf('canRunOnFailed') ? [] : [SUCCEEDED];
    return { post: [withTests(checkWarnings(parts, most, input), tests)] };
  },
});

/** The reports of the publishers in the same list. Their own converters account for their fields. */
function partsBeside(input: Element): WarningReport[] {
  return (input.parent?.elements ?? []).flatMap((sibling): WarningReport[] => {
    const part = PARTS[sibling.type.split('.').at(-1)!];
    if (part === undefined) return [];
    const [format, files, off] = part;
    const pattern = sibling.child('pattern')?.rawText.trim() ?? '';
    return input.booleanOf(off) ? [] : [{ format, include: pattern === '' ? files : pattern }];
  });
}
