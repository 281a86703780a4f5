import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { checkWarnings, type WarningReport } from '../../src/convert/elements/check-warnings.js';
import { keepReport, unchecked } from '../../src/convert/elements/keep-report.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { together } from '../../src/convert/elements/together.js';
import {
  THRESHOLD_FIELDS,
  THRESHOLD_FINDINGS,
  warningThresholds,
} from '../../src/convert/elements/warning-thresholds.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** What a parser is called in Jenkins → the role's word for what it reads. */
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/gcc|GNU C|Clang|LLVM|GNU compiler/i, 'gcc'],
  [/javac|Java Compiler|JavaDoc/i, 'javac'],
  [/^Maven$/i, 'maven'],
  [/MSBuild|Visual Studio/i, 'msbuild'],
  [/^Pep8$/i, 'pep8'],
  [/^PyLint$/i, 'pylint'],
  [/cpplint/i, 'cpplint'],
  [/^Perl::?Critic/i, 'perlcritic'],
  [/^PHP Runtime/i, 'php'],
  [/Sphinx/i, 'sphinx'],
];

const LIMITS =
  'Output of this tool cannot be counted here: let the tool enforce the limit, or check it with a script, and take the step that fails out.';

/**
 * Warnings of compilers in the console and in files. Source: Warnings plugin, WarningsPublisher and its parsers;
 * jenkins-elements: WarningsPublisher.
 */
export default defineConverter({
  element: 'hudson.plugins.warnings.WarningsPublisher',
  section: 'publishers',
  plugin: 'warnings',
  summary: 'Shows warnings of compilers; limits decide about the result',
  becomes: 'roles archive-artifacts (files) and, where there are limits, warning-limits in post-run',
  grade: 'approximate',
  findings: {
    ...THRESHOLD_FINDINGS,
    'other-parser': LIMITS,
    messages: 'Which messages do not count is said by their text, which is not looked at here: more may be counted.',
  },
  convert(input, notes) {
    const most = warningThresholds(input, notes);
    const hasLimits = Object.keys(most).length > 0;
    const files = input.child('parserConfigurations')?.children() ?? [];
    const consoles = input.child('consoleParsers')?.children() ?? [];
    const filters = ['includePattern', 'excludePattern', 'canRunOnFailed'];
    const used = new Set([
      'parserConfigurations',
      ...THRESHOLD_FIELDS,
      ...(hasLimits ? ['consoleParsers', ...filters] : []),
    ]);
    const messages = ['messagesPattern', 'categoriesPattern'].flatMap((name) => input.child(name) ?? []);
    if (hasLimits) {
      const set = messages.filter((field) => field.rawText.trim() !== '');
      together(set, 'approximated', (first) => notes.approximated('messages', first));
    }
    const names = files.map((file) => file.child('parserName'));
    const rest = input.elements.filter(({ name }) => !used.has(name));
    together([...rest, ...(hasLimits ? [] : names)], 'dropped', (first) => notes.dropped('display', first));
    const keep = files.flatMap((file) => keepReport('Keep a report', file.textOf('pattern'), file));
    if (!hasLimits) return { post: keep };

    const unknown: Element[] = [];
    const options = {
      only_files: antPatterns(input.textOf('includePattern')),
      not_files: antPatterns(input.textOf('excludePattern')),
    };
    const reports = [...consoles, ...files].flatMap((parser): WarningReport[] => {
      const name = parser.child('parserName');
      const format = FORMATS.find(([pattern]) => pattern.test(name?.text().trim() ?? ''))?.[1];
      if (format === undefined) {
        unknown.push(name ?? parser);
        return [];
      }

      const include = parser.child('pattern')?.text();
      return [{ format, options, ...(include !== undefined && { include }) }];
    });
    for (const parser of unknown) notes.needsHuman('other-parser', parser, `(${parser.rawText.trim()})`);
    const tests = input.booleanOf('canRunOnFailed') ? [] : [SUCCEEDED];
    const once = reports.filter(
      (one, index) =>
        reports.findIndex((other) => other.format === one.format && other.include === one.include) === index,
    );
    return {
      post: [
        ...keep,
        ...(reports.length === 0 ? [] : [withTests(checkWarnings(once, most, input), tests)]),
        ...(unknown.length === 0 ? [] : [unchecked('compiler-warnings/other-parser', LIMITS, input)]),
      ],
    };
  },
});
