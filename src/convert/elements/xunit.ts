import type { Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { checkTests, type TestLimits, type TestReport } from './check-tests.js';
import { together } from './together.js';

/** Findings of the elements of the xUnit plugin. */
export const XUNIT_FINDINGS = {
  'new-tests': 'This limit looks at the build before, which Zuul does not know: it is left out.',
  'other-format':
    'Reports of this format cannot be read here: turn them into the format of JUnit, or check them with a script.',
  bookkeeping: 'Old reports and files in between need no care: a build starts with an empty workspace.',
  'unknown-limit': 'This limit is of a kind that is not known here: check it with a script.',
} as const;

type Code = keyof typeof XUNIT_FINDINGS;

/** Tools whose reports the role reads → the role's name of their format; `junit` where the counts stand where JUnit has them. */
const FORMATS: Readonly<Record<string, string>> = {
  JUnitType: 'junit',
  PHPUnitJunitHudsonTestType: 'junit',
  GoogleTestType: 'junit',
  EmbUnitType: 'junit',
  GTesterJunit: 'junit',
  BoostTestJunitHudsonTestType: 'boost',
  BoostTest: 'boost',
  CheckType: 'check',
  CppUnitJunitHudsonTestType: 'cppunit',
  CTestType: 'ctest',
  XUnitDotNetTestType: 'xunitnet',
  MSTestJunitHudsonTestType: 'mstest',
  MSTest: 'mstest',
  NUnitJunitHudsonTestType: 'nunit',
  NUnit: 'nunit',
  UnitTestJunitHudsonTestType: 'unittest',
  UnitTest: 'unittest',
  ValgrindJunitHudsonTestType: 'valgrind',
  Valgrind: 'valgrind',
};
const LIMITS: Readonly<Record<string, 'failed' | 'skipped' | 'passed'>> = {
  FailedThreshold: 'failed',
  SkippedThreshold: 'skipped',
  PassedThreshold: 'passed',
};
const PERCENT = '2';

/**
 * Checks reports of tests against limits: role `xunit-results`.
 *
 * Jenkins' limits for UNSTABLE and for FAILURE both fail the build, so the stricter one counts.
 * Source: xUnit plugin, XUnitProcessor, XUnitThreshold; jenkins-elements: xunit.
 */
export function xunitSteps(input: Element, notes: Notes<Code>, converter: string): readonly Step[] {
  const tools = (input.child('tools') ?? input.child('types'))?.children() ?? [];
  const others = tools.filter((tool) => FORMATS[kindOf(tool)] === undefined);
  for (const tool of others) notes.needsHuman('other-format', tool, `(${kindOf(tool)})`);
  const extra = [input.child('extraConfiguration'), input.child('testDataPublishers')];
  const files = tools.flatMap((tool) => ['failIfNotNew', 'deleteOutputFiles'].map((name) => tool.child(name)));
  together([...files, ...extra], 'dropped', (first) => notes.dropped('bookkeeping', first));

  const limits = readLimits(input, notes);
  const reports = tools.filter((tool) => !others.includes(tool)).map(reportOf);
  if (reports.length === 0) return others.map((tool) => stop(tool, converter));
  return [checkTests(reports, limits, input), ...others.map((tool) => stop(tool, converter))];
}

function kindOf(tool: Element): string {
  return tool.type.split(/[.$]/).at(-1)!;
}

function reportOf(tool: Element): TestReport {
  const format = FORMATS[kindOf(tool)]!;
  return {
    include: tool.need('pattern').text().replaceAll(/\s+/g, ' '),
    exclude: tool.textOf('excludesPattern'),
    required: !tool.booleanOf('skipNoTestFiles'),
    strict: tool.booleanOf('stopProcessingIfError', true),
    ...(format !== 'junit' && { format }),
  };
}

function readLimits(input: Element, notes: Notes<Code>): TestLimits {
  const limits: Record<string, number> = {};
  const relative: Element[] = [];
  for (const threshold of input.child('thresholds')?.children() ?? []) {
    const kind = kindOf(threshold);
    const name = LIMITS[kind];
    if (name === undefined) {
      notes.needsHuman('unknown-limit', threshold);
      continue;
    }
    const numbers = ['unstableThreshold', 'failureThreshold'].flatMap(
      (field) => threshold.child(field)?.integer() ?? [],
    );
    const news = ['unstableNewThreshold', 'failureNewThreshold'].flatMap((field) => threshold.child(field) ?? []);
    relative.push(...news.filter((field) => field.text().trim() !== ''));
    if (numbers.length === 0) continue;
    limits[name] = name === 'passed' ? Math.max(...numbers) : Math.min(...numbers);
    looseLimits(threshold, numbers, name === 'passed');
  }
  // One of them is enough to make a person think.
  together(relative, 'dropped', (first) => notes.approximated('new-tests', first));
  return { ...limits, inPercent: input.textOf('thresholdMode', '1').trim() === PERCENT };
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
