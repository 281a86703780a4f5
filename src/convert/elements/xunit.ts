import type { Step } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { antPatterns } from './ant-patterns.js';
import { expandMacros } from './macros.js';
import { together } from './together.js';

/** Findings of the elements of the xUnit plugin. */
export const XUNIT_FINDINGS = {
  'new-tests': 'This limit looks at the build before, which Zuul does not know: it is left out.',
  'other-format':
    'Only reports in the format of JUnit can be read here: turn these into it, or check them with a script.',
  bookkeeping: 'Old reports and files in between need no care: a build starts with an empty workspace.',
  'unknown-limit': 'This limit is of a kind that is not known here: check it with a script.',
} as const;

type Code = keyof typeof XUNIT_FINDINGS;

/** Tools whose reports are JUnit's XML, or near enough that the counts of tests and failures stand in the same places. */
const JUNIT_FORMATS = new Set([
  'JUnitType',
  'PHPUnitJunitHudsonTestType',
  'GoogleTestType',
  'EmbUnitType',
  'GTesterJunit',
]);
const LIMITS: Readonly<Record<string, string>> = { FailedThreshold: 'failed', SkippedThreshold: 'skipped' };
const PERCENT = '2';

/**
 * Checks reports of tests against limits: role `xunit-results`.
 *
 * The role's variables: `xunit_results_reports`, a list of `{include, required, strict}` (Ant patterns relative to the workspace;
 * no file of a required one fails; an unreadable file of a strict one fails); `xunit_results_failed_limit` and
 * `xunit_results_skipped_limit` (more than that many fail the build; absent: any number is fine);
 * `xunit_results_passed_limit` (fewer than that many fail the build); `xunit_results_in_percent` (limits are percent of all
 * tests; default false). Jenkins' limits for UNSTABLE and for FAILURE both fail the build, so the stricter one counts.
 * Source: xUnit plugin, XUnitProcessor, XUnitThreshold; jenkins-elements: xunit.
 */
export function xunitSteps(input: Element, notes: Notes<Code>, converter: string): readonly Step[] {
  const tools = (input.child('tools') ?? input.child('types'))?.children() ?? [];
  const others = tools.filter((tool) => !JUNIT_FORMATS.has(kindOf(tool)));
  for (const tool of others) notes.needsHuman('other-format', tool, `(${kindOf(tool)})`);
  const extra = [input.child('extraConfiguration'), input.child('testDataPublishers')];
  const files = tools.flatMap((tool) => ['failIfNotNew', 'deleteOutputFiles'].map((name) => tool.child(name)));
  together([...files, ...extra], 'dropped', (first) => notes.dropped('bookkeeping', first));

  const limits = readLimits(input, notes);
  const reports = tools.filter((tool) => !others.includes(tool)).map(reportOf);
  if (reports.length === 0) return others.map((tool) => stop(tool, converter));
  const vars: Record<string, Value> = { xunit_results_reports: reports, ...limits };
  const check: Step = { kind: 'role', name: 'Check test results', at: input.at, role: 'xunit-results', vars };
  return [check, ...others.map((tool) => stop(tool, converter))];
}

function kindOf(tool: Element): string {
  return tool.type.split(/[.$]/).at(-1)!;
}

function reportOf(tool: Element): Value {
  const exclude = antPatterns(tool.textOf('excludesPattern')).map((pattern) => expandMacros(pattern));
  return {
    include: antPatterns(tool.need('pattern').text().replaceAll(/\s+/g, ' ')).map((pattern) => expandMacros(pattern)),
    ...(exclude.length > 0 && { exclude }),
    required: !tool.booleanOf('skipNoTestFiles'),
    strict: tool.booleanOf('stopProcessingIfError', true),
  };
}

function readLimits(input: Element, notes: Notes<Code>): Record<string, Value> {
  const limits: Record<string, Value> = {};
  for (const threshold of input.child('thresholds')?.children() ?? []) {
    const kind = kindOf(threshold);
    const isPassed = kind === 'PassedThreshold';
    const name = isPassed ? 'passed' : LIMITS[kind];
    if (name === undefined) {
      notes.needsHuman('unknown-limit', threshold);
      continue;
    }
    const numbers = ['unstableThreshold', 'failureThreshold'].flatMap(
      (field) => threshold.child(field)?.integer() ?? [],
    );
    const relative = ['unstableNewThreshold', 'failureNewThreshold'].map((field) => threshold.child(field));
    together(
      relative.filter((field) => field?.text().trim() !== ''),
      'approximated',
      (first) => notes.approximated('new-tests', first),
    );
    if (numbers.length === 0) continue;
    limits[`xunit_results_${name}_limit`] = isPassed ? Math.max(...numbers) : Math.min(...numbers);
    looseLimits(threshold, numbers, isPassed);
  }
  if (input.textOf('thresholdMode', '1').trim() === PERCENT) limits['xunit_results_in_percent'] = true;
  return limits;
}

/** Of two limits the looser one says nothing more. */
function looseLimits(threshold: Element, numbers: readonly number[], isPassed: boolean): void {
  if (numbers.length < 2 || numbers[0] === numbers[1]) return;
  const loose = numbers[0]! > numbers[1]! !== isPassed ? 'unstableThreshold' : 'failureThreshold';
  threshold.child(loose)?.judgeAll('dropped');
}

function stop(tool: Element, converter: string): Step {
  const message = `${XUNIT_FINDINGS['other-format']} (${kindOf(tool)})`;
  return {
    kind: 'fail',
    name: `Check ${kindOf(tool)} results`,
    at: tool.at,
    code: `${converter}/other-format`,
    message,
  };
}
