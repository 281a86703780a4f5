import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { checkWarnings, type WarningReport } from '../../src/convert/elements/check-warnings.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';
import {
  THRESHOLD_FIELDS,
  THRESHOLD_FINDINGS,
  warningThresholds,
} from '../../src/convert/elements/warning-thresholds.js';
import type { Element } from '../../src/read/jenkins/element.js';
import type { Value } from '../../src/model/value.js';

/** One plugin of the family: the role's word for its format, and the files it takes by itself. */
interface Kind {
  readonly format: string;
  readonly files: string;
  /** Further fields that matter where there is a limit, and what they say. */
  readonly fields?: readonly string[];
  readonly options?: (input: Element) => Readonly<Record<string, Value>>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  FindBugsPublisher: {
    format: 'findbugs',
    files: '**/findbugs.xml',
    fields: ['isRankActivated', 'includePattern', 'excludePattern'],
    options: findbugsOptions,
  },
  PmdPublisher: { format: 'pmd', files: '**/pmd.xml' },
  CheckStylePublisher: { format: 'checkstyle', files: '**/checkstyle-result.xml' },
  DryPublisher: {
    format: 'cpd',
    files: '**/cpd.xml',
    fields: ['highThreshold', 'normalThreshold'],
    options: duplicateOptions,
  },
  LintPublisher: { format: 'android-lint', files: '**/lint-results*.xml' },
  DependencyCheckPublisher: { format: 'dependency-check', files: '**/dependency-check-report.xml' },
};

/**
 * Reports of static analysis, all plugins of one family: the files are kept, and where there are limits the warnings in them
 * are counted. Source: analysis-core plugin, HealthAwarePublisher, and the parser of each plugin; jenkins-elements:
 * FindBugsPublisher, PmdPublisher and others.
 */
export default defineConverter({
  element: [
    'hudson.plugins.findbugs.FindBugsPublisher',
    'hudson.plugins.pmd.PmdPublisher',
    'hudson.plugins.checkstyle.CheckStylePublisher',
    'hudson.plugins.dry.DryPublisher',
    'org.jenkinsci.plugins.android_lint.LintPublisher',
    'org.jenkinsci.plugins.DependencyCheck.DependencyCheckPublisher',
  ],
  section: 'publishers',
  plugin: 'findbugs, pmd, checkstyle, dry, android-lint, dependency-check',
  summary: 'Shows a report of static analysis; limits decide about the result',
  becomes: 'role archive-artifacts in post-run, and warning-limits where there are limits',
  grade: 'approximate',
  findings: THRESHOLD_FINDINGS,
  convert(input, notes) {
    const { format, files, fields = [], options } = KINDS[input.type.split('.').at(-1)!]!;
    const written = input.textOf('pattern');
    const include = written.trim() === '' ? files : written;
    const keep = keepReport('Keep a report', include, input);
    const most = warningThresholds(input, notes);
    const hasLimits = Object.keys(most).length > 0;
    const used = new Set(['pattern', ...THRESHOLD_FIELDS, ...(hasLimits ? ['canRunOnFailed', ...fields] : [])]);
    together(
      input.elements.filter(({ name }) => !used.has(name)),
      'dropped',
      (first) => notes.dropped('display', first),
    );
    if (!hasLimits) return { post: keep };
    const report: WarningReport = { format, include, options: options?.(input) ?? {} };
    // By itself a report is not looked at after a failure.
    const tests = input.booleanOf('canRunOnFailed') ? [] : [SUCCEEDED];
    return { post: [...keep, withTests(checkWarnings([report], most, input), tests)] };
  },
});

/** The patterns are regular expressions for names of files, parted by commas. */
function findbugsOptions(input: Element): Record<string, Value> {
  return {
    by_rank: input.booleanOf('isRankActivated'),
    only_files: antPatterns(input.textOf('includePattern')),
    not_files: antPatterns(input.textOf('excludePattern')),
  };
}

/** How many lines make a duplication bad. */
function duplicateOptions(input: Element): Record<string, Value> {
  const options: Record<string, Value> = {};
  for (const [name, preset] of [
    ['high', 50],
    ['normal', 25],
  ] as const) {
    const lines = input.child(`${name}Threshold`)?.integer();
    if (lines !== undefined && lines > 0 && lines !== preset) options[name] = lines;
  }
  return options;
}
